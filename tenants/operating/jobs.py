"""A job's life: asked, claimed by one runner, its steps, its end. Everything here stands in the platform's own room.

A message may come twice and a worker may be killed at any point: a job is worked on by whoever holds its lock, and what
is done of it is done again without harm.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connections, transaction

from omuz.kernel import clock, crypto
from omuz.kernel.errors import Conflict, DomainError
from omuz.kernel.scrub import scrub_text
from tenants import scope
from tenants.models import FleetJob, Municipality
from tenants.operating.enums import OPEN_STATES, JobKind, JobState

#: The outbox topic: its handler sends the job to the worker that can do it.
TOPIC: Final = "fleet.job"
#: How long whoever asked can read the invitation's link.
LINK_LIFETIME: Final = dt.timedelta(hours=1)
#: A job whose worker dies again and again is given up.
MAX_ATTEMPTS: Final = 5
UNEXPECTED: Final = "Beklenmeyen bir arıza oluştu. Yeniden deneyin; sürerse ayrıntıyı geliştiriciye iletin."
_PERSON: Final = "tenants.fleetjob.person"
_LINK: Final = "tenants.fleetjob.link"


def new_job(
    kind: JobKind,
    *,
    steps: Sequence[str],
    asked_by: uuid.UUID | None,
    now: dt.datetime,
    municipality: Municipality | None = None,
    slug: str = "",
    parameters: Mapping[str, Any] | None = None,
    person: Mapping[str, str] | None = None,
    reason: str = "",
) -> FleetJob:
    """Store a job in state `queued` and return it; the caller publishes it (TOPIC).

    `person` is the first administrator (full_name, email), who is kept sealed until the invitation is written.

    Raises:
        Conflict: a job of that kind is open for that address.
    """
    slug = municipality.slug if municipality is not None else slug
    if FleetJob.objects.filter(kind=kind, slug=slug, state__in=OPEN_STATES).exists():
        raise already_open(kind)
    job = FleetJob(
        kind=kind,
        municipality=municipality,
        slug=slug,
        asked_by_id=asked_by,
        parameters=dict(parameters or {}),
        reason=reason,
        steps=[{"key": key, "state": "waiting"} for key in steps],
        asked_at=now,
    )
    if person is not None:
        packed = f"{person['email']}\n{person['full_name']}"
        job.sealed_person = crypto.seal_text(packed, field=_PERSON, row_id=job.id)
    # The database decides between two at the same moment: the second finds the constraint.
    if (
        not FleetJob.objects.bulk_create([job], ignore_conflicts=True)
        or not FleetJob.objects.filter(pk=job.pk).exists()
    ):
        raise already_open(kind)
    return job


def already_open(kind: JobKind) -> Conflict:
    """Return the error for a job that is asked for while it is being done."""
    return Conflict(
        "job_already_open",
        f"Bu iş zaten sürüyor: {JobKind(kind).label}.",
        remedy="Bitmesini bekleyin; ilerlemesini aynı sayfada görürsünüz.",
    )


def first_administrator(job: FleetJob) -> dict[str, str] | None:
    """Return whom the job invites, None where nobody is left to be invited; in the platform's own room."""
    if not bytes(job.sealed_person):
        return None
    email, full_name = crypto.open_text(job.sealed_person, field=_PERSON, row_id=job.id).split("\n", 1)
    return {"email": email, "full_name": full_name}


def keep_link(job: FleetJob, link: str) -> None:
    """Keep the invitation's link for who asked and forget the person; in the platform's own room."""
    job.sealed_link, job.sealed_person = crypto.seal_text(link, field=_LINK, row_id=job.id), b""
    job.save(update_fields=["sealed_link", "sealed_person"])


def link_for(job: FleetJob, *, reader: uuid.UUID, now: dt.datetime) -> str:
    """Return the invitation's link for the operator who asked, within an hour of the job's end; "" otherwise."""
    is_theirs = job.asked_by_id is not None and job.asked_by_id == reader
    is_fresh = job.finished_at is None or now - job.finished_at < LINK_LIFETIME
    if not bytes(job.sealed_link) or not is_theirs or not is_fresh:
        return ""
    return crypto.open_text(job.sealed_link, field=_LINK, row_id=job.id)


def forget_secrets(*, now: dt.datetime) -> int:
    """Empty links past their hour and people of jobs that have failed for a day; returns how many rows."""
    links = FleetJob.objects.filter(finished_at__lt=now - LINK_LIFETIME).exclude(sealed_link=b"")
    people = FleetJob.objects.filter(finished_at__lt=now - dt.timedelta(days=1)).exclude(sealed_person=b"")
    return links.update(sealed_link=b"") + people.update(sealed_person=b"")


@contextmanager
def claimed(job_id: uuid.UUID) -> Iterator[bool]:
    """Hold the job's lock for the block and give whether it was free.

    The lock lives in a transaction on a connection of its own, so it ends with a killed worker, also behind a pooler.
    """
    number = int.from_bytes(hashlib.sha256(b"omuz fleet job" + job_id.bytes).digest()[:8]) >> 1
    alone = connections["default"].copy()
    alone.set_autocommit(False)
    try:
        with alone.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
            yield bool(cursor.fetchone()[0])
    finally:
        alone.close()


def begin(job_id: uuid.UUID, *, now: dt.datetime) -> FleetJob | None:
    """Mark an open job as running and return it; None where it has ended or does not exist."""
    with scope.enter(None):
        job = FleetJob.objects.filter(pk=job_id, state__in=OPEN_STATES).first()
        if job is None:
            return None
        job.state, job.attempts = JobState.RUNNING, job.attempts + 1
        job.started_at = job.started_at or now
        job.save(update_fields=["state", "attempts", "started_at"])
        return job


class Run:
    """What a job's work is given: its row, its steps with live progress, and how it ends."""

    def __init__(self, job: FleetJob) -> None:
        self.job = job

    @contextmanager
    def step(self, key: str) -> Iterator[None]:
        """Show a step as running for the block, then as done or failed, each in a transaction of its own."""
        self._mark(key, state="running", started_at=clock.now().isoformat(), finished_at=None)
        try:
            yield
        except BaseException:
            self._mark(key, state="failed", finished_at=clock.now().isoformat())
            raise
        self._mark(key, state="done", finished_at=clock.now().isoformat())

    def progress(self, key: str, *, done: int, total: int) -> None:
        """Show how far a running step is."""
        self._mark(key, done=done, total=total)

    def is_done(self, key: str) -> bool:
        """Return whether an earlier attempt has done the step already."""
        return any(step["key"] == key and step["state"] == "done" for step in self.job.steps)

    def belongs_to(self, municipality_id: uuid.UUID) -> None:
        """Note the municipality that the job has made."""
        self.job.municipality_id = municipality_id
        self._save("municipality_id")

    def finish(self) -> None:
        """End the job well."""
        self.job.state, self.job.finished_at = JobState.DONE, clock.now()
        self.job.error = self.job.cause = ""
        self._save("state", "finished_at", "error", "cause")

    def fail(self, error: BaseException) -> None:
        """End the job with what went wrong: the domain's own words, or that there was a fault; the cause scrubbed."""
        self.job.state, self.job.finished_at = JobState.FAILED, clock.now()
        self.job.error = (
            " ".join(filter(None, [error.message, error.remedy])) if isinstance(error, DomainError) else UNEXPECTED
        )
        told = error.__cause__ or error
        self.job.cause = scrub_text(f"{type(told).__name__}: {told}")[:2000]
        for step in self.job.steps:
            if step["state"] == "running":
                step["state"] = "failed"
        self._save("state", "finished_at", "error", "cause", "steps")

    def _mark(self, key: str, **values: Any) -> None:
        for step in self.job.steps:
            if step["key"] == key:
                step.update(values)
        self._save("steps")

    def _save(self, *fields: str) -> None:
        with scope.enter(None), transaction.atomic():
            self.job.save(
                update_fields=[field.removesuffix("_id") if field == "municipality_id" else field for field in fields]
            )
