"""See the app's modules."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class IndicatorsConfig(AppConfig):
    name = "apps.indicators"
    label = "indicators"
    verbose_name = "Göstergeler"

    def ready(self) -> None:
        """Read every definition: a faulty file stops the start, not a report on the last day of the month."""
        from apps.indicators.definitions import DefinitionError, all_reports  # noqa: PLC0415 - needs the registry

        try:
            all_reports()
        except DefinitionError as error:
            raise ImproperlyConfigured(f"An indicator definition cannot be used. {error}") from error
