"""Jobs that fail in a room, kept until they succeed there: for operators. By kind, never by an error's text."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from typing import Final

from django.db import connection

from tenants import scope

_NOTE: Final = """
    INSERT INTO relay.trouble (room, job, kind) VALUES (%s, %s, %s)
    ON CONFLICT (room, job) DO UPDATE SET kind = excluded.kind, last_at = now(), times = trouble.times + 1
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """A job that has been failing in a room."""

    room: str
    job: str
    kind: str
    since: dt.datetime
    last_at: dt.datetime
    times: int


def note(room: str, job: str, error: BaseException) -> None:
    """Keep that a job failed in a room."""
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute(_NOTE, [room, job, type(error).__name__])


def forget(job: str, rooms: Collection[str]) -> None:
    """Forget that a job had failed in these rooms: it has succeeded."""
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute("DELETE FROM relay.trouble WHERE job = %s AND room = ANY(%s)", [job, list(rooms)])


def list_troubles() -> list[Trouble]:
    """Return what has been failing, the longest first."""
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute("SELECT room, job, kind, since, last_at, times FROM relay.trouble ORDER BY since, room, job")
        return [Trouble(*row) for row in cursor.fetchall()]
