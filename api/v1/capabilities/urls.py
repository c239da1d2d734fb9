"""Routes of capabilities."""

from django.urls import path

from api.v1.capabilities import views

urlpatterns = [
    path("programmes/<uuid:programme_id>/capabilities/", views.ProgrammeCapabilitiesView.as_view()),
    path("programmes/<uuid:programme_id>/capability-grants/", views.GrantRequestView.as_view()),
    path("capability-grants/", views.GrantWatchView.as_view()),
    path("capability-grants/<uuid:grant_id>/", views.GrantView.as_view()),
    path("capability-grants/<uuid:grant_id>/act/", views.GrantActView.as_view()),
    path("capability-grants/<uuid:grant_id>/approval/", views.GrantApprovalView.as_view()),
    path("capability-grants/<uuid:grant_id>/refusal/", views.GrantRefusalView.as_view()),
    path("capability-grants/<uuid:grant_id>/end/", views.GrantEndView.as_view()),
]
