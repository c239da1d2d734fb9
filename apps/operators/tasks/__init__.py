"""Jobs of operators in the background. Those that change tables go to the queue of the fleet worker."""

import datetime as dt
import uuid
from typing import Final

from django.conf import settings

from apps.operators.operations import SPARES_KEPT, run_job
from omuz.kernel import clock
from omuz.kernel.tasks import MunicipalityTask, municipality_task
from tenants.fleet.spares import count_spares, ensure_spares
from tenants.models import FleetJob
from tenants.operating import jobs, pulse
from tenants.operating.enums import OPEN_STATES, JobKind
from tenants.operating.health import measure_fleet

#: A job that nobody has taken up for so long is sent again; its lock keeps two from doing it at once.
_FORGOTTEN_AFTER: Final = dt.timedelta(minutes=2)


def send_job(job_id: uuid.UUID) -> None:
    """Send a job to the worker that can do it: the outbox calls this."""
    job = FleetJob.objects.get(pk=job_id)
    # Inviting needs no table changed, and should not wait behind a migration of the whole country.
    is_light = job.kind == JobKind.INVITE or (job.kind == JobKind.CREATE and job.municipality_id is not None)
    do_job.apply_async(
        kwargs={"job_id": str(job_id)},
        queue=settings.CELERY_TASK_DEFAULT_QUEUE if is_light else settings.OMUZ_FLEET_QUEUE,
    )


@municipality_task(one_transaction=False, bind=True)
def do_job(self: MunicipalityTask, *, job_id: str) -> bool:
    """Do one job; delivered twice, the second finds it locked or done."""
    return run_job(uuid.UUID(job_id), now=clock.now())


@municipality_task(one_transaction=False, bind=True)
def beat(self: MunicipalityTask) -> int:
    """Say that the fleet worker is there, forget what has served its time, and send what was forgotten; returns it."""
    now = clock.now()
    with self.step():
        pulse.beat(pulse.WORKER, now=now)
        jobs.forget_secrets(now=now)
        waiting = FleetJob.objects.filter(state__in=OPEN_STATES, asked_at__lt=now - _FORGOTTEN_AFTER)
        forgotten = list(waiting.order_by("asked_at").values_list("pk", flat=True)[:50])
        for job_id in forgotten:
            send_job(job_id)
    return len(forgotten)


@municipality_task(one_transaction=False, bind=True)
def refill(self: MunicipalityTask) -> int:
    """Keep the spare rooms at their number, so that a municipality is made at once; returns how many were made."""
    with self.step():
        is_full = count_spares() >= SPARES_KEPT
    return 0 if is_full else ensure_spares(SPARES_KEPT, now=clock.now())


@municipality_task(one_transaction=False, bind=True)
def measure(self: MunicipalityTask) -> int:
    """Measure the whole fleet; returns how many municipalities."""
    began = clock.now()
    count = measure_fleet(now=began)
    with self.step():
        seconds = round((clock.now() - began).total_seconds(), 1)
        pulse.beat(pulse.MEASURED, now=clock.now(), detail={"municipalities": count, "seconds": seconds})
    return count
