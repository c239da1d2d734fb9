"""Routes of exports."""

from django.urls import path

from api.v1.exports import views

urlpatterns = [
    path("people/exports/", views.ExportListView.as_view()),
    path("people/exports/columns/", views.ExportColumnsView.as_view()),
    path("people/exports/<uuid:request_id>/", views.ExportView.as_view()),
    path("people/exports/<uuid:request_id>/decision/", views.ExportDecisionView.as_view()),
    path("people/exports/<uuid:request_id>/file/", views.ExportFileView.as_view()),
]
