"""Articles that coaching is held to, asked the same way by every operation here."""

import datetime as dt
import uuid

from apps.programmes.definition import Definition
from apps.programmes.operations.guarding import hold
from apps.programmes.registry import bound
from apps.programmes.registry.activities import ACTIVITY_CODE, activity_named
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid

__all__ = ["name_activity"]


def name_activity(
    definition: Definition, activity: str, *, programme_id: uuid.UUID, actor: Actor, now: dt.datetime,
    field: str = "activity",
) -> None:  # fmt: skip
    """Let go on with an activity of the programme (İzmir Art. 5); where no article asks, none need be named.

    Raises:
        GuardRefusedError: the programme's article asks for one, and none of its list was named.
        Invalid: no such activity.
    """
    verdict = activity_named(definition, activity)
    hold(bound(definition, ACTIVITY_CODE), verdict, programme_id=programme_id, actor=actor, now=now, field=field)
    if activity and not verdict.allowed:
        raise Invalid([FieldProblem(field, verdict.code, verdict.message, verdict.remedy)])
