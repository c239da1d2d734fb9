"""Is a municipality what an archive says? Every table row by row, sealed values by what they hold, files, sequences.

Both sides are read in the order of their keys, so this is one walk side by side; memory is flat.
"""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import psycopg
from django.db import connections
from psycopg import sql

from omuz.kernel import context
from omuz.kernel.crypto import CryptoError, RoomKeys
from omuz.kernel.sealed_columns import Rekeying, Row, sealings
from tenants import walls
from tenants.archives import contents, loading, places, tables
from tenants.archives.backup import room_keys
from tenants.archives.reading import Member, Verified, opened
from tenants.fleet import catalogue
from tenants.naming import OWNER_ALIAS

#: A copy differs from the first in these by design.
_OWN_KEYS: Final = frozenset({loading.DATA_KEYS})
#: A copy adds the event that vouches for its history; and seals it.
_GROWS: Final = frozenset({"kernel_auditevent", "kernel_auditseal"})
_MOST: Final = 20


def differences(archive: Verified, room: context.Municipality, *, passphrase: str = "") -> list[str]:
    """Return what of the archive is not in the municipality, one line each; empty when all of it is.

    For a copy, sealed columns are opened on both sides and compared, tokens computed from the opened values. Lines name
    table and column, never a value.
    """
    token = walls.token_of(room)
    with tables.owner_connection(room.schema_name, wall_token=token) as connection:
        walk = _Walk(archive, room, connection)
        with opened(archive.path, passphrase=passphrase) as source:
            for member in source.members():
                walk.take(member)
        walk.finish()
    return walk.found[:_MOST]


def catalogue_differences(first: context.Municipality, second: context.Municipality) -> list[str]:
    """Return how the two schemas differ: tables, columns, constraints, indexes, triggers, rights, walls."""
    described = [
        catalogue.read(
            connections[OWNER_ALIAS], schema=room.schema_name, role=room.role_name,
            token_hash=walls.token_hash(walls.token_of(room)),
        )
        for room in (first, second)
    ]  # fmt: skip
    return catalogue.diff(*described)


def is_unchanged_since(archive: Verified, room: context.Municipality) -> bool:
    """Return whether nothing was written since the archive was made: every table and file has the same SHA-256."""
    if archive.facts.key != room.key:
        return False
    with tables.owner_connection(room.schema_name, wall_token=walls.token_of(room)) as connection:
        here = {table.name: table for table in tables.archived_tables(connection.cursor(), room.schema_name)}
        if here.keys() != {entry.name for entry in archive.manifest.tables}:
            return False
        for entry in archive.manifest.tables:
            if _digest(connection, room.schema_name, here[entry.name]) != entry.sha256:
                return False
    return all(
        _file_digest(places.file_path(places.file_tables()[file.table].folder, room.key, file.name)) == file.sha256
        for file in archive.manifest.files
    )


def _digest(connection: psycopg.Connection, schema: str, table: tables.Table) -> str:
    digest = hashlib.sha256()
    with connection.cursor() as cursor, cursor.copy(tables.copy_out(schema, table)) as copy:
        for line in copy:
            digest.update(line)
    return digest.hexdigest()


def _file_digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


class _Walk:
    """One walk through an archive beside the schema that should hold the same."""

    def __init__(self, archive: Verified, room: context.Municipality, connection: psycopg.Connection) -> None:
        self.found: list[str] = []
        self._archive, self._room, self._connection = archive, room, connection
        self._is_copy = archive.facts.key != room.key
        self._target = room_keys(connection, room.key)
        self._source: RoomKeys | None = None
        here = tables.archived_tables(connection.cursor(), room.schema_name)
        self._here: Mapping[str, tables.Table] = {table.name: table for table in here}
        self._sealings = sealings()
        self._rows: Iterator[Row] = iter(())
        #: Rows of the table that were passed over because the archive has none of their key.
        self._passed = 0
        self._table = ""
        self._seen: set[str] = set()
        self._rekeyings: dict[str, Rekeying] = {}

    def take(self, member: Member) -> None:
        """Compare one piece."""
        if member.name == contents.TRANSFER and not self._archive.is_own:
            self._source = loading.transferred_keys(member, self._archive.facts.key)
        elif member.table:
            self._take_rows(member)
        elif member.file is not None:
            self._take_file(*member.file, member.content)

    def finish(self) -> None:
        """Compare what the pieces do not show: tables without rows, rows that are too many, sequences."""
        self._end_table()
        for entry in self._archive.manifest.tables:
            if entry.name not in self._seen | _GROWS and self._count(entry.name) != 0:
                self.found.append(f"{entry.name}: has rows, the archive has none")
        for sequence in self._archive.manifest.sequences:
            query = sql.SQL("SELECT last_value, is_called FROM {}").format(
                sql.Identifier(self._room.schema_name, sequence.name)
            )
            row = self._connection.execute(query).fetchone()
            if row != (sequence.last_value, sequence.is_called):
                self.found.append(f"sequence {sequence.name}: stands elsewhere")

    def _count(self, table: str) -> int:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(self._room.schema_name, table))
        row = self._connection.execute(query).fetchone()
        return int(row[0]) if row is not None else 0

    def _take_rows(self, member: Member) -> None:
        entry = self._archive.manifest.table(member.table)
        if entry is None or member.table not in self._here:
            self.found.append(f"{member.table}: is missing")
            return
        if member.table == loading.DATA_KEYS and self._source is None and self._archive.is_own:
            self._source = loading.keys_in(member, self._archive.manifest, self._archive.facts.key)
        if member.table != self._table:
            self._end_table()
            self._table, self._rows = member.table, self._stored(member.table)
            self._seen.add(member.table)
        if member.table in _OWN_KEYS and (self._is_copy or not self._archive.is_own):
            self._rows = iter(())
            return
        for line in member.content.decode().split("\n")[:-1]:
            self._compare(member.table, tables.parse_row(line, entry.names), next(self._rows, None))

    def _stored(self, table: str) -> Iterator[Row]:
        described = self._here[table]
        with (
            self._connection.cursor() as cursor,
            cursor.copy(tables.copy_out(self._room.schema_name, described)) as rows,
        ):
            for line in rows:
                yield tables.parse_row(bytes(line).decode().removesuffix("\n"), described.names)

    def _end_table(self) -> None:
        rest = self._passed + sum(1 for _ in self._rows)
        self._passed = 0
        if rest and self._table not in _GROWS:
            self.found.append(f"{self._table}: {rest} rows more than in the archive")

    def _compare(self, table: str, was: Row, now: Row | None) -> None:
        # Their keys tell no order in time: what has come since stands among what was there.
        while now is not None and table in _GROWS | _OWN_KEYS and _key(now) != _key(was):
            self._passed += 1
            now = next(self._rows, None)
        if now is None:
            self.found.append(f"{table}: rows are missing")
            return
        if len(self.found) >= _MOST:
            return
        if self._is_copy and table in self._sealings:
            self._compare_sealed(table, was, now)
        elif was != now:
            self.found.append(f"{table}: {', '.join(_differing(was, now))} differ")

    def _compare_sealed(self, table: str, was: Row, now: Row) -> None:
        """Open the copy's row with the copy's keys, by the same declarations, and hold it against the first's."""
        if self._source is None:
            self.found.append(f"{table}: the archive's keys are not at hand")
            return
        ours, theirs = dict(was), dict(now)
        try:
            mine = self._sealings[table].convert(ours, self._onto_itself(table, self._source))
            other = self._sealings[table].convert(theirs, self._onto_itself(table, self._target))
        except (CryptoError, ValueError) as error:
            self.found.append(f"{table}: {type(error).__name__} on opening")
            return
        sealed = {column.column for column in self._sealings[table].columns} | {"origin_digest"}
        plain = [name for name in was if name not in sealed and was[name] != now.get(name)]
        if plain or mine != other:
            self.found.append(f"{table}: {', '.join(plain) or 'opened values'} differ")
        same = [name for name in sealed & was.keys() if was[name] and was[name] == now[name] and mine]
        if same:
            self.found.append(f"{table}: {', '.join(sorted(same))} is not sealed anew")

    def _onto_itself(self, table: str, keys: RoomKeys) -> Rekeying:
        """Return what opens a room's rows and proves its tokens: a conversion from the room to itself."""
        return self._rekeyings.setdefault(keys.room, Rekeying(keys, keys))

    def _take_file(self, table: str, name: str, content: bytes) -> None:
        sealed = places.file_tables()[table]
        path = places.file_path(sealed.folder, self._room.key, name)
        if not path.exists():
            self.found.append(f"{table}: a file is missing")
            return
        stored = path.read_bytes()
        if not self._is_copy:
            if stored != content:
                self.found.append(f"{table}: a file differs")
            return
        if self._source is None:
            self.found.append(f"{table}: the archive's keys are not at hand")
            return
        row_id = str(uuid.UUID(hex=name))
        mine = self._source.open(content, use=sealed.use, field=sealed.field, row_id=row_id)
        if mine != self._target.open(stored, use=sealed.use, field=sealed.field, row_id=row_id):
            self.found.append(f"{table}: a file differs")


def _differing(was: Row, now: Row) -> list[str]:
    return sorted(name for name in was if was[name] != now.get(name))


def _key(row: Row) -> str | None:
    return row["id"] if "id" in row else row["sequence"]
