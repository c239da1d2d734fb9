"""Addresses of the coordinator's figures."""

from django.urls import path

from api.v1.oversight.views import ReleasedFiguresView

urlpatterns = [path("oversight/figures/", ReleasedFiguresView.as_view())]
