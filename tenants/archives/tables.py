"""Tables of a schema as an archive sees them: which there are, in which order rows are read, how COPY writes a row."""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from django.db import connections
from psycopg import sql

from omuz.kernel.sealed_columns import Row, not_archived
from tenants.naming import EXTENSION_SCHEMA
from tenants.router import OWNER_ALIAS
from tenants.walls import SETTING

#: How values are written as text, whatever the login or the server has set.
_FORM: Final = {
    "bytea_output": "hex", "DateStyle": "ISO, YMD", "IntervalStyle": "postgres", "TimeZone": "UTC",
    "client_encoding": "UTF8", "extra_float_digits": "1", "synchronize_seqscans": "off", "statement_timeout": "0",
}  # fmt: skip
#: Read before all others: they hold what opens the rest.
FIRST: Final = ("kernel_datakey", "kernel_personkey")
_TABLES: Final = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(a.attnum = ANY(k.conkey), false)
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    WHERE n.nspname = %s AND c.relkind IN ('r', 'p')
    ORDER BY c.relname, a.attnum
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table with its stored columns (generated ones are computed anew) and their types."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Return the columns' names in order."""
        return [name for name, _ in self.columns]


def archived_tables(cursor: Any, schema: str) -> list[Table]:
    """Return the tables of the schema whose rows travel, those that hold keys first."""
    cursor.execute(_TABLES, [schema])
    columns: dict[str, list[tuple[str, str]]] = {}
    keys: dict[str, list[str]] = {}
    for table, column, kind, is_key in cursor.fetchall():
        columns.setdefault(table, []).append((column, kind))
        keys.setdefault(table, []).extend([column] if is_key else [])
    left_out = not_archived()
    order = sorted(columns, key=lambda name: (name not in FIRST, name))
    return [Table(name, tuple(columns[name]), tuple(keys[name])) for name in order if name not in left_out]


def copy_out(schema: str, table: Table) -> sql.Composed:
    """Return the statement that reads the table's rows in the order of their keys, as text."""
    order = table.key or tuple(table.names)
    return sql.SQL("COPY (SELECT {columns} FROM {table} ORDER BY {order}) TO STDOUT").format(
        columns=_identifiers(table.names), table=sql.Identifier(schema, table.name), order=_identifiers(order)
    )


def copy_in(schema: str, table: str, columns: list[str]) -> sql.Composed:
    """Return the statement that stores rows as text."""
    return sql.SQL("COPY {table} ({columns}) FROM STDIN").format(
        table=sql.Identifier(schema, table), columns=_identifiers(columns)
    )


def _identifiers(names: Any) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(name) for name in names)


@contextmanager
def owner_connection(schema: str, *, wall_token: str) -> Iterator[psycopg.Connection]:
    """Give a connection of its own with the owner's login, its path on `schema`, values written in one form.

    The web goes on meanwhile; whoever uses the alias `owner` in this process does too.
    """
    params = connections[OWNER_ALIAS].get_connection_params()
    known = {name: params[name] for name in ("host", "port", "dbname", "user", "password") if params.get(name)}
    with psycopg.connect(**known, application_name="omuz archive", autocommit=True) as connection:
        path = {"search_path": f'"{schema}", {EXTENSION_SCHEMA}', SETTING: wall_token}
        connection.execute(*text_form(path, is_local=False))
        yield connection


def text_form(more: Mapping[str, str], *, is_local: bool) -> tuple[sql.Composed, list[str]]:
    """Return the statement (and its parameters) that makes values read and write in the archive's one form."""
    settings = _FORM | dict(more)
    each = sql.SQL("set_config(%s, %s, {})").format(sql.Literal(is_local))
    pairs = [text for pair in settings.items() for text in pair]
    return sql.SQL("SELECT {}").format(sql.SQL(", ").join([each] * len(settings))), pairs


_ESCAPES: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}
_WRITTEN: Final = str.maketrans(
    {"\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
)


def parse_row(line: str, columns: list[str]) -> Row:
    r"""Return a line of COPY's text form as a row; \N is None."""
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise ValueError("a line does not have as many cells as the table has columns")
    return {name: _read(cell) for name, cell in zip(columns, cells, strict=True)}


def format_row(row: Row) -> str:
    """Return a row as a line of COPY's text form, without the end of the line."""
    return "\t".join("\\N" if value is None else value.translate(_WRITTEN) for value in row.values())


def _read(cell: str) -> str | None:
    if cell == "\\N":
        return None
    if "\\" not in cell:
        return cell
    pieces, position = [], 0
    while (found := cell.find("\\", position)) >= 0:
        pieces.append(cell[position:found])
        pieces.append(_ESCAPES.get(cell[found + 1], cell[found + 1]))
        position = found + 2
    return "".join([*pieces, cell[position:]])
