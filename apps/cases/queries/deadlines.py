"""The clocks of cases: calendar, pauses, and the last day of a stage with and without what stood still."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.db.models import Q

from apps.appointments.queries.workdays import WorkCalendar, work_calendar
from apps.cases.models import Case, DeadlinePause
from apps.cases.rules.deadlines import Pause, counted, deadline_of, internal_pause, last_day, moved_day, paused_days
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Deadline
from apps.programmes.queries.pinned import pinned_definitions
from omuz.kernel.clock import local_date

__all__ = ["GUARD", "Clock", "Standstill", "clock_of", "counted_from", "list_pauses", "running_on", "standstills"]

#: The guard that İzmir's Art. 27 adopts.
GUARD: Final = "internal_pause"


@dataclasses.dataclass(frozen=True, slots=True)
class Clock:
    """What last days are counted with: the municipality's working days, and the pauses by programme (None: all)."""

    calendar: WorkCalendar
    pauses: Mapping[uuid.UUID | None, tuple[Pause, ...]]

    def of(self, programme_id: uuid.UUID) -> tuple[Pause, ...]:
        """Return the days that stood still in a programme."""
        return self.pauses.get(None, ()) + self.pauses.get(programme_id, ())

    def last_day(
        self, definition: Definition, stage: str, *, programme_id: uuid.UUID, opened: dt.date, entered: dt.date
    ) -> dt.date | None:
        """Return the last day of a stage as it holds, what stood still counted in."""
        return last_day(
            definition, stage, opened=opened, entered=entered, calendar=self.calendar, pauses=self.of(programme_id)
        )

    def moved_day(
        self, start: dt.date, end: dt.date, *, programme_id: uuid.UUID, after: dt.datetime | None = None
    ) -> dt.date:
        """Return the last day of a period between two days, later by what stood still in the programme.

        `after`: only pauses declared later than that count; whoever gave the day knew of the others.
        """
        pauses = [
            one for one in self.of(programme_id)
            if after is None or one.declared_at is None or one.declared_at > after
        ]  # fmt: skip
        return moved_day(start, end, pauses)

    def standing_days(self, start: dt.date, end: dt.date, *, programme_id: uuid.UUID) -> int:
        """Return how many days after `start` up to `end` stand still in the programme."""
        return paused_days(start, end, self.of(programme_id))


@dataclasses.dataclass(frozen=True, slots=True)
class Standstill:
    """That a case's deadline was moved by days that stood still: the day that it had, how many days, and why."""

    due_before: dt.date
    days: int
    reasons: tuple[str, ...]
    is_running: bool


def clock_of(programme_ids: Collection[uuid.UUID] | None = None) -> Clock:
    """Return the clock of these programmes, or of all, in two statements."""
    rows = DeadlinePause.objects.all()
    if programme_ids is not None:
        rows = rows.filter(Q(programme__isnull=True) | Q(programme__in=list(programme_ids)))
    found: dict[uuid.UUID | None, tuple[Pause, ...]] = {}
    for row in rows.order_by("starts_on", "id"):
        pause = pause_of(row)
        if pause is not None:
            found[row.programme_id] = (*found.get(row.programme_id, ()), pause)
    return Clock(work_calendar(), found)


def counted_from(deadline: Deadline, start: dt.date) -> dt.date:
    """Return the last day of a deadline that nothing stops, by the municipality's working days. One statement."""
    return counted(deadline, start, calendar=work_calendar())


def pause_of(row: DeadlinePause) -> Pause | None:
    """Return the days that a pause stood still; None where it was called off before it began."""
    last = row.ended_on if row.ended_on is not None else row.ends_on
    return Pause(row.starts_on, last, row.reason, row.declared_at) if last >= row.starts_on else None


def list_pauses(*, programme_id: uuid.UUID | None = None) -> list[DeadlinePause]:
    """Return the pauses that were ever declared (for a programme: those of all programmes too), the latest first."""
    rows = DeadlinePause.objects.select_related("programme")
    if programme_id is not None:
        rows = rows.filter(Q(programme__isnull=True) | Q(programme=programme_id))
    return list(rows.order_by("-starts_on", "-id"))


def running_on(day: dt.date) -> list[DeadlinePause]:
    """Return the pauses that hold on a day."""
    rows = DeadlinePause.objects.select_related("programme").filter(starts_on__lte=day, ends_on__gte=day)
    return list(rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day)).order_by("starts_on", "id"))


def standstills(cases: Iterable[Case], *, today: dt.date) -> dict[uuid.UUID, Standstill]:
    """Return, of these cases, those whose deadline was moved by days that stood still; three statements at most."""
    dated = [case for case in cases if case.due_on is not None]
    if not dated or not DeadlinePause.objects.exists():
        return {}
    clock, definitions = clock_of({one.programme_id for one in dated}), pinned_definitions(
        {one.programme_version_id for one in dated}
    )  # fmt: skip
    found = {}
    for case in dated:
        standstill = _standstill(case, definitions[case.programme_version_id], clock, today)
        if standstill is not None:
            found[case.pk] = standstill
    return found


def _standstill(case: Case, definition: Definition, clock: Clock, today: dt.date) -> Standstill | None:
    opened, entered = local_date(case.opened_at), local_date(case.stage_since)
    plain = last_day(definition, case.stage, opened=opened, entered=entered, calendar=clock.calendar)
    deadline = deadline_of(definition, case.stage)
    if plain is None or case.due_on is None or deadline is None or plain >= case.due_on:
        return None
    start = opened if deadline.starts == "case_opened" else entered
    touching = [one for one in clock.of(case.programme_id) if one.last > start and one.first <= case.due_on]
    return Standstill(
        plain, (case.due_on - plain).days, tuple(dict.fromkeys(one.reason for one in touching)),
        any(one.holds(today) for one in touching) and internal_pause(deadline).allowed,
    )  # fmt: skip
