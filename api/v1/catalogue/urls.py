"""Route of the catalogue."""

from django.urls import path

from api.v1.catalogue import views

urlpatterns = [path("catalogue/", views.CatalogueView.as_view(), name="catalogue")]
