"""A room's data keys in hand, without entering the room: what an archive of it is opened and sealed with.

Inside a municipality the keyring finds the keys by the entered room (`omuz.kernel.crypto.sealing`). An archive may be
of a municipality that does not exist any more, and a copy needs two rooms' keys side by side; both are values here.
"""

import base64
import dataclasses
import datetime as dt
import hmac
import uuid
from collections.abc import Iterable
from typing import Final, Self

from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.errors import CannotOpenError, NoDataKeyError
from omuz.kernel.crypto.master import master_keys

FIELDS: Final = "fields"
FILES: Final = "files"
TOKENS: Final = "tokens"
BLIND_INDEX: Final = "blind-index"
SEAL: Final = "seal"
MATCH: Final = "match"


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class PlainKey:
    """One data key, unwrapped. It is never printed."""

    id: uuid.UUID
    purpose: str
    serial: int
    key: bytes


@dataclasses.dataclass(frozen=True, slots=True)
class WrappedKey:
    """One row of kernel_datakey."""

    id: uuid.UUID
    purpose: str
    serial: int
    master_key_id: str
    wrapped: bytes
    created_at: dt.datetime


class RoomKeys:
    """The keys of the room called `room` (a municipality's key)."""

    def __init__(self, room: str, keys: Iterable[PlainKey]) -> None:
        self.room = room
        self._keys = {key.id: key for key in keys}
        self._subkeys: dict[tuple[uuid.UUID, str], bytes] = {}

    @classmethod
    def unwrapped(cls, room: str, rows: Iterable[WrappedKey]) -> Self:
        """Return the keys of rows that this installation's master key has wrapped.

        Raises:
            MasterKeyError: the master key file lacks the key that wrapped them.
            CannotOpenError: they belong to another room.
        """
        return cls(room, [PlainKey(row.id, row.purpose, row.serial, _unwrap(room, row)) for row in rows])

    @classmethod
    def new(cls, room: str) -> Self:
        """Return the first keys of a new room: random ones."""
        return cls(room, [PlainKey(uuid.uuid4(), purpose, 1, envelope.new_key()) for purpose in (SEAL, MATCH)])

    def plain_keys(self) -> list[PlainKey]:
        """Return the keys themselves, for an archive that moves to another installation; never for a log."""
        return sorted(self._keys.values(), key=lambda key: (key.purpose, key.serial))

    def wrapped(self, *, now: dt.datetime) -> list[WrappedKey]:
        """Return the keys wrapped with the current master key, as rows of kernel_datakey."""
        masters = master_keys()
        wrapping = envelope.derive(masters.get(masters.current_id), use="wrap")
        return [
            WrappedKey(
                key.id,
                key.purpose,
                key.serial,
                masters.current_id,
                envelope.seal(wrapping, key.key, key_id=key.id, context=_place(self.room, key.id)),
                now,
            )
            for key in self.plain_keys()
        ]

    def has(self, key_id: uuid.UUID) -> bool:
        """Return whether the room has the data key."""
        return key_id in self._keys

    def open(self, blob: bytes, *, use: str, field: str, row_id: uuid.UUID | str) -> bytes:
        """Return what was sealed in this room for the field and row.

        Raises:
            CannotOpenError: damaged, or from another place, or under a key that the room does not have.
        """
        key_id = envelope.key_id_of(blob)
        if key_id not in self._keys:
            raise CannotOpenError("The value was sealed under a key that this room does not have.")
        place = envelope.context_of(self.room, field=field, row_id=row_id)
        return envelope.open_sealed(self._subkey(key_id, use), blob, context=place)

    def seal(self, plain: bytes, *, use: str, field: str, row_id: uuid.UUID | str) -> bytes:
        """Return `plain` sealed with the newest key. Equal values at one place give equal blobs.

        The nonce is derived from place and value: what stands twice in an archive (a hidden address and the journal of
        a merge that compares with it) is equal in the copy too.
        """
        key = self._newest(SEAL)
        place = envelope.context_of(self.room, field=field, row_id=row_id)
        subkey = self._subkey(key.id, use)
        nonce = hmac.digest(self._subkey(key.id, f"{use}-nonce"), place + b"\0" + plain, "sha256")
        return envelope.seal(subkey, plain, key_id=key.id, context=place, nonce=nonce[: envelope.NONCE_BYTES])

    def token(self, value: str, *, field: str) -> str:
        """Return the room's token of a value, as `omuz.kernel.crypto.token` makes it inside."""
        return self._keyed(value, use=TOKENS, field=field)

    def blind_index(self, value: str, *, field: str) -> str:
        """Return the room's keyed hash of a value, as `omuz.kernel.crypto.blind_index` makes it inside."""
        return self._keyed(value, use=BLIND_INDEX, field=field)

    def _keyed(self, value: str, *, use: str, field: str) -> str:
        place = envelope.context_of(self.room, field=field, row_id="*")
        digest = hmac.digest(self._subkey(self._newest(MATCH).id, use), place + b"\0" + value.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

    def _newest(self, purpose: str) -> PlainKey:
        held = [key for key in self._keys.values() if key.purpose == purpose]
        if not held:
            raise NoDataKeyError("This room has no data key.")
        return max(held, key=lambda key: key.serial)

    def _subkey(self, key_id: uuid.UUID, use: str) -> bytes:
        if (key_id, use) not in self._subkeys:
            self._subkeys[key_id, use] = envelope.derive(self._keys[key_id].key, use=use)
        return self._subkeys[key_id, use]


def _unwrap(room: str, row: WrappedKey) -> bytes:
    wrapping = envelope.derive(master_keys().get(row.master_key_id), use="wrap")
    return envelope.open_sealed(wrapping, row.wrapped, context=_place(room, row.id))


def _place(room: str, key_id: uuid.UUID) -> bytes:
    return envelope.context_of(room, field="kernel.datakey", row_id=key_id)
