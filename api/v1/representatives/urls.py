"""Routes of representatives."""

from django.urls import path

from api.v1.representatives import views

urlpatterns = [
    path("people/<uuid:person_id>/representatives/", views.RepresentativesView.as_view()),
    path("people/representatives/<uuid:representative_id>/", views.RepresentativeView.as_view()),
    path("people/representatives/<uuid:representative_id>/notices/", views.RepresentativeNoticesView.as_view()),
    path("people/representatives/<uuid:representative_id>/end/", views.RepresentativeEndView.as_view()),
]
