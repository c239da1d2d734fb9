"""Documents of a case: presented, seen, taken over from the person's record.

A document of a special kind (a medical report) is recorded by who may write special values of the programme.
"""

import dataclasses
import datetime as dt
import uuid
from typing import Final

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING
from apps.cases.enums import DocumentState, DocumentWay
from apps.cases.models import Case, CaseDocument
from apps.cases.models.intake import NOTE_FIELD
from apps.cases.operations.forms import may_write_special
from apps.cases.operations.recording import locked_case, store
from apps.cases.queries.documents import note_of
from apps.cases.rules.documents import MEDICAL_REPORT, UNDERTAKING, last_valid_day
from apps.documents import operations as files
from apps.documents.enums import FileKind
from apps.documents.queries import StoredFile
from apps.people.operations.medical import Report, read_reports
from apps.programmes.definition.flow import DocumentKind
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound

__all__ = ["Presented", "SentDocument", "Upload", "accept_upload", "present_document", "take_over_report"]

MOST_NOTE: Final = 1000


@dataclasses.dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept: looked at, with its name and media type."""

    content: bytes
    name: str
    media_type: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentDocument:
    """A document as it was presented. Without a file it was only seen, and `note` says why no copy is kept."""

    document: str
    substitute: int | None = None
    presented_on: dt.date | None = None
    issued_on: dt.date | None = None
    valid_until: dt.date | None = None
    note: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Presented:
    """A document on file. `is_new` is False where the same stood there already and nothing was written."""

    row: CaseDocument
    is_new: bool


def accept_upload(content: bytes, *, name: str) -> Upload:
    """Return a file that may be kept; it is looked at before any row is locked.

    Raises:
        Invalid: of a kind or size that is not taken in, infected, or the scanner that is configured is away.
    """
    shown, media_type = files.accept(content, name=name)
    if isinstance(media_type, FieldProblem):
        raise Invalid([media_type], code=media_type.code, message=media_type.message)
    return Upload(content, shown, media_type)


@transaction.atomic
def present_document(
    case_id: uuid.UUID, sent: SentDocument, *, upload: Upload | None, actor: Actor, now: dt.datetime
) -> Presented:
    """Put a document on file, in place of the one that stood there; that one stays as "replaced".

    The same content and dates sent again write nothing; the same content with other dates is kept once.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, a special kind without the right, closed.
        Invalid: a kind or substitute that the version does not know, days that cannot be, seen without a reason.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    kind = _kind(case, sent.document)
    checked = _checked(kind, sent, upload, today=local_date(now))
    _require_special(case, kind, actor=actor)
    current = CaseDocument.objects.filter(case=case, document=kind.key, state=DocumentState.PRESENTED).first()
    row = CaseDocument(
        case=case, programme_version_id=case.programme_version_id, document=kind.key, substitute=checked.substitute,
        way=DocumentWay.FILE if upload is not None else DocumentWay.SEEN, is_special=kind.special,
        presented_on=checked.presented_on or local_date(now), issued_on=checked.issued_on,
        valid_until=checked.valid_until, recorded_at=now, recorded_by_id=actor.id,
    )  # fmt: skip
    if current is not None and _is_same(current, row, upload, note=checked.note):
        return Presented(current, is_new=False)
    if upload is not None:
        row.file = _kept_already(case, upload) or files.store_file(
            upload.content, name=upload.name, kind=FileKind.CASE_DOCUMENT, media_type=upload.media_type, actor=actor,
            now=now, person_id=case.person_id, programme_id=case.programme_id, is_special=kind.special,
        )  # fmt: skip
    if checked.note:
        row.sealed_note = crypto.seal_text(checked.note, field=NOTE_FIELD, row_id=row.id)
    return Presented(_put(case, row, current, actor=actor, now=now), is_new=True)


@transaction.atomic
def take_over_report(
    case_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = ""
) -> Presented:
    """Put the report on the person's record on file instead of asking for it again; the reading is logged.

    Raises:
        NotFound: out of reach, the version asks for no report, or no report of this programme holds today.
        NotAllowed, Conflict: no right to special values of the programme, closed.
        DomainError: 428, no purpose was given.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    kind, today = _kind(case, MEDICAL_REPORT), local_date(now)
    _require_special(case, kind, actor=actor)
    reports = read_reports(
        case.person_id, actor=actor, now=now, task=task, purpose=purpose, programme_id=case.programme_id
    )
    held = next((one for one in reports if one.effective_end is None or one.effective_end > today), None)
    if held is None:
        raise NotFound(
            "no_report_on_record", "Kişinin kaydında bu programda geçerli bir rapor yok.",
            remedy="Raporu yükleyin ya da kişinin kaydına ekleyin.",
        )  # fmt: skip
    current = CaseDocument.objects.filter(case=case, document=kind.key, state=DocumentState.PRESENTED).first()
    if current is not None and current.report_id == held.row.pk:
        return Presented(current, is_new=False)
    row = CaseDocument(
        case=case, programme_version_id=case.programme_version_id, document=kind.key, way=DocumentWay.RECORD,
        report=held.row, is_special=kind.special, presented_on=today, issued_on=held.row.issued_on,
        valid_until=_last_day_of(held), recorded_at=now, recorded_by_id=actor.id,
    )  # fmt: skip
    return Presented(_put(case, row, current, actor=actor, now=now), is_new=True)


def _kind(case: Case, key: str) -> DocumentKind:
    kinds = pinned_definition(case.programme_version_id).documents
    found = next((one for one in kinds if one.key == key), None)
    if found is None:
        raise NotFound("document_unknown", "Dosyanın program sürümünde böyle bir belge yok.")
    if key == UNDERTAKING:
        raise Conflict(
            "undertaking_has_its_own_page", "Taahhütname kendi bölümünde hazırlanır ve imzalatılır.",
            remedy="Dosyanın “Taahhütname” bölümünü açın.",
        )  # fmt: skip
    return found


def _checked(kind: DocumentKind, sent: SentDocument, upload: Upload | None, *, today: dt.date) -> SentDocument:
    """Return what was sent with its days filled in. Raises Invalid with everything that is wrong."""
    presented = sent.presented_on or today
    problems = [*_days(kind, sent, presented, today=today)]
    if sent.substitute is not None and not 0 <= sent.substitute < len(kind.substitutes):
        problems.append(
            FieldProblem("substitute", "unknown_code", "Yerine geçen belge listede yok.", "Listeden seçin.")
        )
    note = " ".join(sent.note.split())
    if upload is None and not note:
        problems.append(
            FieldProblem("note", "required", "Belgenin kopyası alınmadıysa nedeni yazılmalı.",
                         "Dosyayı yükleyin ya da neden yalnızca görüldüğünü yazın.")
        )  # fmt: skip
    if len(note) > MOST_NOTE:
        problems.append(FieldProblem("note", "too_long", f"En çok {MOST_NOTE} karakter olabilir.", "Kısaltın."))
    if problems:
        raise Invalid(problems)
    ends = sent.valid_until
    if ends is None and sent.substitute is None:
        ends = last_valid_day(kind, issued_on=sent.issued_on)
    return dataclasses.replace(sent, presented_on=presented, valid_until=ends, note=note)


def _days(kind: DocumentKind, sent: SentDocument, presented: dt.date, *, today: dt.date) -> list[FieldProblem]:
    found = []
    if presented > today:
        found.append(FieldProblem("presented_on", "in_future", "Sunulduğu gün bugünden sonra olamaz.", "Düzeltin."))
    if sent.issued_on is not None and sent.issued_on > presented:
        found.append(
            FieldProblem("issued_on", "after_presented", "Belgenin tarihi sunulduğu günden sonra olamaz.", "Düzeltin.")
        )
    if sent.issued_on is not None and sent.valid_until is not None and sent.valid_until < sent.issued_on:
        found.append(
            FieldProblem(
                "valid_until", "ends_before_start", "Geçerlilik belgenin tarihinden önce bitemez.", "Düzeltin."
            )
        )
    needs_day = kind.valid_months is not None and sent.substitute is None
    if needs_day and sent.issued_on is None and sent.valid_until is None:
        found.append(
            FieldProblem("issued_on", "required", f"Bu belge {kind.valid_months} ay geçerli; tarihi yazılmalı.",
                         "Belgenin üzerindeki tarihi yazın.")
        )  # fmt: skip
    return found


def _require_special(case: Case, kind: DocumentKind, *, actor: Actor) -> None:
    if kind.special and not may_write_special(case, actor=actor):
        raise NotAllowed(
            "special_not_yours", "Özel nitelikli bir belgeyi kaydetme yetkiniz yok.", field="document",
            article="KVKK m. 6", remedy="Belgeyi özel nitelikli veri kaydedebilen bir çalışma arkadaşınız kaydetsin.",
        )  # fmt: skip


def _is_same(current: CaseDocument, row: CaseDocument, upload: Upload | None, *, note: str) -> bool:
    same = all(
        getattr(current, name) == getattr(row, name)
        for name in ("way", "substitute", "issued_on", "valid_until", "programme_version_id")
    )
    if not same or note_of(current) != note:
        return False
    if upload is None:
        return current.presented_on == row.presented_on
    return current.file is not None and current.file.content_token == files.content_token(upload.content)


def _kept_already(case: Case, upload: Upload) -> StoredFile | None:
    """Return the file of the same content that is kept for the case already: a retry keeps no second copy."""
    token = files.content_token(upload.content)
    rows = CaseDocument.objects.filter(case=case, file__content_token=token, file__removed_at__isnull=True)
    found = rows.select_related("file").first()
    return found.file if found is not None else None


def _put(
    case: Case, row: CaseDocument, current: CaseDocument | None, *, actor: Actor, now: dt.datetime
) -> CaseDocument:
    if current is not None:
        current.state, current.ended_at, current.ended_by_id = DocumentState.REPLACED, now, actor.id
        current.version += 1
        current.save(update_fields=["state", "ended_at", "ended_by_id", "version", "updated_at"])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("changed_meanwhile", "Bu belge bu sırada başka biri tarafından kaydedildi.") from error
    store(case)
    audit.record(
        actor=actor, action="case.document_presented", subject=row, person_id=case.person_id, now=now,
        after={"document": row.document, "way": row.way, "valid_until": row.valid_until},
    )  # fmt: skip
    return row


def _last_day_of(held: Report) -> dt.date | None:
    # A report's end is the day from which it carries nothing any more; a document's is its last day.
    return held.effective_end - dt.timedelta(days=1) if held.effective_end is not None else None
