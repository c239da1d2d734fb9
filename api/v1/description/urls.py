"""Route of the API's own description."""

from django.urls import path

from api.v1.description import views

urlpatterns = [path("schema/", views.DescriptionView.as_view(), name="schema")]
