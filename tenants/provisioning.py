"""Making a municipality: registry row, role, schema, tables, rights."""

import dataclasses
import re
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.models import QuerySet
from psycopg import sql

from omuz.kernel import clock, context
from omuz.kernel.crypto import ensure_data_keys
from omuz.kernel.ids import new_id
from omuz.kernel.text.expressions import TrFold, TrKey
from tenants import scope, walls
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.flow import tables
from tenants.migration import Progress, count_applied, migrate_schema, owner_schema
from tenants.models import Domain, Municipality
from tenants.naming import public_role_name, role_name, schema_name, web_login_name
from tenants.router import OWNER_ALIAS

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\Z")
RESERVED_SLUGS = frozenset(
    {"www", "api", "admin", "static", "public", "mail", "localhost", "coordinator", "koordinator"}
)


class ProvisioningError(ValueError):
    """The municipality cannot be made as asked; the message says what to change."""


def migrate_public(*, progress: Progress | None = None) -> int:
    """Bring the public schema to head, and the functions that all rooms share. Returns the migrations applied."""
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute(walls.FUNCTION)
        for statement in tables.statements(public_role_name()):
            cursor.execute(statement)
    applied = migrate_schema("public", role=public_role_name(), progress=progress)
    with scope.enter(None):
        ensure_data_keys(now=clock.now())
    return applied


def migrate_municipality(municipality: context.Municipality, *, progress: Progress | None = None) -> int:
    """Bring one municipality to head, with its role, rights, walls and data keys. Returns the number applied."""
    ensure_role_and_schema(municipality.key)
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
    progress: Progress | None = None,
) -> context.Municipality:
    """Make a municipality, or finish one whose making was interrupted, and return it active.

    The registry row is committed first in state `preparing`; every later step can be repeated, so a kill at any point
    is mended by calling this again with the same slug.

    Raises:
        ProvisioningError: a slug that is reserved, malformed or held by another municipality; an unknown parent; a
            district municipality without its district.
    """
    if not _SLUG.match(slug) or slug in RESERVED_SLUGS:
        raise ProvisioningError(f"{slug!r} cannot be an address: use a-z, 0-9 and inner hyphens, and no reserved name.")
    if kind == MunicipalityKind.DISTRICT and not district:
        raise ProvisioningError("A district municipality needs the name of its district (--district).")
    with owner_schema("public"), transaction.atomic(using=OWNER_ALIAS):
        registry = Municipality.objects.using(OWNER_ALIAS)
        parent = registry.filter(slug=parent_slug).first() if parent_slug else None
        if parent_slug and parent is None:
            raise ProvisioningError(f"There is no municipality {parent_slug!r} to be the parent.")
        municipality = registry.filter(slug=slug).first()
        if municipality is not None and municipality.name != name:
            raise ProvisioningError(f"The address {slug!r} belongs to {municipality.name}.")
        if municipality is None:
            new_key = key or f"{new_id().int:x}"[-16:]
            municipality = Municipality(
                key=new_key, schema_name=schema_name(new_key), slug=slug, name=name, kind=kind,
                province=province, district=district, parent_id=parent.id if parent else None, is_demo=is_demo,
            )  # fmt: skip
            municipality.save(using=OWNER_ALIAS)
        Domain.objects.using(OWNER_ALIAS).get_or_create(
            domain=f"{slug}.{settings.OMUZ_BASE_DOMAIN}", defaults={"tenant_id": municipality.id, "is_primary": True}
        )
    migrate_municipality(municipality.as_context(), progress=progress)
    with owner_schema("public"):
        municipality.state = MunicipalityState.ACTIVE
        municipality.save(using=OWNER_ALIAS, update_fields=["state"])
        municipality.refresh_from_db(using=OWNER_ALIAS)
    made: context.Municipality = municipality.as_context()
    return made


def ensure_role_and_schema(key: str) -> None:
    """Make the municipality's role and empty schema where they are missing."""
    schema, role = sql.Identifier(schema_name(key)), sql.Identifier(role_name(key))
    with transaction.atomic(using=OWNER_ALIAS), connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role_name(key)])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role).as_string(None))
        grant = sql.SQL("GRANT {} TO {}").format(role, sql.Identifier(web_login_name()))
        cursor.execute(grant.as_string(None))
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema).as_string(None))


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
