"""Removing a municipality for good: schema, role, files, registry row. Each step can be repeated after a kill."""

import shutil
import uuid
from collections.abc import Collection
from pathlib import Path
from typing import Any

from psycopg import sql

from omuz.kernel import context
from omuz.kernel.audit.anchors import anchor_path
from tenants import scope
from tenants.archives import places
from tenants.domains import domain_map
from tenants.fleet.building import drop_room
from tenants.migration import owner_schema
from tenants.models import Domain, Municipality


def drop_schema(connection: Any, schema: str) -> None:
    """Drop the schema with all that is in it, where it stands."""
    connection.connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def remove_room(room: context.Municipality, *, keep_anchors: bool = False) -> None:
    """Remove everything of the municipality: its data keys go with the schema, so nothing sealed can be opened again.

    The history of the platform's own room keeps what was recorded there. `keep_anchors` leaves the chain's anchors.
    """
    with owner_schema("public"):
        drop_room(schema=room.schema_name, role=room.role_name)
    for folder in places.room_folders(room.key):
        if folder.exists():
            shutil.rmtree(folder)
    if not keep_anchors:
        anchor_path(room.key).unlink(missing_ok=True)
    with scope.enter(None):
        Domain.objects.filter(tenant__key=room.key).delete()
        Municipality.objects.filter(key=room.key).delete()
    domain_map.clear()


def forget_files(key: str, *, keep: Collection[str]) -> int:
    """Remove the municipality's files that no row names; returns how many."""
    removed = 0
    for folder in places.room_folders(key):
        for path in _stored(folder):
            if path.name not in keep:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _stored(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*/*") if path.is_file() and _is_name(path.name)]


def _is_name(name: str) -> bool:
    try:
        return uuid.UUID(hex=name).hex == name
    except ValueError:
        return False
