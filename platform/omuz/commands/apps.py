"""See the commands."""

from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "omuz.commands"
    label = "commands"
    verbose_name = "Komutlar"
