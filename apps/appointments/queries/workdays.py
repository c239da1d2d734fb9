"""Working days of the entered municipality. Ask for `work_calendar()` where several days are counted."""

import datetime as dt

from apps.appointments.enums import DayPart
from apps.appointments.models import ClosedDay
from apps.appointments.rules.workdays import Closing, WorkCalendar

__all__ = ["Closing", "WorkCalendar", "add_working_days", "half_day", "is_working_day", "work_calendar"]


def work_calendar() -> WorkCalendar:
    """Return the municipality's working days, its decreed days included. One statement; what it answers needs none."""
    rows = ClosedDay.objects.values_list("on", "part", "reason")
    return WorkCalendar({day: Closing(DayPart(part), reason) for day, part, reason in rows})


def is_working_day(day: dt.date) -> bool:
    """Return whether offices are open on a day, if only for half of it."""
    return work_calendar().is_working_day(day)


def half_day(day: dt.date) -> bool:
    """Return whether offices are open for a part of the day only."""
    return work_calendar().half_day(day)


def add_working_days(start: dt.date, count: int) -> dt.date:
    """Return the `count`-th working day after `start`; see `WorkCalendar.add_working_days`."""
    return work_calendar().add_working_days(start, count)
