"""From appointments to JSON."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Choices

from api.v1.retention.bodies import kept_body
from apps.accounts.queries import names_of
from apps.appointments.enums import CancelledBy, Interpreter, MeetingPlace, MissedReason, Need, Relation, TimeOfDay
from apps.appointments.models import (
    Appointment,
    Calendar,
    CalendarException,
    ClosedDay,
    OpeningPattern,
    Slot,
    WaitingEntry,
)
from apps.appointments.queries.appointments import details_of, under_same_contact, writable
from apps.appointments.queries.calendars import services_of
from apps.appointments.queries.corrections import LABELS, correctable, corrections
from apps.appointments.queries.reminding import messages_of
from apps.appointments.queries.services import OfferedService, label_of_service, services_by_version
from apps.appointments.queries.waiting import note_of, writable_entries
from apps.appointments.rules.details import Details
from apps.cases.queries.retention import kept_appointment
from apps.people.queries.people import shown_name
from apps.programmes.definition import Definition
from omuz.kernel.actors import Actor


def choice_bodies(codes: type[Choices]) -> list[dict[str, str]]:
    """Return the codes of a list with their words."""
    return [{"key": str(key), "label": str(label)} for key, label in codes.choices]


def label_of(codes: type[Choices], key: str) -> str:
    """Return the word of a code; empty for none."""
    return next((str(label) for value, label in codes.choices if key and str(value) == key), "")


def appointment_bodies(rows: Collection[Appointment], *, actor: Actor) -> list[dict[str, Any]]:
    """Return appointments of a page: two statements for any number of them."""
    definitions = services_by_version(row.programme_version_id for row in rows)
    mine = set(writable(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [
        _appointment(row, details_of(row), definitions.get(row.programme_version_id), may_write=row.pk in mine)
        for row in rows
    ]


def record_body(row: Appointment, *, actor: Actor, today: dt.date) -> dict[str, Any]:
    """Return one appointment with everything that was said around it."""
    details = details_of(row)
    definition = services_by_version([row.programme_version_id]).get(row.programme_version_id)
    may_write = writable(actor).filter(pk=row.pk).exists()
    keeping = kept_appointment(row, actor=actor, today=today)
    corrected = corrections(row) if row.recorded_at is not None else []
    people = (row.booked_by_id, row.recorded_by_id, *(one.row.by_id for one in corrected))
    names = names_of(key for key in people if key is not None)
    return _appointment(row, details, definition, may_write=may_write) | {
        "missed_reason": row.missed_reason, "missed_reason_label": label_of(MissedReason, row.missed_reason),
        "missed_note": details.missed_note, "recorded_at": row.recorded_at, "cancelled_at": row.cancelled_at,
        "cancelled_by": row.cancelled_by, "cancelled_by_label": label_of(CancelledBy, row.cancelled_by),
        "cancel_reason": details.cancel_reason, "booked_at": row.booked_at,
        "booked_by": _link(row.booked_by_id, names), "recorded_by": _link(row.recorded_by_id, names),
        "correctable": _correctable(row, actor) if may_write else None,
        "corrections": [
            {"id": one.row.pk, "at": one.row.at, "by": _link(one.row.by_id, names), "before": one.before,
             "after": one.after, "reason": one.reason}
            for one in corrected
        ],
        "same_contact": [
            {"id": one.pk, "starts_at": one.starts_at} for one in under_same_contact(row, actor=actor)
        ],
        "booker_name": details.booker_name, "relation": details.relation,
        "relation_label": label_of(Relation, details.relation), "phone": details.phone, "email": details.email,
        "note": details.note, "address": details.address, "off_slot_reason": details.off_slot_reason,
        "messages": [dataclasses.asdict(one) for one in messages_of([row.pk]).get(row.pk, [])],
        "kept": kept_body(keeping.kept), "kept_with_file": keeping.with_file,
    }  # fmt: skip


def _link(key: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> dict[str, Any] | None:
    return {"id": key, "name": names[key]} if key is not None and key in names else None


def _correctable(row: Appointment, actor: Actor) -> dict[str, Any] | None:
    found = correctable(row, actor=actor)
    if found is None:
        return None
    return {
        "presence": found.presence, "choices": [{"key": key, "label": LABELS[key]} for key in found.choices],
        "obstacles": [
            {"code": one.verdict.code, "message": one.verdict.message, "remedy": one.verdict.remedy, "link": one.link,
             "article": one.bound.cited if one.bound is not None else "",
             "text": one.bound.text if one.bound is not None else ""}
            for one in found.rests
        ],
    }  # fmt: skip


def _appointment(
    row: Appointment, details: Details, definition: Definition | None, *, may_write: bool
) -> dict[str, Any]:
    return {
        "id": row.pk, "version": row.version, "starts_at": row.starts_at, "ends_at": row.ends_at,
        "state": row.state, "state_label": row.get_state_display(),
        "service": {"key": row.service, "label": label_of_service(definition, row.service)},
        "programme": {"id": row.programme_id, "name": row.programme.name},
        "unit": {"id": row.unit_id, "name": row.unit.name},
        "staff": {"id": row.staff_id, "name": row.staff.full_name} if row.staff is not None else None,
        "calendar": {"id": row.calendar_id, "name": row.calendar.name} if row.calendar is not None else None,
        "room": row.room, "place": row.place, "place_label": row.get_place_display(),
        "person": {"id": row.person_id, "name": shown_name(row.person)} if row.person is not None else None,
        "contact_name": details.contact_name,
        "companions": [
            {"relation": one.relation, "relation_label": label_of(Relation, one.relation), "name": one.name}
            for one in details.companions
        ],
        "interpreter": details.interpreter, "interpreter_label": label_of(Interpreter, details.interpreter),
        "needs": [{"key": key, "label": label_of(Need, key)} for key in details.needs],
        "is_public": row.is_public, "is_walk_in": row.is_walk_in, "candidate_present": row.candidate_present,
        "needs_moving": row.state == "booked" and row.slot is not None and row.slot.is_withdrawn,
        "may_write": may_write,
    }  # fmt: skip


def slot_body(slot: Slot, *, service: str = "") -> dict[str, Any]:
    """Return a slot with its free places."""
    calendar = slot.calendar
    return {
        "id": slot.pk, "calendar": {"id": calendar.pk, "name": calendar.name},
        "unit": {"id": calendar.unit_id, "name": calendar.unit.name}, "starts_at": slot.starts_at,
        "ends_at": slot.ends_at, "service": service, "place": calendar.place,
        "place_label": calendar.get_place_display(), "capacity": slot.capacity, "free": getattr(slot, "free", 0),
    }  # fmt: skip


def waiting_bodies(
    rows: Collection[WaitingEntry], *, actor: Actor, services: Iterable[OfferedService]
) -> list[dict[str, Any]]:
    """Return entries of the waiting list: one statement for any number of them."""
    labels = {(one.programme_id, one.service.key): one.service.label.tr for one in services}
    mine = set(writable_entries(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [_waiting(row, labels, may_write=row.pk in mine) for row in rows]


def _waiting(row: WaitingEntry, labels: Mapping[tuple[uuid.UUID, str], str], *, may_write: bool) -> dict[str, Any]:
    return {
        "id": row.pk, "version": row.version, "person": {"id": row.person_id, "name": shown_name(row.person)},
        "programme": {"id": row.programme_id, "name": row.programme.name},
        "service": {"key": row.service, "label": labels.get((row.programme_id, row.service), row.service)},
        "unit": {"id": row.unit_id, "name": row.unit.name}, "earliest_on": row.earliest_on,
        "latest_on": row.latest_on, "time_of_day": row.time_of_day,
        "time_of_day_label": label_of(TimeOfDay, row.time_of_day), "state": row.state,
        "state_label": row.get_state_display(), "entered_at": row.entered_at,
        "offered_slot": slot_body(row.offered_slot, service=row.service) if row.offered_slot is not None else None,
        "offer_expires_at": row.offer_expires_at, "note": note_of(row), "may_write": may_write,
    }  # fmt: skip


def calendar_body(
    calendar: Calendar, *, labels: Mapping[tuple[uuid.UUID, str], str], may_write: bool
) -> dict[str, Any]:
    """Return a calendar with its services."""
    staff = calendar.staff
    return {
        "id": calendar.pk, "version": calendar.version, "name": calendar.name,
        "unit": {"id": calendar.unit_id, "name": calendar.unit.name},
        "staff": {"id": calendar.staff_id, "name": staff.full_name} if staff is not None else None,
        "place": calendar.place, "place_label": calendar.get_place_display(), "room": calendar.room,
        "address": calendar.address, "public_share": calendar.public_share,
        "public_notice_hours": calendar.public_notice_hours, "public_days_ahead": calendar.public_days_ahead,
        "weeks_ahead": calendar.weeks_ahead, "is_active": calendar.is_active,
        "services": [
            {"id": one.pk, "programme": one.programme_id, "service": one.service,
             "label": labels.get((one.programme_id, one.service), one.service)}
            for one in services_of(calendar)
        ],
        "may_write": may_write,
    }  # fmt: skip


def pattern_body(one: OpeningPattern) -> dict[str, Any]:
    """Return weekly hours."""
    return {
        "id": one.pk, "weekday": one.weekday, "starts": one.starts, "ends": one.ends,
        "slot_minutes": one.slot_minutes, "buffer_minutes": one.buffer_minutes, "capacity": one.capacity,
        "services": one.services, "valid_from": one.valid_from, "valid_to": one.valid_to,
    }  # fmt: skip


def exception_body(one: CalendarException) -> dict[str, Any]:
    """Return a day that is not as usual."""
    return {
        "id": one.pk, "kind": one.kind, "on": one.on, "starts": one.starts, "ends": one.ends, "reason": one.reason,
        "slot_minutes": one.slot_minutes, "capacity": one.capacity,
    }  # fmt: skip


def closed_day_body(one: ClosedDay) -> dict[str, Any]:
    """Return a day decreed closed."""
    return {"id": one.pk, "on": one.on, "part": one.part, "part_label": one.get_part_display(), "reason": one.reason}


def service_body(one: OfferedService, *, unit_name: str) -> dict[str, Any]:
    """Return a service for which appointments are given."""
    return {
        "key": one.service.key, "label": one.service.label.tr,
        "programme": {"id": one.programme_id, "name": one.programme_name},
        "unit": {"id": one.unit_id, "name": unit_name}, "minutes": one.service.minutes,
        "places": [{"key": place, "label": MeetingPlace(place).label} for place in one.service.places],
        "for_application": one.service.for_application,
    }  # fmt: skip
