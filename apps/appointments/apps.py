"""See the app's modules."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "apps.appointments"
    label = "appointments"
    verbose_name = "Randevular"

    def ready(self) -> None:
        """Let the outbox deliver the app's news, and offer the hand-over of coming appointments."""
        from apps.accounts import handover  # noqa: PLC0415 - models are there only now
        from apps.appointments.operations import reminding  # noqa: PLC0415
        from apps.appointments.operations.announcing import handle_news  # noqa: PLC0415
        from apps.appointments.operations.handover import count_appointments, move_appointments  # noqa: PLC0415

        handle_news()
        reminding.start()
        handover.register(
            handover.WorkKind("appointments.staff", "Önündeki randevular", count_appointments, move_appointments)
        )
