"""What every operation on a case shares: finding and locking it, numbering, the timeline and its audit row."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Max

from apps.cases.enums import CaseState, EventKind
from apps.cases.models import Case, CaseEvent, CaseNumberCounter
from apps.cases.models.case import EVENT_FIELD
from apps.cases.queries.cases import writable_cases, written
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotAllowed, NotFound


def locked_case(case_id: uuid.UUID, *, actor: Actor, version: int | None = None, is_open: bool | None = True) -> Case:
    """Return a case that the actor may work on, locked for the transaction.

    Raises:
        NotFound: there is none, or none that the actor may find.
        NotAllowed: the actor may read it only.
        Conflict: it is not at `version` any more; it is closed (or open, where `is_open` is False).
    """
    # Found first, locked after: the visibility rule joins other tables, and only the case's row is to be locked.
    if not writable_cases(actor).filter(pk=case_id).exists():
        if Case.objects.visible_to(actor).filter(pk=case_id).exists():
            raise NotAllowed
        raise NotFound
    case = Case.objects.select_for_update().get(pk=case_id)
    if version is not None and case.version != version:
        raise Conflict.stale_version()
    if is_open is not None and (case.state == CaseState.OPEN) != is_open:
        if is_open:
            raise Conflict("case_closed", "Bu dosya kapalı.", remedy="Gerekiyorsa önce yeniden açın.")
        raise Conflict("case_open", "Bu dosya zaten açık.")
    return case


def store(case: Case, *fields: str) -> None:
    """Store these columns of a case under its next version."""
    case.version += 1
    case.save(update_fields=[*fields, "version", "updated_at"])


def next_number(year: int) -> str:
    """Return the next number of the year; take it last, for it locks the year's counter until the commit."""
    return written(year, CaseNumberCounter.take(year))


def happened(
    case: Case, kind: EventKind, *, actor: Actor, now: dt.datetime, text: str = "", **columns: Any
) -> CaseEvent:
    """Write what happened to a case into its timeline and into the audit, and return the event.

    `text` is what somebody wrote (a reason, a note); it is sealed in both. `columns` are the codes of the event.
    """
    told = {name: str(value) for name, value in columns.items() if value not in ("", None)}
    told |= {"stage": case.stage} | ({"reason": text} if text else {})
    entry = audit.record(
        actor=actor, action=f"case.{kind.value}", subject=case, person_id=case.person_id, after=told, now=now
    )
    last = CaseEvent.objects.filter(case=case).aggregate(last=Max("sequence"))["last"] or 0
    event = CaseEvent(
        case=case, sequence=last + 1, kind=kind, at=now, by_id=actor.id, audit_event_id=entry.id, stage=case.stage,
        programme_version_id=case.programme_version_id, **columns,
    )  # fmt: skip
    if text:
        event.sealed = crypto.seal_text(text, field=EVENT_FIELD, row_id=event.id)
    event.save(force_insert=True)
    return event


def text_of(event: CaseEvent) -> str:
    """Return what somebody wrote with an event, empty where nothing was."""
    return crypto.open_text(event.sealed, field=EVENT_FIELD, row_id=event.id) if event.sealed else ""
