"""Emptying a probe room before it is planted anew."""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from apps.documents.models import StoredFile
from apps.documents.operations import remove_file
from omuz.kernel import clock

#: What stays: the history, which nobody may delete, and the room's keys.
KEPT: Final = frozenset({"kernel_datakey", "django_migrations"})
_PASSES: Final = 12


def clear_room() -> list[str]:
    """Delete every row of the entered room but its history and keys; return the tables that could not be emptied.

    Rows that others point to wait for the next pass, so the order follows from the foreign keys by itself.
    """
    for stored in StoredFile.objects.all():
        remove_file(stored, now=clock.now())
    waiting = _tables()
    for _ in range(_PASSES):
        waiting = [table for table in waiting if not _emptied(table)]
        if not waiting:
            break
    return waiting


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
            " AND has_table_privilege(oid, 'DELETE')"
        )
        return sorted(name for (name,) in cursor.fetchall() if name not in KEPT)


def _emptied(table: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)).as_string(None))
    except DatabaseError:
        return False
    return True


def files_folder(room: str) -> Path:
    """Return where the sealed files of the room with that key lie."""
    return Path(settings.OMUZ_DATA_DIR) / "files" / room
