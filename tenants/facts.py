"""What the platform knows of one municipality from outside: registry, addresses, schema, size, health, backup."""

from typing import Any, Final

from django.db import connection

from omuz.kernel import context
from tenants import lifecycle, scope
from tenants.head import migrations_known
from tenants.models import Municipality, MunicipalityHealth
from tenants.naming import web_address

_SIZE: Final = """
SELECT count(*), coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'
"""


def describe(municipality: context.Municipality) -> dict[str, Any]:
    """Return the facts by name, for a screen or a terminal; read with the platform's own role."""
    with scope.enter(None):
        row = Municipality.objects.select_related("parent").get(pk=municipality.id)
        health = MunicipalityHealth.objects.filter(municipality_id=municipality.id).first()
        parent = row.parent.slug if row.parent is not None else ""
        created_at = row.created_at
        tables, size = _size(municipality.schema_name)
    return {
        "slug": municipality.slug,
        "name": municipality.name,
        "kind": municipality.kind,
        "province": municipality.province,
        "district": municipality.district,
        "parent": parent,
        "state": municipality.state,
        "is_demo": municipality.is_demo,
        "created_at": created_at,
        "address": web_address(municipality.slug),
        "hosts": [host for host, _ in lifecycle.list_addresses(municipality)],
        "key": municipality.key,
        "schema": municipality.schema_name,
        "role": municipality.role_name,
        "migrations_applied": municipality.migrations_applied,
        "migrations_known": migrations_known(),
        "tables": tables,
        "size_bytes": size,
        "health": health.grade if health is not None else None,
        "measured_at": health.measured_at if health is not None else None,
        "last_backup_at": health.last_backup_at if health is not None else None,
    }


def _size(schema: str) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_SIZE, [schema])
        tables, size = cursor.fetchone()
    return int(tables), int(size)
