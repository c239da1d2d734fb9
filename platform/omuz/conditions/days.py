"""Days relative to the day of a decision."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from omuz.conditions.nodes import RelativeDay
from omuz.conditions.operators import RelativeUnit


def resolve(day: RelativeDay, on: date) -> date:
    """Return the day that lies `day.amount` units from `on`.

    The last day of a shorter month stands for a day that it does not have: one year before 29.02.2016 is 28.02.2015.
    Days before 01.01.0001 and after 31.12.9999 become those days.
    """
    if day.unit in {RelativeUnit.DAY, RelativeUnit.WEEK}:
        step = timedelta(days=day.amount * (7 if day.unit is RelativeUnit.WEEK else 1))
        try:
            return on + step
        except OverflowError:
            return date.max if day.amount > 0 else date.min
    months = day.amount * (12 if day.unit is RelativeUnit.YEAR else 1)
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
