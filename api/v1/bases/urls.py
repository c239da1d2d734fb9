"""Routes of recorded bases."""

from django.urls import path

from api.v1.bases import views

urlpatterns = [
    path("privacy/bases/", views.BasesView.as_view(), name="privacy-bases"),
    path("privacy/bases/<uuid:basis_id>/revoke/", views.RevokeView.as_view(), name="privacy-basis-revoke"),
]
