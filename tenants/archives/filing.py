"""Stored files of an archive on their way to the disk: as they are, or sealed anew for a copy."""

import hashlib
import os
import tempfile
import uuid
from pathlib import Path
from typing import Protocol

from omuz.kernel.sealed_columns import Rekeying, carry, sealings
from tenants.archives import places
from tenants.archives.errors import DamagedArchiveError


class FileCarrier(Protocol):
    """Takes one file after the other."""

    def take(self, table: str, name: str, content: bytes) -> None: ...


class KeptFiles:
    """Files of the municipality itself: what a file holds never changes, so one that lies there whole stays."""

    def __init__(self, key: str) -> None:
        self._key = key

    def take(self, table: str, name: str, content: bytes) -> None:
        """Write the file where it is missing or damaged."""
        sealed = places.file_tables().get(table)
        if sealed is None:
            raise DamagedArchiveError("The archive holds a file of a table that has none.")
        path = places.file_path(sealed.folder, self._key, name)
        if not path.exists() or path.read_bytes() != content:
            write_file(path, content)


class RekeyedFiles:
    """Files of a copy: opened under the first municipality's keys, sealed under the copy's, with their tokens."""

    def __init__(self, key: str, between: Rekeying) -> None:
        self._key, self._between = key, between

    def take(self, table: str, name: str, content: bytes) -> None:
        """Write the file sealed anew, and note what became of its content's token."""
        sealed = places.file_tables().get(table)
        if sealed is None:
            raise DamagedArchiveError("The archive holds a file of a table that has none.")
        row_id = str(uuid.UUID(hex=name))
        blob, plain = carry(content, self._between, use=sealed.use, field=sealed.field, row_id=row_id)
        write_file(places.file_path(sealed.folder, self._key, name), blob)
        token_field = next(
            (c.field for c in sealings()[table].columns if c.column == sealed.token_column and hasattr(c, "field")), ""
        )
        if token_field:
            digest = hashlib.sha256(plain).hexdigest()
            old = self._between.source.token(digest, field=token_field)
            self._between.tokens[old] = self._between.target.token(digest, field=token_field)


def write_file(path: Path, content: bytes) -> None:
    """Put the content under the path, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
