"""Undertakings: printed, signed by who may, or not signed. Duties of candidates and families, never a wall (Art. 24).

The text is the programme's own letter for that use or Omuz' own, with the articles on duties in it, kept as printed.
"""

import dataclasses
import datetime as dt
import json
import uuid
from typing import Final

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING, Right
from apps.cases.enums import UndertakingState
from apps.cases.models import Case, Undertaking
from apps.cases.models.intake import REMARK_FIELD, TEXT_FIELD
from apps.cases.operations.documents import Upload
from apps.cases.operations.recording import locked_case, store
from apps.cases.queries.undertakings import find_undertaking, representatives_who_sign, signature_verdict, text_of
from apps.documents import operations as files
from apps.documents.enums import FileKind
from apps.documents.queries import StoredFile
from apps.letters.operations.composing import compose
from apps.people.queries.people import find_person, shown_name
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import LetterUse
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotFound
from omuz.kernel.numbers import format_date

__all__ = ["SentSignature", "open_scan", "prepare_undertaking", "record_signature"]

MOST_REMARK: Final = 1000
#: Articles whose text an undertaking repeats.
_DUTIES: Final = ("duties_propose_only", "acknowledgement")
#: The same in words that everybody knows, said by whoever signs.
_EASY_DUTIES: Final = {
    "duties_propose_only": (
        "Doğru bilgi veririm.", "Randevularıma gelirim. Gelemezsem haber veririm.", "Bir şey değişirse haber veririm.",
    ),
    "acknowledgement": ("Programın kurallarına uyarım.", "İş güvenliği kurallarına uyarım."),
}  # fmt: skip
_EASY_WITHOUT_ARTICLES: Final = (*_EASY_DUTIES["duties_propose_only"], "Programın kurallarına uyarım.")
_WITHOUT_ARTICLES: Final = (
    "Doğru bilgi vermek, randevulara gelmek ya da gelemeyeceğini önceden bildirmek, değişiklikleri bildirmek ve "
    "programın kurallarına uymak."
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentSignature:
    """What happened to a printed undertaking. `refused`: it was not signed, which stops nothing."""

    by_person: bool = False
    representative_id: uuid.UUID | None = None
    signed_on: dt.date | None = None
    refused: bool = False
    remark: str = ""


@transaction.atomic
def prepare_undertaking(case_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> tuple[Undertaking, bool]:
    """Return the undertaking to be printed and signed, and whether it is new; one waits for signature at a time.

    One that waits with another text (the version has changed) is set aside.

    Raises:
        NotFound, NotAllowed: out of the actor's reach.
        Conflict: the case is closed, or an undertaking is signed already.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    if Undertaking.objects.filter(case=case, state=UndertakingState.SIGNED).exists():
        raise Conflict("undertaking_signed", "Taahhütname imzalanmış; yeniden istenmez.")
    definition = pinned_definition(case.programme_version_id)
    text = _composed(case, definition, actor=actor, now=now)
    waiting = Undertaking.objects.filter(case=case, state=UndertakingState.PREPARED).first()
    if waiting is not None:
        if text_of(waiting) == text:
            return waiting, False
        _set_aside(waiting, actor=actor, now=now)
    row = Undertaking(case=case, programme_version_id=case.programme_version_id, prepared_at=now,
                      prepared_by_id=actor.id)  # fmt: skip
    row.sealed_text = crypto.seal_text(json.dumps(text, ensure_ascii=False), field=TEXT_FIELD, row_id=row.id)
    row.save(force_insert=True)
    store(case)
    audit.record(actor=actor, action="case.undertaking_prepared", subject=row, person_id=case.person_id, now=now)
    return row, True


@transaction.atomic
def record_signature(
    case_id: uuid.UUID,
    undertaking_id: uuid.UUID,
    sent: SentSignature,
    *,
    upload: Upload | None,
    actor: Actor,
    now: dt.datetime,
) -> Undertaking:
    """Record who signed, with the scan where there is one, or that nobody did; the same sent again writes nothing.

    A scan that comes later is added to a signed one without a scan.

    Raises:
        NotFound, NotAllowed: out of the actor's reach; no such undertaking.
        Conflict: it was recorded otherwise meanwhile, or the case is closed.
        GuardRefusedError, DomainError: somebody signed who may not (readings 12).
        Invalid: a day in the future, both signed and not signed.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    row = Undertaking.objects.select_for_update().filter(case=case, pk=undertaking_id).first()
    if row is None:
        raise NotFound
    today = local_date(now)
    _check(sent, upload, prepared_on=local_date(row.prepared_at), today=today)
    if not sent.refused:
        _hold_signatures(case, sent, actor=actor, now=now)
    if row.state != UndertakingState.PREPARED:
        return _again(case, row, sent, upload, actor=actor, now=now, today=today)
    row.state = UndertakingState.REFUSED if sent.refused else UndertakingState.SIGNED
    row.recorded_at, row.recorded_by_id = now, actor.id
    if not sent.refused:
        row.by_person, row.representative_id = sent.by_person, sent.representative_id
        row.signed_on = sent.signed_on or today
        row.file = _kept(case, upload, actor=actor, now=now)
    remark = " ".join(sent.remark.split())
    if remark:
        row.sealed_remark = crypto.seal_text(remark, field=REMARK_FIELD, row_id=row.id)
    _save(row)
    store(case)
    audit.record(actor=actor, action=f"case.undertaking_{row.state}", subject=row, person_id=case.person_id, now=now,
                 after={"by_person": row.by_person, "by_representative": row.representative_id is not None,
                        "scanned": row.file_id is not None})  # fmt: skip
    return row


@transaction.atomic
def open_scan(
    case_id: uuid.UUID, undertaking_id: uuid.UUID, *, actor: Actor, now: dt.datetime
) -> tuple[StoredFile, str, bytes]:
    """Return the signed page with its name and content; that it was handed out stands in the history.

    Raises:
        NotAllowed, NotFound: no right to documents, out of reach, no scan.
    """
    require(actor, Right.DOCUMENTS_READ)
    row = find_undertaking(case_id, undertaking_id, actor=actor)
    if row.file is None:
        raise NotFound
    content = files.read_content(row.file, now=now)
    audit.record(actor=actor, action="document.downloaded", subject=row, person_id=row.case.person_id, now=now)
    return row.file, files.read_name(row.file), content


def _composed(case: Case, definition: Definition, *, actor: Actor, now: dt.datetime) -> dict[str, str]:
    person = find_person(case.person_id, actor=actor)
    duties = [one for one in definition.articles if set(one.guards) & set(_DUTIES) and one.text is not None]
    rules = "\n".join(f"- {one.text.tr}" for one in duties if one.text is not None)
    values = {
        "ad_soyad": shown_name(person), "muhatap": shown_name(person), "dosya_no": case.number,
        "tarih": format_date(local_date(now)), "program": definition.name.tr, "birim": case.unit.name,
        "belediye": require_municipality().name, "sonuc": rules or f"- {_WITHOUT_ARTICLES}",
    }  # fmt: skip
    text = compose(definition, values, use=LetterUse.UNDERTAKING.value).text
    asked = {guard for one in duties for guard in one.guards}
    lines = [line for guard in _DUTIES if guard in asked for line in _EASY_DUTIES[guard]] or _EASY_WITHOUT_ARTICLES
    easy = values | {"sonuc": "\n".join(f"- {line}" for line in lines)}
    return {
        "subject": text.subject, "body": text.body,
        "plain": compose(definition, easy, use=LetterUse.UNDERTAKING.value).text.plain,
    }  # fmt: skip


def _check(sent: SentSignature, upload: Upload | None, *, prepared_on: dt.date, today: dt.date) -> None:
    problems = []
    signs = sent.by_person or sent.representative_id is not None
    if sent.refused and (signs or upload is not None):
        problems.append(
            FieldProblem("refused", "signed_and_not", "Hem imzalandı hem imzalanmadı seçilmiş.", "Birini seçin.")
        )
    if sent.signed_on is not None and not prepared_on <= sent.signed_on <= today:
        problems.append(
            FieldProblem("signed_on", "out_of_time", "İmza günü hazırlandığı günden önce ya da bugünden sonra olamaz.",
                         "Günü düzeltin.")
        )  # fmt: skip
    if len(sent.remark) > MOST_REMARK:
        problems.append(FieldProblem("remark", "too_long", f"En çok {MOST_REMARK} karakter olabilir.", "Kısaltın."))
    if problems:
        raise Invalid(problems)


def _hold_signatures(case: Case, sent: SentSignature, *, actor: Actor, now: dt.datetime) -> None:
    """Stop a signature of somebody who may not sign: by the programme's article, else by the law (readings 12)."""
    signers = representatives_who_sign(case.person_id, actor=actor, on=local_date(now))
    verdict = signature_verdict(signers, by_person=sent.by_person, representative_id=sent.representative_id)
    definition = pinned_definition(case.programme_version_id)
    field = "representative" if sent.representative_id is not None else "by_person"
    hold(bound(definition, "acknowledgement"), verdict, programme_id=case.programme_id, actor=actor, now=now,
         field=field)  # fmt: skip
    if not verdict.allowed:
        raise DomainError(verdict.code, verdict.message, field=field, remedy=verdict.remedy,
                          article="TMK m. 335, 403, 429")  # fmt: skip


def _again(
    case: Case, row: Undertaking, sent: SentSignature, upload: Upload | None, *, actor: Actor, now: dt.datetime,
    today: dt.date,
) -> Undertaking:  # fmt: skip
    state = UndertakingState.REFUSED if sent.refused else UndertakingState.SIGNED
    same = row.state == state and (row.by_person, row.representative_id) == (sent.by_person, sent.representative_id)
    if not same or (row.signed_on or today) != (sent.signed_on or row.signed_on or today):
        raise Conflict("recorded_meanwhile", "Bu taahhütname başka biçimde kaydedilmiş.", remedy="Sayfayı yenileyin.")
    if upload is not None and row.file_id is None:
        row.file = _kept(case, upload, actor=actor, now=now)
        _save(row)
        audit.record(actor=actor, action="case.undertaking_scanned", subject=row, person_id=case.person_id, now=now)
    return row


def _kept(case: Case, upload: Upload | None, *, actor: Actor, now: dt.datetime) -> StoredFile | None:
    if upload is None:
        return None
    return files.store_file(
        upload.content, name=upload.name, kind=FileKind.CASE_DOCUMENT, media_type=upload.media_type, actor=actor,
        now=now, person_id=case.person_id, programme_id=case.programme_id,
    )  # fmt: skip


def _set_aside(row: Undertaking, *, actor: Actor, now: dt.datetime) -> None:
    row.state, row.recorded_at, row.recorded_by_id = UndertakingState.SET_ASIDE, now, actor.id
    _save(row)


def _save(row: Undertaking) -> None:
    row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict("recorded_meanwhile", "Taahhütname bu sırada başka biri tarafından kaydedildi.") from error
