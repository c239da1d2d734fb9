"""See the app's modules."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "apps.letters"
    label = "letters"
    verbose_name = "Yazılar"

    def ready(self) -> None:
        """Let the outbox find the tasks of letters."""
        from apps.letters import tasks  # noqa: F401, PLC0415 - models are there only now
