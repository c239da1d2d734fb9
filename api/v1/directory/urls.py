"""Routes of the directory."""

from django.urls import path

from api.v1.directory import views

urlpatterns = [
    path("providers/", views.ProviderListView.as_view(), name="providers"),
    path("providers/<uuid:provider_id>/", views.ProviderView.as_view(), name="provider"),
    path("providers/<uuid:provider_id>/confirm/", views.ProviderConfirmView.as_view(), name="provider-confirm"),
    path("providers/<uuid:provider_id>/closing/", views.ProviderCloseView.as_view(), name="provider-closing"),
]
