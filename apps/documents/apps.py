"""See the app's modules."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "apps.documents"
    label = "documents"
    verbose_name = "Belgeler"

    def ready(self) -> None:
        """Keep the scanned acts on which capabilities of programmes rest."""
        from django.conf import settings  # noqa: PLC0415

        from apps.documents.acts import StoredActs  # noqa: PLC0415 - models are there only now
        from apps.documents.scanning import scanner_at  # noqa: PLC0415
        from apps.programmes.registry.acts import register_act_store  # noqa: PLC0415

        scanner_at(settings.OMUZ_CLAMD)  # an address that names no scanner stops the start
        register_act_store(StoredActs())
