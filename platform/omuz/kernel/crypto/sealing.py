"""Sealing the room's values, and naming them without showing them."""

import base64
import hmac
import uuid

from omuz.kernel import context
from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.keyring import MATCH, SEAL, current_key, key_by_id

_TEXT, _BYTES = "fields", "files"
_TOKEN, _BLIND_INDEX = "tokens", "blind-index"
#: What PostgreSQL's drivers give for a bytea column.
Blob = bytes | bytearray | memoryview


def seal_text(plain: str, *, field: str, row_id: uuid.UUID | str) -> bytes:
    """Return `plain` sealed for one field of one row of the entered municipality.

    `field` is a dotted name that never changes ("people.identity.value"): the value opens under the same name only.

    Raises:
        NoDataKeyError: the room has no key yet.
        MasterKeyError: the master key file is missing or lacks the key.
    """
    return _seal(plain.encode(), use=_TEXT, field=field, row_id=row_id)


def open_text(blob: Blob, *, field: str, row_id: uuid.UUID | str) -> str:
    """Return the text that `seal_text` sealed for this field and row.

    Raises:
        CannotOpenError: damaged, or moved here from another field, row or municipality.
        MasterKeyError: the master key file is missing or lacks the key.
    """
    return _open(blob, use=_TEXT, field=field, row_id=row_id).decode()


def seal_bytes(plain: bytes, *, field: str, row_id: uuid.UUID | str) -> bytes:
    """Return `plain` (a file's content, say) sealed for one field of one row; errors as `seal_text`."""
    return _seal(plain, use=_BYTES, field=field, row_id=row_id)


def open_bytes(blob: Blob, *, field: str, row_id: uuid.UUID | str) -> bytes:
    """Return the bytes that `seal_bytes` sealed for this field and row; errors as `open_text`."""
    return _open(blob, use=_BYTES, field=field, row_id=row_id)


def token(value: str, *, field: str) -> str:
    """Return what stands in the database for a coded special-category value: 43 characters, equal for equal values.

    SQL groups and filters by it. It differs between municipalities and between fields. Its frequency shows: whoever
    holds the database without keys can guess the common codes of a short list.
    """
    return _keyed_hash(value, use=_TOKEN, field=field)


def blind_index(value: str, *, field: str) -> str:
    """Return a keyed hash that finds and makes unique a complete value (an identity number): 43 characters."""
    return _keyed_hash(value, use=_BLIND_INDEX, field=field)


def _seal(plain: bytes, *, use: str, field: str, row_id: uuid.UUID | str) -> bytes:
    key = current_key(SEAL)
    place = envelope.context_of(context.scope_key(), field=field, row_id=row_id)
    return envelope.seal(key.subkey(use), plain, key_id=key.id, context=place)


def _open(blob: Blob, *, use: str, field: str, row_id: uuid.UUID | str) -> bytes:
    content = bytes(blob)
    key = key_by_id(envelope.key_id_of(content))
    place = envelope.context_of(context.scope_key(), field=field, row_id=row_id)
    return envelope.open_sealed(key.subkey(use), content, context=place)


def _keyed_hash(value: str, *, use: str, field: str) -> str:
    place = envelope.context_of(context.scope_key(), field=field, row_id="*")
    digest = hmac.digest(current_key(MATCH).subkey(use), place + b"\0" + value.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
