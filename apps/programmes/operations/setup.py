"""Putting a step of the setup checklist aside, and taking it up again."""

import datetime as dt

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.programmes.models import SetupStep
from apps.programmes.registry.setup import setup_tasks
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound

__all__ = ["put_step_aside", "take_step_up"]


@transaction.atomic
def put_step_aside(step: str, *, reason: str, actor: Actor, now: dt.datetime) -> None:
    """Say that a step is not for this municipality, and why; doing so again replaces the reason.

    Raises:
        NotAllowed: not for this actor.
        NotFound: no such step.
        Conflict: without this step nobody can be registered.
        Invalid: no reason.
    """
    require(actor, Right.PROGRAMMES_MANAGE)
    task = next((one for one in setup_tasks() if one.key == step), None)
    if task is None:
        raise NotFound
    if task.needed:
        raise Conflict("step_needed", "Bu adım atlanamaz; program onsuz yürütülemez.")
    if not reason.strip():
        raise Invalid([FieldProblem("reason", "missing", "Gerekçe boş bırakılamaz.", "Neden gerekmediğini yazın.")])
    row, _ = SetupStep.objects.update_or_create(
        step=step, defaults={"reason": reason.strip()[:240], "put_aside_by_id": actor.id}
    )
    audit.record(actor=actor, action="setup.put_aside", subject=row, reason=row.reason, now=now)


@transaction.atomic
def take_step_up(step: str, *, actor: Actor, now: dt.datetime) -> None:
    """Take a step up again that was put aside. Raises NotAllowed, and NotFound where it was not."""
    require(actor, Right.PROGRAMMES_MANAGE)
    row = SetupStep.objects.select_for_update().filter(step=step).first()
    if row is None:
        raise NotFound
    audit.record(actor=actor, action="setup.taken_up", subject=row, now=now)
    row.delete()
