"""The module as an app would be; its `ready` work is done by `installed`, for one test."""

from django.apps import AppConfig


class BrokerageConfig(AppConfig):
    name = "tests.programmes.brokerage"
    label = "test_brokerage"
    verbose_name = "Deneme aracılık modülü"
