"""See the app's modules."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "apps.petitions"
    label = "petitions"
    verbose_name = "Talep ve şikâyetler"
