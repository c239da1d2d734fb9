"""Storing many rows at once: one array a column instead of one parameter a value.

Django's `bulk_create` binds every value by itself; with the values bound on the server, 500 people with all that
belongs to them are some 60,000 parameters, and their numbering costs more than the rows (measured: imports spent half
of their time there). Arrays are bound once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

from omuz.kernel import stamps

#: Kind of field -> the element type of its array. Text is cast on assignment: a value that is too long is refused.
_TYPES: Final = {
    "BigIntegerField": "bigint",
    "BinaryField": "bytea",
    "BooleanField": "boolean",
    "CharField": "text",
    "DateField": "date",
    "DateTimeField": "timestamptz",
    "EmailField": "text",
    "GenericIPAddressField": "inet",
    "IntegerField": "bigint",
    "JSONField": "jsonb",
    "PositiveBigIntegerField": "bigint",
    "PositiveIntegerField": "bigint",
    "PositiveSmallIntegerField": "bigint",
    "SmallIntegerField": "bigint",
    "TextField": "text",
    "URLField": "text",
    "UUIDField": "uuid",
}


def insert_many(rows: Sequence[models.Model], *, batch_size: int = 2000) -> None:
    """Store new rows of one model, all or none; nothing is read back and no signal is sent.

    Models with other kinds of columns than the above go through `bulk_create`.

    Raises:
        CrossMunicipalityError: a row was made in another municipality.
    """
    if not rows:
        return
    stamps.check(*rows)
    model = type(rows[0])
    fields = [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]
    if any(_kind(field) not in _TYPES for field in fields):
        model._default_manager.bulk_create(rows, batch_size=500)
        return
    for start in range(0, len(rows), batch_size):
        _insert(model, fields, rows[start : start + batch_size])


def _kind(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.ForeignKey):
        return str(field.target_field.get_internal_type())
    return field.get_internal_type()


def _insert(model: type[models.Model], fields: Sequence[models.Field[Any, Any]], rows: Sequence[models.Model]) -> None:
    now = datetime.now(UTC)
    columns, casts, arrays = [], [], []
    for field in fields:
        if isinstance(getattr(rows[0], field.attname), DatabaseDefault):
            continue
        kind = _kind(field)
        columns.append(connection.ops.quote_name(str(field.column)))
        casts.append(f"%s::{_TYPES[kind]}[]")
        arrays.append(_values(field, kind, rows, now))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({', '.join(casts)})",  # noqa: S608
            arrays,
        )
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _values(field: models.Field[Any, Any], kind: str, rows: Sequence[models.Model], now: datetime) -> list[Any]:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        for row in rows:
            setattr(row, field.attname, now)
    values = [getattr(row, field.attname) for row in rows]
    plain = _PLAIN.get(kind)
    return values if plain is None else [None if value is None else plain(value) for value in values]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


#: What psycopg cannot be trusted to see through: members of TextChoices, memoryviews, structures.
_PLAIN: Final[dict[str, Callable[[Any], Any]]] = {
    "BinaryField": bytes,
    "CharField": str,
    "EmailField": str,
    "GenericIPAddressField": str,
    "JSONField": _json,
    "TextField": str,
    "URLField": str,
}
