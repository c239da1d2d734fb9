"""Writing the access log and recorded bases."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db import transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import Right
from apps.privacy.enums import LegalBasis, Purpose
from apps.privacy.models import AccessLogEntry, PurposeBasis
from apps.programmes.queries import programme_names
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid, NotFound


def log_reading(
    *,
    actor: Actor,
    person_id: uuid.UUID,
    fields: Collection[str],
    purpose: str,
    now: dt.datetime,
    programme_id: uuid.UUID | None = None,
    basis_id: uuid.UUID | None = None,
    task: str = "",
) -> AccessLogEntry:
    """Write that someone reads special-category data of a person; called before the values are opened.

    `fields` names kinds of data, never values.

    Raises:
        ValueError: no field, or an unknown purpose.
    """
    return log_readings([person_id], actor=actor, fields=fields, purpose=purpose, now=now,
                        programme_id=programme_id, basis_id=basis_id, task=task)[0]  # fmt: skip


def log_readings(
    person_ids: Iterable[uuid.UUID],
    *,
    actor: Actor,
    fields: Collection[str],
    purpose: str,
    now: dt.datetime,
    programme_id: uuid.UUID | None = None,
    basis_id: uuid.UUID | None = None,
    task: str = "",
) -> list[AccessLogEntry]:
    """Write one entry a person in one statement (lists, exports); see `log_reading`."""
    if not fields or purpose not in Purpose.values:
        raise ValueError("a reading names what is read and why")
    named = sorted(set(fields))
    entries = [
        AccessLogEntry(
            person_id=person_id, actor_id=actor.id, actor_label=actor.label[:160], fields=named, purpose=purpose,
            task=task[:40], programme_id=programme_id, basis_id=basis_id, at=now,
        )
        for person_id in person_ids
    ]  # fmt: skip
    return AccessLogEntry.objects.bulk_create(entries, batch_size=1000)


@transaction.atomic
def record_basis(
    *,
    actor: Actor,
    source_programme_id: uuid.UUID,
    reader_programme_id: uuid.UUID,
    fields: Collection[str],
    legal_basis: str,
    statute: str,
    reason: str,
    starts_on: dt.date,
    now: dt.datetime,
    ends_on: dt.date | None = None,
    person_id: uuid.UUID | None = None,
) -> PurposeBasis:
    """Record why one programme may read what another collected (readings 3), of one person or of all.

    Raises:
        NotAllowed: without `basis.record`.
        Invalid: no statute, no field, an unknown basis, the same programme twice, an end before the start.
    """
    require(actor, Right.BASIS_RECORD)
    problems = []
    if legal_basis not in LegalBasis.values:
        problems.append(FieldProblem("legal_basis", "unknown_code", "Dayanak seçilmemiş.", "Listeden seçin."))
    if not statute.strip():
        problems.append(FieldProblem("statute", "required", "Mevzuat maddesi yazılmamış.", "Örnek: 5393 m. 14"))
    if not fields:
        problems.append(FieldProblem("fields", "required", "Hangi bilgilerin açılacağı seçilmemiş.", "Seçin."))
    if source_programme_id == reader_programme_id:
        problems.append(
            FieldProblem(
                "reader_programme", "same_programme", "Aynı program için dayanak gerekmez.", "Programı değiştirin."
            )
        )
    if ends_on is not None and ends_on < starts_on:
        problems.append(FieldProblem("ends_on", "ends_before_start", "Bitiş başlangıçtan önce.", "Tarihi düzeltin."))
    known = programme_names([source_programme_id, reader_programme_id])
    for field, programme_id in (("source_programme", source_programme_id), ("reader_programme", reader_programme_id)):
        if programme_id not in known:
            problems.append(FieldProblem(field, "no_such_programme", "Program bulunamadı.", "Listeden seçin."))
    if problems:
        raise Invalid(problems)
    basis = PurposeBasis.objects.create(
        source_programme_id=source_programme_id, reader_programme_id=reader_programme_id, person_id=person_id,
        legal_basis=legal_basis, statute=statute.strip(), fields=sorted(set(fields)), reason=require_reason(reason),
        starts_on=starts_on, ends_on=ends_on, recorded_by_id=actor.id,
    )  # fmt: skip
    audit.record(actor=actor, action="privacy.basis_recorded", subject=basis, person_id=person_id, now=now)
    return basis


@transaction.atomic
def revoke_basis(basis_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime) -> PurposeBasis:
    """End a recorded basis at once and return it; revoking again changes nothing.

    Raises:
        NotAllowed: without `basis.record`.
        NotFound: no such basis.
    """
    require(actor, Right.BASIS_RECORD)
    basis = PurposeBasis.objects.select_for_update().filter(pk=basis_id).first()
    if basis is None:
        raise NotFound
    cleaned = require_reason(reason)
    if basis.revoked_at is None:
        basis.revoked_at = now
        basis.version += 1
        basis.save(update_fields=["revoked_at", "version", "updated_at"])
        audit.record(actor=actor, action="privacy.basis_revoked", subject=basis, person_id=basis.person_id,
                     reason=cleaned, now=now)  # fmt: skip
    return basis
