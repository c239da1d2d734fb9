"""Reading the pointers: claimed for a while, by room, then removed or put off. For the platform's own room.

A claim is a lease: whoever is killed while holding one leaves pointers that are due again when it ends. Claims skip
rows that a neighbour is claiming, so any number of relays may run.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db import connection

from omuz.kernel.context import PUBLIC_KEY, Municipality
from tenants import scope
from tenants.enums import MunicipalityState
from tenants.flow.tables import HISTORY
from tenants.models import Municipality as Registered

BATCH: Final = 500
LEASE: Final = dt.timedelta(seconds=60)

_CLAIM: Final = """
    WITH due AS (
        SELECT id FROM relay.pointer WHERE due_at <= now() AND (topic = %(history)s) = %(of_history)s
        ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    )
    UPDATE relay.pointer AS p SET due_at = now() + %(lease)s FROM due WHERE p.id = due.id
    RETURNING p.room, p.id, p.object_id
"""
# `now` of a later transaction: the lease runs from when it was taken.
_PUT_OFF: Final = "UPDATE relay.pointer SET due_at = coalesce(%s, timestamptz 'infinity') WHERE id = ANY(%s)"
_REMOVE: Final = "DELETE FROM relay.pointer WHERE id = ANY(%s)"
_LAG: Final = """
    SELECT room, count(*) FILTER (WHERE isfinite(due_at)), min(noted_at) FILTER (WHERE isfinite(due_at)),
           count(*) FILTER (WHERE NOT isfinite(due_at))
    FROM relay.pointer WHERE topic <> %s GROUP BY room ORDER BY room
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Claimed:
    """The pointers of one room that this process works on: object by id of the pointer (none in the history's)."""

    room: str
    objects: Mapping[int, uuid.UUID | None]

    @property
    def ids(self) -> list[int]:
        """Return the ids of the pointers."""
        return list(self.objects)


@dataclasses.dataclass(frozen=True, slots=True)
class RoomLag:
    """What waits in one room's outbox: how much, since when, and what was given up."""

    room: str
    waiting: int
    oldest: dt.datetime | None
    dead: int


def claim(*, history: bool, limit: int = BATCH) -> list[Claimed]:
    """Return pointers that are due, by room, and keep them from others for `LEASE`."""
    values = {"history": HISTORY, "of_history": history, "limit": limit, "lease": LEASE}
    rooms: dict[str, dict[int, uuid.UUID | None]] = {}
    with scope.enter(None):
        for room, pointer, object_id in _all(_CLAIM, values):
            rooms.setdefault(room, {})[pointer] = object_id
    return [Claimed(room, objects) for room, objects in rooms.items()]


def remove(ids: Collection[int]) -> None:
    """Remove pointers: what they pointed to is done, or was never there."""
    if ids:
        _run(_REMOVE, [list(ids)])


def put_off(ids: Collection[int], *, until: dt.datetime | None) -> None:
    """Let pointers wait: until then, or (None) until an operator has looked."""
    if ids:
        _run(_PUT_OFF, [until, list(ids)])


def wake(room: str) -> int:
    """Let every pointer of a room be due now and return how many: it is active again, or its dead letters live."""
    return _run("UPDATE relay.pointer SET due_at = now() WHERE room = %s", [room])


def outbox_lag() -> list[RoomLag]:
    """Return what waits in the outboxes of all rooms that have something waiting; one statement, no room is entered."""
    with scope.enter(None):
        return [RoomLag(*row) for row in _all(_LAG, [HISTORY])]


def find_rooms(keys: Collection[str]) -> dict[str, tuple[Municipality | None, bool]]:
    """Return each known room by key, with whether it may be worked in; None is the platform's own."""
    with scope.enter(None):
        found: dict[str, tuple[Municipality | None, bool]] = {
            row.key: (row.as_context(), row.state == MunicipalityState.ACTIVE)
            for row in Registered.objects.filter(key__in=list(keys))
        }
    if PUBLIC_KEY in keys:
        found[PUBLIC_KEY] = (None, True)
    return found


def _all(statement: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _run(statement: str, values: list[Any]) -> int:
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
