"""Calendars and decreed days as the actor may see them."""

import uuid

from django.db.models import QuerySet

from apps.accounts.rights import Right
from apps.appointments.models import Calendar, CalendarService, ClosedDay
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound


def list_calendars(actor: Actor, *, with_closed: bool = False) -> QuerySet[Calendar]:
    """Return the calendars of the actor's units, with their services; closed ones on request."""
    rows = Calendar.objects.visible_to(actor).select_related("unit", "staff").prefetch_related("services")
    return rows if with_closed else rows.filter(is_active=True)


def find_calendar(calendar_id: uuid.UUID, *, actor: Actor) -> Calendar:
    """Return a calendar with its services, hours and exceptional days.

    Raises:
        NotFound: there is none, or none of the actor's units.
    """
    rows = list_calendars(actor, with_closed=True).prefetch_related("patterns", "exceptions")
    calendar = rows.filter(pk=calendar_id).first()
    if calendar is None:
        raise NotFound
    return calendar


def may_manage(calendar: Calendar, *, actor: Actor) -> bool:
    """Return whether the actor arranges this calendar's hours."""
    units = None if actor.kind == "system" else actor.units_for(Right.APPOINTMENTS_MANAGE)
    return units is None or calendar.unit_id in units


def list_closed_days() -> QuerySet[ClosedDay]:
    """Return the days that were decreed closed, the latest first."""
    return ClosedDay.objects.order_by("-on")


def public_calendars() -> list[Calendar]:
    """Return the calendars that citizens may book, with their units and services."""
    rows = Calendar.objects.filter(is_active=True, public_share__gt=0)
    return list(rows.select_related("unit").prefetch_related("services").order_by("name", "id"))


def services_of(calendar: Calendar) -> list[CalendarService]:
    """Return a calendar's services from what was read with it."""
    return sorted(calendar.services.all(), key=lambda one: (str(one.programme_id), one.service))
