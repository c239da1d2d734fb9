"""The last day of a stage, from the deadline that its programme sets."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Deadline

#: Days of general holiday that fall on the same date each year (2429 sayılı Kanun m. 1-2). Religious holidays move and
#: are decreed; a last day that ignores them is early, never late.
_FIXED_HOLIDAYS: Final = frozenset({(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)})
_STARTS: Final = {"case_opened", "stage_entered"}


def last_day(definition: Definition, stage: str, *, opened: dt.date, entered: dt.date) -> dt.date | None:
    """Return the last day of a stage's deadline; None where it has none, or one that starts with something else."""
    found = definition.stages_by_key.get(stage)
    key = found.deadline if found is not None else None
    deadline = next((one for one in definition.deadlines if one.key == key), None)
    if deadline is None or deadline.starts not in _STARTS:
        return None
    return counted(deadline, opened if deadline.starts == "case_opened" else entered)


def counted(deadline: Deadline, start: dt.date) -> dt.date:
    """Return the last day of a deadline that starts on a day; that day itself does not count (2577 m. 8)."""
    amount = deadline.amount
    if deadline.unit == "working_days":
        return _after_working_days(start, amount)
    if deadline.unit == "weeks":
        return start + dt.timedelta(weeks=amount)
    if deadline.unit == "months":
        return _after_months(start, amount)
    if deadline.unit == "years":
        return _after_months(start, 12 * amount)
    return start + dt.timedelta(days=amount)


def _after_working_days(start: dt.date, amount: int) -> dt.date:
    day = start
    while amount > 0:
        day += dt.timedelta(days=1)
        if day.weekday() < 5 and (day.month, day.day) not in _FIXED_HOLIDAYS:
            amount -= 1
    return day


def _after_months(start: dt.date, amount: int) -> dt.date:
    months = start.year * 12 + start.month - 1 + amount
    year, month = divmod(months, 12)
    # A month without that day ends the period on its own last day (6098 m. 92).
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
