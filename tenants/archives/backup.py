"""Writing the archive of a municipality: one snapshot, read by COPY, while the web goes on serving.

Memory is flat: a table goes through in parts of a megabyte, a file as one. The file appears under its name when it is
whole, on the disk and signed.
"""

import dataclasses
import datetime as dt
import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from omuz.kernel import context
from omuz.kernel.audit.anchors import anchor_path
from omuz.kernel.crypto import RoomKeys, WrappedKey, signing
from omuz.kernel.sealed_columns import not_archived
from tenants import scope, walls
from tenants.archives import contents, locks, places, tables
from tenants.archives.container import ChunkWriter, flush_to_disk
from tenants.archives.contents import Facts, FileEntry, Manifest, SequenceEntry, TableEntry
from tenants.archives.errors import ArchiveError
from tenants.head import gate_number
from tenants.models import Municipality

PART: Final = 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """An archive that stands on the disk."""

    path: Path
    size: int
    sha256: str
    facts: Facts
    manifest: Manifest


def write_archive(municipality: context.Municipality, path: Path, *, now: dt.datetime, passphrase: str = "") -> Written:
    """Write the municipality's archive to `path` and return what is in it.

    With a passphrase the archive opens by that too, and carries what another installation needs to read it.

    Raises:
        ArchiveError: the file is there already, cannot be written, or the municipality is being migrated.
        crypto.CryptoError: the master key is missing.
    """
    if path.exists():
        raise ArchiveError(f"{path} is there already; archives are never written over.")
    key, part = locks.new_key(), path.with_name(f"{path.name}.part")
    header = {
        "format": contents.FORMAT,
        "made_at": now.isoformat(),
        "municipality": municipality.key,
        "locks": locks.locks_for(key, room=municipality.key, passphrase=passphrase),
        "signed_by": signing.public_key().hex(),
    }
    try:
        with part.open("wb") as file, snapshot(municipality) as connection:
            chunks = ChunkWriter(file, header=header, key=key)
            facts, manifest = _write_members(chunks, connection, municipality, now=now, may_move=bool(passphrase))
            digest = chunks.finish()
            flush_to_disk(file)
        part.rename(path)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return Written(path, chunks.size, digest, facts, manifest)


@contextmanager
def snapshot(municipality: context.Municipality) -> Iterator[psycopg.Connection]:
    """Give the one snapshot that everything is read from; no migration runs while it is open."""
    token = walls.token_of(municipality)
    with tables.owner_connection(municipality.schema_name, wall_token=token) as connection:
        gate = [gate_number(municipality.key)]
        row = connection.execute("SELECT pg_try_advisory_lock_shared(%s)", gate).fetchone()
        if row is None or not row[0]:
            raise ArchiveError("The municipality is being migrated; try again when that has ended.")
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield connection


def _write_members(
    chunks: ChunkWriter, connection: psycopg.Connection, municipality: context.Municipality, *, now: dt.datetime,
    may_move: bool,
) -> tuple[Facts, Manifest]:  # fmt: skip
    with (
        gzip.GzipFile(fileobj=chunks, mode="wb", compresslevel=1, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        facts = _facts(connection, municipality, now)
        _add_json(tar, contents.FACTS, contents.facts_to_json(facts))
        schema = municipality.schema_name
        if may_move:
            _add_json(tar, contents.TRANSFER, _transfer(connection, municipality))
        all_tables = tables.archived_tables(connection.cursor(), schema)
        # What opens the files goes before them.
        found = [_add_table(tar, connection, schema, table) for table in all_tables if table.name in tables.FIRST]
        missing: list[str] = []
        entries = list(_add_files(tar, connection, municipality, missing))
        found += [_add_table(tar, connection, schema, table) for table in all_tables if table.name not in tables.FIRST]
        sequence, digest = _chain_head(connection)
        anchors = _anchors(municipality.key, up_to=sequence)
        _add(tar, contents.ANCHORS, anchors)
        manifest = Manifest(
            tables=tuple(found),
            files=tuple(entries),
            sequences=tuple(_sequences(connection, schema)),
            left_out=not_archived(),
            missing_files=tuple(missing),
            anchors_sha256=hashlib.sha256(anchors).hexdigest(),
            chain_sequence=sequence,
            chain_digest=digest,
        )
        _add_json(tar, contents.MANIFEST, dataclasses.asdict(manifest))
    return facts, manifest


def _facts(connection: psycopg.Connection, municipality: context.Municipality, now: dt.datetime) -> Facts:
    with scope.enter(None):
        row = Municipality.objects.select_related("parent").get(key=municipality.key)
        domains = list(row.domains.order_by("-is_primary", "domain").values_list("domain", flat=True))
        parent = row.parent.slug if row.parent is not None else ""
    applied = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    server = connection.execute(
        "SELECT current_setting('server_version'), (SELECT system_identifier::text FROM pg_control_system())"
    ).fetchone()
    version, cluster = server if server is not None else ("", "")
    return Facts(
        made_at=now,
        municipality={
            "id": str(row.id), "key": row.key, "slug": row.slug, "name": row.name, "kind": row.kind,
            "province": row.province, "district": row.district, "parent": parent, "is_demo": row.is_demo,
            "state": row.state, "created_at": row.created_at.isoformat(), "domains": domains,
        },
        migrations=tuple((app, name) for app, name in applied),
        database={"version": version, "cluster": cluster},
    )  # fmt: skip


def room_keys(connection: psycopg.Connection, room: str) -> RoomKeys:
    """Return the data keys of the schema on the connection's path."""
    rows = connection.execute(
        "SELECT id, purpose, serial, master_key_id, wrapped, created_at FROM kernel_datakey ORDER BY purpose, serial"
    ).fetchall()
    return RoomKeys.unwrapped(room, [WrappedKey(i, p, s, m, bytes(w), c) for i, p, s, m, w, c in rows])


def _transfer(connection: psycopg.Connection, municipality: context.Municipality) -> list[dict[str, Any]]:
    keys = room_keys(connection, municipality.key).plain_keys()
    return [{"id": str(k.id), "purpose": k.purpose, "serial": k.serial, "key": k.key.hex()} for k in keys]


def _add_files(
    tar: tarfile.TarFile, connection: psycopg.Connection, municipality: context.Municipality, missing: list[str]
) -> Iterator[FileEntry]:
    for table, sealed in places.file_tables().items():
        query = sql.SQL("SELECT id FROM {} WHERE {} ORDER BY id").format(
            sql.Identifier(table),
            sql.SQL(sealed.condition),
        )
        for (row_id,) in connection.execute(query).fetchall():
            path = places.file_path(sealed.folder, municipality.key, row_id.hex)
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                missing.append(row_id.hex)
                continue
            _add(tar, f"{contents.FILES}{table}/{row_id.hex}", content)
            yield FileEntry(table, row_id.hex, len(content), hashlib.sha256(content).hexdigest())


def _add_table(tar: tarfile.TarFile, connection: psycopg.Connection, schema: str, table: tables.Table) -> TableEntry:
    digest, rows, parts, waiting = hashlib.sha256(), 0, 0, bytearray()
    with connection.cursor() as cursor, cursor.copy(tables.copy_out(schema, table)) as copy:
        for line in copy:
            waiting += line
            rows += 1
            if len(waiting) >= PART:
                digest.update(waiting)
                parts += 1
                _add(tar, f"{contents.TABLES}{table.name}/{parts:06}.copy", bytes(waiting))
                waiting.clear()
    if waiting:
        digest.update(waiting)
        _add(tar, f"{contents.TABLES}{table.name}/{parts + 1:06}.copy", bytes(waiting))
    return TableEntry(table.name, table.columns, rows, digest.hexdigest())


def _sequences(connection: psycopg.Connection, schema: str) -> Iterator[SequenceEntry]:
    names = connection.execute(
        "SELECT sequencename FROM pg_sequences WHERE schemaname = %s ORDER BY sequencename", [schema]
    ).fetchall()
    for (name,) in names:
        query = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(schema, name))
        row = connection.execute(query).fetchone()
        if row is not None:
            yield SequenceEntry(name, row[0], row[1])


def _chain_head(connection: psycopg.Connection) -> tuple[int, str]:
    row = connection.execute("SELECT sequence, digest FROM kernel_auditseal ORDER BY sequence DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row is not None else (0, "")


def _anchors(key: str, *, up_to: int) -> bytes:
    """Return the anchors of the snapshot's chain: those of seals that came later stay behind."""
    path = anchor_path(key)
    lines = path.read_text(encoding="ascii").splitlines(keepends=True) if path.exists() else []
    kept = [line for line in lines if line.endswith("\n") and line.split()[:1] and int(line.split()[0]) <= up_to]
    return "".join(kept).encode("ascii")


def _add_json(tar: tarfile.TarFile, name: str, values: Any) -> None:
    _add(tar, name, json.dumps(values, ensure_ascii=False, indent=1).encode())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))
