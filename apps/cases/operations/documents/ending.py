"""Documents of a case that are not accepted, or given back: what is said stays, the row stays."""

import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import CASES_WRITING
from apps.cases.enums import DocumentState
from apps.cases.models import CaseDocument
from apps.cases.models.intake import WHY_FIELD
from apps.cases.operations.documents.presenting import MOST_NOTE
from apps.cases.operations.forms import may_write_special
from apps.cases.operations.recording import locked_case, store
from apps.documents import operations as files
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotAllowed, NotFound

__all__ = ["refuse_document", "withdraw_document"]


@transaction.atomic
def refuse_document(
    case_id: uuid.UUID, document_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime
) -> CaseDocument:
    """Say that a presented document is not accepted, and why; it is missing again.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, not the current one any more, closed.
        DomainError: no reason.
    """
    return _ended(case_id, document_id, DocumentState.REFUSED, actor=actor, reason=reason, now=now)


@transaction.atomic
def withdraw_document(
    case_id: uuid.UUID, document_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime
) -> CaseDocument:
    """Take a document back (given back, uploaded by mistake); its content is removed for good, the row stays.

    Raises: as `refuse_document`.
    """
    row = _ended(case_id, document_id, DocumentState.WITHDRAWN, actor=actor, reason=reason, now=now)
    others = CaseDocument.objects.filter(file=row.file_id, state=DocumentState.PRESENTED)
    if row.file is not None and not others.exists():
        files.remove_after_commit(row.file, now=now)
    return row


def _ended(
    case_id: uuid.UUID, document_id: uuid.UUID, state: DocumentState, *, actor: Actor, reason: str, now: dt.datetime
) -> CaseDocument:
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    why = require_reason(reason)[:MOST_NOTE]
    row = CaseDocument.objects.filter(case=case, pk=document_id).select_related("file").first()
    if row is None:
        raise NotFound
    if row.state != DocumentState.PRESENTED:
        if row.state == state:
            return row
        raise Conflict("not_current", "Bu belge artık dosyanın geçerli belgesi değil.", remedy="Sayfayı yenileyin.")
    if row.is_special and not may_write_special(case, actor=actor):
        raise NotAllowed
    row.state, row.ended_at, row.ended_by_id, row.version = state, now, actor.id, row.version + 1
    row.sealed_why = crypto.seal_text(why, field=WHY_FIELD, row_id=row.id)
    row.save(update_fields=["state", "ended_at", "ended_by_id", "sealed_why", "version", "updated_at"])
    store(case)
    audit.record(
        actor=actor, action=f"case.document_{state.value}", subject=row, person_id=case.person_id, now=now,
        after={"document": row.document, "reason": why},
    )  # fmt: skip
    return row
