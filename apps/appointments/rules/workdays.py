"""Working days in Türkiye: weekends, public holidays and half days (2429 s. Kanun), and what was decreed beside."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import holidays

from apps.appointments.enums import DayPart

#: On the eve of a religious feast and of 29 October offices close at 13.00 (2429 m. 2).
HALF_DAY_ENDS: Final = dt.time(13)
_SATURDAY: Final = 6
#: No period is counted further than this: a calendar that is closed for ever must not count for ever.
_MOST_DAYS: Final = 3660


@dataclass(frozen=True, slots=True)
class Closing:
    """That offices are closed on a day, or on a part of it, and why ("Kurban Bayramı")."""

    part: DayPart
    reason: str

    @property
    def is_whole(self) -> bool:
        """Return whether nobody works that day."""
        return self.part == DayPart.WHOLE


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days on which a municipality works: the country's holidays, and the days that were decreed for it."""

    decreed: Mapping[dt.date, Closing] = field(default_factory=dict)

    def closing(self, day: dt.date) -> Closing | None:
        """Return how a day is closed beside its weekday: the holiday, else the decree, else None.

        A decree beside half a holiday closes the whole day where it closes the other half.
        """
        holiday, decreed = holiday_on(day), self.decreed.get(day)
        if holiday is None or decreed is None:
            return holiday or decreed
        if holiday.is_whole or holiday.part == decreed.part:
            return holiday
        return Closing(DayPart.WHOLE, f"{holiday.reason}; {decreed.reason}")

    def is_working_day(self, day: dt.date) -> bool:
        """Return whether offices are open, if only for half a day: Monday to Friday, no whole holiday or decree."""
        closing = self.closing(day)
        return day.isoweekday() < _SATURDAY and (closing is None or not closing.is_whole)

    def half_day(self, day: dt.date) -> bool:
        """Return whether offices are open for a part of the day only."""
        closing = self.closing(day)
        return day.isoweekday() < _SATURDAY and closing is not None and not closing.is_whole

    def add_working_days(self, start: dt.date, count: int) -> dt.date:
        """Return the `count`-th working day after `start`; the first day counts for nothing (TBK m. 92).

        `count` 0 is `start`, or the next working day where offices are closed then; half days count as days.

        Raises:
            ValueError: a negative count, or more days than are ever counted.
        """
        if not 0 <= count <= _MOST_DAYS // 4:
            raise ValueError("working days are counted forward, up to some years")
        day, left = start, count
        for _ in range(_MOST_DAYS):
            if left == 0 and self.is_working_day(day):
                return day
            day += dt.timedelta(days=1)
            left -= 1 if left and self.is_working_day(day) else 0
        raise ValueError("there is no working day within years")

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Return how many working days lie after `start` up to and including `end`; 0 where `end` is not later."""
        return sum(
            self.is_working_day(start + dt.timedelta(days=number)) for number in range(1, (end - start).days + 1)
        )


def holiday_on(day: dt.date) -> Closing | None:
    """Return the holiday of the whole country on a day; its eve closes the afternoon."""
    whole, half = _holidays(day.year)
    if day in whole:
        return Closing(DayPart.WHOLE, whole[day])
    return Closing(DayPart.AFTERNOON, half[day]) if day in half else None


@lru_cache(maxsize=64)
def _holidays(year: int) -> tuple[dict[dt.date, str], dict[dt.date, str]]:
    def of(category: str) -> dict[dt.date, str]:
        return dict(holidays.country_holidays("TR", years=year, categories=(category,), language="tr"))

    return of("public"), of("half_day")
