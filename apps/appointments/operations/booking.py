"""Giving an appointment: into a slot, at a free time with a reason, or to somebody who stands at the counter."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db import transaction

from apps.accounts.operations.checks import existing_unit, require
from apps.accounts.queries import is_at_work
from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState, MeetingPlace
from apps.appointments.models import Appointment, Slot
from apps.appointments.operations.places import seat, take_place
from apps.appointments.operations.recording import happened, insert, seal_details
from apps.appointments.operations.waiting import fulfil, held_place
from apps.appointments.queries.services import OfferedService, find_service, require_reach
from apps.appointments.queries.slots import serves
from apps.appointments.rules.details import Details, problems
from apps.appointments.rules.limits import LATE_RECORDING
from apps.people.queries.people import find_person
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound
from omuz.kernel.ids import new_id

__all__ = ["Booking", "book", "check_slot", "walk_in"]

_LONGEST = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What is wanted. Either `slot_id`, or `starts_at` with a reason in `details.off_slot_reason`.

    Without a person `details.contact_name` says who comes; somebody matches them to a record later.
    """

    programme_id: uuid.UUID
    service: str
    person_id: uuid.UUID | None = None
    slot_id: uuid.UUID | None = None
    starts_at: dt.datetime | None = None
    minutes: int | None = None
    staff_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    place: str = ""
    room: str = ""
    details: Details = field(default_factory=Details)


@transaction.atomic
def book(wanted: Booking, *, actor: Actor, now: dt.datetime) -> Appointment:
    """Give an appointment and return it. Whoever waits for this service gets off the waiting list by it.

    Raises:
        NotAllowed: without `appointments.write` in the unit and programme.
        NotFound: a person out of reach, a programme that gives no appointments, no such slot.
        Conflict: the slot is full, or the member of staff or the person is elsewhere at that time.
        Invalid: an unknown service, place or need, nobody of that key at work, neither slot nor time, no reason for a
            time outside of the slots.
    """
    require(actor, Right.APPOINTMENTS_WRITE)
    offered = find_service(wanted.programme_id, wanted.service, on=local_date(now))
    appointment = _drafted(wanted, offered, actor=actor, now=now)
    if wanted.slot_id is None:
        _put_at(appointment, wanted, offered, now=now)
        require_reach(actor, Right.APPOINTMENTS_WRITE, unit_id=appointment.unit_id, programme_id=offered.programme_id)
        insert(appointment)
    else:
        slot = check_slot(wanted.slot_id, programme_id=offered.programme_id, service=wanted.service, now=now)
        put_into(appointment, slot, staff_id=_checked_staff(wanted.staff_id, now=now))
        require_reach(actor, Right.APPOINTMENTS_WRITE, unit_id=appointment.unit_id, programme_id=offered.programme_id)
        place = held_place(appointment, slot) or take_place(slot)
        insert(appointment)
        seat(place, appointment)
    fulfil(appointment, actor=actor, now=now)
    happened(appointment, "booked", actor=actor, now=now, service=wanted.service, place=appointment.place)
    return appointment


@transaction.atomic
def walk_in(wanted: Booking, *, actor: Actor, now: dt.datetime, candidate_present: bool = True) -> Appointment:
    """Write down that somebody came without an appointment: it is given and attended in one step (readings 9).

    It takes no place of a slot and asks for no reason. `wanted.starts_at` may lie some days back (a visit at home that
    is written down in the office), never ahead.

    Raises:
        NotAllowed, NotFound, Invalid: as `book`.
    """
    require(actor, Right.APPOINTMENTS_WRITE)
    offered = find_service(wanted.programme_id, wanted.service, on=local_date(now))
    appointment = _drafted(wanted, offered, actor=actor, now=now)
    starts = wanted.starts_at or now
    if not now - LATE_RECORDING <= starts <= now:
        raise Invalid([FieldProblem("starts_at", "out_of_range", "Randevusuz gelen yalnız son yedi gün için yazılır.",
                                    "Görüşmenin yapıldığı zamanı seçin.")])  # fmt: skip
    _set_time(appointment, starts, wanted.minutes or offered.service.minutes)
    _set_place(appointment, wanted, offered)
    appointment.staff_id = _checked_staff(wanted.staff_id, now=now)
    require_reach(actor, Right.APPOINTMENTS_WRITE, unit_id=appointment.unit_id, programme_id=offered.programme_id)
    appointment.is_walk_in, appointment.state = True, AppointmentState.ATTENDED
    appointment.candidate_present = candidate_present
    appointment.recorded_at, appointment.recorded_by_id = now, actor.id
    insert(appointment)
    fulfil(appointment, actor=actor, now=now)
    happened(appointment, "walked_in", actor=actor, now=now, service=wanted.service, place=appointment.place,
             candidate_present=candidate_present)  # fmt: skip
    return appointment


def check_slot(slot_id: uuid.UUID, *, programme_id: uuid.UUID, service: str, now: dt.datetime) -> Slot:
    """Return a slot in which appointments of the service may be given.

    Raises:
        NotFound: there is none.
        Conflict: it is over, or its hours have been taken away.
        Invalid: it is kept to other services.
    """
    slot = Slot.objects.select_related("calendar").filter(pk=slot_id).first()
    if slot is None:
        raise NotFound("no_such_slot", "Bu saat bulunamadı.", field="slot", remedy="Saatleri yeniden listeleyin.")
    if slot.starts_at <= now or slot.is_withdrawn or not slot.calendar.is_active:
        raise Conflict("slot_closed", "Bu saate artık randevu verilemez.", field="slot", remedy="Başka bir saat seçin.")
    if not serves(slot, programme_id=programme_id, service=service):
        raise Invalid([FieldProblem("slot", "other_service", "Bu saatte bu hizmet için randevu verilmiyor.",
                                    "Bu hizmetin saatlerinden seçin.")])  # fmt: skip
    return slot


def put_into(appointment: Appointment, slot: Slot, *, staff_id: uuid.UUID | None = None) -> None:
    """Give an appointment the time, place and member of staff of a slot; the caller has a place of it or takes one."""
    calendar = slot.calendar
    appointment.slot, appointment.calendar, appointment.block_id = slot, calendar, slot.pk
    appointment.unit_id, appointment.staff_id = calendar.unit_id, staff_id or calendar.staff_id
    appointment.starts_at, appointment.ends_at = slot.starts_at, slot.ends_at
    appointment.place, appointment.room = calendar.place, calendar.room


def _drafted(wanted: Booking, offered: OfferedService, *, actor: Actor, now: dt.datetime) -> Appointment:
    details = wanted.details
    found = problems(details)
    person = find_person(wanted.person_id, actor=actor) if wanted.person_id is not None else None
    if person is None and not details.contact_name.strip():
        found.append(FieldProblem("person", "required", "Randevunun kimin için olduğu yazılmamış.",
                                  "Kişiyi seçin; kaydı yoksa adını yazın."))  # fmt: skip
    if found:
        raise Invalid(found)
    appointment = Appointment(
        id=new_id(), person=person, programme_id=offered.programme_id, programme_version_id=offered.version_id,
        service=wanted.service, unit_id=offered.unit_id, booked_at=now, booked_by_id=actor.id,
    )  # fmt: skip
    appointment.block_id = appointment.pk
    seal_details(appointment, details)
    return appointment


def _put_at(appointment: Appointment, wanted: Booking, offered: OfferedService, *, now: dt.datetime) -> None:
    if wanted.starts_at is None:
        raise Invalid([FieldProblem("slot", "required", "Randevu saati seçilmemiş.", "Bir saat seçin.")])
    found = []
    if wanted.starts_at <= now:
        found.append(FieldProblem("starts_at", "in_the_past", "Geçmiş bir saate randevu verilemez.",
                                  "Gelen kişi için “Randevusuz gelen” kaydını kullanın."))  # fmt: skip
    if len(wanted.details.off_slot_reason.strip()) < 3:
        found.append(FieldProblem("reason", "required", "Takvim dışında verilen randevunun gerekçesi yazılmamış.",
                                  "Kısa bir gerekçe yazın."))  # fmt: skip
    if found:
        raise Invalid(found)
    _set_time(appointment, wanted.starts_at, wanted.minutes or offered.service.minutes)
    _set_place(appointment, wanted, offered)
    appointment.staff_id = _checked_staff(wanted.staff_id, now=now)


def _set_time(appointment: Appointment, starts_at: dt.datetime, minutes: int) -> None:
    if not 5 <= minutes <= _LONGEST:
        raise Invalid([FieldProblem("minutes", "out_of_range", f"Süre 5 ile {_LONGEST} dakika arasında olmalı.",
                                    "Süreyi düzeltin.")])  # fmt: skip
    appointment.starts_at = starts_at
    appointment.ends_at = starts_at + dt.timedelta(minutes=minutes)


def _set_place(appointment: Appointment, wanted: Booking, offered: OfferedService) -> None:
    place = wanted.place or MeetingPlace(offered.service.places[0])
    if place not in offered.service.places:
        raise Invalid([FieldProblem("place", "unknown_code", "Bu hizmet burada verilmiyor.", "Listeden seçin.")])
    appointment.place, appointment.room = place, wanted.room.strip()[:60]
    if wanted.unit_id is not None:
        unit = existing_unit(wanted.unit_id)
        appointment.unit_id = unit.pk if unit is not None else appointment.unit_id


def _checked_staff(staff_id: uuid.UUID | None, *, now: dt.datetime) -> uuid.UUID | None:
    if staff_id is not None and not is_at_work(staff_id, on=local_date(now)):
        raise Invalid([FieldProblem("staff", "no_such_user", "Görevli bulunamadı.", "Listeden seçin.")])
    return staff_id
