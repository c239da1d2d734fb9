"""Handing out what was presented; what is special is opened for a logged purpose only (KVKK m. 6)."""

import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.cases.models import Case, CaseDocument
from apps.cases.queries.cases import find_case
from apps.cases.queries.documents import note_of, why_of
from apps.documents import operations as files
from apps.documents.queries import StoredFile
from apps.people.operations.reading import check_special_reading, reading_programmes
from apps.people.queries.people import find_person
from apps.privacy.operations import log_reading
from apps.privacy.purposes import resolve_purpose
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotAllowed, NotFound

__all__ = ["log_special_reading", "open_case_document", "open_texts"]

#: What the access log calls these data.
READING: Final = "document"


@transaction.atomic
def open_case_document(
    case_id: uuid.UUID, document_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = ""
) -> tuple[StoredFile, str, bytes]:
    """Return the stored file of a document with its name and content; that it was handed out stands in the history.

    Raises:
        NotAllowed: no right to documents, or the person's special values are out of reach.
        NotFound: out of reach, only seen, or its content has been removed.
        DomainError: 428, a special document without a purpose.
    """
    require(actor, Right.DOCUMENTS_READ)
    case = find_case(case_id, actor=actor)
    row = CaseDocument.objects.filter(case=case, pk=document_id).select_related("file").first()
    if row is None or row.file is None:
        raise NotFound
    if row.is_special:
        log_special_reading(case, actor=actor, now=now, task=task, purpose=purpose)
    content = files.read_content(row.file, now=now)
    audit.record(actor=actor, action="document.downloaded", subject=row, person_id=case.person_id, now=now)
    return row.file, files.read_name(row.file), content


@transaction.atomic
def open_texts(
    case_id: uuid.UUID, document_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = ""
) -> tuple[str, str]:
    """Return what was written beside a document, and why it was refused or withdrawn; of a special one it is logged.

    Raises:
        NotAllowed, NotFound: out of reach.
        DomainError: 428, a special document without a purpose.
    """
    case = find_case(case_id, actor=actor)
    row = CaseDocument.objects.filter(case=case, pk=document_id).first()
    if row is None:
        raise NotFound
    if row.is_special:
        log_special_reading(case, actor=actor, now=now, task=task, purpose=purpose)
    return note_of(row), why_of(row)


def log_special_reading(case: Case, *, actor: Actor, now: dt.datetime, task: str, purpose: str) -> None:
    """Log that a special document of a case is read, in the case's own programme.

    Raises:
        NotAllowed: the person's special values are out of the reader's reach, or not of a programme that they work in.
        DomainError: 428, no purpose.
    """
    person = find_person(case.person_id, actor=actor)
    why = resolve_purpose(task=task, purpose=purpose)
    check_special_reading(person, actor=actor, purpose=why, today=local_date(now))
    programmes = reading_programmes(actor, None)
    if programmes is not None and case.programme_id not in programmes:
        # Readings 3: what one programme collected is unreadable in another without a recorded basis.
        raise NotAllowed
    log_reading(actor=actor, person_id=person.pk, fields=[READING], purpose=why, task=task, now=now,
                programme_id=case.programme_id)  # fmt: skip
