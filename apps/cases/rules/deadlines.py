"""The last day of a stage, from the deadline that its programme sets, its calendar and the days that stood still."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Deadline
from apps.programmes.registry import ALLOWED, Verdict, refused

_STARTS: Final = {"case_opened", "stage_entered"}
#: No period is counted further than this: a calendar that is closed for ever must not count for ever.
_MOST_DAYS: Final = 20_000


class WorkDays(Protocol):
    """A municipality's working days; `apps.appointments.queries.workdays.work_calendar()` gives them."""

    def is_working_day(self, day: dt.date) -> bool:
        """Return whether offices are open on a day, if only for half of it."""
        ...


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that stood still, first and last included; `reason` says why, `declared_at` since when that is known."""

    first: dt.date
    last: dt.date
    reason: str = ""
    declared_at: dt.datetime | None = None

    def holds(self, day: dt.date) -> bool:
        """Return whether the clocks stand on that day."""
        return self.first <= day <= self.last


def internal_pause(deadline: Deadline) -> Verdict:
    """Return whether force majeure may stop a deadline (İzmir Art. 27): the programme's own ones, no statutory clock.

    Answers to petitions, KVKK requests and periods of suits run by statute (readings 7): no act of a municipality
    stops them.
    """
    if deadline.kind == "statutory" or deadline.petitions:
        return refused(
            "statutory_clock_runs_on", f"“{deadline.label.tr}” kanuni bir süredir; mücbir sebeple durdurulamaz.",
            "Yalnızca programın kendi iç süreleri durur.",
        )  # fmt: skip
    return ALLOWED


def deadline_of(definition: Definition, stage: str) -> Deadline | None:
    """Return the deadline that runs in a stage; None where it has none, or one that starts with something else."""
    found = definition.stages_by_key.get(stage)
    key = found.deadline if found is not None else None
    deadline = next((one for one in definition.deadlines if one.key == key), None)
    return deadline if deadline is not None and deadline.starts in _STARTS else None


def last_day(
    definition: Definition,
    stage: str,
    *,
    opened: dt.date,
    entered: dt.date,
    calendar: WorkDays,
    pauses: Sequence[Pause] = (),
) -> dt.date | None:
    """Return the last day of a stage's deadline, later by the days that stood still; None where it has none."""
    deadline = deadline_of(definition, stage)
    if deadline is None:
        return None
    start = opened if deadline.starts == "case_opened" else entered
    stopping = pauses if internal_pause(deadline).allowed else ()
    return counted(deadline, start, calendar=calendar, pauses=stopping)


def counted(deadline: Deadline, start: dt.date, *, calendar: WorkDays, pauses: Sequence[Pause] = ()) -> dt.date:
    """Return the last day of a deadline that starts on a day; that day itself does not count (2577 m. 8).

    A day that stood still is no day of the period, whatever its unit; two pauses of one day are one.
    """
    if deadline.unit == "working_days":
        return _after_working_days(start, deadline.amount, calendar, pauses)
    plain = _plain_end(deadline, start)
    return _extended(start, plain, pauses)


def moved_day(start: dt.date, end: dt.date, pauses: Sequence[Pause]) -> dt.date:
    """Return the last day of a period that was given as a day, later by the days after `start` that stood still."""
    return _extended(start, end, pauses)


def paused_days(start: dt.date, end: dt.date, pauses: Iterable[Pause]) -> int:
    """Return how many days after `start` up to and including `end` stood still."""
    rows = list(pauses)
    return sum(any(one.holds(day) for one in rows) for day in _days(start, end)) if rows else 0


def _plain_end(deadline: Deadline, start: dt.date) -> dt.date:
    amount = deadline.amount
    if deadline.unit == "weeks":
        return start + dt.timedelta(weeks=amount)
    if deadline.unit in {"months", "years"}:
        return _after_months(start, amount * (12 if deadline.unit == "years" else 1))
    return start + dt.timedelta(days=amount)


def _extended(start: dt.date, end: dt.date, pauses: Sequence[Pause]) -> dt.date:
    left = paused_days(start, end, pauses)
    for _ in range(_MOST_DAYS):
        if left == 0:
            return end
        end += dt.timedelta(days=1)
        left -= 0 if any(one.holds(end) for one in pauses) else 1
    raise ValueError("a period that never ends")


def _after_working_days(start: dt.date, amount: int, calendar: WorkDays, pauses: Sequence[Pause]) -> dt.date:
    day = start
    for _ in range(_MOST_DAYS):
        if amount == 0:
            return day
        day += dt.timedelta(days=1)
        if calendar.is_working_day(day) and not any(one.holds(day) for one in pauses):
            amount -= 1
    raise ValueError("there is no working day within years")


def _days(start: dt.date, end: dt.date) -> Iterable[dt.date]:
    return (start + dt.timedelta(days=number) for number in range(1, (end - start).days + 1))


def _after_months(start: dt.date, amount: int) -> dt.date:
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    # A month without that day ends the period on its own last day (6098 m. 92).
    return dt.date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))
