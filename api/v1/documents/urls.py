"""Routes of documents."""

from django.urls import path

from api.v1.documents import views

urlpatterns = [
    path("people/<uuid:person_id>/documents/", views.DocumentsView.as_view()),
    path("people/documents/<uuid:document_id>/content/", views.DocumentContentView.as_view()),
    path("people/documents/<uuid:document_id>/removal/", views.DocumentRemovalView.as_view()),
]
