"""The municipality registry and the walls between municipalities."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    label = "tenants"
    verbose_name = "Belediyeler"
