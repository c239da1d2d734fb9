"""The task tray: what staff see of background work, and how they stop it.

All functions work in the entered municipality. A long task calls `progress` in a transaction of its own (its `step()`),
otherwise nobody sees it before the end.
"""

import datetime as dt
import uuid

from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError, NotFound
from omuz.kernel.models.tasks import BackgroundTask

_State = BackgroundTask.State
_OPEN = (_State.QUEUED, _State.RUNNING)
UNEXPECTED = "Beklenmeyen bir arıza oluştu. Yeniden deneyin; sürerse sistem yöneticinize bildirin."


def queue_task(*, kind: str, actor: Actor, now: dt.datetime, total: int | None = None) -> BackgroundTask:
    """Put a piece of work into the actor's tray and return it; the caller sends the task on commit, with its id."""
    return BackgroundTask.objects.create(kind=kind, actor_id=actor.id, total=total, created_at=now)


def start_task(task_id: uuid.UUID, *, now: dt.datetime) -> bool:
    """Mark the work as running; False when it has ended or was cancelled meanwhile (the body then does nothing).

    A message delivered twice starts twice: the body must be safe for that.
    """
    running = BackgroundTask.objects.filter(pk=task_id, state__in=_OPEN, cancel_requested=False)
    return running.update(state=_State.RUNNING, started_at=now) > 0


def progress(task_id: uuid.UUID, *, done: int, total: int | None = None) -> None:
    """Show how far the work is; `total` stays as it was when not given."""
    changes = {"done": done} if total is None else {"done": done, "total": total}
    BackgroundTask.objects.filter(pk=task_id).update(**changes)


def is_cancelled(task_id: uuid.UUID) -> bool:
    """Whether somebody has asked to stop the work; a body asks between its batches."""
    return BackgroundTask.objects.filter(pk=task_id, cancel_requested=True).exists()


def finish_task(task_id: uuid.UUID, *, now: dt.datetime, result: tuple[str, uuid.UUID] | None = None) -> None:
    """Mark the work as done; `result` names the row it made, as type and id."""
    result_type, result_id = result if result is not None else ("", None)
    BackgroundTask.objects.filter(pk=task_id, state__in=_OPEN).update(
        state=_State.DONE, finished_at=now, result_type=result_type, result_id=result_id, error=""
    )


def fail_task(task_id: uuid.UUID, error: BaseException, *, now: dt.datetime) -> None:
    """Mark the work as failed. Staff read the domain's own message; of a fault they learn only that there was one."""
    text = error.message if isinstance(error, DomainError) else UNEXPECTED
    BackgroundTask.objects.filter(pk=task_id, state__in=_OPEN).update(state=_State.FAILED, finished_at=now, error=text)


def stop_task(task_id: uuid.UUID, *, now: dt.datetime) -> None:
    """Mark the work as cancelled: the body calls this when it has stopped."""
    BackgroundTask.objects.filter(pk=task_id, state__in=_OPEN).update(state=_State.CANCELLED, finished_at=now)


def cancel_task(task_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> BackgroundTask:
    """Ask to stop the actor's work: at once while it waits, between two batches while it runs. Returns it.

    Raises:
        NotFound: no such work in the actor's tray.
    """
    own = BackgroundTask.objects.filter(pk=task_id, actor_id=actor.id)
    own.filter(state__in=_OPEN).update(cancel_requested=True)
    own.filter(state=_State.QUEUED).update(state=_State.CANCELLED, finished_at=now)
    task = own.first()
    if task is None:
        raise NotFound
    return task


def list_tasks(*, actor: Actor, limit: int = 50) -> list[BackgroundTask]:
    """Return the actor's latest work, the newest first."""
    return list(BackgroundTask.objects.filter(actor_id=actor.id).order_by("-created_at")[:limit])
