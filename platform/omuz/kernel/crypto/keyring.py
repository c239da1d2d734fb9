"""The room's data keys, unwrapped and kept in the process for a while.

The room is the entered municipality, or the platform's own ("public"). Every look-up is made under the room's key, so
a process that serves many municipalities never hands out a neighbour's.
"""

import datetime as dt
import threading
import time
import uuid
from collections import OrderedDict
from typing import Final

from django.db import transaction
from django.db.models import Max

from omuz.kernel import context
from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.errors import CannotOpenError, NoDataKeyError
from omuz.kernel.crypto.master import master_keys
from omuz.kernel.models.expressions import RunningTransaction
from omuz.kernel.models.keys import DataKey

#: Two keys a room: holds those of the whole country, some 4 MB.
CACHE_SIZE: Final = 4096
#: How long a process may go on sealing with a key after another process has rotated it.
CURRENT_FOR_SECONDS: Final = 60.0

SEAL: Final = DataKey.Purpose.SEAL
MATCH: Final = DataKey.Purpose.MATCH


class UnwrappedKey:
    """A data key in memory, with the subkeys that have been asked for."""

    __slots__ = ("_key", "_subkeys", "id")

    def __init__(self, key_id: uuid.UUID, key: bytes) -> None:
        self.id = key_id
        self._key = key
        self._subkeys: dict[str, bytes] = {}

    def subkey(self, use: str) -> bytes:
        """Return the key for one use."""
        if use not in self._subkeys:
            self._subkeys[use] = envelope.derive(self._key, use=use)
        return self._subkeys[use]


class _Cache:
    """Unwrapped keys by (room, id), the least recently used leaving first; and each room's current ones."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: OrderedDict[tuple[str, uuid.UUID], UnwrappedKey] = OrderedDict()
        self._current: OrderedDict[tuple[str, str], tuple[uuid.UUID, float]] = OrderedDict()

    def find(self, room: str, key_id: uuid.UUID) -> UnwrappedKey | None:
        with self._lock:
            key = self._keys.get((room, key_id))
            if key is not None:
                self._keys.move_to_end((room, key_id))
            return key

    def find_current(self, room: str, purpose: str) -> UnwrappedKey | None:
        with self._lock:
            key_id, until = self._current.get((room, purpose), (None, 0.0))
        if key_id is None or until < time.monotonic():
            return None
        return self.find(room, key_id)

    def keep(self, room: str, key: UnwrappedKey, *, current_for: str | None = None) -> None:
        with self._lock:
            self._keys[(room, key.id)] = key
            if current_for is not None:
                self._current[(room, current_for)] = (key.id, time.monotonic() + CURRENT_FOR_SECONDS)
            while len(self._keys) > CACHE_SIZE:
                self._keys.popitem(last=False)
            while len(self._current) > CACHE_SIZE:
                self._current.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._keys.clear()
            self._current.clear()


_cache = _Cache()


def forget_keys() -> None:
    """Drop every unwrapped key from this process."""
    _cache.clear()


def current_key(purpose: str) -> UnwrappedKey:
    """Return the room's newest key for `purpose`.

    Raises:
        NoDataKeyError: the room has none yet.
        MasterKeyError: the master key file cannot unwrap it.
    """
    room = context.scope_key()
    cached = _cache.find_current(room, purpose)
    if cached is not None:
        return cached
    row = DataKey.objects.filter(purpose=purpose).annotate(running=RunningTransaction()).order_by("-serial").first()
    if row is None:
        raise NoDataKeyError("This room has no data key: run the provisioning of the municipality again.")
    key = _unwrap(row, room)
    if row.made_in_transaction != row.running:
        _cache.keep(room, key, current_for=purpose)
    return key


def key_by_id(key_id: uuid.UUID) -> UnwrappedKey:
    """Return one of the room's keys, current or not.

    Raises:
        CannotOpenError: the room has no such key.
        MasterKeyError: the master key file cannot unwrap it.
    """
    room = context.scope_key()
    cached = _cache.find(room, key_id)
    if cached is not None:
        return cached
    row = DataKey.objects.filter(pk=key_id).annotate(running=RunningTransaction()).first()
    if row is None:
        raise CannotOpenError("The value was sealed under a key that this room does not have.")
    key = _unwrap(row, room)
    if row.made_in_transaction != row.running:
        _cache.keep(room, key)
    return key


def ensure_data_keys(*, now: dt.datetime) -> None:
    """Give the entered room its first keys where they are missing; safe to run again and side by side."""
    for purpose in (SEAL, MATCH):
        if not DataKey.objects.filter(purpose=purpose).exists():
            row = _new_row(purpose, serial=1, now=now)
            # Two processes may arrive here at once: the constraint on (purpose, serial) keeps the first.
            DataKey.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def rotate(*, now: dt.datetime) -> uuid.UUID:
    """Seal with a new data key from now on and return its id; values sealed under older keys still open.

    Other processes follow within CURRENT_FOR_SECONDS. Tokens and blind indexes do not change: they are compared.
    """
    newest = DataKey.objects.filter(purpose=SEAL).aggregate(serial=Max("serial"))["serial"] or 0
    row = _new_row(SEAL, serial=newest + 1, now=now)
    row.save(force_insert=True)
    forget_keys()
    return row.id


@transaction.atomic
def rewrap() -> int:
    """Wrap the room's data keys with the current master key and return how many were changed.

    After this has run in every room, the older lines of the master key file may go.
    """
    masters, room, changed = master_keys(), context.scope_key(), 0
    for row in DataKey.objects.exclude(master_key_id=masters.current_id).select_for_update():
        row.wrapped = _wrap(_unwrapped_bytes(row, room), row.id, room, masters.current_id)
        row.master_key_id = masters.current_id
        row.save(update_fields=["wrapped", "master_key_id"])
        changed += 1
    return changed


def _new_row(purpose: str, *, serial: int, now: dt.datetime) -> DataKey:
    master_key_id = master_keys().current_id
    row = DataKey(purpose=purpose, serial=serial, master_key_id=master_key_id, created_at=now)
    row.wrapped = _wrap(envelope.new_key(), row.id, context.scope_key(), master_key_id)
    return row


def _wrap(key: bytes, key_id: uuid.UUID, room: str, master_key_id: str) -> bytes:
    wrapping = envelope.derive(master_keys().get(master_key_id), use="wrap")
    return envelope.seal(wrapping, key, key_id=key_id, context=_wrap_context(room, key_id))


def _unwrapped_bytes(row: DataKey, room: str) -> bytes:
    wrapping = envelope.derive(master_keys().get(row.master_key_id), use="wrap")
    return envelope.open_sealed(wrapping, bytes(row.wrapped), context=_wrap_context(room, row.id))


def _unwrap(row: DataKey, room: str) -> UnwrappedKey:
    return UnwrappedKey(row.id, _unwrapped_bytes(row, room))


def _wrap_context(room: str, key_id: uuid.UUID) -> bytes:
    return envelope.context_of(room, field="kernel.datakey", row_id=key_id)
