"""From a case's way in to JSON."""

import dataclasses
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from apps.appointments.enums import MeetingPlace
from apps.appointments.queries.standing import Attended
from apps.cases.enums import ApplicationGround, WillExpressed
from apps.cases.models import Application, CaseDocument, CaseReceipt, Undertaking
from apps.cases.operations.receipts import missing_of
from apps.cases.queries.documents import ChecklistItem, note_of, substitute_label, why_of
from apps.cases.queries.undertakings import Signer, remark_of, signature_verdict, text_of
from apps.cases.rules.documents import MEDICAL_REPORT, STANDING_LABELS, UNDERTAKING, Standing
from apps.people.queries.missing import MissingItem
from apps.programmes.definition import Definition
from apps.programmes.registry import Bound, Verdict

Names = Mapping[uuid.UUID, str]
#: Where a fact that the person's record lacks is written; the others on the page for editing.
_PLACES: Final = {
    "identity": "#kimlik", "contact": "#iletisim", "address": "#adres", "education": "#bilgiler",
    "employment": "#bilgiler", "target_group": "/ozel-nitelikli", "privacy_notice": "/belgeler#aydinlatma",
}  # fmt: skip


def _standing_label(one: ChecklistItem) -> str:
    # An undertaking is offered for signing, never handed in (m. 24-25): it is not a document that somebody still owes.
    if one.key == UNDERTAKING and one.standing == Standing.MISSING:
        return "Henüz imzalanmadı"
    return STANDING_LABELS[one.standing]


def item_body(
    one: ChecklistItem, *, definitions: Mapping[uuid.UUID, Definition], names: Names, may_take_over: bool
) -> dict[str, Any]:
    """Return a document of the checklist."""
    return {
        "key": one.key, "label": one.label, "is_asked": one.is_asked, "is_certain": one.is_certain,
        "is_special": one.is_special, "is_undertaking": one.key == UNDERTAKING, "substitutes": one.substitutes,
        "can_take_over": may_take_over and one.key == MEDICAL_REPORT and one.is_asked,
        "valid_months": one.valid_months, "why": one.why, "articles": one.articles, "standing": one.standing,
        "standing_label": _standing_label(one), "warning": one.warning,
        "current": presented_body(one.current, definitions=definitions, names=names) if one.current else None,
        "earlier": [presented_body(row, definitions=definitions, names=names) for row in one.earlier],
    }  # fmt: skip


def presented_body(row: CaseDocument, *, definitions: Mapping[uuid.UUID, Definition], names: Names) -> dict[str, Any]:
    """Return a document on file; what somebody wrote beside a special one opens with a purpose only."""
    return {
        "id": row.pk, "way": row.way, "way_label": row.get_way_display(), "state": row.state,
        "state_label": row.get_state_display(), "substitute": substitute_label(row, definitions),
        "presented_on": row.presented_on, "issued_on": row.issued_on, "valid_until": row.valid_until,
        "is_special": row.is_special, "has_file": row.file_id is not None and row.state != "withdrawn",
        "note": "" if row.is_special else note_of(row), "why": "" if row.is_special else why_of(row),
        "has_closed_text": row.is_special and bool(row.sealed_note or row.sealed_why),
        "recorded_at": row.recorded_at, "recorded_by": names.get(row.recorded_by_id, ""),
    }  # fmt: skip


def check_body(one: Bound, verdict: Verdict) -> dict[str, Any]:
    """Return what a guard says now, with its article and text."""
    return {
        "guard": one.guard.key, "title": one.guard.label.tr, "article": one.cited, "text": one.text,
        "allowed": verdict.allowed, "code": verdict.code, "message": verdict.message, "remedy": verdict.remedy,
    }  # fmt: skip


def missing_body(person_id: uuid.UUID, one: MissingItem) -> dict[str, Any]:
    """Return a fact that the record lacks, with the address where it is written."""
    return {"field": one.field, "label": one.label, "href": f"/kisiler/{person_id}{_PLACES.get(one.field, '/duzenle')}"}


def lacking_body(one: ChecklistItem) -> dict[str, Any]:
    """Return a document that is not there."""
    return {
        "key": one.key, "label": one.label, "standing": one.standing, "standing_label": STANDING_LABELS[one.standing],
    }  # fmt: skip


def meeting_body(one: Attended, definition: Definition) -> dict[str, Any]:
    """Return an attended appointment."""
    service = next((entry.label.tr for entry in definition.appointments if entry.key == one.service), one.service)
    place = str(MeetingPlace(one.place).label) if one.place in MeetingPlace.values else one.place
    return {
        "id": one.id, "starts_at": one.starts_at, "service": service, "place_label": place,
        "candidate_present": one.candidate_present,
    }  # fmt: skip


def receipt_body(row: CaseReceipt, names: Names) -> dict[str, Any]:
    """Return a receipt."""
    return {
        "id": row.pk, "issued_at": row.issued_at, "issued_by": names.get(row.issued_by_id, ""),
        "waiting_since": row.waiting_since, "place": row.place, "missing": missing_of(row), "letter": row.letter_id,
    }  # fmt: skip


def application_body(row: Application | None, names: Names) -> dict[str, Any] | None:
    """Return an application with its number."""
    if row is None:
        return None
    return {
        "id": row.pk, "number": row.number, "recorded_at": row.recorded_at,
        "recorded_by": names.get(row.recorded_by_id, ""), "ground": row.ground,
        "ground_label": ApplicationGround(row.ground).label,
        "will_label": WillExpressed(row.will).label if row.will else "",
    }  # fmt: skip


def signer_body(one: Signer, signers: Sequence[Signer]) -> dict[str, Any]:
    """Return who may sign, and why their signature would not count among those who act for the person."""
    verdict = signature_verdict(signers, by_person=one.signs_together, representative_id=one.id)
    return dataclasses.asdict(one) | {"refusal": refusal_of(verdict)}


def refusal_of(verdict: Verdict) -> str:
    """Return what a guard says no with, and what to do instead; empty where it lets go."""
    return "" if verdict.allowed else f"{verdict.message} {verdict.remedy}".strip()


def undertaking_body(row: Undertaking, *, names: Names, signers: Sequence[Signer]) -> dict[str, Any]:
    """Return an undertaking with its text."""
    text = text_of(row)
    who = next((one.name for one in signers if one.id == row.representative_id), "")
    return {
        "id": row.pk, "state": row.state, "state_label": row.get_state_display(), "subject": text["subject"],
        "body": text["body"], "prepared_at": row.prepared_at, "prepared_by": names.get(row.prepared_by_id, ""),
        "by_person": row.by_person, "representative_name": who, "signed_on": row.signed_on,
        "has_scan": row.file_id is not None, "remark": remark_of(row), "recorded_at": row.recorded_at,
        "recorded_by": names.get(row.recorded_by_id, "") if row.recorded_by_id is not None else "",
    }  # fmt: skip


def people_in(items: Collection[ChecklistItem]) -> set[uuid.UUID]:
    """Return who recorded the documents of a checklist."""
    rows = [row for one in items for row in (*([one.current] if one.current else []), *one.earlier)]
    return {row.recorded_by_id for row in rows}


def versions_in(items: Collection[ChecklistItem]) -> set[uuid.UUID]:
    """Return the versions under which substitutes were presented: their words are those of that day."""
    rows = [row for one in items for row in (*([one.current] if one.current else []), *one.earlier)]
    return {row.programme_version_id for row in rows if row.substitute is not None}
