"""Somebody to whom a place was offered says yes: the place that is held for them becomes their appointment."""

import datetime as dt
import uuid

from django.db import transaction

from apps.appointments.enums import WaitingState
from apps.appointments.models import Appointment
from apps.appointments.operations.booking import Booking, book
from apps.appointments.operations.waiting import lock_entry
from apps.appointments.queries.waiting import note_of
from apps.appointments.rules.details import Details
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict

__all__ = ["accept_offer"]


@transaction.atomic
def accept_offer(entry_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Appointment:
    """Give the appointment that an entry of the waiting list was offered, and return it. Again it returns the same.

    The place was held for them all along, so nobody can have been quicker; an offer that has ended meanwhile is gone,
    and whoever waits keeps their turn. What was noted with the entry stays with the appointment.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: nothing is offered to them any more, its hours are over, or the person is elsewhere at that time.
    """
    entry = lock_entry(entry_id, actor=actor)
    if entry.state == WaitingState.BOOKED and entry.appointment is not None:
        return entry.appointment
    if entry.state != WaitingState.OFFERED:
        raise Conflict("no_offer", "Bu kişi için geçerli bir öneri yok; süresi dolmuş olabilir.",
                       remedy="Listeyi yenileyin; gerekirse boş bir saat önerin.")  # fmt: skip
    wanted = Booking(
        programme_id=entry.programme_id, service=entry.service, person_id=entry.person_id,
        slot_id=entry.offered_slot_id, details=Details(note=note_of(entry)),
    )  # fmt: skip
    return book(wanted, actor=actor, now=now)
