"""Routes of work queues."""

from django.urls import path

from api.v1.work import views

urlpatterns = [
    path("work/", views.WorkView.as_view()),
    path("work/caseload/", views.CaseloadView.as_view()),
    path("work/<slug:queue>/", views.QueueView.as_view()),
]
