"""Addresses of the coordinator's figures and of the standing of packs."""

from django.urls import path

from api.v1.oversight.drift import PackDriftView
from api.v1.oversight.views import ReleasedFiguresView

urlpatterns = [
    path("oversight/figures/", ReleasedFiguresView.as_view()),
    path("oversight/drift/", PackDriftView.as_view()),
]
