"""See the app's modules."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "apps.employers"
    label = "employers"
    verbose_name = "İşveren hizmetleri"

    def ready(self) -> None:
        """Offer guards with their evidence, and what is kept for a time."""
        from apps.employers import offering  # noqa: PLC0415 - models are there only now

        offering.offer_guards()
        offering.offer_retention()
