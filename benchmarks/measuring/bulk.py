"""Storing very many rows of a measurement: one JSON text a few thousand rows, which the server takes apart.

`bulk_create` writes a placeholder for every value, and spends more time on that than the server on the rows. Walls,
triggers and constraints hold as always. Nothing is asked of the model but its columns: no signals, no validation.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from psycopg import sql

_ROWS = 2000


def store(rows: Iterable[models.Model], *, now: dt.datetime) -> None:
    """Store unsaved instances of one model; `now` is when they were made and changed."""
    left: Iterator[models.Model] = iter(rows)
    while some := list(islice(left, _ROWS)):
        _insert(some, now)


def _insert(rows: list[models.Model], now: dt.datetime) -> None:
    fields: list[models.Field[Any, Any]] = [
        field
        for field in rows[0]._meta.concrete_fields
        if not field.generated and not isinstance(vars(rows[0])[field.attname], DatabaseDefault)
    ]
    stamped = [field.attname for field in fields if getattr(field, "auto_now", 0) or getattr(field, "auto_now_add", 0)]
    for row in rows:
        vars(row).update(dict.fromkeys(stamped, now))
    text = json.dumps([{field.column: vars(row)[field.attname] for field in fields} for row in rows], default=_written)
    table = sql.Identifier(rows[0]._meta.db_table)
    statement = sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, {rows}::json)"
    )
    with connection.cursor() as cursor:
        columns = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
        cursor.execute(statement.format(table=table, columns=columns, rows=sql.Placeholder()).as_string(None), [text])


def _written(value: object) -> str:
    """Return a value of no JSON type as PostgreSQL reads it: keys, days, moments; bytes in hexadecimal."""
    return f"\\x{bytes(value).hex()}" if isinstance(value, bytes | bytearray | memoryview) else str(value)
