"""The scan of what came in on paper: sealed, looked at by the scanner, found only with its petition."""

import datetime as dt
import uuid

from django.db import transaction

from apps.documents import operations as documents
from apps.documents.enums import FileKind
from apps.documents.queries import StoredFile, file_of_kinds
from apps.petitions.models import Petition
from apps.petitions.operations.recording import locked_petition, store
from apps.petitions.queries.petitions import find_petition
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound

__all__ = ["add_scan", "open_scan"]


@transaction.atomic
def add_scan(petition_id: uuid.UUID, content: bytes, *, name: str, actor: Actor, now: dt.datetime) -> Petition:
    """Keep the scan of an open petition, sealed as special, and return the petition; the same file again is that one.

    The file belongs to the petition's own person and stands in no list of theirs: a complaint is read by those who
    find the complaint. What was handed in is not exchanged for something else.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: the petition is done with, or has another scan.
        Invalid: a file that is not taken in.
    """
    row = locked_petition(petition_id, actor=actor)
    shown, media_type = documents.accept(content, name=name)
    if isinstance(media_type, FieldProblem):
        raise Invalid([media_type])
    if row.file_id is not None:
        kept = file_of_kinds(row.file_id, kinds=[FileKind.PETITION_SCAN])
        if kept is not None and kept.content_token == documents.content_token(content):
            return row
        raise Conflict("scan_there", "Bu başvurunun taranmış hali yüklenmiş.",
                       remedy="Ek belge geldiyse yeni bir başvuru olarak kaydedin.")  # fmt: skip
    stored = documents.store_file(
        content, name=shown, kind=FileKind.PETITION_SCAN, media_type=media_type, actor=actor, now=now,
        person_id=row.person_id, programme_id=row.programme_id, is_special=True,
    )  # fmt: skip
    row.file_id = stored.pk
    store(row)
    audit.record(actor=actor, action="petition.scan_added", subject=row, person_id=row.person_id, now=now)
    return row


@transaction.atomic
def open_scan(petition_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> tuple[StoredFile, str, bytes]:
    """Return the scan of a petition with its name and content; that it was opened is written down.

    Raises:
        NotFound: no such petition within reach, or no scan of it.
    """
    row = find_petition(petition_id, actor=actor)
    stored = file_of_kinds(row.file_id, kinds=[FileKind.PETITION_SCAN]) if row.file_id is not None else None
    if stored is None:
        raise NotFound
    audit.record(actor=actor, action="petition.scan_opened", subject=row, person_id=row.person_id, now=now)
    return stored, documents.read_name(stored), documents.read_content(stored, now=now)
