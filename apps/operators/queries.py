"""What operators see: the registry with how each municipality is, the jobs, the fleet as a whole. Nobody in it."""

import dataclasses
import datetime as dt
import uuid
from typing import Final

from django.db.models import Case, CharField, Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When

from apps.operators.enums import Version
from omuz.kernel.errors import NotFound
from omuz.kernel.models import OutboxMessage
from omuz.kernel.text import tr_fold
from tenants.fleet.records import MigrationFailure
from tenants.head import migrations_known
from tenants.models import FleetJob, Municipality, Spare
from tenants.operating import pulse
from tenants.operating.enums import OPEN_STATES, JobState
from tenants.provisioning import registry

#: What the list can be sorted by; a municipality that was never measured stands last.
SORTS: Final = {
    "name": "name_key",
    "size": "size_bytes",
    "backup": "backup_at",
    "queue": "queue_length",
    "created": "created_at",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFilter:
    """Which municipalities are wanted; empty parts do not narrow."""

    text: str = ""
    state: str = ""
    province: str = ""
    kind: str = ""
    grade: str = ""
    version: str = ""


def list_fleet(where: MunicipalityFilter) -> QuerySet[Municipality]:
    """Return the registry's rows with `version_state` and their health; for the public room."""
    rows = _with_version(registry().select_related("health")).annotate(
        size_bytes=F("health__size_bytes"),
        backup_at=F("health__last_backup_at"),
        queue_length=F("health__outbox_waiting"),
    )
    for word in tr_fold(where.text).split():
        rows = rows.filter(Q(name_folded__contains=word) | Q(slug__contains=word))
    exact = {
        "state": where.state,
        "province": where.province,
        "kind": where.kind,
        "health__grade": where.grade,
        "version_state": where.version,
    }
    found: QuerySet[Municipality] = rows.filter(**{name: value for name, value in exact.items() if value})
    return found


def get_municipality(municipality_id: uuid.UUID) -> Municipality:
    """Return one row as `list_fleet` gives it.

    Raises:
        NotFound: no such municipality.
    """
    rows = _with_version(registry().select_related("health", "migration_failure"))
    municipality = rows.filter(pk=municipality_id).first()
    if municipality is None:
        raise NotFound
    return municipality


def list_jobs(*, municipality_id: uuid.UUID | None = None, state: str = "", kind: str = "") -> QuerySet[FleetJob]:
    """Return jobs of the fleet or of one municipality, without what is sealed in them."""
    rows = FleetJob.objects.select_related("municipality").defer("sealed_person", "sealed_link")
    if municipality_id is not None:
        rows = rows.filter(municipality_id=municipality_id)
    if state:
        rows = rows.filter(state__in=OPEN_STATES) if state == "open" else rows.filter(state=state)
    return rows.filter(kind=kind) if kind else rows


def get_job(job_id: uuid.UUID) -> FleetJob:
    """Return one job.

    Raises:
        NotFound: no such job.
    """
    job = FleetJob.objects.select_related("municipality").filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return job


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FleetSummary:
    """The fleet as a whole."""

    municipalities: int
    current: int
    behind: int
    failed: int
    failed_since: dt.datetime | None
    good: int
    attention: int
    bad: int
    suspended: int
    spares: int
    waiting_jobs: int
    oldest_job_at: dt.datetime | None
    outbox_waiting: int
    outbox_oldest_at: dt.datetime | None
    worker_seen_at: dt.datetime | None
    is_worker_alive: bool
    measured_at: dt.datetime | None
    migrations_known: int


def summarize(*, now: dt.datetime) -> FleetSummary:
    """Return the summary by seven statements, whatever the number of municipalities."""
    rows = _with_version(Municipality.objects.all())
    counts = rows.aggregate(
        municipalities=Count("pk"),
        current=Count("pk", filter=Q(version_state=Version.CURRENT)),
        behind=Count("pk", filter=Q(version_state=Version.BEHIND)),
        failed=Count("pk", filter=Q(version_state=Version.FAILED)),
        good=Count("pk", filter=Q(health__grade="good")),
        attention=Count("pk", filter=Q(health__grade="attention")),
        bad=Count("pk", filter=Q(health__grade="bad")),
        suspended=Count("pk", filter=Q(state="suspended")),
    )
    waiting = FleetJob.objects.filter(state=JobState.QUEUED).aggregate(count=Count("pk"), oldest=Min("asked_at"))
    outbox = OutboxMessage.objects.filter(sent_at__isnull=True).aggregate(count=Count("pk"), oldest=Min("created_at"))
    pulses = pulse.read_pulses()
    worker, measured = pulses.get(pulse.WORKER), pulses.get(pulse.MEASURED)
    return FleetSummary(
        **counts,
        failed_since=MigrationFailure.objects.aggregate(since=Min("since"))["since"],
        spares=Spare.objects.filter(is_ready=True).count(),
        waiting_jobs=waiting["count"],
        oldest_job_at=waiting["oldest"],
        outbox_waiting=outbox["count"],
        outbox_oldest_at=outbox["oldest"],
        worker_seen_at=worker.at if worker is not None else None,
        is_worker_alive=worker is not None and now - worker.at < pulse.ALIVE_FOR,
        measured_at=measured.at if measured is not None else None,
        migrations_known=migrations_known(),
    )


def _with_version(rows: QuerySet[Municipality]) -> QuerySet[Municipality]:
    has_failed = Exists(MigrationFailure.objects.filter(municipality_id=OuterRef("pk")))
    known: QuerySet[Municipality] = rows.annotate(
        version_state=Case(
            When(has_failed, then=Value(Version.FAILED.value)),
            When(migrations_applied__gte=migrations_known(), then=Value(Version.CURRENT.value)),
            default=Value(Version.BEHIND.value),
            output_field=CharField(),
        )
    )
    return known
