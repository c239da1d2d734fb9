"""What waits for coaches: planned visits and reviews of plans, today's and late ones, as queues of `apps.cases`."""

import uuid
from collections.abc import Sequence

from django.db.models import Q

from apps.cases.queues import Asked, WorkItem, part_of
from apps.coaching.models import CoachingQuerySet, PlanReview, Visit
from apps.coaching.models.visit import VisitQuerySet
from apps.coaching.queries.plans import reviews_due as reviews_until
from apps.coaching.queries.today import REVIEW_AHEAD, of_colleagues, planned_visits
from apps.people.queries.people import shown_name

__all__ = ["review_items", "reviews_due", "reviews_late", "visit_items", "visits_late", "visits_today"]


def _users(asked: Asked) -> tuple[uuid.UUID, ...] | None:
    """Return whose work is asked for; None is everybody's within reach."""
    return (asked.actor.id, *asked.actor.covering) if asked.mine else None


def _planned(asked: Asked) -> VisitQuerySet:
    return planned_visits(asked.actor, until=asked.today, users=_users(asked))


@part_of(_planned)
def visits_today(asked: Asked) -> Q:
    """Return the visits that are planned for today."""
    return Q(next_on=asked.today)


@part_of(_planned)
def visits_late(asked: Asked) -> Q:
    """Return the planned visits whose day is over."""
    return Q(next_on__lt=asked.today)


def visit_items(rows: Sequence[Visit], asked: Asked) -> list[WorkItem]:
    """Return planned visits as lines of a queue."""
    return [
        WorkItem(id=row.pk, title=shown_name(row.case.person), link=f"/ziyaretler/yeni?dosya={row.case_id}",
                 hint=row.case.number, due_on=row.next_on)
        for row in rows
    ]  # fmt: skip


def _reviews(asked: Asked) -> CoachingQuerySet:
    users = _users(asked)
    rows = reviews_until(asked.actor, until=asked.today + REVIEW_AHEAD).filter(case__closed_at__isnull=True)
    return rows if users is None else rows.filter(of_colleagues(users))


@part_of(_reviews)
def reviews_due(asked: Asked) -> Q:
    """Return the reviews of the next days."""
    return Q(due_on__gte=asked.today)


@part_of(_reviews)
def reviews_late(asked: Asked) -> Q:
    """Return the reviews whose day is over."""
    return Q(due_on__lt=asked.today)


def review_items(rows: Sequence[PlanReview], asked: Asked) -> list[WorkItem]:
    """Return reviews as lines of a queue."""
    return [
        WorkItem(id=row.pk, title=shown_name(row.case.person), link=f"/dosyalar/{row.case_id}/plan/{row.plan_id}",
                 hint=row.case.number, due_on=row.due_on)
        for row in rows
    ]  # fmt: skip
