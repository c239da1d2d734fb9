"""Checking and running imports in batches; preparing exports."""

import uuid

from django.contrib.auth import get_user_model

from apps.accounts.queries import actor_for
from apps.documents.operations import remove_expired
from apps.people.models import ExportRequest
from apps.people.models.imports import ImportJob
from apps.people.operations.exports import expire_exports, prepare_export
from apps.people.operations.imports import check_job, run_job
from omuz.kernel import clock, outbox
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotAllowed
from omuz.kernel.rounds import every_room
from omuz.kernel.tasks import MunicipalityTask, municipality_task


def sender_of(job: ImportJob) -> Actor:
    """Return the job's sender with the rights of today: who has left or lost the right imports nothing.

    The second factor was shown when the import was asked for. Raises NotAllowed.
    """
    return staff_actor(job.requested_by_id)


def staff_actor(user_id: uuid.UUID) -> Actor:
    """Return a member of staff with the rights of today. Raises NotAllowed for one who has left."""
    user = get_user_model().objects.filter(pk=user_id).first()
    actor = actor_for(user, on=clock.local_date(clock.now()), mfa=True) if user is not None else None
    if actor is None:
        raise NotAllowed
    return actor


@municipality_task(one_transaction=False, bind=True)
def check_import(self: MunicipalityTask, *, job_id: str) -> str:
    """Say of each row what would happen; safe to run twice."""
    return check_job(uuid.UUID(job_id), step=self.step, clock=clock.now, actor_of=sender_of)


@municipality_task(one_transaction=False, bind=True)
def run_import(self: MunicipalityTask, *, job_id: str) -> str:
    """Let the good rows in; goes on where an earlier run was stopped."""
    return run_job(uuid.UUID(job_id), step=self.step, clock=clock.now, actor_of=sender_of)


@municipality_task()
def prepare_list(*, request_id: str) -> str:
    """Write an approved export with the rights that its asker holds today."""
    now = clock.now()
    request = ExportRequest.objects.filter(pk=uuid.UUID(request_id)).first()
    if request is None:
        return "gone"
    prepared = prepare_export(request.pk, actor=staff_actor(request.requested_by_id), now=now)
    return prepared.state if prepared is not None else "nothing to do"


@every_room(seconds=3600, name="tidy_files", in_platform_room=False)
def tidy_files() -> int:
    """Let exports and other stored files expire."""
    now = clock.now()
    return expire_exports(now=now) + remove_expired(now=now)


outbox.handles("import.check", lambda job_id: check_import.apply_async(kwargs={"job_id": str(job_id)}))
outbox.handles("import.run", lambda job_id: run_import.apply_async(kwargs={"job_id": str(job_id)}))
outbox.handles("export.prepare", lambda request_id: prepare_list.apply_async(kwargs={"request_id": str(request_id)}))
