"""What every room needs done again and again. The scheduler has one entry a job, which fans out over the rooms."""

import logging
from typing import Any

from celery import current_app

from omuz.kernel import audit, clock, idempotency, outbox
from omuz.kernel.context import PUBLIC_KEY
from omuz.kernel.tasks.base import HEADER, MunicipalityTask, active_rooms, municipality_task

logger = logging.getLogger(__name__)

#: For CELERY_BEAT_SCHEDULE: job -> seconds between two runs.
EVERY = {
    "omuz.kernel.tasks.periodic.seal_history": 60.0,
    "omuz.kernel.tasks.periodic.relay_outbox": 30.0,
    "omuz.kernel.tasks.periodic.forget_answers": 3600.0,
}


def beat_schedule() -> dict[str, dict[str, Any]]:
    """Return the scheduler's entries for the kernel's jobs."""
    return {name: everywhere(name, seconds=seconds) for name, seconds in EVERY.items()}


def everywhere(task: str, *, seconds: float) -> dict[str, Any]:
    """Return a scheduler's entry that runs the task called `task` in every room; other apps use it for their jobs."""
    return {
        "task": "omuz.kernel.tasks.periodic.run_everywhere",
        "schedule": seconds,
        "kwargs": {"task": task},
        # A run that could not start before the next is due is left out.
        "options": {"headers": {HEADER: PUBLIC_KEY}, "expires": seconds},
    }


@municipality_task()
def run_everywhere(*, task: str) -> int:
    """Send the named task to the platform's room and to every active municipality; returns how many."""
    rooms = [PUBLIC_KEY, *active_rooms()]
    for room in rooms:
        current_app.tasks[task].apply_async(headers={HEADER: room})
    return len(rooms)


@municipality_task(one_transaction=False, bind=True)
def seal_history(self: MunicipalityTask) -> int:
    """Chain what has been recorded since the last run; each seal is a transaction of its own."""
    total = 0
    while True:
        with self.step():
            count = audit.seal_pending(now=clock.now())
        total += count
        if count == 0:
            return total


@municipality_task()
def relay_outbox() -> int:
    """Send what waits in the room's outbox."""
    return outbox.relay(now=clock.now())


@municipality_task()
def forget_answers() -> int:
    """Delete kept answers that nobody will ask for again."""
    return idempotency.forget_old(now=clock.now())
