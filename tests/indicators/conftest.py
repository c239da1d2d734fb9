"""Kayseri's demo, seeded once for a module and rolled back after it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from apps.accounts.rights import Right
from omuz.demo.seeding import HOUSES
from omuz.demo.seeding.steps import seed_house
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.context import Municipality
from tenants import scope

#: The day the session runs on does not matter to a report: it is given.
NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


class _UndoError(Exception):
    """Ends the module's transaction."""


@pytest.fixture(scope="module")
def seeded(municipalities: dict[str, Municipality], django_db_blocker: Any) -> Iterator[Municipality]:
    """Enter Kayseri with all of its demo data, for the module."""
    kayseri = municipalities["kayseri"]
    house = next(house for house in HOUSES if house.slug == "kayseri")
    with django_db_blocker.unblock():
        try:
            with transaction.atomic(), scope.enter(kayseri):
                seed_house(kayseri, house, now=NOW, report=lambda _: None)
                yield kayseri
                raise _UndoError
        except _UndoError:
            pass
        finally:
            connection.close()


@pytest.fixture
def reader() -> Actor:
    """Return someone who may read the reports of all of the municipality."""
    return system_actor("test", frozenset({Right.REPORTS_READ}))
