"""Pure decisions of the directory: how fresh an entry is, whether opening hours make sense."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

FreshnessCode = Literal["fresh", "due", "stale", "never"]

#: A directory entry is worth what its last confirmation is worth: reminded after half a year, marked after a year.
DUE_AFTER = dt.timedelta(days=182)
STALE_AFTER = dt.timedelta(days=365)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def freshness(last_confirmed_on: dt.date | None, *, today: dt.date) -> FreshnessCode:
    """Return how fresh an entry last confirmed on that day is."""
    if last_confirmed_on is None:
        return "never"
    age = today - last_confirmed_on
    if age >= STALE_AFTER:
        return "stale"
    return "due" if age >= DUE_AFTER else "fresh"


def opening_hours_problems(hours: Mapping[str, Sequence[Sequence[str]]]) -> list[tuple[str, str]]:
    """Return (day, Turkish problem) for each faulty day of {"mon": [["08:30", "12:00"], ["13:00", "17:30"]], ...}."""
    problems: list[tuple[str, str]] = []
    for day, spans in hours.items():
        if day not in DAYS:
            problems.append((day, "Gün adı tanınmadı."))
            continue
        previous_end: dt.time | None = None
        for span in spans:
            problem, previous_end = _span_problem(span, previous_end)
            if problem:
                problems.append((day, problem))
                break
    return problems


def _span_problem(span: Sequence[str], previous_end: dt.time | None) -> tuple[str, dt.time | None]:
    try:
        start, end = (dt.time.fromisoformat(text) for text in span)
    except (ValueError, TypeError):
        return "Saatler 08.30 - 12.00 gibi bir başlangıç ve bitiş olmalı.", None
    if start >= end:
        return "Bitiş saati başlangıçtan sonra olmalı.", None
    if previous_end is not None and start < previous_end:
        return "Saat aralıkları birbiriyle çakışıyor.", None
    return "", end
