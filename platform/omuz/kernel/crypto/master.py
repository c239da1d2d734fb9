"""The master keys: a file outside the data folder and outside every backup.

One key a line, `id:base64 of 32 random bytes`; the first is current, the others only open what they once wrapped.
"""

import base64
import binascii
import dataclasses
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from omuz.kernel.crypto.errors import MasterKeyError

KEY_BYTES: Final = 32
_LINE: Final = re.compile(r"([a-z0-9][a-z0-9-]{0,31}):([A-Za-z0-9+/]{43}=)")


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class MasterKeys:
    """The keys by id, and which of them wraps new data keys."""

    current_id: str
    by_id: dict[str, bytes]

    def get(self, key_id: str) -> bytes:
        """Return the key called `key_id`.

        Raises:
            MasterKeyError: the file does not hold it any more.
        """
        try:
            return self.by_id[key_id]
        except KeyError:
            raise MasterKeyError(
                f"The master key file lacks the key {key_id!r}, which wrapped a data key: put its line back."
            ) from None


def new_master_key_line(key_id: str) -> str:
    """Return a line with a new random key, for the first line of the master key file."""
    line = f"{key_id}:{base64.b64encode(os.urandom(KEY_BYTES)).decode('ascii')}"
    if not _LINE.fullmatch(line):
        raise ValueError("a key's id has small letters, digits and hyphens, 32 at the most")
    return line


def parse_master_keys(content: str) -> MasterKeys:
    """Return the keys of a master key file; empty lines and lines that begin with # are left out.

    Raises:
        MasterKeyError: no key, a malformed line, or an id used twice. The message names the line, never its content.
    """
    by_id: dict[str, bytes] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None or found[1] in by_id:
            raise MasterKeyError(
                f"Line {number} of the master key file is not `id:base64` of 32 bytes, or repeats an id."
            )
        try:
            by_id[found[1]] = base64.b64decode(found[2], validate=True)
        except binascii.Error:
            raise MasterKeyError(f"Line {number} of the master key file is not valid base64.") from None
    if not by_id:
        raise MasterKeyError("The master key file holds no key.")
    return MasterKeys(current_id=next(iter(by_id)), by_id=by_id)


@lru_cache(maxsize=4)
def _read(path: str, _modified: int) -> MasterKeys:
    return parse_master_keys(Path(path).read_text(encoding="ascii"))


def master_keys() -> MasterKeys:
    """Return the keys of OMUZ_MASTER_KEY_FILE; the file is read again when it changes.

    Raises:
        MasterKeyError: the file cannot be read or is malformed.
    """
    path = str(settings.OMUZ_MASTER_KEY_FILE)
    try:
        return _read(path, Path(path).stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise MasterKeyError("OMUZ_MASTER_KEY_FILE cannot be read: without it no sealed value opens.") from error
