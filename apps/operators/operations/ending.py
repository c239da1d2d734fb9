"""Backing up, archiving and deleting at operators' request: asked for here, done by the fleet worker.

A deletion takes two people and a signed archive of what stands: `tenants.archives.deletion` judges both. The words for
operators stand here; the archive's own go into the job's cause.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from apps.accounts.queries import operator_by_id
from apps.operators.operations.checks import locked, require_operator, require_reason
from omuz.kernel import audit, clock, context, outbox
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, DomainError
from tenants import scope
from tenants.archives import deletion
from tenants.archives.errors import ArchiveError
from tenants.archives.models import Backup, BackupKind, BackupResult, DeletionRequest, DeletionState
from tenants.archives.records import make_backup
from tenants.enums import MunicipalityState
from tenants.models import FleetJob, Municipality
from tenants.operating import jobs
from tenants.operating.enums import JobKind

REQUEST, CONFIRM, WITHDRAW = "request", "confirm", "withdraw"
_ACTIONS: Final = {
    REQUEST: "municipality.deletion_ordered",
    CONFIRM: "municipality.deletion_confirmation_ordered",
    WITHDRAW: "municipality.deletion_withdrawal_ordered",
}


def require_folder() -> None:
    """Stop what writes an archive where no folder for archives is set.

    Raises:
        Conflict: OMUZ_BACKUP_DIR is empty.
    """
    if not settings.OMUZ_BACKUP_DIR:
        raise Conflict(
            "no_backup_folder",
            "Arşiv klasörü ayarlanmamış.",
            remedy="Sunucuda OMUZ_BACKUP_DIR ayarlanmalı (docs/operations.md) ya da komut satırı kullanılmalı.",
        )


def open_deletion(municipality_id: uuid.UUID, *, now: dt.datetime) -> DeletionRequest | None:
    """Return the open request to delete a municipality, None where there is none; for the public room."""
    rows = DeletionRequest.objects.filter(municipality_id=municipality_id)
    found: DeletionRequest | None = rows.filter(
        state__in=[DeletionState.ASKED, DeletionState.CONFIRMED], expires_at__gt=now
    ).first()
    return found


@transaction.atomic
def order_deletion(municipality_id: uuid.UUID, *, act: str, actor: Actor, reason: str, now: dt.datetime) -> FleetJob:
    """Ask for a deletion, confirm another operator's request, or take it back; return the job that does it.

    Raises:
        NotAllowed, NotFound, Invalid: no right, no such municipality, no reason.
        Conflict: not archived, nothing asked for, asked for already, or confirmed by who asked.
    """
    require_operator(actor)
    reason = require_reason(reason)
    require_folder()
    municipality = locked(municipality_id)
    _check_turn(municipality, act, actor=actor, now=now)
    job = jobs.new_job(
        JobKind.DELETE,
        steps=("delete",),
        asked_by=actor.id,
        now=now,
        municipality=municipality,
        parameters={"act": act},
        reason=reason,
    )
    audit.record(actor=actor, action=_ACTIONS[act], subject=municipality, reason=reason, now=now)
    outbox.publish(jobs.TOPIC, job.id, now=now)
    return job


def _check_turn(municipality: Municipality, act: str, *, actor: Actor, now: dt.datetime) -> None:
    request = open_deletion(municipality.pk, now=now)
    if act == REQUEST and request is not None:
        raise Conflict("deletion_requested", "Bu belediyenin silinmesi zaten istenmiş.", remedy="Sayfayı yenileyin.")
    if act == REQUEST and municipality.state != MunicipalityState.ARCHIVED:
        raise Conflict(
            "not_archived", "Belediye arşivlenmemiş.", remedy="Silmeden önce “Arşivle” ile arşivini yazdırın."
        )
    if act != REQUEST and request is None:
        raise Conflict(
            "deletion_not_requested", "Bu belediye için açık bir silme isteği yok.", remedy="Sayfayı yenileyin."
        )
    if act == CONFIRM and request is not None and request.requested_by_id == actor.id:
        raise Conflict(
            "second_person", "Silmeyi isteyen kişi onaylayamaz.", remedy="Onayı başka bir platform işletmecisi verir."
        )


def back_up(run: jobs.Run, municipality: context.Municipality) -> None:
    """Write the municipality's archive into the folder for archives."""
    with run.step("backup"), _in_words("Yedek alınamadı."):
        make_backup(municipality, _file(municipality), actor=_operator(run.job), now=clock.now())


def archive(run: jobs.Run, municipality: context.Municipality) -> None:
    """Take the municipality out of service for good, with a verified archive."""
    with run.step("archive"), _in_words("Belediye arşivlenemedi."):
        deletion.archive_municipality(
            municipality.slug, _file(municipality), actor=_operator(run.job), reason=run.job.reason, now=clock.now()
        )


def delete(run: jobs.Run, municipality: context.Municipality) -> None:
    """Do what was asked of a deletion: note it, carry it out, or take it back."""
    act, actor, slug, now = run.job.parameters["act"], _operator(run.job), municipality.slug, clock.now()
    with run.step("delete"), _in_words("Silme işlemi yapılamadı."):
        if act == CONFIRM:
            deletion.confirm_deletion(slug, actor=actor, now=now)
        elif act == WITHDRAW:
            deletion.withdraw_deletion(slug, actor=actor, reason=run.job.reason, now=now)
        else:
            deletion.request_deletion(slug, _last_archive(municipality), actor=actor, reason=run.job.reason, now=now)


def _file(municipality: context.Municipality) -> Path:
    return Path(settings.OMUZ_BACKUP_DIR) / f"{municipality.slug}-{clock.now():%Y%m%d-%H%M%S}.omuz"


def _last_archive(municipality: context.Municipality) -> Path:
    with scope.enter(None):
        made = Backup.objects.filter(key=municipality.key, kind=BackupKind.ARCHIVING, result=BackupResult.DONE)
        last = made.order_by("-started_at").first()
    if last is None:
        raise Conflict("no_archive", "Bu belediyenin imzalı bir arşivi yok.", remedy="Önce “Arşivle” ile yazdırın.")
    return Path(settings.OMUZ_BACKUP_DIR) / last.file_name


def _operator(job: FleetJob) -> Actor:
    """Return the operator who asked, with the rights of now: who lost them meanwhile gets nothing done."""
    with scope.enter(None):
        # The address that took the order lets nobody in without a second factor.
        actor = operator_by_id(job.asked_by_id, on=clock.local_date(clock.now()), mfa=True) if job.asked_by_id else None
    if actor is None:
        raise Conflict("operator_gone", "İsteyen işletmecinin hesabı kapatılmış.", remedy="İşi yeniden isteyin.")
    return actor


@contextmanager
def _in_words(message: str) -> Iterator[None]:
    try:
        yield
    except ArchiveError as error:
        raise DomainError("archive_refused", message, remedy="Nedeni ayrıntıda yazar.") from error
