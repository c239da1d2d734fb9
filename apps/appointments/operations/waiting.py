"""The waiting list: the first who fits is offered a place that becomes free, and the offer holds it for a while."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.appointments.enums import TimeOfDay, WaitingState
from apps.appointments.models import Appointment, CalendarService, Slot, SlotPlace, WaitingEntry
from apps.appointments.models.waiting import NOTE_FIELD
from apps.appointments.operations.announcing import News
from apps.appointments.operations.places import free_hold_of, hold, take_place
from apps.appointments.operations.recording import constraint_of
from apps.appointments.queries.services import find_service, require_reach
from apps.appointments.queries.slots import serves
from apps.appointments.queries.waiting import writable_entries
from apps.appointments.rules.limits import MOST_NOTE, offer_until
from apps.people.queries.people import find_person
from omuz.kernel import audit, crypto, outbox
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.clock import TURKEY, local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound
from omuz.kernel.ids import new_id

_NOON = dt.time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """For what somebody waits, and when they can come."""

    person_id: uuid.UUID
    programme_id: uuid.UUID
    service: str
    unit_id: uuid.UUID | None = None
    earliest_on: dt.date | None = None
    latest_on: dt.date | None = None
    time_of_day: str = TimeOfDay.ANY
    note: str = ""


@transaction.atomic
def enter(wish: Wish, *, actor: Actor, now: dt.datetime) -> WaitingEntry:
    """Put somebody on the waiting list and return the entry; who waits for the same already keeps their place.

    Raises:
        NotAllowed, NotFound: as for booking.
        Invalid: an unknown service or time of day, days in the wrong order, too long a note.
    """
    require(actor, Right.APPOINTMENTS_WRITE)
    today = local_date(now)
    offered = find_service(wish.programme_id, wish.service, on=today)
    unit_id = wish.unit_id or offered.unit_id
    require_reach(actor, Right.APPOINTMENTS_WRITE, unit_id=unit_id, programme_id=wish.programme_id)
    person = find_person(wish.person_id, actor=actor)
    if found := _problems(wish, today):
        raise Invalid(found)
    waiting = WaitingEntry.objects.open().filter(
        person=person, programme=wish.programme_id, service=wish.service, is_twin=False
    )
    if (before := waiting.first()) is not None:
        return before
    entry = WaitingEntry(
        id=new_id(), person=person, programme_id=wish.programme_id, service=wish.service, unit_id=unit_id,
        earliest_on=wish.earliest_on or today, latest_on=wish.latest_on, time_of_day=wish.time_of_day,
        entered_at=now, entered_by_id=actor.id,
    )  # fmt: skip
    if wish.note.strip():
        entry.sealed = crypto.seal_text(wish.note.strip(), field=NOTE_FIELD, row_id=entry.pk)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        if constraint_of(error) != "waiting_once":
            raise
        return waiting.get()
    _told(entry, "entered", actor=actor, now=now)
    return entry


@transaction.atomic
def withdraw(entry_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> WaitingEntry:
    """Take somebody off the waiting list; a place that was held for them is offered on. Again it changes nothing.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: they have got their appointment.
    """
    entry = lock_entry(entry_id, actor=actor)
    if entry.state == WaitingState.WITHDRAWN:
        return entry
    if entry.state == WaitingState.BOOKED:
        raise Conflict("booked_already", "Bu kişiye randevu verilmiş.", remedy="Gerekiyorsa randevuyu iptal edin.")
    slot_id = free_hold_of(entry)
    _store(entry, WaitingState.WITHDRAWN)
    _told(entry, "withdrawn", actor=actor, now=now)
    if slot_id is not None:
        offer_on(slot_id, now=now)
    return entry


@transaction.atomic
def offer(entry_id: uuid.UUID, slot_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> WaitingEntry:
    """Offer a free place to somebody out of turn and return the entry; the place is held until the offer ends.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: the slot is full or begins too soon, or the entry waits no more.
        Invalid: the slot is kept to other services.
    """
    entry = lock_entry(entry_id, actor=actor)
    if entry.state == WaitingState.OFFERED and entry.offered_slot_id == slot_id:
        return entry
    if entry.state not in {WaitingState.WAITING, WaitingState.OFFERED}:
        raise Conflict("waits_no_more", "Bu kişi artık bekleme listesinde değil.", remedy="Listeyi yenileyin.")
    slot = Slot.objects.filter(pk=slot_id, is_withdrawn=False).first()
    if slot is None:
        raise NotFound("no_such_slot", "Bu saat bulunamadı.", field="slot", remedy="Saatleri yeniden listeleyin.")
    if not serves(slot, programme_id=entry.programme_id, service=entry.service):
        raise Invalid([FieldProblem("slot", "other_service", "Bu saatte bu hizmet için randevu verilmiyor.",
                                    "Bu hizmetin saatlerinden seçin.")])  # fmt: skip
    until = offer_until(now, slot.starts_at)
    if until is None:
        raise Conflict("too_soon", "Bu saat öneri için çok yakın.", field="slot", remedy="Kişiyi arayıp randevu verin.")
    place = take_place(slot)
    former = free_hold_of(entry)
    _offer(entry, place, until=until, actor=actor, now=now)
    if former is not None:
        offer_on(former, now=now)
    return entry


@transaction.atomic
def offer_on(slot_id: uuid.UUID, *, now: dt.datetime) -> WaitingEntry | None:
    """Offer a place that has become free to the first who fits; return their entry, None where nobody does."""
    slot = Slot.objects.select_related("calendar").filter(pk=slot_id, is_withdrawn=False).first()
    until = offer_until(now, slot.starts_at) if slot is not None else None
    if slot is None or until is None:
        return None
    entry = _first_fitting(slot)
    if entry is None:
        return None
    try:
        with transaction.atomic():
            place = take_place(slot)
    except Conflict:
        # Somebody was quicker: the queue stays as it is.
        return None
    _offer(entry, place, until=until, actor=system_actor("bekleme listesi"), now=now)
    return entry


@transaction.atomic
def end_offers(*, now: dt.datetime, limit: int = 100) -> int:
    """End the offers whose time is over, offer their places on, and return how many ended. Done again it does nothing.

    The person stays on the list in their old place; the same slot is not offered to them again.
    """
    over = WaitingEntry.objects.filter(state=WaitingState.OFFERED, offer_expires_at__lte=now)
    entries = list(over.order_by("offer_expires_at").select_for_update(skip_locked=True, of=("self",))[:limit])
    for entry in entries:
        passed, slot_id = entry.offered_slot_id, free_hold_of(entry)
        entry.passed_slots = [*entry.passed_slots, str(passed)]
        _store(entry, WaitingState.WAITING)
        _told(entry, "offer_ended", actor=system_actor("bekleme listesi"), now=now)
        if slot_id is not None:
            offer_on(slot_id, now=now)
    return len(entries)


def held_place(appointment: Appointment, slot: Slot) -> SlotPlace | None:
    """Return the place of a slot that is held for the person of an appointment, locked, or None."""
    if appointment.person_id is None:
        return None
    # Entries before places, as everywhere here: two who lock them the other way round would wait for each other.
    list(_waiting_of(appointment).select_for_update(of=("self",)))
    held = SlotPlace.objects.filter(
        slot=slot, waiting__person=appointment.person_id, waiting__programme=appointment.programme_id,
        waiting__service=appointment.service,
    )  # fmt: skip
    return held.select_for_update(of=("self",)).first()


def fulfil(appointment: Appointment, *, actor: Actor, now: dt.datetime) -> None:
    """Take whoever has got an appointment off the waiting list; another place held for them is offered on."""
    if appointment.person_id is None:
        return
    for number, entry in enumerate(_waiting_of(appointment).select_for_update(of=("self",))):
        slot_id = free_hold_of(entry)
        entry.appointment = appointment if number == 0 else None
        _store(entry, WaitingState.BOOKED)
        _told(entry, "booked", actor=actor, now=now)
        if slot_id is not None:
            offer_on(slot_id, now=now)


def _waiting_of(appointment: Appointment) -> QuerySet[WaitingEntry]:
    waiting = WaitingEntry.objects.open().filter(
        person=appointment.person_id, programme=appointment.programme_id, service=appointment.service
    )
    return waiting.order_by("entered_at", "id")


def _first_fitting(slot: Slot) -> WaitingEntry | None:
    day, time = local_date(slot.starts_at), slot.starts_at.astimezone(TURKEY).time()
    part = TimeOfDay.MORNING if time < _NOON else TimeOfDay.AFTERNOON
    served = set(CalendarService.objects.filter(calendar=slot.calendar_id).values_list("programme", "service"))
    rows = WaitingEntry.objects.filter(
        state=WaitingState.WAITING, unit=slot.calendar.unit_id, earliest_on__lte=day, time_of_day__in=("any", part),
        programme__in={programme for programme, _ in served},
    ).exclude(latest_on__lt=day)  # fmt: skip
    for entry in rows.order_by("entered_at", "id").select_for_update(skip_locked=True, of=("self",)).iterator(20):
        fits = (entry.programme_id, entry.service) in served and str(slot.pk) not in entry.passed_slots
        if fits and serves(slot, programme_id=entry.programme_id, service=entry.service):
            return entry
    return None


def _offer(entry: WaitingEntry, place: SlotPlace, *, until: dt.datetime, actor: Actor, now: dt.datetime) -> None:
    entry.offered_slot_id, entry.offered_at, entry.offer_expires_at = place.slot_id, now, until
    _store(entry, WaitingState.OFFERED, keep_offer=True)
    hold(place, entry)
    _told(entry, "offered", actor=actor, now=now)
    outbox.publish(News.OFFERED.value, entry.pk, now=now)


def _store(entry: WaitingEntry, state: WaitingState, *, keep_offer: bool = False) -> None:
    entry.state = state
    if not keep_offer:
        entry.offered_slot, entry.offered_at, entry.offer_expires_at = None, None, None
    entry.version += 1
    entry.save()


def lock_entry(entry_id: uuid.UUID, *, actor: Actor) -> WaitingEntry:
    """Return an entry that nobody else changes until the end of the transaction.

    Raises:
        NotFound, NotAllowed: out of reach, or without `appointments.write`.
    """
    require(actor, Right.APPOINTMENTS_WRITE)
    if not writable_entries(actor).filter(pk=entry_id).exists():
        if WaitingEntry.objects.visible_to(actor).filter(pk=entry_id).exists():
            raise NotAllowed
        raise NotFound
    return WaitingEntry.objects.select_for_update().get(pk=entry_id)


def _told(entry: WaitingEntry, what: str, *, actor: Actor, now: dt.datetime) -> None:
    after = {"service": entry.service, "slot": str(entry.offered_slot_id or "")}
    audit.record(
        actor=actor, action=f"waiting_entry.{what}", subject=entry, person_id=entry.person_id, after=after, now=now
    )


def _problems(wish: Wish, today: dt.date) -> list[FieldProblem]:
    found = []
    if wish.time_of_day not in TimeOfDay.values:
        found.append(FieldProblem("time_of_day", "unknown_code", "Bu seçim anlaşılamadı.", "Listeden seçin."))
    if wish.latest_on is not None and wish.latest_on < max(wish.earliest_on or today, today):
        found.append(FieldProblem("latest_on", "too_early", "Son gün, ilk günden önce olamaz.", "Günleri düzeltin."))
    if len(wish.note) > MOST_NOTE:
        found.append(FieldProblem("note", "too_long", f"Not en çok {MOST_NOTE} karakter olabilir.", "Kısaltın."))
    return found
