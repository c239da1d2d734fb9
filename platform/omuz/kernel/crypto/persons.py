"""One key a person for what the history knows of them: destroying it is how a history that may not change forgets."""

import datetime as dt
import uuid
from collections.abc import Iterable

from omuz.kernel import context
from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.errors import PersonKeyDestroyedError
from omuz.kernel.crypto.sealing import Blob, open_bytes, seal_bytes
from omuz.kernel.models.keys import PersonKey

WRAP_FIELD = "kernel.personkey"


class PersonSealer:
    """Seals and opens under the keys of some people; unwrapped keys live no longer than this object."""

    def __init__(self, keys: dict[uuid.UUID, PersonKey]) -> None:
        self._keys = keys

    def seal(self, plain: bytes, *, person_id: uuid.UUID, field: str, row_id: uuid.UUID | str) -> bytes:
        """Return `plain` sealed under the person's key.

        Raises:
            PersonKeyDestroyedError: the person has been disposed of.
        """
        row = self._keys[person_id]
        place = envelope.context_of(context.scope_key(), field=field, row_id=row_id)
        return envelope.seal(_unwrapped(row), plain, key_id=row.id, context=place)

    def open(self, blob: Blob, *, person_id: uuid.UUID, field: str, row_id: uuid.UUID | str) -> bytes:
        """Return what was sealed.

        Raises:
            PersonKeyDestroyedError: the key is gone, and the value with it.
            CannotOpenError: damaged, or moved from another place.
        """
        place = envelope.context_of(context.scope_key(), field=field, row_id=row_id)
        return envelope.open_sealed(_unwrapped(self._keys[person_id]), bytes(blob), context=place)


def sealer_for(person_ids: Iterable[uuid.UUID], *, now: dt.datetime) -> PersonSealer:
    """Return a sealer for these people, making the keys that are missing: two or three statements for any number."""
    wanted = set(person_ids)
    known = _rows(wanted)
    missing = wanted - known.keys()
    if missing:
        PersonKey.objects.bulk_create([_new_row(person_id, now) for person_id in missing], ignore_conflicts=True)
        known |= _rows(missing)
    return PersonSealer(known)


def opener_for(person_ids: Iterable[uuid.UUID]) -> PersonSealer:
    """Return a sealer that opens what these people's keys have sealed; it makes no key."""
    return PersonSealer(_rows(set(person_ids)))


def destroy_person_key(person_id: uuid.UUID, *, now: dt.datetime) -> bool:
    """Destroy the person's key for good; True when there was one. What it sealed can never be read again.

    Copies live on in write-ahead logs and backups until those expire: docs/keys-and-history.md.
    """
    alive = PersonKey.objects.filter(person_id=person_id, destroyed_at__isnull=True)
    return alive.update(wrapped=b"", destroyed_at=now) > 0


def _rows(person_ids: set[uuid.UUID]) -> dict[uuid.UUID, PersonKey]:
    return {row.person_id: row for row in PersonKey.objects.filter(person_id__in=person_ids)}


def _new_row(person_id: uuid.UUID, now: dt.datetime) -> PersonKey:
    wrapped = seal_bytes(envelope.new_key(), field=WRAP_FIELD, row_id=person_id)
    return PersonKey(person_id=person_id, wrapped=wrapped, created_at=now)


def _unwrapped(row: PersonKey) -> bytes:
    if row.destroyed_at is not None:
        raise PersonKeyDestroyedError("The person's key has been destroyed; this part of the history is unreadable.")
    return open_bytes(row.wrapped, field=WRAP_FIELD, row_id=row.person_id)
