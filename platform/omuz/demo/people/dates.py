"""Birth dates that stay within their age band on the pinned day, and registration dates on working days."""

import calendar
import dataclasses
import datetime as dt
import random
from typing import Final

from omuz.demo.people.records import Precision


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """The time a demo municipality lives in: registrations from `starts` to `pinned`, the day its ages are counted
    on; nothing in its story happens after `told_until`."""

    starts: dt.date
    pinned: dt.date
    told_until: dt.date


_TODAY: Final = dt.date(2026, 6, 30)
ISKEP: Final = Period(dt.date(2014, 8, 19), dt.date(2016, 11, 19), _TODAY)
#: Law 6698 came into force; people registered earlier were given no privacy notice.
NOTICE_SINCE: Final = dt.date(2016, 4, 7)
RECENT: Final = Period(dt.date(2025, 1, 6), _TODAY, _TODAY)
#: Nobody is registered younger than this; finishing a school takes until about that age.
MINIMUM_AGE: Final = 15
AGE_AT_END_OF: Final = {"upper_secondary": 18, "vocational_secondary": 18, "associate": 20, "bachelor": 22}


def years_before(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` earlier; 28 February stands for a missing 29th."""
    return dt.date(day.year - years, day.month, min(day.day, calendar.monthrange(day.year - years, day.month)[1]))


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Return the completed years of someone born on `birth_date`."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def birth_date(band: tuple[int, int], education: str, *, pinned: dt.date, edge: int, rng: random.Random) -> dt.date:
    """Return a birth date whose holder is within `band` on the pinned day.

    `edge` 1 turns the band's first age on that very day, 2 leaves the band on the day after; 0 is anywhere between.
    """
    latest = years_before(pinned, band[0])
    earliest = years_before(pinned, band[1] + 1) + dt.timedelta(days=1)
    # Old enough for the school, with some weeks left in which to be registered.
    grown = years_before(pinned - dt.timedelta(days=25), AGE_AT_END_OF.get(education, MINIMUM_AGE))
    if edge == 1 and latest <= grown:
        return latest
    if edge == 2:
        return earliest
    return earliest + dt.timedelta(days=rng.randint(0, (min(latest, grown) - earliest).days))


def coarse(born: dt.date, band: tuple[int, int], *, pinned: dt.date, rng: random.Random) -> tuple[dt.date, Precision]:
    """Return the date as it is known: now and then only its year or month, where the whole of it is in the band."""
    draw = rng.random()
    if draw < 0.03 and _all_within(dt.date(born.year, 1, 1), dt.date(born.year, 12, 31), band, pinned):
        return dt.date(born.year, 1, 1), "year"
    last = calendar.monthrange(born.year, born.month)[1]
    if draw < 0.05 and _all_within(born.replace(day=1), born.replace(day=last), band, pinned):
        return born.replace(day=1), "month"
    return born, "day"


def _all_within(first: dt.date, last: dt.date, band: tuple[int, int], pinned: dt.date) -> bool:
    return age_on(first, pinned) <= band[1] and age_on(last, pinned) >= band[0]


def registration_day(born: dt.date, education: str, *, period: Period, rng: random.Random) -> dt.date:
    """Return a working day of the period on which the person is old enough for what is recorded."""
    old_enough = _birthday(born, AGE_AT_END_OF.get(education, MINIMUM_AGE))
    start, last = max(period.starts, old_enough), period.pinned - dt.timedelta(days=1)
    day = start + dt.timedelta(days=rng.randint(0, (last - start).days))
    return _working_day(day, start)


def day_between(first: dt.date, last: dt.date, *, rng: random.Random) -> dt.date:
    """Return any day of the period, its ends included."""
    return first + dt.timedelta(days=rng.randint(0, (last - first).days))


def _birthday(born: dt.date, age: int) -> dt.date:
    year = born.year + age
    return dt.date(year, born.month, min(born.day, calendar.monthrange(year, born.month)[1]))


def _working_day(day: dt.date, earliest: dt.date) -> dt.date:
    while day.weekday() > 4:
        step = -1 if day - dt.timedelta(days=2) >= earliest else 1
        day += dt.timedelta(days=step)
    return day
