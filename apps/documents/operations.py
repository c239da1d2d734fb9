"""Storing and reading files: sealed with the municipality's key before a byte of them reaches the disk."""

import datetime as dt
import hashlib
import os
import tempfile
import uuid
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from apps.documents.enums import CONTENT_FIELD, NAME_FIELD, FileKind
from apps.documents.models import StoredFile
from apps.documents.rules import recognise, safe_name
from apps.documents.scanning import is_scanning, problem_of
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import FieldProblem, NotFound


class FileGone(NotFound):
    """The row is there, the content is not: removed, expired, or lost with a disk."""

    def __init__(self) -> None:
        super().__init__(
            "file_gone", "Dosyanın içeriği artık yok.", remedy="Süresi dolmuş olabilir; yeniden hazırlayın."
        )


def store_file(
    content: bytes,
    *,
    name: str,
    kind: FileKind,
    media_type: str,
    actor: Actor,
    now: dt.datetime,
    person_id: uuid.UUID | None = None,
    programme_id: uuid.UUID | None = None,
    is_special: bool = False,
    expires_at: dt.datetime | None = None,
) -> StoredFile:
    """Seal the content, put it under the data folder and return its row; the caller's operation writes the audit.

    The content lies on the disk before the row is committed: a roll-back leaves a sealed file that no row names.
    """
    stored = StoredFile(
        kind=kind,
        media_type=media_type,
        size=len(content),
        content_token=content_token(content),
        person_id=person_id,
        programme_id=programme_id,
        is_special=is_special,
        uploaded_by_id=actor.id,
        uploaded_at=now,
        expires_at=expires_at,
    )
    stored.sealed_name = crypto.seal_text(name, field=NAME_FIELD, row_id=stored.pk)
    _write(_path(stored.pk), crypto.seal_bytes(content, field=CONTENT_FIELD, row_id=stored.pk))
    stored.save(force_insert=True)
    return stored


def accept(content: bytes, *, name: str) -> tuple[str, str | FieldProblem]:
    """Return the name under which a sent file may be kept, and its media type or why it is not taken in.

    What may be kept by its kind and size is looked at by the scanner, where one is configured.
    """
    shown = safe_name(name)
    kind = recognise(content, name=shown)
    if isinstance(kind, FieldProblem):
        return shown, kind
    return shown, problem_of(content) or kind


def scans_uploads() -> bool:
    """Return whether uploaded files are looked at by a virus scanner here; screens with uploads say so."""
    return is_scanning()


def read_content(stored: StoredFile, *, now: dt.datetime) -> bytes:
    """Return the plain content. Raises FileGone once it has been removed or has expired."""
    if stored.removed_at is not None or (stored.expires_at is not None and stored.expires_at <= now):
        raise FileGone
    try:
        sealed = _path(stored.pk).read_bytes()
    except FileNotFoundError as error:
        raise FileGone from error
    return crypto.open_bytes(sealed, field=CONTENT_FIELD, row_id=stored.pk)


def read_name(stored: StoredFile) -> str:
    """Return the name under which the file was sent."""
    return crypto.open_text(bytes(stored.sealed_name), field=NAME_FIELD, row_id=stored.pk)


def content_token(content: bytes) -> str:
    """Return a keyed hash by which equal files are told without saying which file it is."""
    return crypto.token(hashlib.sha256(content).hexdigest(), field=CONTENT_FIELD)


def remove_file(stored: StoredFile, *, now: dt.datetime) -> None:
    """Remove the content for good; the row stays and says when."""
    stored.removed_at = now
    stored.save(update_fields=["removed_at", "updated_at"])
    _path(stored.pk).unlink(missing_ok=True)


def remove_after_commit(stored: StoredFile, *, now: dt.datetime) -> None:
    """Mark a file as removed; its content goes when the transaction has been committed, not before."""
    stored.removed_at = now
    stored.version += 1
    stored.save(update_fields=["removed_at", "version", "updated_at"])
    path = _path(stored.pk)
    transaction.on_commit(partial(path.unlink, missing_ok=True))


def remove_expired(*, now: dt.datetime) -> int:
    """Remove the content of every file whose time has come and return how many there were."""
    expired = StoredFile.objects.filter(expires_at__lte=now, removed_at__isnull=True)
    count = 0
    for stored in expired.iterator(chunk_size=200):
        remove_file(stored, now=now)
        count += 1
    return count


def _path(file_id: uuid.UUID) -> Path:
    return Path(settings.OMUZ_DATA_DIR) / "files" / require_municipality().key / file_id.hex[-2:] / file_id.hex


def _write(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
