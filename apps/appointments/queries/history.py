"""What the apps above read of appointments: those of a person in a programme, and those of a work queue."""

import datetime as dt
import uuid

from django.db.models import Q

from apps.appointments.enums import AppointmentState
from apps.appointments.models import Appointment, AppointmentQuerySet
from omuz.kernel.actors import Actor

__all__ = ["appointments_between", "appointments_on", "without_attendance", "without_person"]


def appointments_between(
    person_id: uuid.UUID,
    programme_id: uuid.UUID,
    *,
    actor: Actor,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> AppointmentQuerySet:
    """Return the appointments of a person in a programme that the actor may find, with the number of their version.

    `since` and `until` bound when they were given: an appointment belongs to the case that was then being worked on.
    """
    rows = Appointment.objects.visible_to(actor).filter(person=person_id, programme=programme_id)
    if since is not None:
        rows = rows.filter(booked_at__gt=since)
    if until is not None:
        rows = rows.filter(booked_at__lte=until)
    return rows.select_related("programme_version").defer("programme_version__document", "programme_version__upstream")


def without_attendance(actor: Actor, *, now: dt.datetime, mine: bool) -> AppointmentQuerySet:
    """Return the appointments that are over and of which nobody has written whether somebody came."""
    return _with_words(actor, mine=mine).filter(state=AppointmentState.BOOKED, ends_at__lt=now)


def without_person(actor: Actor, *, now: dt.datetime) -> AppointmentQuerySet:
    """Return the coming bookings that citizens made and that nobody has matched with a person yet."""
    return _with_words(actor, mine=False).filter(state=AppointmentState.BOOKED, person__isnull=True, ends_at__gte=now)


def appointments_on(actor: Actor, *, start: dt.datetime, end: dt.datetime, mine: bool) -> AppointmentQuerySet:
    """Return the appointments that begin within a span and still stand."""
    rows = _with_words(actor, mine=mine)
    return rows.filter(state=AppointmentState.BOOKED, starts_at__gte=start, starts_at__lt=end)


def _with_words(actor: Actor, *, mine: bool) -> AppointmentQuerySet:
    rows = Appointment.objects.visible_to(actor)
    if mine:
        rows = rows.filter(Q(staff=actor.id) | Q(staff__isnull=True, booked_by_id=actor.id))
    return rows.select_related("person", "programme", "staff")
