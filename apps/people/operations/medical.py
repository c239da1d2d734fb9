"""Disability reports of a person: sealed, collected for one programme, opened with a logged purpose only."""

import dataclasses
import datetime as dt
import json
import uuid
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from apps.accounts.rights import SPECIAL_READING, Right
from apps.documents.queries import has_file
from apps.people.enums import Permanence
from apps.people.models import MedicalReport, NamedStaff, Person
from apps.people.operations.checks import locked_person, readable_person, require, require_reason
from apps.people.operations.reading import check_special_reading, reading_programmes
from apps.people.queries.medical import expiring_reports
from apps.people.rules.medical import (
    REPORT_FIELD,
    SEALED_VALUES,
    Birth,
    ReportDraft,
    ReportWarning,
    check_report,
    effective_end,
    report_warnings,
)
from apps.people.rules.special_reading import RECENT_DAYS, open_programmes
from apps.privacy import queries as privacy_queries
from apps.privacy.enums import LegalBasis, Purpose
from apps.privacy.operations import log_reading, log_readings
from apps.privacy.purposes import resolve_purpose
from apps.programmes.catalogue import COZGER_LEVELS, DEPENDENCY, DISABILITY_GROUPS
from apps.programmes.queries import active_programmes
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound
from omuz.kernel.ids import new_id

#: What the access log and a recorded basis call these data.
READING: Final = "medical_report"
STATUTE: Final = "5378 m. 4, 5393 m. 14"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report, opened."""

    row: MedicalReport
    rate: int | None
    level: str
    groups: tuple[str, ...]
    dependency: str
    cannot_work: bool
    issuer: str
    number: str
    detail: str
    effective_end: dt.date | None
    warnings: list[ReportWarning]


@transaction.atomic
def record_report(
    person_id: uuid.UUID,
    draft: ReportDraft,
    *,
    actor: Actor,
    now: dt.datetime,
    programme_id: uuid.UUID | None = None,
    legal_basis: str = "",
    statute: str = "",
    document_id: uuid.UUID | None = None,
) -> MedicalReport:
    """Store a report and return its row, whose values lie sealed.

    Raises:
        NotAllowed: without `people.special.write`.
        NotFound: the person, or the document, is out of the actor's reach.
        Invalid: every problem by field; no programme (readings 3) or no legal basis (KVKK Art. 6/3).
    """
    require(actor, Right.PEOPLE_SPECIAL_WRITE)
    person = locked_person(person_id, actor=actor)
    row = _checked_row(person, draft, actor=actor, now=now, programme_id=programme_id, legal_basis=legal_basis,
                       statute=statute, document_id=document_id)  # fmt: skip
    row.save(force_insert=True)
    audit.record(actor=actor, action="person.report_recorded", subject=row, person_id=person.id, now=now,
                 after={"kind": row.kind, "expires_on": row.expires_on})  # fmt: skip
    return row


@transaction.atomic
def correct_report(
    report_id: uuid.UUID, draft: ReportDraft | None, *, actor: Actor, version: int, reason: str, now: dt.datetime
) -> MedicalReport | None:
    """Replace a report that was written down wrongly and return the right one; `draft` of None withdraws it.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: as `record_report`.
        DomainError: no reason.
    """
    require(actor, Right.PEOPLE_SPECIAL_WRITE)
    wrong = MedicalReport.objects.visible_to(actor).filter(pk=report_id, superseded_at__isnull=True).first()
    programmes = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
    if wrong is None or (programmes is not None and wrong.programme_id not in programmes):
        raise NotFound
    person = locked_person(wrong.person_id, actor=actor)
    wrong.refresh_from_db()
    if wrong.version != version or wrong.superseded_at is not None:
        raise Conflict.stale_version()
    cleaned = require_reason(reason)
    wrong.superseded_at = now
    wrong.version += 1
    wrong.save(update_fields=["superseded_at", "version", "updated_at"])
    right = None
    if draft is not None:
        right = _checked_row(person, draft, actor=actor, now=now, programme_id=wrong.programme_id,
                             legal_basis=wrong.legal_basis, statute=wrong.statute,
                             document_id=wrong.document_id)  # fmt: skip
        right.save(force_insert=True)
    audit.record(actor=actor, action="person.report_corrected" if right else "person.report_withdrawn",
                 subject=right or wrong, person_id=person.id, reason=cleaned, now=now)  # fmt: skip
    return right


@transaction.atomic
def read_reports(
    person_id: uuid.UUID,
    *,
    actor: Actor,
    now: dt.datetime,
    task: str = "",
    purpose: str = "",
    programme_id: uuid.UUID | None = None,
) -> list[Report]:
    """Return the person's reports, opened, the latest first, and log the reading.

    Reports that another programme collected are left out unless a basis is recorded (readings 3).

    Raises:
        NotFound, NotAllowed: the person, or their special values, are out of the reader's reach.
        DomainError: 428, no purpose follows from the task and none was given.
    """
    person = readable_person(person_id, actor=actor)
    why, today = resolve_purpose(task=task, purpose=purpose), local_date(now)
    check_special_reading(person, actor=actor, purpose=why, today=today)
    own = reading_programmes(actor, programme_id)
    rows = list(MedicalReport.objects.filter(person=person, superseded_at__isnull=True))
    others = {row.programme_id for row in rows if own is not None and row.programme_id not in own}
    bases = [
        basis
        for basis in privacy_queries.bases_for(
            person_id=person.id, source_programmes=others, reader_programmes=own, on=today
        )
        if READING in basis.fields
    ] if others else []  # fmt: skip
    open_to = open_programmes(
        {row.programme_id for row in rows}, own=own, with_basis={b.source_programme_id for b in bases}
    )
    log_reading(
        actor=actor, person_id=person.id, fields=[READING], purpose=why, task=task, programme_id=programme_id,
        basis_id=bases[0].id if bases else None, now=now,
    )  # fmt: skip
    opened = [_open(row, person, today) for row in rows if row.programme_id in open_to]
    return sorted(opened, key=lambda report: (report.row.issued_on or dt.date.min, report.row.id), reverse=True)


def _open(row: MedicalReport, person: Person, today: dt.date) -> Report:
    values: dict[str, Any] = json.loads(crypto.open_text(bytes(row.sealed), field=REPORT_FIELD, row_id=row.id))
    values["groups"] = tuple(values["groups"])
    birth = Birth(person.birth_date, person.birth_precision)
    return Report(
        row=row, **values, effective_end=effective_end(kind=row.kind, expires_on=row.expires_on, birth=birth),
        warnings=report_warnings(kind=row.kind, permanence=row.permanence, expires_on=row.expires_on, birth=birth,
                                 today=today),
    )  # fmt: skip


def _checked_row(
    person: Person, draft: ReportDraft, *, actor: Actor, now: dt.datetime, programme_id: uuid.UUID | None,
    legal_basis: str, statute: str, document_id: uuid.UUID | None,
) -> MedicalReport:  # fmt: skip
    problems = check_report(
        draft, birth=Birth(person.birth_date, person.birth_precision), today=local_date(now),
        groups=DISABILITY_GROUPS.keys(), levels=COZGER_LEVELS.keys(),
        dependencies=DEPENDENCY.keys(),
    )  # fmt: skip
    programme, wrong = _programme(person, programme_id, actor=actor)
    basis = legal_basis or LegalBasis.SOCIAL_SERVICES
    problems += wrong
    if basis not in LegalBasis.values:
        problems.append(FieldProblem("legal_basis", "unknown_code", "Dayanak seçilmemiş.", "Listeden seçin."))
    if document_id is not None and not has_file(person.id, document_id):
        problems.append(FieldProblem("document", "no_such_document", "Belge bulunamadı.", "Önce belgeyi yükleyin."))
    if problems or programme is None:
        raise Invalid(problems)
    row = MedicalReport(
        id=new_id(), person=person, kind=draft.kind, permanence=draft.permanence, issued_on=draft.issued_on,
        expires_on=draft.expires_on if draft.permanence == Permanence.TEMPORARY else None, programme_id=programme,
        legal_basis=basis, statute=statute.strip() or STATUTE, document_id=document_id, recorded_at=now,
        recorded_by_id=actor.id,
    )  # fmt: skip
    row.sealed = seal_report(draft, row_id=row.id)
    return row


def seal_report(draft: ReportDraft, *, row_id: uuid.UUID) -> bytes:
    """Return the values of a report, sealed for its row."""
    values = {name: getattr(draft, name) for name in SEALED_VALUES}
    return crypto.seal_text(json.dumps(values, ensure_ascii=False), field=REPORT_FIELD, row_id=row_id)


def _programme(
    person: Person, programme_id: uuid.UUID | None, *, actor: Actor
) -> tuple[uuid.UUID | None, list[FieldProblem]]:
    own = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
    default = next(iter(own)) if own is not None and len(own) == 1 else person.programme_id
    programme = programme_id or default
    if programme is None:
        return None, [
            FieldProblem("programme", "programme_required", "Bu bilginin hangi program için alındığı belirtilmemiş.",
                         "Programı seçin.")
        ]  # fmt: skip
    if programme not in active_programmes([programme]) or (own is not None and programme not in own):
        return None, [FieldProblem("programme", "no_such_programme", "Program bulunamadı.", "Listeden seçin.")]
    return programme, []


@transaction.atomic
def name_expiring_reports(*, actor: Actor, days: int, now: dt.datetime, limit: int = 200) -> list[MedicalReport]:
    """Return, with their people, the reports that end within so many days, and log that each was read.

    Only people whose special values the actor's rights reach are named; others stay a number (`queries.medical`).

    Raises:
        NotAllowed: without a right to read special-category values.
    """
    require(actor, *SPECIAL_READING)
    today = local_date(now)
    rows = expiring_reports(actor, today=today, days=days).select_related("person")
    if actor.kind != "system" and not actor.can(Right.PEOPLE_SPECIAL_READ):
        named = NamedStaff.objects.filter(person=OuterRef("person_id"), user=actor.id, ended_on__isnull=True)
        own = Q(person__interviewer=actor.id) | Q(Exists(named))
        recent = Q(
            person__registered_by_id=actor.id, person__created_at__date__gte=today - dt.timedelta(days=RECENT_DAYS)
        )
        reach = Q(pk__in=[])
        if actor.can(Right.PEOPLE_SPECIAL_READ_OWN):
            reach |= own
        if actor.can(Right.PEOPLE_SPECIAL_READ_RECENT):
            reach |= recent
        rows = rows.filter(reach)
    found = list(rows[:limit])
    log_readings(
        {row.person_id for row in found}, actor=actor, fields=[READING], purpose=Purpose.SERVICE_PLANNING, now=now
    )
    return found
