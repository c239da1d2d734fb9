"""Routes of the setup checklist."""

from django.urls import path

from api.v1.setup import views

urlpatterns = [
    path("setup/", views.SetupView.as_view()),
    path("setup/<slug:step>/aside/", views.SetupAsideView.as_view()),
]
