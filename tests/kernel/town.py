"""A municipality of its own for tests that really commit: made once a module, removed afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from psycopg import sql

from omuz.kernel import context
from tenants import walls
from tenants.enums import MunicipalityKind
from tenants.migration import owner_schema
from tenants.models import Domain, Municipality
from tenants.naming import role_name, schema_name
from tenants.provisioning import create_municipality
from tenants.router import OWNER_ALIAS


@contextmanager
def temporary_town(slug: str) -> Iterator[context.Municipality]:
    """Make a municipality, give it for the block, and take everything of it away."""
    town = create_municipality(
        slug=slug, name=f"{slug} (deneme)", kind=MunicipalityKind.TOWN, province="Kayseri", is_demo=True, key=slug
    )
    try:
        yield town
    finally:
        with owner_schema("public"):
            Domain.objects.using(OWNER_ALIAS).filter(tenant_id=town.id).delete()
            Municipality.objects.using(OWNER_ALIAS).filter(id=town.id)._raw_delete(OWNER_ALIAS)
        run_as_owner(
            sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema_name(town.key))),
            sql.SQL("DROP ROLE {}").format(sql.Identifier(role_name(town.key))),
        )
        for connection in connections.all():
            connection.close()


def run_as_owner(*statements: sql.Composable) -> None:
    """Run statements as the owner of the tables."""
    connection = connections[OWNER_ALIAS]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.as_string(None))


@contextmanager
def triggers_off(town: context.Municipality, table: str) -> Iterator[sql.Identifier]:
    """Let the owner change rows that are written once: an intruder with the owner's password and the wall's token."""
    name = sql.Identifier(town.schema_name, table)
    run_as_owner(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
    try:
        with owner_schema(town.schema_name, wall_token=walls.token_of(town)):
            yield name
    finally:
        run_as_owner(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
