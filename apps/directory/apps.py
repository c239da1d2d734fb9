"""See the app's modules."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "apps.directory"
    label = "directory"
    verbose_name = "Kuruluşlar"

    def ready(self) -> None:
        """Offer the import and the export of providers."""
        from apps.directory.exporting import ProviderExport  # noqa: PLC0415 - models are there only now
        from apps.directory.importing import ProviderTarget  # noqa: PLC0415
        from apps.people.operations.exports import register_export  # noqa: PLC0415
        from apps.people.operations.imports import register_target  # noqa: PLC0415

        register_target(ProviderTarget())
        register_export(ProviderExport())
