"""Routes of services to employers."""

from django.urls import path

from api.v1.employers import views

urlpatterns = [
    path("employer-services/", views.EmployerServiceListView.as_view()),
    path("employer-services/choices/", views.EmployerChoicesView.as_view()),
    path("employer-services/numbers/", views.EmployerNumbersView.as_view()),
    path("employer-services/preview/", views.EmployerPreviewView.as_view()),
    path("employer-services/<uuid:service_id>/", views.EmployerServiceView.as_view()),
    path("employer-services/<uuid:service_id>/employee/", views.EmployeeView.as_view()),
]
