"""Arranging calendars: their hours, the days that are not as usual, and days decreed for the whole municipality.

A change that hits bookings is refused with the bookings it hits, until it is asked for again with `confirmed`. They
stay booked either way: nothing is lost, somebody calls and moves them.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require, require_in_unit, require_reason
from apps.accounts.rights import Right
from apps.appointments.enums import AppointmentState, DayPart
from apps.appointments.models import (
    Appointment,
    Calendar,
    CalendarException,
    CalendarService,
    ClosedDay,
    OpeningPattern,
)
from apps.appointments.operations.calendar_checks import (
    CalendarDraft,
    ExceptionDraft,
    PatternDraft,
    check_calendar,
    exception_problems,
    pattern_problems,
)
from apps.appointments.operations.laying import lay_out, lay_out_all
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound

__all__ = [
    "BookingsAffectedError",
    "CalendarDraft",
    "ExceptionDraft",
    "PatternDraft",
    "add_exception",
    "add_pattern",
    "add_patterns",
    "close_day",
    "create_calendar",
    "edit_calendar",
    "open_day",
    "remove_exception",
    "remove_pattern",
]


class BookingsAffectedError(Conflict):
    """The change takes the hours of standing bookings away; `appointment_ids` says of which."""

    def __init__(self, appointment_ids: Collection[uuid.UUID]) -> None:
        super().__init__(
            "bookings_affected",
            f"Bu değişiklik {len(appointment_ids)} randevunun saatini kapatıyor.",
            remedy="Randevuları görün; onaylarsanız randevular durur, yeni randevu verilmez. Kişileri arayıp taşıyın.",
        )
        self.appointment_ids = tuple(appointment_ids)


@transaction.atomic
def create_calendar(draft: CalendarDraft, *, actor: Actor, now: dt.datetime) -> Calendar:
    """Store a calendar and return it; it has no hours yet.

    Raises:
        NotAllowed: without `appointments.manage` in the unit.
        Invalid: what is wrong, field by field.
        Conflict: the unit has a calendar of that name.
    """
    check_calendar(draft, actor=actor, now=now)
    calendar = Calendar(**_columns(draft))
    _stored(calendar)
    _set_services(calendar, draft.services)
    _told(calendar, "created", actor=actor, now=now)
    return calendar


@transaction.atomic
def edit_calendar(
    calendar_id: uuid.UUID, draft: CalendarDraft, *, actor: Actor, version: int, now: dt.datetime,
    confirmed: bool = False,
) -> Calendar:  # fmt: skip
    """Change a calendar and return it; its coming slots follow.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: changed meanwhile, or the name is taken.
        BookingsAffectedError: closing it would take the hours of bookings away.
        Invalid: what is wrong, field by field.
    """
    calendar = _locked(calendar_id, actor=actor, version=version)
    check_calendar(draft, actor=actor, now=now)
    for name, value in _columns(draft).items():
        setattr(calendar, name, value)
    calendar.version += 1
    _stored(calendar)
    _set_services(calendar, draft.services)
    _relaid([calendar.pk], confirmed=confirmed, now=now)
    _told(calendar, "edited", actor=actor, now=now)
    return calendar


def add_pattern(calendar_id: uuid.UUID, draft: PatternDraft, *, actor: Actor, now: dt.datetime) -> OpeningPattern:
    """Add weekly hours to a calendar, lay out their slots, and return them. Raises as `add_patterns`."""
    return add_patterns(calendar_id, [draft], actor=actor, now=now)[0]


@transaction.atomic
def add_patterns(
    calendar_id: uuid.UUID, drafts: Iterable[PatternDraft], *, actor: Actor, now: dt.datetime
) -> list[OpeningPattern]:
    """Add several weekly hours to a calendar, lay out their slots once, and return them.

    Raises:
        NotFound, NotAllowed: out of reach.
        Invalid: what is wrong, field by field; hours that share time with others of the calendar.
    """
    calendar = _locked(calendar_id, actor=actor)
    added = [_with_hours(calendar, draft, now=now) for draft in drafts]
    lay_out(calendar.pk, now=now)
    for pattern in added:
        _told(calendar, "hours_added", actor=actor, now=now, pattern=str(pattern.pk), weekday=pattern.weekday)
    return added


def _with_hours(calendar: Calendar, draft: PatternDraft, *, now: dt.datetime) -> OpeningPattern:
    pattern = OpeningPattern(
        calendar=calendar, weekday=draft.weekday, starts=draft.starts, ends=draft.ends,
        slot_minutes=draft.slot_minutes, buffer_minutes=draft.buffer_minutes, capacity=draft.capacity,
        services=[str(key) for key in draft.services], valid_from=draft.valid_from or local_date(now),
        valid_to=draft.valid_to,
    )  # fmt: skip
    if found := pattern_problems(pattern):
        raise Invalid(found)
    pattern.save(force_insert=True)
    return pattern


@transaction.atomic
def remove_pattern(pattern_id: uuid.UUID, *, actor: Actor, now: dt.datetime, confirmed: bool = False) -> None:
    """Take weekly hours away from now on; free slots go, booked ones stay booked.

    Raises:
        NotFound, NotAllowed: out of reach.
        BookingsAffectedError: bookings stand in these hours, and it was not confirmed.
    """
    pattern = OpeningPattern.objects.filter(pk=pattern_id).first()
    if pattern is None:
        raise NotFound
    calendar = _locked(pattern.calendar_id, actor=actor)
    pattern.delete()
    _relaid([calendar.pk], confirmed=confirmed, now=now)
    _told(calendar, "hours_removed", actor=actor, now=now, pattern=str(pattern_id), weekday=pattern.weekday)


@transaction.atomic
def add_exception(
    calendar_id: uuid.UUID, draft: ExceptionDraft, *, actor: Actor, now: dt.datetime, confirmed: bool = False
) -> CalendarException:
    """Close a calendar on a day (or hours of it), or open it beyond its hours, and return the exception.

    Raises:
        NotFound, NotAllowed: out of reach.
        BookingsAffectedError: bookings stand in the hours that close, and it was not confirmed.
        Invalid: what is wrong, field by field.
        DomainError: no reason.
    """
    calendar = _locked(calendar_id, actor=actor)
    reason = require_reason(draft.reason)
    if found := exception_problems(draft, today=local_date(now)):
        raise Invalid(found)
    exception = CalendarException.objects.create(
        calendar=calendar, kind=draft.kind, on=draft.on, starts=draft.starts, ends=draft.ends, reason=reason[:240],
        slot_minutes=draft.slot_minutes, capacity=draft.capacity,
    )  # fmt: skip
    _relaid([calendar.pk], confirmed=confirmed, now=now)
    _told(calendar, "exception_added", actor=actor, now=now, on=draft.on, kind=draft.kind)
    return exception


@transaction.atomic
def remove_exception(exception_id: uuid.UUID, *, actor: Actor, now: dt.datetime, confirmed: bool = False) -> None:
    """Take an exception away; the day is as usual again. Errors as `remove_pattern`."""
    exception = CalendarException.objects.filter(pk=exception_id).first()
    if exception is None:
        raise NotFound
    calendar = _locked(exception.calendar_id, actor=actor)
    exception.delete()
    _relaid([calendar.pk], confirmed=confirmed, now=now)
    _told(calendar, "exception_removed", actor=actor, now=now, on=exception.on, kind=exception.kind)


@transaction.atomic
def close_day(
    on: dt.date, *, part: str, reason: str, actor: Actor, now: dt.datetime, confirmed: bool = False
) -> ClosedDay:
    """Decree a day (or half of it) closed for the whole municipality and return it; working days count without it.

    Raises:
        NotAllowed: without `appointments.manage` in all of the municipality.
        Conflict: the day is decreed already.
        BookingsAffectedError: bookings stand on that day, and it was not confirmed.
        Invalid: an unknown part of the day.
        DomainError: no reason.
    """
    require_in_unit(actor, Right.APPOINTMENTS_MANAGE, None)
    text = require_reason(reason)
    if part not in DayPart.values:
        raise Invalid([FieldProblem("part", "unknown_code", "Günün ne kadarı seçilmemiş.", "Listeden seçin.")])
    day = ClosedDay(on=on, part=part, reason=text[:240])
    try:
        with transaction.atomic():
            day.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("day_closed_already", "Bu gün zaten kapalı.", field="on", remedy="Listeden bakın.") from error
    _relaid(None, confirmed=confirmed, now=now)
    audit.record(actor=actor, action="closed_day.decreed", subject=day, reason=text, now=now,
                 after={"on": on.isoformat(), "part": part})  # fmt: skip
    return day


@transaction.atomic
def open_day(day_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> None:
    """Take a decreed day back; calendars have their hours again.

    Raises:
        NotAllowed: without `appointments.manage` in all of the municipality.
        NotFound: no such day.
    """
    require_in_unit(actor, Right.APPOINTMENTS_MANAGE, None)
    day = ClosedDay.objects.select_for_update().filter(pk=day_id).first()
    if day is None:
        raise NotFound
    audit.record(actor=actor, action="closed_day.taken_back", subject=day, now=now, after={"on": day.on.isoformat()})
    day.delete()
    lay_out_all(now=now)


def _relaid(calendar_ids: Iterable[uuid.UUID] | None, *, confirmed: bool, now: dt.datetime) -> None:
    """Lay slots out anew and refuse where standing bookings lose their hours by it."""
    standing = Appointment.objects.filter(
        state=AppointmentState.BOOKED, starts_at__gt=now, slot__isnull=False, slot__is_withdrawn=True
    )
    before = set(standing.values_list("pk", flat=True))
    if calendar_ids is None:
        lay_out_all(now=now)
    else:
        for calendar_id in calendar_ids:
            lay_out(calendar_id, now=now)
    hit = sorted(set(standing.values_list("pk", flat=True)) - before)
    if hit and not confirmed:
        raise BookingsAffectedError(hit)


def _locked(calendar_id: uuid.UUID, *, actor: Actor, version: int | None = None) -> Calendar:
    require(actor, Right.APPOINTMENTS_MANAGE)
    if not Calendar.objects.managed_by(actor).filter(pk=calendar_id).exists():
        if Calendar.objects.visible_to(actor).filter(pk=calendar_id).exists():
            raise NotAllowed
        raise NotFound
    calendar = Calendar.objects.select_for_update(no_key=True).get(pk=calendar_id)
    if version is not None and calendar.version != version:
        raise Conflict.stale_version()
    return calendar


def _columns(draft: CalendarDraft) -> dict[str, Any]:
    return {
        "name": " ".join(draft.name.split()), "unit_id": draft.unit_id, "staff_id": draft.staff_id,
        "place": draft.place, "room": draft.room.strip(), "address": draft.address.strip(),
        "public_share": draft.public_share, "public_notice_hours": draft.public_notice_hours,
        "public_days_ahead": draft.public_days_ahead, "weeks_ahead": draft.weeks_ahead, "is_active": draft.is_active,
    }  # fmt: skip


def _stored(calendar: Calendar) -> None:
    try:
        with transaction.atomic():
            calendar.save()
    except IntegrityError as error:
        raise Conflict(
            "name_taken", "Birimde bu adla bir takvim var.", field="name", remedy="Başka bir ad yazın."
        ) from error


def _set_services(calendar: Calendar, wanted: Iterable[tuple[uuid.UUID, str]]) -> None:
    held = {(one.programme_id, one.service): one for one in CalendarService.objects.filter(calendar=calendar)}
    gone = [one.pk for pair, one in held.items() if pair not in set(wanted)]
    CalendarService.objects.filter(pk__in=gone).delete()
    for programme_id, service in dict.fromkeys(wanted):
        if (programme_id, service) not in held:
            CalendarService.objects.create(calendar=calendar, programme_id=programme_id, service=service)


def _told(calendar: Calendar, what: str, *, actor: Actor, now: dt.datetime, **after: Any) -> None:
    told = {name: str(value) for name, value in after.items()}
    audit.record(actor=actor, action=f"calendar.{what}", subject=calendar, after=told, now=now)
