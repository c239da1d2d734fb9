"""One PostgreSQL connection for comparing the compiled SQL with the evaluator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.conditions.facts import FOLD_SQL


@pytest.fixture(scope="session")
def postgres() -> Iterator[psycopg.Connection[Any]]:
    """Connect as the test command's owner role; the tests need a server but no tables, so any database will do."""
    url = os.environ["OMUZ_OWNER_DATABASE_URL"]
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        connection.execute(FOLD_SQL)
        yield connection
