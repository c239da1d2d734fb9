"""The ground floor as a Django app: its tables stand in public and in every municipality's schema."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "omuz.kernel"
    label = "kernel"
    verbose_name = "Omuz kernel"
