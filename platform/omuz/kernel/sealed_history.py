"""How the kernel's own tables are carried into a copy: keys of persons, and what the history keeps beside events."""

import hashlib
import uuid
from typing import Final

from omuz.kernel.audit.recording import DETAIL_FIELD
from omuz.kernel.crypto import envelope
from omuz.kernel.crypto.persons import WRAP_FIELD
from omuz.kernel.crypto.room_keys import FILES
from omuz.kernel.models.audit import AuditDetail
from omuz.kernel.models.keys import DataKey, PersonKey
from omuz.kernel.sealed_columns import (
    CustomColumn,
    Opened,
    PlainColumn,
    Rekeying,
    Row,
    SealedColumnError,
    Sealing,
    carry,
    declare,
    from_bytea,
    text_of,
    to_bytea,
)

_NO_ORIGIN: Final = "this archive is older than copies of histories: restore it in place, then back it up again"


def declare_kernel_tables() -> None:
    """Tell the registry of sealed columns about the kernel's tables; called when the kernel is ready."""
    declare(DataKey, Sealing(PlainColumn("wrapped", "wrapped under the master key; a copy is given keys of its own")))
    declare(PersonKey, Sealing(CustomColumn("wrapped", _carry_person_key)))
    declare(AuditDetail, Sealing(CustomColumn("sealed", _carry_detail)))


def _carry_person_key(row: Row, opened: Opened, between: Rekeying) -> str | None:
    """Give the person a new random key in the copy and remember both; a destroyed one stays empty."""
    blob, person = from_bytea(row["wrapped"]), text_of(row, "person_id")
    if not blob:
        return row["wrapped"]
    old, new = between.source.open(blob, use=FILES, field=WRAP_FIELD, row_id=person), envelope.new_key()
    between.persons[uuid.UUID(text_of(row, "id"))] = (old, new)
    return to_bytea(between.target.seal(new, use=FILES, field=WRAP_FIELD, row_id=person))


def _carry_detail(row: Row, opened: Opened, between: Rekeying) -> str | None:
    """Seal a detail anew and keep the digest that the chain knows; what a destroyed key sealed stays as it is."""
    blob, event = from_bytea(row["sealed"]), text_of(row, "event_id")
    key_id = envelope.key_id_of(blob)
    if between.source.has(key_id):
        sealed, plain = carry(blob, between, use=FILES, field=DETAIL_FIELD, row_id=event)
    elif key_id in between.persons:
        old, new = between.persons[key_id]
        place = envelope.context_of(between.source.room, field=DETAIL_FIELD, row_id=event)
        plain = envelope.open_sealed(old, blob, context=place)
        there = envelope.context_of(between.target.room, field=DETAIL_FIELD, row_id=event)
        sealed = envelope.seal(new, plain, key_id=key_id, context=there)
    else:
        return row["sealed"]
    if "origin_digest" not in row:
        raise SealedColumnError(_NO_ORIGIN)
    row["origin_digest"] = row["origin_digest"] or hashlib.sha256(blob).hexdigest()
    opened["sealed"] = plain
    return to_bytea(sealed)
