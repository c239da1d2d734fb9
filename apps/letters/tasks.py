"""Batches of letters in the background; e-tebligat whose fifth day has ended."""

import uuid

from django.contrib.auth import get_user_model

from apps.accounts.queries import actor_for
from apps.letters.operations.batches import run_approval, run_batch
from apps.letters.operations.serving import settle_due
from omuz.kernel import clock, outbox
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotAllowed
from omuz.kernel.rounds import every_room
from omuz.kernel.tasks import MunicipalityTask, municipality_task


def staff_actor(user_id: uuid.UUID) -> Actor:
    """Return a member of staff with the rights of today: who has left or lost the right writes nothing.

    The second factor was shown when the work was asked for. Raises NotAllowed.
    """
    user = get_user_model().objects.filter(pk=user_id).first()
    actor = actor_for(user, on=clock.local_date(clock.now()), mfa=True) if user is not None else None
    if actor is None:
        raise NotAllowed
    return actor


@municipality_task(one_transaction=False, bind=True)
def draft_letters(self: MunicipalityTask, *, batch_id: str) -> str:
    """Write the drafts of a batch; goes on where an earlier run was stopped."""
    return run_batch(uuid.UUID(batch_id), step=self.step, clock=clock.now, actor_of=staff_actor)


@municipality_task(one_transaction=False, bind=True)
def approve_letters(self: MunicipalityTask, *, batch_id: str) -> str:
    """Approve the drafts of a batch; goes on where an earlier run was stopped."""
    return run_approval(uuid.UUID(batch_id), step=self.step, clock=clock.now, actor_of=staff_actor)


@every_room(seconds=3600, name="settle_service", in_platform_room=False)
def settle_service() -> int:
    """Complete e-tebligat whose fifth day has ended (7201 m. 7/a)."""
    return settle_due(now=clock.now())


outbox.handles("letters.draft", lambda batch_id: draft_letters.apply_async(kwargs={"batch_id": str(batch_id)}))
outbox.handles("letters.approve", lambda batch_id: approve_letters.apply_async(kwargs={"batch_id": str(batch_id)}))
