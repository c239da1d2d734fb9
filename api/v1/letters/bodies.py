"""Letters as they are sent to the screens."""

from typing import Any

from apps.letters.enums import (
    CopyFormat,
    FailureReason,
    LetterEventKind,
    LetterState,
    NextStep,
    Receiver,
    ServiceChannel,
    ServiceState,
)
from apps.letters.models import Letter, LetterBatch, ServiceOfNotice
from apps.letters.queries.about import number_of
from apps.letters.queries.batches import BatchCounts
from apps.letters.queries.contents import addressee_text, code_of, details_of, grouped, text_of, words_of_event
from apps.letters.queries.letters import LetterDetail, queue_of
from apps.letters.queries.standing import Standing
from apps.letters.rules.addressees import UNCONFIRMED
from apps.letters.rules.service import Attempt, channel_problem, deemed_served_on
from apps.letters.rules.uses import USE_LABELS
from apps.people.queries.people import shown_name


def row_body(letter: Letter, *, waits: bool = False) -> dict[str, Any]:
    """Return a letter for a list; `waits`: a representative of a protected person has to be confirmed first."""
    return {
        "id": letter.pk,
        "version": letter.version,
        "number": number_of(letter),
        "official_number": letter.official_number,
        "official_date": letter.official_date,
        "use": letter.use,
        "use_label": USE_LABELS.get(letter.use, USE_LABELS[""]),
        "subject": text_of(letter).subject,
        "state": letter.state,
        "state_label": LetterState(letter.state).label,
        "queue": queue_of(letter),
        "person": ({"id": letter.person_id, "name": shown_name(letter.person)} if letter.person is not None else None),
        # A sender who is not registered; of everybody else the person says whose letter it is.
        "sender_name": addressee_text(letter).name if letter.person_id is None else "",
        "programme": (
            {"id": letter.programme_id, "name": letter.programme.name} if letter.programme is not None else None
        ),
        "unit": {"id": letter.unit_id, "name": letter.unit.name},
        "case": letter.case_id,
        "batch": letter.batch_id,
        "drafted_at": letter.drafted_at,
        "approved_at": letter.approved_at,
        "signed_on": letter.signed_on,
        "served_on": letter.served_on,
        "is_protected": letter.is_protected,
        "waits": waits,
    }


def letter_body(detail: LetterDetail) -> dict[str, Any]:
    """Return a letter's page."""
    letter, text, names = detail.letter, detail.text, detail.names
    failed = any(one.state == ServiceState.FAILED for one in detail.services)
    return row_body(letter, waits=detail.standing.verdict.code == UNCONFIRMED) | {
        "standing": _standing(detail.standing),
        "replaces": _link(detail.former),
        "replaced_by": _link(detail.later),
        "petition": letter.about_id if letter.about_kind == "petition" else None,
        "body": text.body,
        "plain": text.plain,
        "references": text.references,
        "annexes": text.annexes,
        "distribution": text.distribution,
        "addressee_kind": letter.addressee_kind,
        "addressee_name": detail.addressee.name,
        "addressee_capacity": detail.addressee.capacity,
        "address": detail.addressee.lines,
        "signatory_name": letter.signatory_name,
        "signatory_title": letter.signatory_title,
        "signatory_acting_for": letter.signatory_acting_for,
        "code": grouped(code_of(letter)),
        "approved_alone": letter.approved_alone,
        "signed_file": letter.signed_file_id,
        "channels": [
            one for one in ServiceChannel
            if channel_problem(one, is_protected=letter.is_protected, has_failed_before=failed) is None
        ],
        "services": [_service(one) for one in detail.services],
        "copies": [
            {"id": one.pk, "format": one.format, "format_label": CopyFormat(one.format).label,
             "given_on": one.given_on, "by": names.get(one.given_by_id, "")}
            for one in detail.copies
        ],
        "events": [
            {"id": one.pk, "kind": one.kind, "label": LetterEventKind(one.kind).label, "at": one.at,
             "by": names.get(one.by_id, ""), "day": one.day, "text": words_of_event(one)}
            for one in detail.events
        ],
        "may_write": detail.may_write,
        "may_approve": detail.may_approve,
        "is_own": detail.is_own,
    }  # fmt: skip


def _standing(one: Standing) -> dict[str, Any] | None:
    if one.verdict.allowed:
        return None
    return {
        "code": one.verdict.code, "message": one.verdict.message, "remedy": one.verdict.remedy,
        "article": one.article, "text": one.text, "held": one.held, "today": one.today,
    }  # fmt: skip


def _link(letter: Letter | None) -> dict[str, Any] | None:
    return {"id": letter.pk, "name": number_of(letter)} if letter is not None else None


def _service(row: ServiceOfNotice) -> dict[str, Any]:
    words = details_of(row)
    attempt = Attempt(channel=ServiceChannel(row.channel), arrived_on=row.arrived_on)
    return {
        "id": row.pk,
        "channel": row.channel,
        "channel_label": ServiceChannel(row.channel).label,
        "state": row.state,
        "state_label": ServiceState(row.state).label,
        "sent_on": row.sent_on,
        "arrived_on": row.arrived_on,
        "served_on": row.served_on,
        "due_on": deemed_served_on(attempt) if row.state == ServiceState.UNDER_WAY else None,
        "receiver_label": Receiver(row.receiver).label if row.receiver else "",
        "receiver_name": words.get("receiver_name", ""),
        "reference": words.get("reference", ""),
        "note": words.get("note", ""),
        "failure_label": FailureReason(row.failure).label if row.failure else "",
        "next_step_label": NextStep(row.next_step).label if row.next_step else "",
        "proof": row.proof_id,
    }


def batch_body(batch: LetterBatch, counts: BatchCounts | None, *, by: str, label: str) -> dict[str, Any]:
    """Return a batch for a list."""
    held = counts or BatchCounts(0, 0, 0, 0, 0)
    return {
        "id": batch.pk,
        "version": batch.version,
        "programme": {"id": batch.programme_id, "name": batch.programme.name},
        "unit": {"id": batch.unit_id, "name": batch.unit.name},
        "label": label,
        "state": batch.state,
        "state_label": batch.get_state_display(),
        "requested_at": batch.requested_at,
        "requested_by": by,
        "task": batch.task_id,
        "total": held.total,
        "done": held.done,
        "problems": held.problems,
        "drafts": held.drafts,
        "approved": held.approved,
    }
