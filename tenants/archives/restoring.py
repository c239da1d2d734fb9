"""Restoring a municipality: as a new one under keys of its own, or in place.

Both read the archive twice: once to verify all of it, once to load it. All rows go into a fresh schema in one
transaction, so a kill or a damaged file leaves what stood before.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from psycopg import sql

from omuz.kernel import audit, context, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.audit.anchors import anchor_path
from omuz.kernel.audit.resealing import resealed_event
from omuz.kernel.crypto import RoomKeys
from omuz.kernel.sealed_columns import Rekeying, not_archived
from tenants import scope, walls
from tenants.archives import building, contents, loading, tables
from tenants.archives.contents import Facts, Manifest
from tenants.archives.errors import ArchiveError, CannotRestoreError, DamagedArchiveError
from tenants.archives.filing import FileCarrier, KeptFiles, RekeyedFiles
from tenants.archives.reading import Member, Verified, opened, verify
from tenants.archives.removing import drop_schema, forget_files, remove_room
from tenants.domains import domain_map
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.fleet.building import ensure_role
from tenants.head import gate_number
from tenants.migration import count_applied, owner_schema
from tenants.models import Municipality
from tenants.naming import OWNER_ALIAS
from tenants.registering import Asked, new_key, store

_NOTE: Final = "UPDATE public.tenants_municipality SET migrations_applied = %s, state = %s WHERE key = %s"
#: In service again when an operator says so, not by the restore itself.
_STATE: Final = MunicipalityState.SUSPENDED
Progress = Callable[[str], None]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is restored, by whom, and how the archive opens."""

    path: Path
    now: dt.datetime
    actor: Actor
    passphrase: str = ""
    trusted: str = ""
    progress: Progress = lambda _: None


def restore_as(request: Request, *, slug: str, name: str = "") -> context.Municipality:
    """Make a new municipality from the archive, with a key, role, wall and data keys of its own, and return it.

    Everything sealed is sealed anew and every token computed anew: nothing of the first opens in the copy or the other
    way round. The copy is suspended until an operator resumes it. Interrupted, it is begun anew by the same call.

    Raises:
        ArchiveError: the archive is damaged, does not open, does not fit; nothing of it remains.
        ProvisioningError: the address cannot be had.
    """
    archive = verify(request.path, passphrase=request.passphrase, trusted=request.trusted)
    compiled = building.prepare(age := building.age_of(archive.facts))
    request.progress(f"{archive.manifest.rows} rows of {len(archive.manifest.tables)} tables ({age.value} release)")
    copy = _registered(archive.facts, slug=slug, name=name, request=request)
    try:
        ensure_role(copy.role_name)
        target = RoomKeys.new(copy.key)
        work = _Work(request, archive, room=copy, schema=copy.schema_name, token=walls.token_of(copy))
        with owner_schema(copy.schema_name) as connection, transaction.atomic(using=OWNER_ALIAS):
            drop_schema(connection, copy.schema_name)
            copy = _load_copy(connection, work, compiled, target)
    except BaseException:
        remove_room(copy)
        raise
    _seal_and_record(copy, archive, action="municipality.restored_as", request=request)
    return copy


def restore_into(request: Request, *, slug: str) -> context.Municipality:
    """Put the municipality back to what the archive holds, under its own key, and return it.

    Only for one that is suspended or archived, or that no longer stands in the registry. Until the last moment the old
    schema stays; files of before stay until the new schema has taken its place.

    Raises:
        ArchiveError: as `restore_as`; or the archive is of another municipality, or that is in service.
    """
    archive = verify(request.path, passphrase=request.passphrase, trusted=request.trusted)
    compiled = building.prepare(building.age_of(archive.facts))
    room = _standing(archive.facts, slug=slug, request=request)
    ensure_role(room.role_name)
    fresh = f"r_{room.key}"
    work = _Work(request, archive, room=room, schema=fresh, token=walls.token_of(room))
    with owner_schema(fresh) as connection, transaction.atomic(using=OWNER_ALIAS):
        _take_gate(connection, room)
        drop_schema(connection, fresh)
        room = _load_in_place(connection, work, compiled)
    crypto.forget_keys()
    forget_files(room.key, keep={file.name for file in archive.manifest.files})
    _seal_and_record(room, archive, action="municipality.restored", request=request)
    return room


@dataclasses.dataclass(frozen=True, slots=True)
class _Work:
    request: Request
    archive: Verified
    room: context.Municipality
    schema: str
    token: str

    @property
    def facts(self) -> Facts:
        return self.archive.facts

    @property
    def manifest(self) -> Manifest:
        return self.archive.manifest


def _load_copy(connection: Any, work: _Work, compiled: Any, target: RoomKeys) -> context.Municipality:
    source = _source_keys(work)
    between = Rekeying(source, target)
    lines = loading.RekeyedLines(work.manifest, between, target.wrapped(now=work.request.now))
    anchors = _fill(connection, work, compiled, lines, RekeyedFiles(work.room.key, between))
    origin = f"archive={work.archive.sha256} key={work.facts.key} seal={work.manifest.chain_sequence}"
    _vouch(connection, work, origin)
    _write_anchors(work.room.key, anchors, now=work.request.now)
    return _noted(connection, work, work.schema)


def _load_in_place(connection: Any, work: _Work, compiled: Any) -> context.Municipality:
    source = _source_keys(work)
    foreign = None if work.archive.is_own else source.wrapped(now=work.request.now)
    lines = loading.SameLines(work.manifest, foreign)
    anchors = _fill(connection, work, compiled, lines, KeptFiles(work.room.key))
    if foreign is not None:
        _vouch(connection, work, f"archive={work.archive.sha256} key={work.facts.key} from={work.archive.signed_by}")
    _swap(connection, work)
    _write_anchors(work.room.key, anchors, now=work.request.now)
    return _noted(connection, work, work.room.schema_name)


def _fill(connection: Any, work: _Work, compiled: Any, lines: loading.Lines, files: FileCarrier) -> bytes:
    """Make the tables, load every row and file, raise the walls; returns the archive's anchors."""
    server, schema, role = connection.connection, work.schema, work.room.role_name
    if compiled is None:
        server.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    building.build(connection, schema=schema, role=role, facts=work.facts, compiled=compiled)
    server.execute(*tables.text_form({walls.SETTING: work.token}, is_local=True))
    loading.check_columns(server, schema, work.manifest)
    names = [entry.name for entry in work.manifest.tables]
    every = [*names, *(name for name in not_archived() if _stands(server, schema, name))]
    loading.empty_and_open(server, schema, every)
    anchors = b""
    with (
        opened(work.request.path, passphrase=work.request.passphrase) as archive,
        loading.RowLoader(server, schema, work.manifest, lines) as loader,
    ):
        for member in archive.members():
            anchors = _take(member, loader, files, anchors)
    if archive.sha256 != work.archive.sha256:
        raise DamagedArchiveError("The archive was changed while it was being restored.")
    loading.close_again(server, schema, work.manifest, every)
    building.finish(connection, schema=schema, role=role, wall_token=work.token, is_head=compiled is not None)
    return anchors


def _take(member: Member, loader: loading.RowLoader, files: FileCarrier, anchors: bytes) -> bytes:
    if member.table:
        loader.take(member)
    elif member.file is not None:
        files.take(*member.file, member.content)
    elif member.name == contents.ANCHORS:
        return member.content
    return anchors


def _source_keys(work: _Work) -> RoomKeys:
    """Return the first municipality's data keys, from the archive's beginning."""
    with opened(work.request.path, passphrase=work.request.passphrase) as archive:
        for member in archive.members():
            if member.name == contents.TRANSFER and not work.archive.is_own:
                return loading.transferred_keys(member, work.facts.key)
            if member.table == loading.DATA_KEYS and work.archive.is_own:
                return loading.keys_in(member, work.manifest, work.facts.key)
    raise CannotRestoreError("The archive carries no keys for another installation: make one with --passphrase-file.")


def _vouch(connection: Any, work: _Work, origin: str) -> None:
    """Add the event that vouches for the values of the history as they stand now."""
    with owner_schema(work.schema, wall_token=work.token):
        event = resealed_event(
            municipality_id=work.room.id, origin=origin, now=work.request.now, using=connection.alias
        )
        event.save(using=connection.alias, force_insert=True)
    connection.schema_name = work.schema


def _swap(connection: Any, work: _Work) -> None:
    """Put the fresh schema into the place of the old one; keys that came after the archive stay known."""
    server, fresh, place = connection.connection, work.schema, work.room.schema_name
    names = {
        "fresh": sql.Identifier(fresh),
        "place": sql.Identifier(place),
        "old": sql.Identifier(f"x_{work.room.key}"),
    }
    if _schema_stands(server, place):
        if _stands(server, place, loading.DATA_KEYS):
            # A process may still seal with a key that was made after the archive.
            keep = "INSERT INTO {fresh}.kernel_datakey SELECT * FROM {place}.kernel_datakey ON CONFLICT DO NOTHING"
            server.execute(sql.SQL(keep).format(**names))
        server.execute(sql.SQL("ALTER SCHEMA {place} RENAME TO {old}").format(**names))
        server.execute(sql.SQL("DROP SCHEMA {old} CASCADE").format(**names))
    server.execute(sql.SQL("ALTER SCHEMA {fresh} RENAME TO {place}").format(**names))


def _noted(connection: Any, work: _Work, schema: str) -> context.Municipality:
    """Write into the registry, in the same transaction, how far the schema is; returns the municipality with it."""
    applied = count_applied(connection, schema=schema)
    state = _STATE if work.room.state != MunicipalityState.ARCHIVED else MunicipalityState.ARCHIVED
    connection.connection.execute(_NOTE, [applied, state.value, work.room.key])
    return dataclasses.replace(work.room, migrations_applied=applied, state=state.value)


def _write_anchors(key: str, anchors: bytes, *, now: dt.datetime) -> None:
    """Put the archive's anchors beside the data; those of before are set aside, never thrown away."""
    path = anchor_path(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and not anchors.startswith(path.read_bytes()):
        path.rename(path.with_name(f"{key}.before-{now:%Y%m%dT%H%M%S}.log"))
    path.write_bytes(anchors)


def _seal_and_record(room: context.Municipality, archive: Verified, *, action: str, request: Request) -> None:
    """Chain what the restore added, and tell the platform's own history."""
    domain_map.clear()
    with scope.enter(room):
        while audit.seal_pending(now=request.now):
            pass
    reason = f"{archive.path.name} sha256={archive.sha256} seal={archive.manifest.chain_sequence}"
    with scope.enter(None):
        audit.record(
            actor=request.actor, action=action, subject=("tenants.municipality", room.id), reason=reason,
            now=request.now,
        )  # fmt: skip


def _registered(facts: Facts, *, slug: str, name: str, request: Request) -> context.Municipality:
    """Return the copy's row in the registry, in preparation; one that a kill has left is taken up again."""
    of = facts.municipality
    with scope.enter(None):
        begun = Municipality.objects.filter(slug=slug, state=MunicipalityState.PREPARING, migrations_applied=0).first()
        if begun is not None and begun.name == (name or of["name"]):
            taken_up: context.Municipality = begun.as_context()
            return taken_up
        asked = _asked(of, slug=slug, name=name)
        key = new_key()
        return store(
            asked, key=key, sealed_wall_token=walls.new_sealed_token(key), actor=request.actor, now=request.now
        )


def _standing(facts: Facts, *, slug: str, request: Request) -> context.Municipality:
    """Return the municipality that the archive is put back into, registered anew where it was deleted.

    Raises:
        CannotRestoreError: it is in service, or another one.
    """
    of = facts.municipality
    with scope.enter(None):
        row = Municipality.objects.filter(slug=slug).first()
        if row is None:
            if Municipality.objects.filter(key=facts.key).exists():
                raise CannotRestoreError(f"The archive's municipality stands under another address than {slug!r}.")
            return _registered_again(of, slug=slug, request=request)
        if row.key != facts.key:
            raise CannotRestoreError(
                f"The archive is of another municipality (key {facts.key}) than {slug!r}: use --as to make a copy."
            )
        room: context.Municipality = row.as_context()
    is_resting = room.state in {MunicipalityState.SUSPENDED, MunicipalityState.ARCHIVED}
    if not is_resting and _exists(room):
        raise CannotRestoreError(f"{slug} is in service: `./omuz tenant suspend {slug}` first.")
    return room


def _registered_again(of: dict[str, Any], *, slug: str, request: Request) -> context.Municipality:
    return store(
        _asked(of, slug=slug, name=""), key=of["key"], sealed_wall_token=walls.new_sealed_token(of["key"]),
        municipality_id=uuid.UUID(of["id"]), actor=request.actor, now=request.now,
    )  # fmt: skip


def _asked(of: dict[str, Any], *, slug: str, name: str) -> Asked:
    """Return the municipality as the archive knows it, checked; its parent where that is registered here."""
    parent = of["parent"] if Municipality.objects.filter(slug=of["parent"]).exists() else ""
    asked = Asked(
        slug=slug, name=name or of["name"], kind=MunicipalityKind(of["kind"]), province=of["province"],
        district=of["district"], parent_slug=parent, is_demo=of["is_demo"],
    )  # fmt: skip
    asked.check()
    return asked


def _exists(room: context.Municipality) -> bool:
    with owner_schema("public") as connection:
        return _schema_stands(connection.connection, room.schema_name)


def _schema_stands(server: Any, schema: str) -> bool:
    return server.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema]).fetchone() is not None


def _stands(server: Any, schema: str, table: str) -> bool:
    found = server.execute("SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = %s", [schema, table])
    return found.fetchone() is not None


def _take_gate(connection: Any, room: context.Municipality) -> None:
    row = connection.connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [gate_number(room.key)]).fetchone()
    if not row[0]:
        raise ArchiveError("Somebody still works in the municipality, or it is being migrated: try again in a minute.")
