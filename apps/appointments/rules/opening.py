"""Which slots a calendar has on a day: weekly hours, cut; closures and holidays taken out; extra openings put in."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.appointments.enums import DayPart
from apps.appointments.rules.workdays import HALF_DAY_ENDS, Closing
from omuz.kernel.clock import TURKEY

_NOON = dt.time(12)
_MIDNIGHT = dt.time(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours of a weekday that come again; `id` is the pattern's key."""

    id: uuid.UUID
    weekday: int
    starts: dt.time
    ends: dt.time
    slot_minutes: int
    buffer_minutes: int = 0
    capacity: int = 1
    valid_from: dt.date
    valid_to: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the hours are kept on that day."""
        if day.isoweekday() != self.weekday or day < self.valid_from:
            return False
        return self.valid_to is None or day <= self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """Hours of one day beyond the weekly ones."""

    on: dt.date
    starts: dt.time
    ends: dt.time
    slot_minutes: int = 30
    capacity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A day, or hours of it, on which the calendar is closed; without hours the whole day."""

    on: dt.date
    starts: dt.time | None = None
    ends: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot as it should be."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    capacity: int
    hours_id: uuid.UUID | None = None

    def overlaps(self, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
        """Return whether the two have a moment in common."""
        return self.starts_at < ends_at and starts_at < self.ends_at


def plan_day(
    day: dt.date,
    *,
    hours: Iterable[Hours],
    extras: Iterable[Extra] = (),
    closures: Iterable[Closure] = (),
    holiday: Closing | None = None,
    decreed: Closing | None = None,
) -> list[Planned]:
    """Return the slots of a day in order; they never overlap.

    A holiday closes the weekly hours; somebody who opens on it by an extra opening means it. A decreed day closes both.
    A slot that a closure touches is left out whole: nobody is called for half a meeting.
    """
    shut = [_span(day, one.starts, one.ends) for one in closures if one.on == day]
    for_all = [_closed_span(day, decreed)] if decreed is not None else []
    for_hours = shut + for_all + ([_closed_span(day, holiday)] if holiday is not None else [])
    found: list[Planned] = []
    for one in sorted((h for h in hours if h.holds_on(day)), key=lambda h: (h.starts, h.ends, h.id)):
        found += _free(_cut(day, one), for_hours, found)
    for extra in sorted((e for e in extras if e.on == day), key=lambda e: (e.starts, e.ends)):
        found += _free(_cut(day, extra), for_all, found)
    return sorted(found, key=lambda one: one.starts_at)


def overlapping(one: Hours, others: Iterable[Hours]) -> Hours | None:
    """Return the first of `others` that shares minutes of a weekday with `one` while both are valid, or None."""
    for other in others:
        same_days = (one.valid_to is None or other.valid_from <= one.valid_to) and (
            other.valid_to is None or one.valid_from <= other.valid_to
        )
        if one.weekday == other.weekday and same_days and one.starts < other.ends and other.starts < one.ends:
            return other
    return None


def public_places(capacities: Sequence[int], share: int) -> list[list[bool]]:
    """Return, slot by slot of a day, which places citizens may take themselves.

    Of all places of the day `share` per cent (rounded down), spread over it evenly: a share of 50 opens every second.
    """
    flags: list[list[bool]] = []
    before = 0
    for capacity in capacities:
        flags.append([(n + 1) * share // 100 > n * share // 100 for n in range(before, before + capacity)])
        before += capacity
    return flags


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=TURKEY).astimezone(dt.UTC)


def _span(day: dt.date, starts: dt.time | None, ends: dt.time | None) -> tuple[dt.datetime, dt.datetime]:
    begin = _at(day, starts or _MIDNIGHT)
    return begin, _at(day, ends) if ends is not None else _at(day + dt.timedelta(days=1), _MIDNIGHT)


def _closed_span(day: dt.date, closing: Closing) -> tuple[dt.datetime, dt.datetime]:
    if closing.part == DayPart.MORNING:
        return _span(day, None, _NOON)
    if closing.part == DayPart.AFTERNOON:
        return _span(day, HALF_DAY_ENDS, None)
    return _span(day, None, None)


def _cut(day: dt.date, one: Hours | Extra) -> list[Planned]:
    pause, hours_id = (one.buffer_minutes, one.id) if isinstance(one, Hours) else (0, None)
    length = dt.timedelta(minutes=one.slot_minutes)
    begin, end = _at(day, one.starts), _at(day, one.ends)
    pieces = []
    while begin + length <= end:
        pieces.append(Planned(begin, begin + length, one.capacity, hours_id))
        begin += length + dt.timedelta(minutes=pause)
    return pieces


def _free(
    pieces: Iterable[Planned], shut: Sequence[tuple[dt.datetime, dt.datetime]], taken: Sequence[Planned]
) -> list[Planned]:
    return [
        one
        for one in pieces
        if not any(one.overlaps(*span) for span in shut)
        and not any(one.overlaps(other.starts_at, other.ends_at) for other in taken)
    ]
