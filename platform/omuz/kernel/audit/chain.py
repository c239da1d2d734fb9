"""Sealing the history: a background job chains events that nobody can join any more.

Writers take no lock for it. Every event carries the number of the transaction that wrote it (a trigger sets it). A seal
covers the transactions below the oldest one still running in this database, where no row can appear later, however
late a neighbour commits; the next seal begins where this one ended.

Transaction numbers belong to one database cluster. After a restore into another they start anew, so the trigger also
writes the cluster's identity (`era`): what an older era left unsealed is sealed first, whole.
"""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from functools import partial
from typing import Final

from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet

from omuz.kernel import context
from omuz.kernel.audit.anchors import append_anchors, read_anchors
from omuz.kernel.audit.resealing import is_resealing_intact
from omuz.kernel.models.audit import AuditDetail, AuditEvent, AuditSeal

GENESIS: Final = "0" * 64
SEAL_SIZE: Final = 5000
_PAGE: Final = 1000
_COLUMNS: Final = (
    "id", "at", "actor_id", "actor_kind", "actor_label", "acting_for", "action", "subject_type", "subject_id",
    "person_id", "reason", "channel", "request_id", "ip", "agent", "detail_digest", "transaction_id", "era",
)  # fmt: skip

# A transaction holds a lock on its own number, and its process belongs to one database for life: those seen in other
# databases cannot write here. What cannot be placed (prepared, just ended) counts as running here.
_OLDEST_RUNNING: Final = """
    WITH running AS (
        SELECT pg_snapshot_xip(pg_current_snapshot())::text::bigint AS number
        UNION ALL
        SELECT pg_current_xact_id_if_assigned()::text::bigint
    ), elsewhere AS (
        SELECT held.transactionid::text::bigint AS low_half
        FROM pg_locks AS held JOIN pg_stat_activity AS process ON process.pid = held.pid
        WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
        AND process.datname <> current_database()
    )
    SELECT (SELECT system_identifier FROM pg_control_system()), coalesce(
        min(number) FILTER (WHERE number & 4294967295 NOT IN (SELECT low_half FROM elsewhere)),
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    )
    FROM running
"""


@dataclasses.dataclass(frozen=True, slots=True)
class ChainBreak:
    """The first place at which the history is not what was sealed."""

    sequence: int
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class _Range:
    era: int
    lower: int
    upper: int

    def events(self) -> QuerySet[AuditEvent]:
        """Return the events of the range in the order in which they are hashed."""
        inside = AuditEvent.objects.filter(era=self.era, transaction_id__gte=self.lower, transaction_id__lt=self.upper)
        return inside.order_by("transaction_id", "id")


@transaction.atomic
def seal_pending(*, now: dt.datetime, size: int = SEAL_SIZE) -> int:
    """Chain the next events, about `size` of them, in the entered room and return how many; 0 when all are sealed.

    Returns 0 as well while another process is sealing. Call it again until nothing is left.
    """
    room = context.scope_key()
    if not _try_lock(room):
        return 0
    _anchor_what_a_crash_left_out(room)
    head = AuditSeal.objects.order_by("-sequence").first()
    for pending in _pending_ranges(head):
        cut = _cut(pending, size)
        if cut is not None:
            seal = _seal(cut, head, now)
            transaction.on_commit(partial(append_anchors, room, [seal]))
            return seal.count
    return 0


def verify_chain() -> ChainBreak | None:
    """Return the first break in the entered room's chain, or None when all sealed events stand as they were sealed."""
    broken = _first_broken_link()
    if broken is None and not is_resealing_intact():
        return ChainBreak(0, "values that a copy sealed anew are not those that it vouched for")
    return broken


def _first_broken_link() -> ChainBreak | None:
    anchors = read_anchors(context.scope_key())
    previous, expected, upper_of_era = GENESIS, 1, dict[int, int]()
    for seal in AuditSeal.objects.order_by("sequence").iterator():
        if seal.sequence != expected or seal.previous != previous:
            return ChainBreak(expected, "a seal is missing or does not follow the one before")
        if seal.lower != upper_of_era.get(seal.era, 0):
            return ChainBreak(expected, "the seal does not begin where the one before it ended")
        if anchors.get(expected, seal.digest) != seal.digest:
            return ChainBreak(expected, "the seal is not the one that was anchored outside the database")
        reason = _what_was_changed(seal)
        if reason:
            return ChainBreak(expected, reason)
        previous, expected = seal.digest, expected + 1
        upper_of_era[seal.era] = seal.upper
    if max(anchors, default=0) >= expected:
        return ChainBreak(expected, "seals were anchored outside the database that are no longer in it")
    return None


def _what_was_changed(seal: AuditSeal) -> str:
    covered = _Range(seal.era, seal.lower, seal.upper)
    if _digest(covered, seal) != (seal.count, seal.digest):
        return "events were added, removed or changed after sealing"
    damaged = _first_damaged_detail(covered)
    return f"the values kept beside event {damaged} were changed or removed" if damaged else ""


def _try_lock(room: str) -> bool:
    # Only sealers take this lock; it ends with the transaction.
    number = int.from_bytes(hashlib.sha256(f"omuz.audit.seal|{room}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def _pending_ranges(head: AuditSeal | None) -> Iterator[_Range]:
    """Yield what may be sealed: leftovers of older eras, then this era up to the oldest running transaction."""
    era, oldest_running = _cluster()
    if head is None or head.era != era:
        rows = AuditEvent.objects.exclude(era=era).values_list("era").annotate(last=Max("transaction_id"))
        for older, last in rows.order_by("era"):
            yield _Range(older, _sealed_up_to(older), last + 1)
    yield _Range(era, _sealed_up_to(era), oldest_running)


def _cluster() -> tuple[int, int]:
    """Return the cluster's identity and the oldest transaction that may still write here.

    Asked before the events are read: a later statement sees at least what this bound promises.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_RUNNING)
        era, oldest_running = cursor.fetchone()
    return era, oldest_running


def _sealed_up_to(era: int) -> int:
    last = AuditSeal.objects.filter(era=era).order_by("-sequence").first()
    return last.upper if last is not None else 0


def _cut(pending: _Range, size: int) -> _Range | None:
    """Return the beginning of the range with about `size` events, never part of a transaction; None when empty."""
    numbers = pending.events().values_list("transaction_id", flat=True)
    first = numbers.first()
    if first is None:
        return None
    beyond = next(iter(numbers[size : size + 1]), None)
    if beyond is None:
        return pending
    return dataclasses.replace(pending, upper=max(beyond, first + 1))


def _seal(cut: _Range, head: AuditSeal | None, now: dt.datetime) -> AuditSeal:
    seal = AuditSeal(
        sequence=head.sequence + 1 if head is not None else 1,
        sealed_at=now,
        era=cut.era,
        lower=cut.lower,
        upper=cut.upper,
        previous=head.digest if head is not None else GENESIS,
    )
    seal.count, seal.digest = _digest(cut, seal)
    seal.save(force_insert=True)
    return seal


def _digest(covered: _Range, seal: AuditSeal) -> tuple[int, str]:
    """Return the number of events in the range and the digest of the link."""
    head = [seal.sequence, seal.previous, _text(seal.sealed_at), seal.era, seal.lower, seal.upper]
    digest, count = hashlib.sha256(json.dumps(head).encode("ascii")), 0
    for page in _pages(covered):
        for event in page:
            values = [_text(getattr(event, column)) for column in _COLUMNS]
            digest.update(b"\n" + json.dumps(values, separators=(",", ":")).encode("ascii"))
        count += len(page)
    return count, digest.hexdigest()


def _text(value: object) -> str | None:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return None if value is None else str(value)


def _pages(covered: _Range) -> Iterator[list[AuditEvent]]:
    """Yield the events page by page: a seal over an import of 20,000 rows keeps memory flat."""
    after = Q()
    while page := list(covered.events().filter(after)[:_PAGE]):
        yield page
        last = page[-1]
        after = Q(transaction_id__gt=last.transaction_id) | Q(transaction_id=last.transaction_id, id__gt=last.id)


def _first_damaged_detail(covered: _Range) -> str | None:
    for page in _pages(covered):
        expected = {event.id: event.detail_digest for event in page if event.detail_digest}
        rows = AuditDetail.objects.filter(event_id__in=expected)
        details = {row.event_id: row.origin_digest or hashlib.sha256(bytes(row.sealed)).hexdigest() for row in rows}
        for event_id, digest in expected.items():
            if details.get(event_id) != digest:
                return str(event_id)
    return None


def _anchor_what_a_crash_left_out(room: str) -> None:
    known = max(read_anchors(room), default=0)
    missing = list(AuditSeal.objects.filter(sequence__gt=known).order_by("sequence"))
    if missing:
        append_anchors(room, missing)
