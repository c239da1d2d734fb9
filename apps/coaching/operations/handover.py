"""Handing a colleague's services over: offered to `apps.accounts` as a kind of work."""

import datetime as dt
import uuid

from apps.accounts.rights import Right
from apps.coaching.enums import PlanState
from apps.coaching.models import PlanService
from omuz.kernel.actors import Actor

__all__ = ["count_services", "move_services"]


def count_services(user_id: uuid.UUID, /) -> int:
    """Return how many services of plans in use or being written somebody is responsible for."""
    return PlanService.objects.filter(responsible=user_id).exclude(plan__state=PlanState.ENDED).count()


def move_services(*, from_user_id: uuid.UUID, to_user_id: uuid.UUID, actor: Actor, now: dt.datetime) -> int:
    """Make the receiver responsible for the giver's services and return how many; part of an operation.

    Only in the units where the actor may reassign; of confidential people only where they may name staff for them.
    """
    rows = PlanService.objects.filter(responsible=from_user_id).exclude(plan__state=PlanState.ENDED)
    if actor.kind != "system":
        units, naming = actor.units_for(Right.WORK_REASSIGN), actor.units_for(Right.PEOPLE_ADDRESSES_HIDDEN)
        rows = rows if units is None else rows.filter(plan__case__unit__in=units)
        open_people = rows.filter(plan__case__person__is_confidential=False)
        rows = rows if naming is None else open_people | rows.filter(plan__case__unit__in=naming)
    return PlanService.objects.filter(pk__in=rows.values("pk")).update(responsible=to_user_id)
