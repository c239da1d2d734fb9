"""Routes of prints: one for each print and form, so that each says what it hands out."""

from django.urls import path

from api.v1.prints import views

_PRINTS = "programme-versions/<uuid:version_id>/prints"

urlpatterns = [
    path(f"{_PRINTS}/workflow.pdf", views.WorkflowPdfView.as_view()),
    path(f"{_PRINTS}/workflow.svg", views.WorkflowSvgView.as_view()),
    path(f"{_PRINTS}/workflow.png", views.WorkflowPngView.as_view()),
    path(f"{_PRINTS}/standards.pdf", views.StandardsPdfView.as_view()),
    path(f"{_PRINTS}/standards.png", views.StandardsPngView.as_view()),
]
