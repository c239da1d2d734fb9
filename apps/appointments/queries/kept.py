"""When an appointment was over, from which its keeping is counted."""

import datetime as dt
from typing import Final

from django.db.models import Case, QuerySet, When
from django.db.models.functions import TruncDate

from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment
from apps.programmes.definition.retaining import RecordDays
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY, local_date

__all__ = ["Appointment", "days_of", "over"]

_ENDED: Final = Case(
    When(state=AppointmentState.CANCELLED, then=TruncDate("cancelled_at", tzinfo=TURKEY)),
    default=TruncDate("ends_at", tzinfo=TURKEY),
)


def over(actor: Actor, *, today: dt.date) -> QuerySet[Appointment]:
    """Return the appointments that the actor may find and that are over, with the days from which they are kept."""
    rows = Appointment.objects.visible_to(actor).annotate(
        kept_ended=_ENDED, kept_recorded=TruncDate("booked_at", tzinfo=TURKEY)
    )
    return rows.filter(kept_ended__lt=today)


def days_of(row: Appointment, *, today: dt.date) -> RecordDays:
    """Return the same days of one appointment; it has not ended while it is still to come about."""
    at = row.cancelled_at if row.state == AppointmentState.CANCELLED and row.cancelled_at is not None else row.ends_at
    ended = local_date(at)
    return RecordDays(local_date(row.booked_at), ended if ended < today else None)
