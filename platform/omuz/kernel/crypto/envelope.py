"""Sealing with one key: AES-256-GCM, and keys derived from keys. Pure: no database, no settings.

    blob = version (1 byte) | key id (16) | nonce (12) | ciphertext and tag
    what is authenticated with it = "omuz1|<municipality key>|<field>|<row>"

A value copied to another row, field or municipality therefore does not open there.
"""

import os
import re
import uuid
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from omuz.kernel.crypto.errors import CannotOpenError

VERSION: Final = b"\x01"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
_HEAD_BYTES: Final = 1 + 16
_TAG_BYTES: Final = 16
_FIELD: Final = re.compile(r"[a-z][a-z0-9_.]{0,79}")


def new_key() -> bytes:
    """Return 32 bytes from the operating system."""
    return os.urandom(KEY_BYTES)


def derive(key: bytes, *, use: str) -> bytes:
    """Return the subkey of `key` for one use (HKDF-SHA256): uses never share a key."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"omuz1|{use}".encode()).derive(key)


def context_of(municipality_key: str, *, field: str, row_id: uuid.UUID | str) -> bytes:
    """Return the place that a value is bound to.

    Raises:
        ValueError: `field` is not a lower-case dotted name, or `row_id` is empty.
    """
    if not _FIELD.fullmatch(field) or not str(row_id):
        raise ValueError("a sealed value needs a field name like people.identity.value and a row")
    return f"omuz1|{municipality_key}|{field}|{row_id}".encode()


def seal(key: bytes, plain: bytes, *, key_id: uuid.UUID, context: bytes, nonce: bytes = b"") -> bytes:
    """Return the blob of `plain` under `key`.

    `nonce` is for one who derives it from key, context and value; everybody else leaves it to chance.
    """
    nonce = nonce or os.urandom(NONCE_BYTES)
    head = VERSION + key_id.bytes
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head + context)


def key_id_of(blob: bytes) -> uuid.UUID:
    """Return the id of the key that sealed `blob`.

    Raises:
        CannotOpenError: not a blob of this version.
    """
    if len(blob) < _HEAD_BYTES + NONCE_BYTES + _TAG_BYTES or blob[:1] != VERSION:
        raise CannotOpenError("This is not a sealed value of a known version.")
    return uuid.UUID(bytes=blob[1:_HEAD_BYTES])


def open_sealed(key: bytes, blob: bytes, *, context: bytes) -> bytes:
    """Return the plain bytes of `blob`.

    Raises:
        CannotOpenError: damaged, another key, or not from this place.
    """
    key_id_of(blob)
    head, rest = blob[:_HEAD_BYTES], blob[_HEAD_BYTES:]
    try:
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], head + context)
    except InvalidTag:
        raise CannotOpenError("The sealed value does not open here: damaged, or moved from another place.") from None
