"""A request sent twice is done once: the second gets the first one's answer.

The record is written in the view's transaction. A request that was refused leaves none, so it may be corrected and sent
again under the same key; two at the same moment wait for each other at the unique constraint.
"""

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from typing import Final

from omuz.kernel.crypto import blind_index, open_bytes, seal_bytes
from omuz.kernel.errors import Conflict, DomainError
from omuz.kernel.models.requests import IdempotencyRecord

KEEP_FOR: Final = dt.timedelta(hours=24)
_KEY: Final = re.compile(r"[!-~]{1,128}")
_HASH_FIELD: Final = "kernel.idempotencyrecord.request_hash"
_BODY_FIELD: Final = "kernel.idempotencyrecord.body"


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was given before."""

    status: int
    headers: dict[str, str]
    body: bytes


def request_hash(method: str, path: str, body: bytes) -> str:
    """Return what tells two requests apart under one key."""
    return hashlib.sha256(b"\0".join([method.encode(), path.encode(), body])).hexdigest()


def begin(*, scope: str, key: str, request_hash: str, now: dt.datetime) -> Answer | None:
    """Reserve `key` for a request and return None, or return the answer that was given to it before.

    `scope` names user and route, so that a key means nothing elsewhere.

    Raises:
        DomainError: 400, a malformed key.
        Conflict: 422, the key was used for another request; 409, the first one is still running.
    """
    if not _KEY.fullmatch(key):
        raise DomainError("bad_idempotency_key", "İsteğin tekrar anahtarı geçersiz.", status=400)
    # Keyed: a plain hash of a short body is as good as the body to whoever holds the database without keys.
    request_hash = blind_index(request_hash, field=_HASH_FIELD)
    mine = IdempotencyRecord(scope=scope, key=key, request_hash=request_hash, created_at=now)
    IdempotencyRecord.objects.bulk_create([mine], ignore_conflicts=True)
    stored = IdempotencyRecord.objects.get(scope=scope, key=key)
    if stored.id == mine.id:
        return None
    if stored.request_hash != request_hash:
        raise Conflict(
            "idempotency_key_reused",
            "Aynı tekrar anahtarı başka bir istek için kullanılmış.",
            remedy="Sayfayı yenileyip yeniden deneyin.",
            status=422,
        )
    if stored.status is None:
        raise Conflict("request_in_progress", "Bu istek şu anda işleniyor.", remedy="Birkaç saniye bekleyin.")
    body = open_bytes(stored.body, field=_BODY_FIELD, row_id=stored.id)
    return Answer(status=stored.status, headers=dict(stored.headers), body=body)


def finish(*, scope: str, key: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Keep the answer to the request that `begin` reserved; `headers` are those worth repeating (ETag, Location)."""
    record = IdempotencyRecord.objects.get(scope=scope, key=key)
    record.status, record.headers = status, dict(headers)
    record.body = seal_bytes(body, field=_BODY_FIELD, row_id=record.id)
    record.save(update_fields=["status", "headers", "body"])


def release(*, scope: str, key: str) -> None:
    """Give up the reservation of a request that was refused, so that it may be corrected and sent again."""
    IdempotencyRecord.objects.filter(scope=scope, key=key, status__isnull=True).delete()


def forget_old(*, now: dt.datetime) -> int:
    """Delete records older than KEEP_FOR and return how many."""
    return IdempotencyRecord.objects.filter(created_at__lt=now - KEEP_FOR).delete()[0]
