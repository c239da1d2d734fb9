"""Moving an appointment, calling it off, and saying whose a public booking is."""

import dataclasses
import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require_reason
from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState, CancelledBy
from apps.appointments.models import Appointment
from apps.appointments.operations.booking import check_slot, put_into
from apps.appointments.operations.places import free_place_of, seat, take_place
from apps.appointments.operations.recording import (
    happened,
    locked_appointment,
    require_booked,
    seal_details,
    store,
)
from apps.appointments.operations.waiting import fulfil, held_place, offer_on
from apps.appointments.queries.appointments import details_of
from apps.appointments.queries.services import require_reach
from apps.appointments.rules.limits import MOST_NOTE
from apps.people.queries.people import find_person
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

__all__ = ["call_off", "cancel", "match_person", "move", "move_into"]

_TIME = ("slot", "calendar", "block_id", "unit", "staff", "starts_at", "ends_at", "place", "room")


@transaction.atomic
def move(
    appointment_id: uuid.UUID, slot_id: uuid.UUID, *, actor: Actor, now: dt.datetime, version: int | None = None
) -> Appointment:
    """Move an appointment into another slot and return it; into its own slot changes nothing.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: changed meanwhile, over, or the slot is full.
        Invalid: the slot is kept to other services.
    """
    appointment = locked_appointment(appointment_id, actor=actor, version=version)
    if appointment.slot_id == slot_id:
        return appointment
    require_booked(appointment)
    move_into(appointment, slot_id, actor=actor, now=now)
    require_reach(actor, Right.APPOINTMENTS_WRITE, unit_id=appointment.unit_id, programme_id=appointment.programme_id)
    return appointment


def move_into(
    appointment: Appointment, slot_id: uuid.UUID, *, actor: Actor, now: dt.datetime, public: bool = False
) -> None:
    """Move a locked appointment into another slot and offer its old place on; part of an operation.

    Raises:
        Conflict, Invalid, NotFound: as `move`.
    """
    slot = check_slot(slot_id, programme_id=appointment.programme_id, service=appointment.service, now=now)
    before = appointment.starts_at
    place = held_place(appointment, slot) or take_place(slot, public=public)
    former = free_place_of(appointment)
    put_into(appointment, slot)
    store(appointment, *_TIME)
    seat(place, appointment)
    happened(appointment, "moved", actor=actor, now=now, before={"starts_at": before.isoformat()})
    if former is not None:
        offer_on(former, now=now)


@transaction.atomic
def cancel(
    appointment_id: uuid.UUID, *, by: str, reason: str, actor: Actor, now: dt.datetime, version: int | None = None
) -> Appointment:
    """Call an appointment off and return it; again changes nothing. What is called off was not missed.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: changed meanwhile, or it is over.
        Invalid: nobody named who called it off.
        DomainError: no reason.
    """
    appointment = locked_appointment(appointment_id, actor=actor, version=version)
    if appointment.state == AppointmentState.CANCELLED:
        return appointment
    require_booked(appointment)
    if by not in CancelledBy.values:
        raise Invalid([FieldProblem("by", "unknown_code", "Kimin iptal ettiği seçilmemiş.", "Birini seçin.")])
    text = require_reason(reason)
    if len(text) > MOST_NOTE:
        raise Invalid([FieldProblem("reason", "too_long", f"Gerekçe en çok {MOST_NOTE} karakter olabilir.",
                                    "Kısaltın.")])  # fmt: skip
    call_off(appointment, by=CancelledBy(by), reason=text, actor=actor, now=now)
    return appointment


def call_off(appointment: Appointment, *, by: CancelledBy, reason: str, actor: Actor, now: dt.datetime) -> None:
    """Call a locked appointment off and offer its place on; part of an operation."""
    seal_details(appointment, dataclasses.replace(details_of(appointment), cancel_reason=reason))
    appointment.state, appointment.cancelled_by, appointment.cancelled_at = AppointmentState.CANCELLED, by, now
    former = free_place_of(appointment)
    store(appointment, "state", "cancelled_by", "cancelled_at", "sealed")
    happened(appointment, "cancelled", actor=actor, now=now, by=by.value)
    if former is not None:
        offer_on(former, now=now)


@transaction.atomic
def match_person(
    appointment_id: uuid.UUID, person_id: uuid.UUID, *, actor: Actor, now: dt.datetime, version: int | None = None
) -> Appointment:
    """Say whose a booking is that was made without a record, and return it; the same person again changes nothing.

    What the booker wrote stays with the appointment; nothing of it goes into the person's record by itself.

    Raises:
        NotFound, NotAllowed: the appointment or the person is out of reach.
        Conflict: changed meanwhile, or it belongs to somebody else already.
    """
    appointment = locked_appointment(appointment_id, actor=actor, version=version)
    person = find_person(person_id, actor=actor)
    if appointment.person_id == person.pk:
        return appointment
    if appointment.person_id is not None:
        raise Conflict("matched_already", "Bu randevu başka bir kişiye bağlı.", remedy="O kişinin kaydını açın.")
    if appointment.state == AppointmentState.CANCELLED:
        raise Conflict("appointment_over", "Bu randevu iptal edilmiş.", remedy="Gerekiyorsa yeni randevu verin.")
    appointment.person = person
    store(appointment, "person")
    fulfil(appointment, actor=actor, now=now)
    happened(appointment, "matched", actor=actor, now=now)
    return appointment
