"""Route of the registry."""

from django.urls import path

from api.v1.municipalities import views

urlpatterns = [path("municipalities/", views.MunicipalityListView.as_view(), name="municipalities")]
