"""Rounds over all rooms for what `omuz.kernel.rounds` registers: one walker a job, room after room, bounded in time.

A round that does not end in its time goes on from there at the next call, so every room has its turn. Each room is
entered in a transaction of its own under a lock of job and room; one that is in maintenance or fails keeps no other
waiting.
"""

import dataclasses
import datetime as dt
import hashlib
import logging
import time
from typing import Any, Final

from django.db import connection

from omuz.kernel.context import PUBLIC_KEY, Municipality
from omuz.kernel.rounds import RoomJob, room_jobs
from tenants import scope
from tenants.enums import MunicipalityState
from tenants.flow import troubles
from tenants.models import Municipality as Registered

logger = logging.getLogger(__name__)

CHUNK: Final = 50
#: Longer than a chunk can take; a walker that was killed is replaced after it.
HOLD: Final = dt.timedelta(minutes=10)
#: Before every key: the platform's own room comes first.
_BEGIN: Final = ""
_PLATFORM: Final = "-"

_KNOW: Final = "INSERT INTO relay.round (job) VALUES (%s) ON CONFLICT DO NOTHING"
_TAKE: Final = """
    UPDATE relay.round SET held_until = now() + %s, began_at = CASE WHEN after_room = '' THEN now() ELSE began_at END
    WHERE job = %s AND due_at <= now() AND held_until <= now() RETURNING after_room
"""
_GO_ON: Final = "UPDATE relay.round SET after_room = %s, held_until = now() + %s WHERE job = %s"
_LET_GO: Final = "UPDATE relay.round SET held_until = now() WHERE job = %s"
_END: Final = """
    UPDATE relay.round SET after_room = '', held_until = now(), due_at = greatest(began_at + %s, now()) WHERE job = %s
"""


@dataclasses.dataclass(slots=True)
class Walk:
    """What a walk did: rooms worked in, rooms left out (maintenance, another walker), rooms in which the job failed."""

    worked: int = 0
    left_out: int = 0
    failed: int = 0


def walk_due(*, seconds: float = 25.0) -> Walk:
    """Walk every job whose turn has come, for `seconds` altogether; returns what was done."""
    walk, ends = Walk(), time.monotonic() + seconds
    for job in room_jobs().values():
        if time.monotonic() < ends:
            _walk(job, walk, ends)
    return walk


def _walk(job: RoomJob, walk: Walk, ends: float) -> None:
    after = _take(job.name)
    while after is not None:
        rooms = _chunk(after)
        if not rooms:
            _tell(_END, [dt.timedelta(seconds=job.seconds), job.name])
            return
        worked = []
        for key, room in rooms:
            if room is None and not job.in_platform_room:
                after = _PLATFORM
                continue
            if _work_in(job, key, room, walk):
                worked.append(key)
            after = _PLATFORM if room is None else key
            if time.monotonic() >= ends:
                break
        troubles.forget(job.name, worked)
        _tell(_GO_ON, [after, HOLD, job.name])
        if time.monotonic() >= ends:
            _tell(_LET_GO, [job.name])
            return


def _work_in(job: RoomJob, key: str, room: Municipality | None, walk: Walk) -> bool:
    """Run the job in one room and return whether it succeeded there."""
    try:
        while True:
            with scope.enter(room):
                if not _is_alone(job.name, key):
                    walk.left_out += 1
                    return False
                count = job.work()
            if not job.until_done or count == 0:
                break
    except scope.MaintenanceError:
        walk.left_out += 1
        return False
    except Exception as error:
        walk.failed += 1
        logger.warning("%s failed in %s: %s", job.name, key, type(error).__name__)
        troubles.note(key, job.name, error)
        return False
    walk.worked += 1
    return True


def _is_alone(job: str, key: str) -> bool:
    number = int.from_bytes(hashlib.sha256(f"omuz round {job} {key}".encode()).digest()[:8]) >> 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def _take(job: str) -> str | None:
    """Return after which room the job goes on; None when it is not due or another walker has it."""
    values: list[Any] = [HOLD, job]
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute(_KNOW, [job])
        cursor.execute(_TAKE, values)
        row = cursor.fetchone()
        return str(row[0]) if row is not None else None


def _chunk(after: str) -> list[tuple[str, Municipality | None]]:
    first: list[tuple[str, Municipality | None]] = [(PUBLIC_KEY, None)] if after == _BEGIN else []
    beyond = "" if after == _PLATFORM else after
    with scope.enter(None):
        rows = Registered.objects.filter(state=MunicipalityState.ACTIVE, key__gt=beyond).order_by("key")[:CHUNK]
        return first + [(row.key, row.as_context()) for row in rows]


def _tell(statement: str, values: list[Any]) -> None:
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute(statement, values)
