"""Until when a statement may come, what stood still counted in (İzmir Art. 23, 27)."""

import datetime as dt

from apps.cases.queries.deadlines import Clock, clock_of
from apps.decisions.enums import DecisionState
from apps.decisions.models import Decision, DecisionQuerySet
from apps.decisions.rules.notice import default_answer_day
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.clock import local_date

__all__ = ["answer_day", "awaited", "clock_for", "day_under"]


def awaited() -> DecisionQuerySet:
    """Return the hearings of which no statement has come."""
    return Decision.objects.filter(state=DecisionState.HEARING, answered_on__isnull=True, answer_until__isnull=False)


def clock_for(decision: Decision) -> Clock:
    """Return the clock of the decision's programme, in two statements."""
    return clock_of({decision.case.programme_id})


def answer_day(decision: Decision, *, clock: Clock, today: dt.date) -> dt.date:
    """Return the last day of the programme's own period for a statement asked for today, what stands still left out."""
    days = pinned_definition(decision.programme_version_id).due_process.statement_days
    return clock.moved_day(today, default_answer_day(today, days), programme_id=decision.case.programme_id)


def day_under(decision: Decision, clock: Clock) -> dt.date | None:
    """Return the last day of a statement that was asked for, later by what was declared to stand still since."""
    given = decision.answer_given or decision.answer_until
    if given is None or decision.asked_on is None:
        return given
    start = local_date(decision.asked_at) if decision.asked_at is not None else decision.asked_on
    return clock.moved_day(start, given, programme_id=decision.case.programme_id, after=decision.asked_at)
