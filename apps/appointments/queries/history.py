"""What the apps above read of appointments: those of a person in a programme, and those of work queues."""

import datetime as dt
import uuid

from django.db.models import Q

from apps.appointments.models import Appointment, AppointmentQuerySet
from omuz.kernel.actors import Actor

__all__ = ["appointments_between", "of_day", "standing_appointments", "without_attendance", "without_person"]


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


def standing_appointments(actor: Actor) -> AppointmentQuerySet:
    """Return the appointments that the actor may find and that still stand, with the words that a list shows."""
    return Appointment.objects.visible_to(actor).standing().select_related("person", "programme", "staff")


def without_attendance(actor: Actor, *, now: dt.datetime, mine: bool) -> Q:
    """Return the condition that a standing appointment is over: nobody has written whether somebody came."""
    return Q(ends_at__lt=now) & _whose(actor, mine=mine)


def without_person(*, now: dt.datetime) -> Q:
    """Return the condition that a standing one is to come, was booked by a citizen and is matched with nobody yet."""
    return Q(person__isnull=True, ends_at__gte=now)


def of_day(actor: Actor, *, start: dt.datetime, end: dt.datetime, mine: bool) -> Q:
    """Return the condition that an appointment begins within a span."""
    return Q(starts_at__gte=start, starts_at__lt=end) & _whose(actor, mine=mine)


def _whose(actor: Actor, *, mine: bool) -> Q:
    return Q(staff=actor.id) | Q(staff__isnull=True, booked_by_id=actor.id) if mine else Q()
