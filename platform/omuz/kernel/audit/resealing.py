"""The history of a copy: the first municipality's chain as it was, and one more event that vouches for what changed.

A municipality restored under another key keeps every event and every seal byte for byte, so its chain ends in the
very digests that were anchored for the first one: that is the proof of its origin. Only the values kept beside the
events have to be sealed anew. Each of them keeps the digest that its event knows (`origin_digest`), and one event,
chained like any other and signed with the installation's key, holds the SHA-256 over all of them as they stand now.
"""

import datetime as dt
import hashlib
import re
import uuid
from typing import Final

from omuz.kernel.crypto import signing
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditDetail, AuditEvent

RESEALED: Final = "history.resealed"
_SAID: Final = re.compile(r"sha256=([0-9a-f]{64}) values=(\d+) (.*) signed=([0-9a-f]{128})\Z")


def is_resealing_intact(using: str | None = None) -> bool:
    """Return whether the values that were sealed anew are those that the copy's event vouches for; True where none."""
    digest, count = _resealed_digest(using)
    event = AuditEvent.objects.using(using).filter(action=RESEALED, actor_kind="system").order_by("at", "id").last()
    if event is None:
        return count == 0
    said = _SAID.match(event.reason)
    if said is None or (said[1], int(said[2])) != (digest, count):
        return False
    message = _message(event.subject_id, digest, count, said[3])
    return any(signing.is_signed(message, bytes.fromhex(said[4]), by=key) for key in signing.own_public_keys())


def resealed_event(*, municipality_id: uuid.UUID, origin: str, now: dt.datetime, using: str) -> AuditEvent:
    """Return the event, not stored, that vouches for the values as they stand now in the schema on `using`'s path.

    `origin` says in a few words of one line where the copy comes from (archive's digest, first municipality's key).
    """
    digest, count = _resealed_digest(using)
    signature = signing.sign(_message(municipality_id, digest, count, origin)).hex()
    return AuditEvent(
        at=now,
        actor_id=new_id(),
        actor_kind=AuditEvent.ActorKind.SYSTEM,
        actor_label="archives",
        action=RESEALED,
        subject_type="tenants.municipality",
        subject_id=municipality_id,
        reason=f"sha256={digest} values={count} {origin} signed={signature}",
    )


def _message(municipality_id: uuid.UUID, digest: str, count: int, origin: str) -> bytes:
    return f"omuz resealed history|{municipality_id}|{digest}|{count}|{origin}".encode()


def _resealed_digest(using: str | None) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    rows = AuditDetail.objects.using(using).exclude(origin_digest="").order_by("event_id")
    for event_id, origin, sealed in rows.values_list("event_id", "origin_digest", "sealed").iterator(chunk_size=1000):
        now = hashlib.sha256(bytes(sealed)).hexdigest()
        digest.update(f"{event_id} {origin} {now}\n".encode("ascii"))
        count += 1
    return digest.hexdigest(), count
