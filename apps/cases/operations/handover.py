"""Handing a colleague's cases over: offered to `apps.accounts` as a kind of work."""

import datetime as dt
import uuid

from apps.accounts.rights import Right
from apps.cases.enums import EventKind
from apps.cases.models import Case, CaseQuerySet
from apps.cases.operations.recording import happened, store
from omuz.kernel.actors import Actor


def cases_held_by(user_id: uuid.UUID) -> CaseQuerySet:
    """Return the open cases that somebody is responsible for."""
    return Case.objects.open().filter(responsible=user_id)


def count_cases(user_id: uuid.UUID, /) -> int:
    """Return how many open cases somebody is responsible for."""
    return cases_held_by(user_id).count()


def move_responsibility(*, from_user_id: uuid.UUID, to_user_id: uuid.UUID, actor: Actor, now: dt.datetime) -> int:
    """Make the receiver responsible for the giver's open cases and return how many; part of an operation.

    Only in the units where the actor may reassign; of confidential people only where the actor may name staff for them:
    the others stay where they are and are still counted.
    """
    rows = cases_held_by(from_user_id)
    if actor.kind != "system":
        units, naming = actor.units_for(Right.WORK_REASSIGN), actor.units_for(Right.PEOPLE_ADDRESSES_HIDDEN)
        rows = rows if units is None else rows.filter(unit__in=units)
        open_people = rows.filter(person__is_confidential=False)
        rows = rows if naming is None else open_people | rows.filter(unit__in=naming)
    found = list(Case.objects.filter(pk__in=rows.values("pk")).select_for_update().order_by("pk"))
    for case in found:
        case.responsible_id = to_user_id
        store(case, "responsible")
        happened(case, EventKind.ASSIGNED, actor=actor, now=now, responsible_id=to_user_id)
    return len(found)
