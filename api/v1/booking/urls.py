"""Routes of public booking."""

from django.urls import path

from api.v1.booking import views

urlpatterns = [
    path("booking/", views.DeskView.as_view()),
    path("booking/days/", views.DaysView.as_view()),
    path("booking/requests/", views.RequestsView.as_view()),
    path("booking/lookup/", views.LookupView.as_view()),
    path("booking/change/days/", views.OtherDaysView.as_view()),
    path("booking/change/", views.ChangeView.as_view()),
    path("booking/cancellation/", views.CancellationView.as_view()),
    path("booking/calendar/", views.FileView.as_view()),
]
