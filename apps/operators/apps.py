"""What the platform's operators do with municipalities."""

from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    name = "apps.operators"
    label = "operators"
    verbose_name = "Platform işletmesi"

    def ready(self) -> None:
        """Let the outbox hand jobs to the workers."""
        from apps.operators.tasks import send_job  # noqa: PLC0415 - models are loaded only now
        from omuz.kernel import outbox  # noqa: PLC0415
        from tenants.operating.jobs import TOPIC  # noqa: PLC0415

        outbox.handles(TOPIC, send_job)
