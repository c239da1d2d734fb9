"""Route of places."""

from django.urls import path

from api.v1.geography import views

urlpatterns = [path("geography/", views.GeographyView.as_view(), name="geography")]
