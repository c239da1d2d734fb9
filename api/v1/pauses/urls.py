"""Routes of pauses."""

from django.urls import path

from api.v1.pauses import views

urlpatterns = [
    path("deadline-pauses/", views.PausesView.as_view()),
    path("deadline-pauses/choices/", views.PauseChoicesView.as_view()),
    path("deadline-pauses/preview/", views.PausePreviewView.as_view()),
    path("deadline-pauses/<uuid:pause_id>/ending/", views.PauseEndingView.as_view()),
    path("cases/<uuid:case_id>/deadline/", views.CaseDeadlineView.as_view()),
]
