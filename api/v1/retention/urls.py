"""Routes of what is kept."""

from django.urls import path

from api.v1.retention import views

urlpatterns = [path("retention/", views.RetentionDueView.as_view())]
