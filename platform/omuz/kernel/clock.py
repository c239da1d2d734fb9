"""The only place where the domain's edge reads the clock; inside, `now` is an argument."""

import datetime as dt
from zoneinfo import ZoneInfo

TURKEY = ZoneInfo("Europe/Istanbul")


def now() -> dt.datetime:
    """Return the present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def local_date(moment: dt.datetime) -> dt.date:
    """Return the calendar day in Türkiye of an aware moment: deadlines and ages are counted there."""
    return moment.astimezone(TURKEY).date()
