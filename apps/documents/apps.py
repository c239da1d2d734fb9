"""See the app's modules."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "apps.documents"
    label = "documents"
    verbose_name = "Belgeler"

    def ready(self) -> None:
        """Keep the scanned acts on which capabilities of programmes rest."""
        from apps.documents.acts import StoredActs  # noqa: PLC0415 - models are there only now
        from apps.programmes.registry.acts import register_act_store  # noqa: PLC0415

        register_act_store(StoredActs())
