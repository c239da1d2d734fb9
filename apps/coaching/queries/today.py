"""A coach's day: own appointments, visits that were planned, reviews of plans, and what is late."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection
from typing import Final

from django.db.models import Exists, OuterRef, Q

from apps.appointments.queries.of_staff import appointments_of_staff
from apps.cases.queries.cases import CaseFilter, list_cases
from apps.coaching.models import CoachingQuerySet, Visit
from apps.coaching.models.visit import VisitQuerySet
from apps.coaching.queries.plans import reviews_due
from apps.coaching.queries.reach import Cover, covers_of
from apps.coaching.queries.visits import words_of
from apps.people.queries.people import shown_name
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

__all__ = ["Day", "DayItem", "coachs_day", "of_colleagues", "planned_visits", "reviews_of"]

#: How far ahead the review of a plan is shown.
REVIEW_AHEAD: Final = dt.timedelta(days=7)
#: Nobody works off more than this in a day; the lists of visits and of work show the rest.
MOST: Final = 100


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DayItem:
    """One line of the day: an appointment, a planned visit, or a review."""

    kind: str
    id: uuid.UUID
    case_id: uuid.UUID | None
    person_id: uuid.UUID | None
    person_name: str
    due_on: dt.date
    at: dt.datetime | None = None
    place: str = ""
    words: str = ""
    is_late: bool = False
    is_done: bool = False
    plan_id: uuid.UUID | None = None
    #: For whom the reader stands in; empty of own work.
    covered: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Day:
    """The day of somebody and of those for whom they stand in."""

    on: dt.date
    covers: tuple[Cover, ...]
    items: tuple[DayItem, ...]


def coachs_day(actor: Actor, *, today: dt.date) -> Day:
    """Return what is on the reader's list today, late things first, then by time; a fixed number of statements."""
    covers = tuple(covers_of(actor, on=today)) if actor.covering else ()
    whose = {actor.id: "", **{one.user_id: one.name for one in covers}}
    items = [*_appointments(actor, whose, today), *_planned(actor, whose, today), *_reviews(actor, whose, today)]
    return Day(today, covers, tuple(sorted(items, key=_order)))


def _order(item: DayItem) -> tuple[bool, bool, dt.date, str, str]:
    return item.is_done, not item.is_late, item.due_on, item.at.isoformat() if item.at else "~", item.person_name


def of_colleagues(users: Collection[uuid.UUID], *, by: str = "") -> Q:
    """Return the condition that a case is one of these colleagues' own; `by` names a column of who wrote the row."""
    responsible = Q(case__responsible__in=users)
    free = Q(case__responsible__isnull=True)
    mine = free & (Q(case__person__interviewer__in=users) | (Q(**{f"{by}__in": users}) if by else Q(pk__in=[])))
    return responsible | mine


def planned_visits(actor: Actor, *, until: dt.date, users: Collection[uuid.UUID] | None) -> VisitQuerySet:
    """Return the visits whose "next" is due by a day and that nobody has kept yet, of open cases of these colleagues.

    `users` of None asks for everybody's whom the actor reaches.
    A later visit on or after that day has kept it; a later one that plans anew has taken its place.
    """
    kept = Q(visited_on__gte=OuterRef("next_on")) & ~Q(pk=OuterRef("pk"))
    after = Q(visited_on__gt=OuterRef("visited_on")) | Q(visited_on=OuterRef("visited_on"), pk__gt=OuterRef("pk"))
    # One question of the case's other visits, not two: the table is gone through once.
    answered = Visit.objects.filter(kept | Q(after, next_on__isnull=False), case=OuterRef("case")).current()
    rows = Visit.objects.visible_to(actor).current().filter(next_on__lte=until, case__closed_at__isnull=True)
    if users is not None:
        rows = rows.filter(of_colleagues(users, by="by"))
    return rows.filter(~Exists(answered)).select_related("case", "case__person")


def reviews_of(actor: Actor, *, until: dt.date, users: Collection[uuid.UUID]) -> CoachingQuerySet:
    """Return the reviews that are due by a day, of cases of these colleagues."""
    return reviews_due(actor, until=until).filter(of_colleagues(users), case__closed_at__isnull=True)


def _appointments(actor: Actor, whose: dict[uuid.UUID, str], today: dt.date) -> list[DayItem]:
    rows = list(appointments_of_staff(tuple(whose), on=today, actor=actor)[:MOST])
    pairs = {(row.person_id, row.programme_id) for row in rows if row.person_id is not None}
    kept = set(
        Visit.objects.filter(appointment__in=[row.pk for row in rows]).values_list("appointment_id", flat=True)
    ) if rows else set()  # fmt: skip
    cases = _cases_of(pairs, actor) if pairs else {}
    return [
        DayItem(
            kind="appointment", id=row.pk, case_id=cases.get((row.person_id, row.programme_id)),
            person_id=row.person_id, person_name=shown_name(row.person) if row.person is not None else "",
            due_on=local_date(row.starts_at), at=row.starts_at, place=row.get_place_display(),
            is_done=row.pk in kept, covered=_covered(row.staff_id, whose),
        )
        for row in rows
    ]  # fmt: skip


def _cases_of(
    pairs: Collection[tuple[uuid.UUID, uuid.UUID]], actor: Actor
) -> dict[tuple[uuid.UUID | None, uuid.UUID], uuid.UUID]:
    rows = list_cases(actor, where=CaseFilter(), today=dt.date.min).filter(person__in={person for person, _ in pairs})
    found = rows.values_list("person_id", "programme_id", "pk")
    return {(person, programme): case for person, programme, case in found}


def _planned(actor: Actor, whose: dict[uuid.UUID, str], today: dt.date) -> list[DayItem]:
    rows = list(planned_visits(actor, until=today, users=tuple(whose)).order_by("next_on", "id")[:MOST])
    return [
        DayItem(
            kind="visit", id=row.pk, case_id=row.case_id, person_id=row.case.person_id,
            person_name=shown_name(row.case.person), due_on=row.next_on or today, place=row.get_place_display(),
            words=words_of(row)["next_words"], is_late=row.next_on is not None and row.next_on < today,
            covered=_covered(row.case.responsible_id or row.by_id, whose),
        )
        for row in rows
    ]  # fmt: skip


def _reviews(actor: Actor, whose: dict[uuid.UUID, str], today: dt.date) -> list[DayItem]:
    rows = list(reviews_of(actor, until=today + REVIEW_AHEAD, users=tuple(whose))[:MOST])
    return [
        DayItem(
            kind="review", id=row.pk, case_id=row.case_id, person_id=row.case.person_id, plan_id=row.plan_id,
            person_name=shown_name(row.case.person), due_on=row.due_on, is_late=row.due_on < today,
            covered=_covered(row.case.responsible_id or row.case.person.interviewer_id, whose),
        )
        for row in rows
    ]  # fmt: skip


def _covered(user_id: uuid.UUID | None, whose: dict[uuid.UUID, str]) -> str:
    return whose.get(user_id, "") if user_id is not None else ""
