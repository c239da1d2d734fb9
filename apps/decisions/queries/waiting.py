"""Work queues of decisions: what a manager has to decide, what ends, whose time is over."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.cases.queues import Asked, WorkItem
from apps.decisions.enums import OPEN_STATES, WRITTEN_STATES, DecisionState
from apps.decisions.models import Decision, InterimStop
from apps.decisions.queries.decisions import takeable
from apps.people.queries.people import shown_name
from omuz.kernel.reach import within


def to_take(asked: Asked) -> QuerySet[Decision]:
    """Return what waits for the reader's decision; those that are still being heard wait for the person first."""
    rows = takeable(asked.actor)
    rows = rows.exclude(state=DecisionState.HEARING, answered_on__isnull=True, answer_until__gte=asked.today)
    return _shown(rows)


def statements_awaited(asked: Asked) -> QuerySet[Decision]:
    """Return what somebody was asked to explain and may still explain."""
    return _hearing(asked).filter(answer_until__gte=asked.today)


def statements_over(asked: Asked) -> QuerySet[Decision]:
    """Return hearings whose time is over and of which nothing is recorded."""
    return _hearing(asked).filter(answer_until__lt=asked.today)


def held_up(asked: Asked) -> QuerySet[Decision]:
    """Return decisions whose day has come and that could not be put in effect."""
    rows = Decision.objects.visible_to(asked.actor).filter(state=DecisionState.TAKEN, effective_on__lte=asked.today)
    rows = rows.filter(within(asked.actor, Right.DECISIONS_TAKE, prefix="case__")).exclude(held_up="")
    return _shown(rows.filter(taken_by_id=asked.actor.id) if asked.mine else rows)


def own_proposals(asked: Asked) -> QuerySet[Decision]:
    """Return proposals that a manager has to decide: one's own, or all within reach."""
    rows = Decision.objects.visible_to(asked.actor).filter(state=DecisionState.PROPOSED)
    return _shown(rows.filter(proposed_by_id=asked.actor.id) if asked.mine else rows)


def stops_ending(asked: Asked) -> QuerySet[InterimStop]:
    """Return running stops that end today or tomorrow by themselves."""
    return _stops(asked).filter(ends_on__lte=asked.today + dt.timedelta(days=1))


def stops_running(asked: Asked) -> QuerySet[InterimStop]:
    """Return the other running stops: each waits for a manager."""
    return _stops(asked).filter(ends_on__gt=asked.today + dt.timedelta(days=1))


def decision_items(rows: Sequence[Decision], asked: Asked) -> list[WorkItem]:
    """Return the lines of decisions; one statement."""
    names = names_of({row.proposed_by_id for row in rows})
    return [
        WorkItem(id=row.pk, title=f"{shown_name(row.case.person)} · {row.get_kind_display()}",
                 link=f"/kararlar/{row.pk}", hint=f"{row.case.number} · {row.case.programme.name}",
                 due_on=row.answer_until if row.state == DecisionState.HEARING else row.effective_on,
                 since=row.proposed_at, with_whom=names.get(row.proposed_by_id, ""))
        for row in rows
    ]  # fmt: skip


def stop_items(rows: Sequence[InterimStop], asked: Asked) -> list[WorkItem]:
    """Return the lines of stops."""
    return [
        WorkItem(id=row.pk, title=f"{shown_name(row.case.person)} · Tedbiren durdurma",
                 link=f"/dosyalar/{row.case_id}", hint=f"{row.case.number} · {row.case.programme.name}",
                 due_on=row.ends_on, since=row.started_at)
        for row in rows
    ]  # fmt: skip


def _hearing(asked: Asked) -> QuerySet[Decision]:
    rows = Decision.objects.visible_to(asked.actor).filter(state=DecisionState.HEARING, answered_on__isnull=True)
    mine = Q(proposed_by_id=asked.actor.id) | Q(named_taker_id=asked.actor.id)
    if asked.actor.can(Right.DECISIONS_TAKE):
        mine |= within(asked.actor, Right.DECISIONS_TAKE, prefix="case__")
    return _shown(rows.filter(mine) if asked.mine else rows)


def _stops(asked: Asked) -> QuerySet[InterimStop]:
    rows = InterimStop.objects.visible_to(asked.actor).running().filter(ends_on__gte=asked.today)
    rows = rows.filter(within(asked.actor, Right.DECISIONS_TAKE, prefix="case__"))
    # A stop that somebody is already turning into a suspension waits as that.
    rows = rows.exclude(case__in=Decision.objects.filter(state__in=OPEN_STATES, kind="suspend").exclude(
        state__in=WRITTEN_STATES).values("case"))  # fmt: skip
    return rows.select_related("case__person", "case__programme")


def _shown(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    return rows.select_related("case__person", "case__programme")
