"""The registry, and bringing public or one municipality to head; `tenants.fleet` makes and migrates many."""

import dataclasses
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from psycopg import sql

from omuz.kernel import clock, context
from omuz.kernel.actors import Actor
from omuz.kernel.crypto import ensure_data_keys
from omuz.kernel.text.expressions import TrFold, TrKey
from tenants import figures, scope, walls
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.fleet import creation
from tenants.fleet.building import ensure_role
from tenants.flow import tables
from tenants.head import migrations_known
from tenants.migration import Progress, count_applied, migrate_schema, owner_schema
from tenants.models import Municipality
from tenants.naming import public_role_name
from tenants.registering import RESERVED_SLUGS, Asked, ProvisioningError
from tenants.router import OWNER_ALIAS

__all__ = [
    "RESERVED_SLUGS",
    "ProvisioningError",
    "create_municipality",
    "get_municipality",
    "list_municipalities",
    "migrate_municipality",
    "migrate_public",
    "registry",
]


def migrate_public(*, progress: Progress | None = None) -> int:
    """Bring the public schema to head, and the functions that all rooms share. Returns the migrations applied."""
    with connections[OWNER_ALIAS].cursor() as cursor:
        for statement in [*walls.FUNCTIONS, *tables.statements(public_role_name())]:
            cursor.execute(statement)
    applied = migrate_schema("public", role=public_role_name(), progress=progress)
    with connections[OWNER_ALIAS].cursor() as cursor:
        for statement in figures.statements():
            cursor.execute(statement)
    with scope.enter(None):
        ensure_data_keys(now=clock.now())
    return applied


def migrate_municipality(municipality: context.Municipality, *, progress: Progress | None = None) -> int:
    """Bring one municipality to head, with its role, rights, walls and data keys. Returns the number applied."""
    ensure_role(municipality.role_name)
    _ensure_schema(municipality.schema_name)
    if not municipality.sealed_wall_token:
        sealed = walls.new_sealed_token(municipality.key)
        municipality = _record(municipality, sealed_wall_token=sealed)
    applied = migrate_schema(
        municipality.schema_name,
        role=municipality.role_name,
        wall_token=walls.token_of(municipality),
        progress=progress,
    )
    with owner_schema("public") as connection:
        count = count_applied(connection, schema=municipality.schema_name)
    municipality = _record(municipality, migrations_applied=count)
    with scope.enter(municipality):
        ensure_data_keys(now=clock.now())
    return applied


def _record(municipality: context.Municipality, **values: Any) -> context.Municipality:
    """Note `values` in the registry's row and return the municipality with them."""
    with owner_schema("public"):
        Municipality.objects.using(OWNER_ALIAS).filter(key=municipality.key).update(**values)
    return dataclasses.replace(municipality, **values)


def create_municipality(
    *,
    slug: str,
    name: str,
    kind: MunicipalityKind,
    province: str,
    district: str = "",
    parent_slug: str = "",
    is_demo: bool = False,
    key: str = "",
    actor: Actor | None = None,
    progress: Progress | None = None,
) -> context.Municipality:
    """Make a municipality, or finish one whose making was interrupted, and return it; `tenants.fleet.creation` does it.

    One that is finished already is returned as it is, brought to head: calling again with the same slug and name
    changes nothing.

    Raises:
        ProvisioningError: a slug that is reserved, malformed or held by another municipality; an unknown parent; a
            district municipality without its district.
    """
    asked = Asked(
        slug=slug, name=name, kind=kind, province=province, district=district, parent_slug=parent_slug, is_demo=is_demo
    )
    asked.check()
    made = get_municipality(slug)
    if made is None or made.name != name or made.state == MunicipalityState.PREPARING:
        return creation.create(asked, now=clock.now(), actor=actor, key=key, progress=progress)
    if made.migrations_applied < migrations_known():
        migrate_municipality(made, progress=progress)
        made = get_municipality(slug) or made
    return made


def _ensure_schema(schema: str) -> None:
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)).as_string(None))


def list_municipalities() -> list[context.Municipality]:
    """Return every municipality of the registry, by name's key, read with the platform's own role."""
    with scope.enter(None):
        return [m.as_context() for m in Municipality.objects.order_by("slug")]


def registry() -> QuerySet[Municipality]:
    """Return the rows of the registry, `name_folded` for search and `name_key` for order; for the public room."""
    rows: QuerySet[Municipality] = Municipality.objects.select_related("parent").annotate(
        name_folded=TrFold("name"), name_key=TrKey("name")
    )
    return rows


def get_municipality(slug: str) -> context.Municipality | None:
    """Return the municipality with that address label, or None."""
    with scope.enter(None):
        municipality = Municipality.objects.filter(slug=slug).first()
        return municipality.as_context() if municipality is not None else None
