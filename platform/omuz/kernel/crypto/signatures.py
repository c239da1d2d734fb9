"""Marks under the master key: who holds only the broker or the database cannot make one.

mark = <id of the master key>:<HMAC-SHA256 in hexadecimal>
"""

import hashlib
import hmac
from functools import lru_cache

from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.errors import MasterKeyError
from omuz.kernel.crypto.master import master_keys


def sign(message: bytes, *, use: str) -> str:
    """Return the mark of `message` for one use.

    Raises:
        MasterKeyError: the master key file is missing.
    """
    masters = master_keys()
    return f"{masters.current_id}:{_mark(masters.get(masters.current_id), message, use)}"


def is_signed(message: bytes, mark: str, *, use: str) -> bool:
    """Return whether `mark` was made by `sign` for this very message and use, by any key that the file still holds.

    Raises:
        MasterKeyError: the master key file is missing.
    """
    master_id, _, given = mark.partition(":")
    masters = master_keys()
    try:
        expected = _mark(masters.get(master_id), message, use)
    except MasterKeyError:
        return False
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace"))


def _mark(master: bytes, message: bytes, use: str) -> str:
    return hmac.new(_key(master, use), message, hashlib.sha256).hexdigest()


@lru_cache(maxsize=16)
def _key(master: bytes, use: str) -> bytes:
    return envelope.derive(master, use=f"mark.{use}")
