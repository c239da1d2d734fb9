"""Doing a job: what each kind is made of. Called by a worker, from outside of any room."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Final

from django.db import InterfaceError, OperationalError

from apps.accounts.operations import invite_first_administrator
from apps.operators.operations import ending
from omuz.kernel import clock, context
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.errors import Conflict, DomainError
from tenants import scope
from tenants.domains import domain_map
from tenants.enums import MunicipalityKind
from tenants.fleet.migrating import FleetProgress, migrate_fleet
from tenants.fleet.spares import ensure_spares
from tenants.models import FleetJob, Municipality
from tenants.operating import jobs
from tenants.operating.enums import JobKind
from tenants.operating.health import measure_fleet
from tenants.provisioning import ProvisioningError, create_municipality

logger = logging.getLogger(__name__)

_PLATFORM: Final = "Platform işletmecisi"
#: So many rooms stand ready for municipalities to come.
SPARES_KEPT: Final = 3


def run_job(job_id: uuid.UUID, *, now: dt.datetime) -> bool:
    """Do a job to its end and return True; False where another worker is at it, or where it has ended.

    What goes wrong ends the job and is told there. Only a fault of the database leaves it open: it is taken up again.
    """
    with jobs.claimed(job_id) as is_free:
        job = jobs.begin(job_id, now=now) if is_free else None
        if job is None:
            return False
        run = jobs.Run(job)
        if job.attempts > jobs.MAX_ATTEMPTS:
            run.fail(DomainError("given_up", "Bu iş birkaç kez yarıda kaldı ve bırakıldı.", remedy="Yeniden isteyin."))
            return True
        try:
            _WORK[JobKind(job.kind)](run)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("job %s (%s) failed", job.id, job.kind)
            run.fail(error)
        else:
            run.finish()
        return True


def _create(run: jobs.Run) -> None:
    job = run.job
    if not run.is_done("schema"):
        with run.step("schema"):
            run.belongs_to(_made(job).id)
    _invite_into(run, _municipality_of(run))


def _made(job: FleetJob) -> context.Municipality:
    wanted = job.parameters
    try:
        return create_municipality(
            slug=job.slug,
            name=wanted["name"],
            kind=MunicipalityKind(wanted["kind"]),
            province=wanted["province"],
            district=wanted["district"],
            parent_slug=wanted["parent"],
            actor=_asker(job),
        )
    except ProvisioningError as error:
        raise DomainError(
            "not_created", "Belediye bu bilgilerle açılamadı.", remedy="Ayrıntıya bakın ve yeniden deneyin."
        ) from error


def _invite(run: jobs.Run) -> None:
    _invite_into(run, _municipality_of(run))


def _invite_into(run: jobs.Run, municipality: context.Municipality) -> None:
    with scope.enter(None):
        person = jobs.first_administrator(run.job)
    if person is None:
        return
    with run.step("invitation"):
        # The room's history says that the platform invited; who asked stands in the platform's own.
        with scope.enter(municipality):
            sent = invite_first_administrator(actor=system_actor(_PLATFORM), now=clock.now(), **person)
        with scope.enter(None):
            jobs.keep_link(run.job, sent.link)


def _migrate(run: jobs.Run) -> None:
    only = [_municipality_of(run).slug] if run.job.municipality_id is not None else []
    shown = [0.0]

    def tell(progress: FleetProgress) -> None:
        # Each showing is a transaction: once in a second is enough for who watches.
        if progress.done == progress.total or progress.seconds - shown[0] >= 1.0:
            shown[0] = progress.seconds
            run.progress("migrate", done=progress.done, total=progress.total)

    with run.step("migrate"):
        report = migrate_fleet(only=only, progress=tell)
        domain_map.clear()
        if report.failed:
            named = ", ".join(failed.slug for failed in report.failed[:20])
            raise DomainError(
                "not_migrated",
                f"{len(report.failed)} belediyede durdu: {named}.",
                remedy="Belediyenin sayfasında nedeni yazar; öteki belediyeler yükseltildi.",
            )


def _refill(run: jobs.Run) -> None:
    made = [0]

    def count(_: str) -> None:
        made[0] += 1
        run.progress("spares", done=made[0], total=SPARES_KEPT)

    with run.step("spares"):
        ensure_spares(SPARES_KEPT, now=clock.now(), progress=count)


def _measure(run: jobs.Run) -> None:
    with run.step("measure"):
        measure_fleet(now=clock.now())


_WORK: Final[Mapping[JobKind, Callable[[jobs.Run], None]]] = {
    JobKind.CREATE: _create,
    JobKind.INVITE: _invite,
    JobKind.MIGRATE: _migrate,
    JobKind.BACKUP: lambda run: ending.back_up(run, _municipality_of(run)),
    JobKind.ARCHIVE: lambda run: ending.archive(run, _municipality_of(run)),
    JobKind.DELETE: lambda run: ending.delete(run, _municipality_of(run)),
    JobKind.MEASURE: _measure,
    JobKind.REFILL: _refill,
}


def _municipality_of(run: jobs.Run) -> context.Municipality:
    with scope.enter(None):
        found = Municipality.objects.filter(pk=run.job.municipality_id).first()
        if found is None:
            raise Conflict("municipality_gone", "Belediye artık kayıtlı değil.")
        municipality: context.Municipality = found.as_context()
        return municipality


def _asker(job: FleetJob) -> Actor:
    """Return who stands in the history for the job: the operator who asked, without any right."""
    if job.asked_by_id is None:
        return system_actor(_PLATFORM)
    return Actor(id=job.asked_by_id, label="", kind="coordinator")
