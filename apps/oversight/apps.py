"""Figures that municipalities release. The tables stand in the platform's own room."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "apps.oversight"
    label = "oversight"
    verbose_name = "Koordinatör"
