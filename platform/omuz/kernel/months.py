"""Calendar months, as the law counts them."""

import calendar
import datetime as dt

__all__ = ["months_after"]


def months_after(start: dt.date, amount: int) -> dt.date:
    """Return the same day so many months later; a month without that day ends on its own last day (6098 m. 92)."""
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
