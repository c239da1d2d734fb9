"""Laying slots out ahead. Done again it changes nothing; what is booked is never lost."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction

from apps.appointments.enums import ExceptionKind
from apps.appointments.models import (
    Appointment,
    Calendar,
    CalendarException,
    OpeningPattern,
    Slot,
    SlotPlace,
    WaitingEntry,
)
from apps.appointments.queries.workdays import work_calendar
from apps.appointments.rules.opening import Closure, Extra, Hours, Planned, plan_day, public_places
from apps.appointments.rules.workdays import WorkCalendar, holiday_on
from omuz.kernel.clock import local_date
from omuz.kernel.models.bulk import insert_many

__all__ = ["hours_of", "lay_out", "lay_out_all"]

_Key = tuple[dt.datetime, dt.datetime]


def lay_out_all(*, now: dt.datetime) -> int:
    """Lay out the slots of every active calendar and return how many rows that changed."""
    days = work_calendar()
    calendars = Calendar.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)
    return sum(lay_out(pk, now=now, days=days) for pk in calendars)


@transaction.atomic
def lay_out(calendar_id: uuid.UUID, *, now: dt.datetime, days: WorkCalendar | None = None) -> int:
    """Bring a calendar's coming slots in line with its hours and return how many rows that changed.

    A slot that is not wanted any more goes; one that somebody is or was booked in stays, withdrawn: nobody is added.
    """
    # The calendar's row is the lock: two rounds at once would lay the same slots. Not its key: whoever is booking
    # points to the calendar while they hold a place that this has to wait for.
    calendar = Calendar.objects.select_for_update(no_key=True).get(pk=calendar_id)
    slots = _coming(calendar, now=now)
    plan = _plan(calendar, slots, now=now, days=days if days is not None else work_calendar())
    wanted = {(one.starts_at, one.ends_at): one for one in plan}
    unwanted = [slot for slot in slots if _key(slot) not in wanted]
    changed, standing = _take_away(unwanted)
    blocked = {
        key for key, one in wanted.items() if any(one.overlaps(slot.starts_at, slot.ends_at) for slot in standing)
    }
    kept = {_key(slot): slot for slot in slots if _key(slot) in wanted and _key(slot) not in blocked}
    changed += sum(_adapt(slot, wanted[key]) for key, slot in kept.items())
    new = [_slot(calendar, one) for key, one in wanted.items() if key not in kept and key not in blocked]
    insert_many(new)
    return changed + len(new) + _set_places(calendar, [*kept.values(), *new])


def hours_of(pattern: OpeningPattern) -> Hours:
    """Return a stored pattern as the rules take it."""
    return Hours(
        id=pattern.pk, weekday=pattern.weekday, starts=pattern.starts, ends=pattern.ends,
        slot_minutes=pattern.slot_minutes, buffer_minutes=pattern.buffer_minutes, capacity=pattern.capacity,
        valid_from=pattern.valid_from, valid_to=pattern.valid_to,
    )  # fmt: skip


def _key(slot: Slot) -> _Key:
    return slot.starts_at, slot.ends_at


def _coming(calendar: Calendar, *, now: dt.datetime) -> list[Slot]:
    # Of two with the same hours the open one stands last, and is the one that is kept.
    return list(Slot.objects.filter(calendar=calendar, starts_at__gt=now).order_by("-is_withdrawn", "starts_at"))


def _plan(calendar: Calendar, slots: Iterable[Slot], *, now: dt.datetime, days: WorkCalendar) -> list[Planned]:
    if not calendar.is_active:
        return []
    first = local_date(now)
    # What is laid out already stays within the plan, also after the calendar looks less far ahead.
    last = max([first + dt.timedelta(weeks=calendar.weeks_ahead), *(local_date(slot.starts_at) for slot in slots)])
    hours = [hours_of(one) for one in OpeningPattern.objects.filter(calendar=calendar)]
    extras: dict[dt.date, list[Extra]] = defaultdict(list)
    closures: dict[dt.date, list[Closure]] = defaultdict(list)
    for one in CalendarException.objects.filter(calendar=calendar, on__gte=first, on__lte=last):
        if one.kind == ExceptionKind.CLOSED:
            closures[one.on].append(Closure(on=one.on, starts=one.starts, ends=one.ends))
        elif one.starts is not None and one.ends is not None:
            extras[one.on].append(
                Extra(on=one.on, starts=one.starts, ends=one.ends, slot_minutes=one.slot_minutes, capacity=one.capacity)
            )
    every = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return [
        planned
        for day in every
        for planned in plan_day(
            day, hours=hours, extras=extras[day], closures=closures[day], holiday=holiday_on(day),
            decreed=days.decreed.get(day),
        )
        if planned.starts_at > now
    ]  # fmt: skip


def _take_away(slots: list[Slot]) -> tuple[int, list[Slot]]:
    """Take slots away that are not wanted; return how many rows that changed, and those that somebody holds."""
    keys = [slot.pk for slot in slots]
    # Locked first: whoever is about to book one of these places is waited for, or finds it gone.
    places = list(SlotPlace.objects.filter(slot__in=keys).order_by("pk").select_for_update())
    taken = {one.slot_id for one in places if one.appointment_id is not None or one.waiting_id is not None}
    named = taken | set(Appointment.objects.filter(slot__in=keys).values_list("slot", flat=True))
    named |= set(WaitingEntry.objects.filter(offered_slot__in=keys).values_list("offered_slot", flat=True))
    gone = set(keys) - named
    Slot.objects.filter(pk__in=gone).delete()
    free = SlotPlace.objects.filter(slot__in=named, appointment=None, waiting=None).delete()[0]
    withdrawn = Slot.objects.filter(pk__in=named, is_withdrawn=False).update(is_withdrawn=True)
    return len(gone) + free + withdrawn, [slot for slot in slots if slot.pk in taken]


def _adapt(slot: Slot, planned: Planned) -> int:
    wanted = {"capacity": planned.capacity, "pattern_id": planned.hours_id, "is_withdrawn": False}
    if all(getattr(slot, name) == value for name, value in wanted.items()):
        return 0
    for name, value in wanted.items():
        setattr(slot, name, value)
    slot.version += 1
    slot.save(update_fields=["capacity", "pattern", "is_withdrawn", "version", "updated_at"])
    return 1


def _slot(calendar: Calendar, planned: Planned) -> Slot:
    return Slot(
        calendar=calendar, pattern_id=planned.hours_id, starts_at=planned.starts_at, ends_at=planned.ends_at,
        capacity=planned.capacity,
    )  # fmt: skip


def _set_places(calendar: Calendar, slots: list[Slot]) -> int:
    """Give each slot as many places as it holds, with the calendar's share of them open to citizens."""
    present: dict[tuple[uuid.UUID, int], SlotPlace] = {
        (place.slot_id, place.number): place for place in SlotPlace.objects.filter(slot__in=[slot.pk for slot in slots])
    }
    wanted = {
        (slot_id, number): is_public
        for slot_id, flags in _flags(slots, calendar.public_share).items()
        for number, is_public in enumerate(flags, start=1)
    }
    added = [
        SlotPlace(slot_id=key[0], number=key[1], is_public=is_public)
        for key, is_public in wanted.items()
        if key not in present
    ]
    altered = [place for key, place in present.items() if key in wanted and place.is_public != wanted[key]]
    for place in altered:
        place.is_public = not place.is_public
    insert_many(added)
    SlotPlace.objects.bulk_update(altered, ["is_public"])
    surplus = [place.pk for key, place in present.items() if key not in wanted]
    # Asked for free ones again in the statement: somebody may have taken one since they were read.
    gone = SlotPlace.objects.filter(pk__in=surplus, appointment=None, waiting=None).delete()[0] if surplus else 0
    return len(added) + len(altered) + gone


def _flags(slots: list[Slot], share: int) -> Mapping[uuid.UUID, list[bool]]:
    by_day: dict[dt.date, list[Slot]] = defaultdict(list)
    for slot in sorted(slots, key=lambda one: one.starts_at):
        by_day[local_date(slot.starts_at)].append(slot)
    flags: dict[uuid.UUID, list[bool]] = {}
    for of_day in by_day.values():
        flags |= zip((s.pk for s in of_day), public_places([s.capacity for s in of_day], share), strict=True)
    return flags
