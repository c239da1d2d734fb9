"""Work queues of decisions: what a manager has to decide, what ends, whose time is over."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.cases.queues import Asked, WorkItem, part_of
from apps.decisions.enums import OPEN_STATES, WRITTEN_STATES, DecisionState
from apps.decisions.models import Decision, InterimStop
from apps.decisions.queries.decisions import still_heard, takeable
from apps.people.queries.people import shown_name
from omuz.kernel.reach import within


def _open(asked: Asked) -> QuerySet[Decision]:
    return Decision.objects.visible_to(asked.actor).open().select_related("case__person", "case__programme")


@part_of(_open)
def to_take(asked: Asked) -> Q:
    """Return what waits for the reader's decision; those that are still being heard wait for the person first."""
    return takeable(asked.actor) & ~still_heard(asked.today)


@part_of(_open)
def statements_awaited(asked: Asked) -> Q:
    """Return what somebody was asked to explain and may still explain."""
    return _hearing(asked) & Q(answer_until__gte=asked.today)


@part_of(_open)
def statements_over(asked: Asked) -> Q:
    """Return hearings whose time is over and of which nothing is recorded."""
    return _hearing(asked) & Q(answer_until__lt=asked.today)


@part_of(_open)
def held_up(asked: Asked) -> Q:
    """Return decisions whose day has come and that could not be put in effect."""
    rows = Q(state=DecisionState.TAKEN, effective_on__lte=asked.today) & ~Q(held_up="")
    rows &= within(asked.actor, Right.DECISIONS_TAKE, prefix="case__")
    return rows & Q(taken_by_id=asked.actor.id) if asked.mine else rows


@part_of(_open)
def own_proposals(asked: Asked) -> Q:
    """Return proposals that a manager has to decide: one's own, or all within reach."""
    rows = Q(state=DecisionState.PROPOSED)
    return rows & Q(proposed_by_id=asked.actor.id) if asked.mine else rows


def _stops(asked: Asked) -> QuerySet[InterimStop]:
    rows = InterimStop.objects.visible_to(asked.actor).running().filter(ends_on__gte=asked.today)
    rows = rows.filter(within(asked.actor, Right.DECISIONS_TAKE, prefix="case__"))
    # A stop that somebody is already turning into a suspension waits as that.
    rows = rows.exclude(case__in=Decision.objects.filter(state__in=OPEN_STATES, kind="suspend").exclude(
        state__in=WRITTEN_STATES).values("case"))  # fmt: skip
    return rows.select_related("case__person", "case__programme")


@part_of(_stops)
def stops_ending(asked: Asked) -> Q:
    """Return running stops that end today or tomorrow by themselves."""
    return Q(ends_on__lte=asked.today + dt.timedelta(days=1))


@part_of(_stops)
def stops_running(asked: Asked) -> Q:
    """Return the other running stops: each waits for a manager."""
    return Q(ends_on__gt=asked.today + dt.timedelta(days=1))


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


def _hearing(asked: Asked) -> Q:
    rows = Q(state=DecisionState.HEARING, answered_on__isnull=True)
    mine = Q(proposed_by_id=asked.actor.id) | Q(named_taker_id=asked.actor.id)
    if asked.actor.can(Right.DECISIONS_TAKE):
        mine |= within(asked.actor, Right.DECISIONS_TAKE, prefix="case__")
    return rows & mine if asked.mine else rows
