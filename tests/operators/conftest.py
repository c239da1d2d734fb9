"""An operator, and what a new municipality leaves behind taken away again."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from apps.accounts.queries import actor_for
from omuz.kernel.actors import Actor
from tenants import scope
from tenants.domains import domain_map
from tenants.models import Municipality
from tests.support.database import superuser_url
from tests.support.staff import TODAY, make_user


def make_operator() -> Actor:
    """Return the actor of a new operator; stored in the platform's own room."""
    with scope.enter(None):
        actor = actor_for(make_user(role="platform_operator", full_name="Çağrı İşletir"), on=TODAY, mfa=True)
    assert actor is not None
    return actor


@pytest.fixture(autouse=True, scope="session")
def _owners_tables_are_emptied_by_us() -> None:
    """Keep Django from flushing through the owner's login: `_leave_no_rows` empties every room."""
    connections["owner"].settings_dict["TEST"]["MIRROR"] = "default"


@pytest.fixture
def operator(municipalities: object) -> Actor:
    """Return an operator."""
    return make_operator()


@pytest.fixture
def no_newcomers(municipalities: dict[str, object]) -> Iterator[None]:
    """Remove the municipalities that the test made: registry, schema and role."""
    known = set(municipalities)
    yield
    for connection in connections.all():
        connection.close()
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(superuser_url(name), autocommit=True) as server:
        rows = server.execute("SELECT id, key, slug FROM tenants_municipality").fetchall()
        for pk, key, slug in rows:
            if slug in known:
                continue
            server.execute("DELETE FROM tenants_domain WHERE tenant_id = %s", [pk])
            server.execute("DELETE FROM tenants_municipalityhealth WHERE municipality_id = %s", [pk])
            server.execute("UPDATE tenants_fleetjob SET municipality_id = NULL WHERE municipality_id = %s", [pk])
            server.execute("DELETE FROM tenants_municipality WHERE id = %s", [pk])
            server.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(f"m_{key}")))
            role = f"{os.environ['OMUZ_ROLE_PREFIX']}_m_{key}"
            server.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))
            server.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))
    domain_map.clear()


def slugs() -> set[str]:
    """Return the registry's addresses."""
    with scope.enter(None):
        return set(Municipality.objects.values_list("slug", flat=True))
