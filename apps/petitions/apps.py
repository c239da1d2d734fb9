"""See the app's modules."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "apps.petitions"
    label = "petitions"
    verbose_name = "Talep ve şikâyetler"

    def ready(self) -> None:
        """Offer guards, story and queues; hear of letters; let rounds find what petitions do by themselves."""
        from apps.petitions import offering, tasks  # noqa: F401, PLC0415 - models are there only now
        from apps.petitions.operations import letters  # noqa: PLC0415

        offering.offer()
        letters.listen()
