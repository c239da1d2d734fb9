"""Route of the first page."""

from django.urls import path

from api.v1.home import views

urlpatterns = [path("me/today/", views.TodayView.as_view(), name="me-today")]
