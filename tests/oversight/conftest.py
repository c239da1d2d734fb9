"""Released figures in tests: they really commit, since the coordinator reads by a login and a connection of its own."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from tenants import scope
from tests.support import database

AS_OF = dt.date(2026, 10, 31)


@pytest.fixture
def committing(municipalities, django_db_blocker) -> Iterator[None]:
    """Let the test commit through every connection, and empty the rooms afterwards."""
    with django_db_blocker.unblock():
        yield
        connections["figures"].close()
        database.empty_all()


def release(room, cells, *, into: str = "", release_id: uuid.UUID | None = None) -> int:
    """Release cells as the code of a municipality does, `into` another's name where a test tries that."""
    values = [into or room.key, release_id or uuid.uuid4(), "registered", AS_OF, json.dumps(cells)]
    with scope.enter(room), connection.cursor() as cursor:
        cursor.execute("SELECT ext.release_figures(%s, %s, %s, %s, %s::jsonb)", values)
        return int(cursor.fetchone()[0])


def cell(value, **dimensions):
    """Return a cell as the door takes it."""
    return {"dimensions": dimensions, "value": value}


@contextmanager
def coordinator() -> Iterator[psycopg.Connection]:
    """Give a connection of the coordinator's login, read-only default taken off as an intruder would."""
    login = settings.DATABASES["figures"]
    with psycopg.connect(
        host=login["HOST"],
        port=login["PORT"],
        user=login["USER"],
        password=login["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
        autocommit=True,
    ) as server:
        server.execute("SET default_transaction_read_only = off")
        yield server
