"""Putting the rows of an archive into a fresh schema: streamed, in one transaction, under old keys or new ones."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, Final

import psycopg
from psycopg import sql

from omuz.kernel.crypto import RoomKeys, WrappedKey
from omuz.kernel.crypto.room_keys import PlainKey
from omuz.kernel.sealed_columns import Rekeying, SealedColumnError, Sealing, from_bytea, sealings, to_bytea
from tenants.archives import tables
from tenants.archives.contents import Manifest, SequenceEntry
from tenants.archives.errors import CannotRestoreError, DamagedArchiveError
from tenants.archives.reading import Member

DATA_KEYS: Final = "kernel_datakey"
#: When a key was made does not matter to opening with it.
_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


#: Given a table and one part of it, returns the part as it is to be stored.
Lines = Callable[[str, bytes], bytes]


class RowLoader:
    """Writes parts of tables as they come: one COPY a table, ended when the next one begins."""

    def __init__(self, connection: psycopg.Connection, schema: str, manifest: Manifest, lines: Lines) -> None:
        self._connection, self._schema, self._lines = connection, schema, lines
        self._columns = {entry.name: entry.names for entry in manifest.tables}
        self._table = ""
        self._copy: psycopg.Copy | None = None
        self._stack = ExitStack()

    def __enter__(self) -> "RowLoader":
        """Return the loader."""
        return self

    def __exit__(self, *error: Any) -> None:
        """End the COPY that is open; an error ends it as a failed one."""
        self._stack.__exit__(*error)

    def take(self, member: Member) -> None:
        """Write one part of a table."""
        if member.table != self._table:
            self._stack.close()
            self._table = member.table
            columns = self._columns.get(member.table)
            if columns is None:
                raise DamagedArchiveError("The archive holds rows of a table that its manifest does not name.")
            cursor = self._stack.enter_context(self._connection.cursor())
            statement = tables.copy_in(self._schema, member.table, columns)
            self._copy = self._stack.enter_context(cursor.copy(statement))
        if self._copy is not None:
            self._copy.write(self._lines(member.table, member.content))


class RekeyedLines:
    """Rows sealed anew for another municipality; those of tables that seal nothing go through as they are."""

    def __init__(self, manifest: Manifest, between: Rekeying, target_keys: list[WrappedKey]) -> None:
        self.between = between
        self._columns = {entry.name: entry.names for entry in manifest.tables}
        self._sealings: Mapping[str, Sealing] = sealings()
        self._target_keys = target_keys

    def __call__(self, table: str, content: bytes) -> bytes:
        """Return the part's lines for the copy."""
        if table == DATA_KEYS:
            kept, self._target_keys = self._target_keys, []
            return "".join(f"{line}\n" for line in key_lines(kept, self._columns[table])).encode()
        sealing = self._sealings.get(table)
        if sealing is None:
            return content
        columns, lines = self._columns[table], []
        for line in content.decode().split("\n")[:-1]:
            row = tables.parse_row(line, columns)
            try:
                sealing.convert(row, self.between)
            except SealedColumnError as error:
                raise CannotRestoreError(f"{table}: {error}") from error
            lines.append(f"{tables.format_row(row)}\n")
        return "".join(lines).encode()


class SameLines:
    """Rows as they are; only data keys that came from another installation are wrapped with this one's master key."""

    def __init__(self, manifest: Manifest, wrapped: list[WrappedKey] | None) -> None:
        self._columns = {entry.name: entry.names for entry in manifest.tables}
        self._wrapped = wrapped

    def __call__(self, table: str, content: bytes) -> bytes:
        """Return the part's lines."""
        if table != DATA_KEYS or self._wrapped is None:
            return content
        kept, self._wrapped = self._wrapped, []
        return "".join(f"{line}\n" for line in key_lines(kept, self._columns[table])).encode()


def keys_in(member: Member, manifest: Manifest, room: str) -> RoomKeys:
    """Return the data keys that an archive's first table holds, by this installation's master key.

    Raises:
        crypto.CryptoError: another master key has wrapped them.
    """
    entry = manifest.table(DATA_KEYS)
    if entry is None:
        raise DamagedArchiveError("The archive holds no data keys.")
    rows = [tables.parse_row(line, entry.names) for line in member.content.decode().split("\n")[:-1]]
    return RoomKeys.unwrapped(
        room,
        [
            WrappedKey(
                uuid.UUID(str(row["id"])), str(row["purpose"]), int(str(row["serial"])), str(row["master_key_id"]),
                from_bytea(row["wrapped"]), _NEVER,
            )
            for row in rows
        ],
    )  # fmt: skip


def transferred_keys(member: Member, room: str) -> RoomKeys:
    """Return the data keys that an archive with a passphrase carries for another installation."""
    return RoomKeys(
        room,
        [PlainKey(uuid.UUID(k["id"]), k["purpose"], int(k["serial"]), bytes.fromhex(k["key"])) for k in member.json()],
    )


def key_lines(keys: list[WrappedKey], columns: list[str]) -> Iterator[str]:
    """Yield rows of kernel_datakey as lines of COPY."""
    for key in keys:
        values: dict[str, str | None] = {
            "id": str(key.id), "purpose": key.purpose, "serial": str(key.serial), "master_key_id": key.master_key_id,
            "wrapped": to_bytea(key.wrapped), "created_at": key.created_at.isoformat(), "made_in_transaction": "0",
        }  # fmt: skip
        if set(columns) != set(values):
            raise CannotRestoreError("The archive's data keys are kept in another form than this release's.")
        yield tables.format_row({name: values[name] for name in columns})


def check_columns(connection: psycopg.Connection, schema: str, manifest: Manifest) -> None:
    """Hold the archive's tables against those of the fresh schema.

    Raises:
        CannotRestoreError: a table or column is missing, or has another type.
    """
    here = {table.name: table for table in tables.archived_tables(connection.cursor(), schema)}
    for entry in manifest.tables:
        table = here.get(entry.name)
        if table is None or dict(table.columns) != dict(entry.columns):
            raise CannotRestoreError(f"The table {entry.name} of the archive does not fit this release.")
    missing = here.keys() - {entry.name for entry in manifest.tables}
    if missing:
        raise CannotRestoreError(f"The archive lacks the table {min(missing)}.")


def empty_and_open(connection: psycopg.Connection, schema: str, names: list[str]) -> None:
    """Make the fresh schema ready for rows: its own triggers rest, and what creation put there goes."""
    for name in names:
        table = sql.Identifier(schema, name)
        connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
    everything = sql.SQL(", ").join(sql.Identifier(schema, name) for name in names)
    connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(everything))
    connection.execute("SET CONSTRAINTS ALL DEFERRED")


def close_again(connection: psycopg.Connection, schema: str, manifest: Manifest, names: list[str]) -> None:
    """Check every foreign key, set the sequences, wake the triggers."""
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for sequence in manifest.sequences:
        _set_sequence(connection, schema, sequence)
    for name in names:
        table = sql.Identifier(schema, name)
        connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))


def _set_sequence(connection: psycopg.Connection, schema: str, sequence: SequenceEntry) -> None:
    name = sql.Identifier(schema, sequence.name).as_string(None)
    connection.execute("SELECT setval(%s::regclass, %s, %s)", [name, sequence.last_value, sequence.is_called])
