"""Handing a colleague's coming appointments over: offered to `apps.accounts` as a kind of work."""

import datetime as dt
import uuid

from apps.accounts.rights import Right
from apps.appointments.models import Appointment, AppointmentQuerySet
from apps.appointments.operations.recording import happened, store
from omuz.kernel import clock
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict


def held_by(user_id: uuid.UUID, *, now: dt.datetime) -> AppointmentQuerySet:
    """Return the coming appointments of a member of staff."""
    return Appointment.objects.standing().filter(staff=user_id, starts_at__gt=now)


def count_appointments(user_id: uuid.UUID, /) -> int:
    """Return how many appointments somebody still has before them."""
    return held_by(user_id, now=clock.now()).count()


def move_appointments(*, from_user_id: uuid.UUID, to_user_id: uuid.UUID, actor: Actor, now: dt.datetime) -> int:
    """Give the giver's coming appointments to the receiver and return how many; part of an operation.

    Only in the units where the actor may reassign, and where the receiver is free at that time: the others stay and are
    still counted.
    """
    rows = held_by(from_user_id, now=now)
    units = None if actor.kind == "system" else actor.units_for(Right.WORK_REASSIGN)
    rows = rows if units is None else rows.filter(unit__in=units)
    moved = 0
    for appointment in Appointment.objects.filter(pk__in=rows.values("pk")).select_for_update().order_by("pk"):
        appointment.staff_id = to_user_id
        try:
            store(appointment, "staff")
        except Conflict:
            continue
        happened(appointment, "handed_over", actor=actor, now=now, staff=to_user_id)
        moved += 1
    return moved
