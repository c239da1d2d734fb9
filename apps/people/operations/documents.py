"""Documents of a person: taken in checked and sealed, listed, handed out as downloads, removed with a reason.

A document that holds special-category data (a medical report, a court decision) is opened like such data: by who may,
for a logged purpose, in its programme (readings 3). Until then even its kind and name stay closed; both name illnesses.
"""

import dataclasses
import datetime as dt
import uuid
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.rights import Right
from apps.documents import operations as files
from apps.documents.enums import FileKind
from apps.documents.queries import StoredFile, file_of_kinds, files_of
from apps.people.models import Person
from apps.people.operations.checks import locked_person, require, require_reason
from apps.people.operations.reading import check_special_reading, reading_programmes
from apps.people.queries.people import find_person
from apps.people.rules.special_reading import open_programmes
from apps.privacy import queries as privacy_queries
from apps.privacy.operations import log_reading
from apps.privacy.purposes import resolve_purpose
from apps.programmes.queries import active_programmes
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import FieldProblem, Invalid, NotFound

#: What the access log and a recorded basis call these data.
READING: Final = "document"
UPLOADED_KINDS: Final = (
    FileKind.MEDICAL_REPORT, FileKind.COURT_DECISION, FileKind.POWER_OF_ATTORNEY, FileKind.IDENTITY,
    FileKind.PETITION, FileKind.PHOTO, FileKind.OTHER,
)  # fmt: skip
#: Special whatever the sender says.
SPECIAL_KINDS: Final = frozenset({FileKind.MEDICAL_REPORT, FileKind.COURT_DECISION})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as one reader sees it; `is_closed` says that kind and name need a logged reading first."""

    row: StoredFile
    name: str
    is_closed: bool


@transaction.atomic
def add_document(
    person_id: uuid.UUID, content: bytes, *, name: str, kind: str, actor: Actor, now: dt.datetime,
    is_special: bool = False, programme_id: uuid.UUID | None = None,
) -> StoredFile:  # fmt: skip
    """Keep a document of the person, sealed, and return its row. The same content sent again changes nothing.

    Raises:
        NotAllowed: without `documents.write`, or a special one without `people.special.write`.
        NotFound: the person is out of the actor's reach.
        Invalid: a file that is not taken in; a special one without a programme (readings 3).
    """
    require(actor, Right.DOCUMENTS_WRITE)
    special = is_special or kind in SPECIAL_KINDS
    if special:
        require(actor, Right.PEOPLE_SPECIAL_WRITE)
    person = locked_person(person_id, actor=actor)
    shown, media_type = files.accept(content, name=name)
    problems = [media_type] if isinstance(media_type, FieldProblem) else []
    if kind not in UPLOADED_KINDS:
        problems.append(FieldProblem("kind", "unknown_code", "Belgenin türü seçilmemiş.", "Listeden seçin."))
    programme = _programme(person, programme_id, actor=actor) if special else None
    if special and programme is None:
        problems.append(
            FieldProblem("programme", "programme_required", "Belgenin hangi program için alındığı belirtilmemiş.",
                         "Programı seçin.")
        )  # fmt: skip
    if problems or isinstance(media_type, FieldProblem):
        raise Invalid(problems)
    same = _of(person).filter(content_token=files.content_token(content), kind=kind).first()
    if same is not None:
        return same
    stored = files.store_file(
        content, name=shown, kind=FileKind(kind), media_type=media_type, actor=actor, now=now, person_id=person.id,
        programme_id=programme, is_special=special,
    )  # fmt: skip
    audit.record(actor=actor, action="document.added", subject=stored, person_id=person.id, now=now)
    return stored


@transaction.atomic
def list_documents(
    person_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = ""
) -> list[Document]:
    """Return the person's documents, the latest first; with a task or purpose special ones are opened, and logged.

    Special documents of programmes in which the actor reads nothing are left out.

    Raises:
        NotAllowed, NotFound: no right to documents, person out of reach.
    """
    require(actor, Right.DOCUMENTS_READ, Right.DOCUMENTS_WRITE)
    person = find_person(person_id, actor=actor)
    rows = list(_of(person).order_by("-uploaded_at", "-id")[:500])
    special = [row for row in rows if row.is_special]
    opened: set[uuid.UUID] = set()
    if special and (task or purpose):
        opened = {row.id for row in _readable(person, special, actor=actor, now=now, task=task, purpose=purpose)}
        rows = [row for row in rows if not row.is_special or row.id in opened]
    return [
        Document(
            row=row, is_closed=row.is_special and row.id not in opened,
            name=files.read_name(row) if not row.is_special or row.id in opened else "",
        )
        for row in rows
    ]  # fmt: skip


@transaction.atomic
def open_document(
    document_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = ""
) -> tuple[StoredFile, str, bytes]:
    """Return a document with its name and content; that it was handed out stands in the history.

    Raises:
        NotAllowed: no right to documents, or the special values of the person are out of reach.
        NotFound: no such document, out of reach, or its content has been removed.
        DomainError: 428, a special document without a purpose.
    """
    require(actor, Right.DOCUMENTS_READ)
    row, person = _found(document_id, actor=actor)
    if row.is_special and not _readable(person, [row], actor=actor, now=now, task=task, purpose=purpose):
        raise NotFound
    content = files.read_content(row, now=now)
    audit.record(actor=actor, action="document.downloaded", subject=row, person_id=person.id, now=now)
    return row, files.read_name(row), content


@transaction.atomic
def remove_document(document_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime) -> StoredFile:
    """Remove a document's content for good and return its row, which stays and says when.

    Raises:
        NotAllowed: without `documents.write`.
        NotFound: no such document, out of the actor's reach, or a special one of another programme (readings 3).
        DomainError: no reason.
    """
    require(actor, Right.DOCUMENTS_WRITE)
    row, person = _found(document_id, actor=actor)
    if row.is_special:
        require(actor, Right.PEOPLE_SPECIAL_WRITE)
        own = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
        if own is not None and row.programme_id not in own:
            raise NotFound
    cleaned = require_reason(reason)
    locked_person(person.id, actor=actor)
    files.remove_after_commit(row, now=now)
    audit.record(actor=actor, action="document.removed", subject=row, person_id=person.id, reason=cleaned, now=now)
    return row


def _of(person: Person) -> QuerySet[StoredFile]:
    """Return what is kept of the person, and of records that were merged into theirs."""
    absorbed = Person.objects.filter(merged_into=person).values_list("pk", flat=True)
    return files_of([person.id, *absorbed], kinds=UPLOADED_KINDS)


def _found(document_id: uuid.UUID, *, actor: Actor) -> tuple[StoredFile, Person]:
    row = file_of_kinds(document_id, kinds=UPLOADED_KINDS)
    if row is None or row.person_id is None:
        raise NotFound
    return row, find_person(row.person_id, actor=actor)


def _readable(
    person: Person, rows: list[StoredFile], *, actor: Actor, now: dt.datetime, task: str, purpose: str
) -> list[StoredFile]:
    """Return the special documents that open to the actor, after logging the reading (readings 3)."""
    why, today = resolve_purpose(task=task, purpose=purpose), local_date(now)
    check_special_reading(person, actor=actor, purpose=why, today=today)
    own = reading_programmes(actor, None)
    wanted = {row.programme_id for row in rows if row.programme_id is not None}
    others = {key for key in wanted if own is not None and key not in own}
    bases = [
        basis
        for basis in privacy_queries.bases_for(
            person_id=person.id, source_programmes=others, reader_programmes=own, on=today
        )
        if READING in basis.fields
    ] if others else []  # fmt: skip
    open_to = open_programmes(wanted, own=own, with_basis={basis.source_programme_id for basis in bases})
    log_reading(
        actor=actor, person_id=person.id, fields=[READING], purpose=why, task=task, now=now,
        basis_id=bases[0].id if bases else None,
    )  # fmt: skip
    return [row for row in rows if row.programme_id in open_to]


def _programme(person: Person, programme_id: uuid.UUID | None, *, actor: Actor) -> uuid.UUID | None:
    own = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
    default = next(iter(own)) if own is not None and len(own) == 1 else person.programme_id
    programme = programme_id or default
    if programme is None or programme not in active_programmes([programme]):
        return None
    return programme if own is None or programme in own else None
