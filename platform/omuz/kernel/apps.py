"""The ground floor as a Django app: its tables stand in public and in every municipality's schema."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "omuz.kernel"
    label = "kernel"
    verbose_name = "Omuz kernel"

    def ready(self) -> None:
        """Say how the kernel's sealed columns are carried into a copy of a municipality."""
        from omuz.kernel.sealed_history import declare_kernel_tables  # noqa: PLC0415 - models must be loaded first

        declare_kernel_tables()
