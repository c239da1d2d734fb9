"""See the app's modules."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "apps.programmes"
    label = "programmes"
    verbose_name = "Programlar"

    def ready(self) -> None:
        """Let the daily round find its work; offer the steps of the setup checklist that this app knows of."""
        from apps.programmes import guards, tasks  # noqa: F401, PLC0415 - models are there only now
        from apps.programmes.queries.setup import OWN_TASKS  # noqa: PLC0415 - models are loaded only now
        from apps.programmes.registry.setup import register_setup  # noqa: PLC0415

        register_setup(*OWN_TASKS)
        guards.register()
