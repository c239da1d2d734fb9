"""See the app's modules."""

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "apps.coaching"
    label = "coaching"
    verbose_name = "İş koçluğu"
