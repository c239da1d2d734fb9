"""Rooms that really commit, a handler that listens, and the platform's role to look with."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from omuz.kernel import clock, outbox
from tenants import scope
from tenants.flow import relay
from tenants.head import gate_number
from tests.support.database import superuser_url


@pytest.fixture
def heard(monkeypatch) -> list[uuid.UUID]:
    """Return what the handler of `letter.send` has been given; nobody else handles anything."""
    monkeypatch.setattr(outbox, "_handlers", {})
    monkeypatch.setattr(outbox, "_ask_for_relay", lambda: None)
    ids: list[uuid.UUID] = []
    outbox.handles("letter.send", ids.append)
    return ids


@pytest.fixture
def publish() -> Callable[..., uuid.UUID]:
    """Return a function that writes a message in a room and commits it."""

    def write(room, topic: str = "letter.send") -> uuid.UUID:
        object_id = uuid.uuid4()
        with scope.enter(room):
            outbox.publish(topic, object_id, now=clock.now())
        return object_id

    return write


def look(statement: str, *values):
    """Return the rows that the platform's role sees."""
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@contextmanager
def administrator() -> Iterator[psycopg.Connection]:
    """Give the throw-away server's superuser, on the tests' database."""
    with psycopg.connect(superuser_url(connection.settings_dict["NAME"]), autocommit=True) as server:
        yield server


@contextmanager
def in_maintenance(key: str) -> Iterator[None]:
    """Hold the municipality's gate alone, as a migration does."""
    with administrator() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [gate_number(key)])
        yield


def make_due() -> None:
    """Let every pointer be due now, as if its time had come."""
    look("UPDATE relay.pointer SET due_at = now() - interval '1 second' WHERE isfinite(due_at)")


def relay_now(after: dt.timedelta = dt.timedelta()) -> int:
    """Run the relay with a clock that is `after` ahead."""
    return relay.relay_messages(clock=lambda: clock.now() + after)
