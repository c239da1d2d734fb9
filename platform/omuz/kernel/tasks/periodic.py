"""The kernel's own jobs in every room; `omuz.kernel.schedule` says how often."""

from celery import current_app

from omuz.kernel import audit, clock, idempotency, outbox
from omuz.kernel.context import PUBLIC_KEY
from omuz.kernel.schedule import HEADER
from omuz.kernel.tasks.base import MunicipalityTask, active_rooms, municipality_task


@municipality_task(one_transaction=False)
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
