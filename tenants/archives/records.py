"""Making an archive with its record, and what the platform knows of archives that were made."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from django.db.models import Max

from omuz.kernel import clock, context
from omuz.kernel.actors import Actor
from tenants.archives.backup import Written, write_archive
from tenants.archives.comparing import catalogue_differences, differences
from tenants.archives.errors import ArchiveError
from tenants.archives.models import Backup, BackupKind, BackupResult
from tenants.archives.reading import Verified
from tenants.archives.removing import remove_room
from tenants.archives.restoring import Request, restore_as
from tenants.migration import owner_schema
from tenants.naming import OWNER_ALIAS

_ERROR = 200


def make_backup(
    room: context.Municipality,
    path: Path,
    *,
    actor: Actor,
    now: dt.datetime,
    passphrase: str = "",
    kind: BackupKind = BackupKind.MANUAL,
) -> Written:
    """Write the archive and its row in the platform's records; needs the owner's login.

    Raises:
        ArchiveError: as `write_archive`; the record then says that it failed.
    """
    record = Backup(
        municipality_id=room.id, key=room.key, slug=room.slug, kind=kind, file_name=path.name[:255], started_at=now,
        asked_by_id=actor.id if actor.kind != "system" else None, asked_by_label=actor.label[:120],
    )  # fmt: skip
    _save(record)
    try:
        written = write_archive(room, path, now=now, passphrase=passphrase)
    except BaseException as error:
        record.result, record.finished_at = BackupResult.FAILED, clock.now()
        record.error = str(error)[:_ERROR] if isinstance(error, ArchiveError) else type(error).__name__
        _save(record)
        raise
    record.result, record.finished_at = BackupResult.DONE, clock.now()
    record.size, record.sha256, record.rows = written.size, written.sha256, written.manifest.rows
    _save(record)
    return written


def check_restorable(room: context.Municipality, archive: Verified, request: Request, *, slug: str) -> list[str]:
    """Restore the archive for real under the address `slug`, compare everything, and remove it again.

    Returns what differs, one line each: rows, opened values, files, sequences, tables, constraints, rights, walls.
    """
    copy = restore_as(request, slug=slug)
    try:
        return differences(archive, copy, passphrase=request.passphrase) + catalogue_differences(room, copy)
    finally:
        remove_room(copy)


def last_backups() -> Mapping[str, dt.datetime]:
    """Return when each municipality was backed up last, by key; in the platform's own room."""
    done = Backup.objects.filter(result=BackupResult.DONE).exclude(kind__in=[BackupKind.CHECK, BackupKind.EXPORT])
    rows = done.values_list("key").annotate(last=Max("started_at"))
    return dict(rows.order_by())


def _save(record: Backup) -> None:
    with owner_schema("public"):
        record.save(using=OWNER_ALIAS)
