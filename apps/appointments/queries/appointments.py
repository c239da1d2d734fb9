"""Finding appointments: one, or the list with its filters."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment, AppointmentQuerySet
from apps.appointments.models.appointment import DETAILS_FIELD
from apps.appointments.rules.details import Details
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY
from omuz.kernel.errors import NotFound
from omuz.kernel.reach import within

ORDER: Final = ("starts_at", "id")
_MOST_OF_CONTACT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFilter:
    """What the list is narrowed by; empty means "do not narrow"."""

    first: dt.date | None = None
    last: dt.date | None = None
    unit_id: uuid.UUID | None = None
    staff_id: uuid.UUID | None = None
    calendar_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    room: str = ""
    state: str = ""
    #: Public bookings that nobody has matched to a person yet.
    unmatched: bool = False


def list_appointments(actor: Actor, *, where: AppointmentFilter) -> QuerySet[Appointment]:
    """Return the appointments that the actor may find, narrowed, with what a day's view shows."""
    exact = {
        "unit": where.unit_id, "staff": where.staff_id, "calendar": where.calendar_id, "person": where.person_id,
        "programme": where.programme_id, "room": where.room,
        "state": where.state if where.state in AppointmentState.values else "",
    }  # fmt: skip
    rows = Appointment.objects.visible_to(actor)
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if where.first is not None:
        rows = rows.filter(starts_at__gte=dt.datetime.combine(where.first, dt.time(), tzinfo=TURKEY))
    if where.last is not None:
        after = where.last + dt.timedelta(days=1)
        rows = rows.filter(starts_at__lt=dt.datetime.combine(after, dt.time(), tzinfo=TURKEY))
    if where.unmatched:
        rows = rows.filter(person__isnull=True)
    return with_shown(rows)


def with_shown(rows: AppointmentQuerySet) -> QuerySet[Appointment]:
    """Return appointments with what is shown of them, in one statement."""
    return rows.select_related("person", "programme", "unit", "staff", "calendar", "slot")


def find_appointment(appointment_id: uuid.UUID, *, actor: Actor) -> Appointment:
    """Return an appointment with what is shown of it.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    found = with_shown(Appointment.objects.visible_to(actor)).filter(pk=appointment_id).first()
    if found is None:
        raise NotFound
    return found


def writable(actor: Actor) -> AppointmentQuerySet:
    """Return the appointments that the actor may find and change."""
    return Appointment.objects.visible_to(actor).filter(within(actor, Right.APPOINTMENTS_WRITE))


def details_of(appointment: Appointment) -> Details:
    """Return what was said around an appointment; the caller has found it within the reader's reach."""
    return Details.load(crypto.open_text(appointment.sealed, field=DETAILS_FIELD, row_id=appointment.pk))


def under_same_contact(appointment: Appointment, *, actor: Actor) -> list[Appointment]:
    """Return the other standing public bookings that came under the same telephone or address, those the actor finds.

    The public page counts nothing by contact (decision 0034): staff see what came in and call.
    """
    if not appointment.contact_token or appointment.state != AppointmentState.BOOKED:
        return []
    rows = Appointment.objects.visible_to(actor).standing().filter(contact_token=appointment.contact_token)
    return list(rows.exclude(pk=appointment.pk).order_by(*ORDER)[:_MOST_OF_CONTACT])


def coming_up(first: dt.datetime, last: dt.datetime) -> QuerySet[Appointment]:
    """Return the appointments that stand and begin from `first` until before `last`: for reminders, by the system.

    Whoever reminds asks `apps.people.queries.safe_contact.outgoing_contact` of each person (readings 4).
    """
    rows = Appointment.objects.standing().filter(starts_at__gte=first, starts_at__lt=last)
    return with_shown(rows).order_by(*ORDER)
