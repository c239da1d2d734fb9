"""What somebody does who got SQL of their own into a web process: connections of the web's login."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connections

from apps.accounts.models import OrgUnit
from apps.people.models import Person, SensitiveFact
from apps.programmes.models import Programme
from omuz.kernel import context
from omuz.kernel.ids import new_id
from tenants import scope, walls
from tests.support.database import superuser_url
from tests.support.staff import NOW

#: Stands for every table behind the second wall.
FACTS = "people_sensitivefact"


def web_connection(**options: Any) -> psycopg.Connection[Any]:
    """Return a connection of the web's login past Django: nothing entered, several statements at once."""
    of = connections["default"].settings_dict
    return psycopg.connect(
        host=of["HOST"], port=of["PORT"], user=of["USER"], password=of["PASSWORD"], dbname=of["NAME"], **options
    )


def as_superuser(statement: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run a statement as the administrator of the throw-away server, past all walls, and return its rows."""
    with psycopg.connect(superuser_url(connections["default"].settings_dict["NAME"]), autocommit=True) as server:
        cursor = server.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def stand_in(
    connection: psycopg.Connection[Any], municipality: context.Municipality, *, token: str | None = None
) -> None:
    """Set role, path and token on the connection as `scope.enter` does; `token` None is the municipality's own."""
    connection.execute(
        "SELECT set_config('role', %s, true), set_config('search_path', %s, true), set_config(%s, %s, true)",
        [
            municipality.role_name,
            f'"{municipality.schema_name}", ext',
            walls.SETTING,
            walls.token_of(municipality) if token is None else token,
        ],
    )


@contextmanager
def inside(municipality: context.Municipality, *, token: str | None = None) -> Iterator[psycopg.Connection[Any]]:
    """Give a web connection inside `municipality`, in a transaction that is rolled back."""
    with web_connection() as connection:
        stand_in(connection, municipality, token=token)
        yield connection
        connection.rollback()


def refused(connection: psycopg.Connection[Any], statement: str, *, match: str) -> None:
    """Expect the statement to be refused, in a savepoint, so that the next one can be tried."""
    connection.execute("SAVEPOINT attempt")
    with pytest.raises(psycopg.Error, match=match):
        connection.execute(statement.encode())
    connection.execute("ROLLBACK TO attempt")


def plant_fact(municipality: context.Municipality) -> tuple[str, str]:
    """Store a person with a sensitive fact in the municipality; return the keys of both."""
    with scope.enter(municipality):
        unit = OrgUnit.objects.create(name=new_id().hex)
        programme = Programme.objects.create(code=new_id().hex, name="Deneme", unit=unit)
        person = Person.objects.create(
            file_number=new_id().hex[-20:], given_names="Kanarya", channel="office", registered_on=NOW.date(),
            registered_by_id=unit.id,
        )  # fmt: skip
        fact = SensitiveFact.objects.create(
            person=person, kind="disability_group", token="t" * 43, sealed=b"-", programme=programme,
            legal_basis="explicit_consent", recorded_at=NOW, recorded_by_id=unit.id,
        )  # fmt: skip
    return str(person.id), str(fact.id)
