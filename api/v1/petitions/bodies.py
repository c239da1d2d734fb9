"""Petitions as JSON."""

import datetime as dt
import uuid
from typing import Any

from api.v1.retention.bodies import kept_body
from apps.letters.queries.about import LetterView
from apps.people.queries.people import shown_name
from apps.petitions.enums import OPEN_STATES
from apps.petitions.models import Petition
from apps.petitions.queries.kept import kept_petition
from apps.petitions.queries.pages import PetitionPage
from apps.petitions.rules.clock import day_of


def row_body(row: Petition, *, today: dt.date) -> dict[str, Any]:
    """Return a petition of the list."""
    runs = row.state in OPEN_STATES
    return {
        "id": row.pk, "number": row.number, "kind": row.kind, "kind_label": row.get_kind_display(),
        "state": row.state, "state_label": row.get_state_display(),
        "person": _link(row.person_id, shown_name(row.person)) if row.person is not None else None,
        "programme": _link(row.programme_id, row.programme.name) if row.programme is not None else None,
        "unit": _link(row.unit_id, row.unit.name),
        "assigned_to": _link(row.assigned_to_id, row.assigned_to.full_name) if row.assigned_to is not None else None,
        "clock": {
            "received_on": row.received_on, "due_on": row.due_on, "basis": row.due_basis,
            "day": day_of(row.received_on, today), "days_left": (row.due_on - today).days, "runs": runs,
            "is_late": runs and row.due_on < today,
        },
    }  # fmt: skip


def page_body(page: PetitionPage, *, today: dt.date) -> dict[str, Any]:
    """Return a petition's page."""
    row, names = page.row, page.names

    def name(key: uuid.UUID | None) -> str:
        return names.get(key, "") if key is not None else ""

    return row_body(row, today=today) | page.words | {
        "version": row.version, "channel_label": row.get_channel_display(), "sender_kind": row.sender_kind,
        "sender_label": row.get_sender_kind_display(),
        "case": _link(row.case_id, row.case.number) if row.case is not None else None, "decision": row.decision_id,
        "concerns": _link(row.concerns_id, row.concerns.full_name) if row.concerns is not None else None,
        "has_scan": row.file_id is not None, "registered_at": row.registered_at,
        "registered_by": name(row.registered_by_id),
        "informed_on": row.informed_on, "forwarded_to": row.forwarded_to, "forwarded_on": row.forwarded_on,
        "withdrawn_on": row.withdrawn_on, "answered_on": row.answered_on,
        "answer": {
            "text": page.answer.get("text", ""), "return_reason": page.answer.get("return_reason", ""),
            "outcome": row.outcome, "outcome_label": row.get_outcome_display() if row.outcome else "",
            "drafted_by": name(row.drafted_by_id), "drafted_at": row.drafted_at,
            "approved_by": name(row.approved_by_id), "approved_at": row.approved_at,
        },
        "letter": _letter(page.letter), "receipt": _letter(page.receipt),
        "events": [
            {"id": one.pk, "kind": one.kind, "kind_label": one.get_kind_display(), "at": one.at, "by": name(one.by_id),
             "user": name(one.user_id), "day": one.day, "text": text}
            for one, text in page.events
        ],
        "kept_away": [{"id": key, "name": name(key), "why": why} for key, why in page.kept_away.items()],
        "guard": {"article": page.article, "text": page.article_text}, "kept": kept_body(kept_petition(row)),
        "may_write": page.may_write, "may_assign": page.may_assign, "may_approve": page.may_approve,
    }  # fmt: skip


def _link(key: uuid.UUID | None, name: str) -> dict[str, Any]:
    return {"id": key, "name": name}


def _letter(one: LetterView | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"id": one.id, "number": one.number, "state": one.state, "served_on": one.served_on,
            "undeliverable": one.undeliverable}  # fmt: skip
