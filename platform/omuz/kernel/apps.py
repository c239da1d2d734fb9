"""The ground floor as a Django app: its tables stand in public and in every municipality's schema."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "omuz.kernel"
    label = "kernel"
    verbose_name = "Omuz kernel"

    def ready(self) -> None:
        """Stamp every record with its room; say how sealed columns travel; let messages leave."""
        from omuz.kernel import stamps  # noqa: PLC0415 - models must be loaded first
        from omuz.kernel.sealed_history import declare_kernel_tables  # noqa: PLC0415
        from omuz.kernel.sending import delivery  # noqa: F401, PLC0415 - its task and its round register themselves

        stamps.install()
        declare_kernel_tables()
