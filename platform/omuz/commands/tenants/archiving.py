"""`tenant backup|verify|restore|export`: archives of one municipality from the command line."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from omuz.commands.tenants.creating import COMMAND_LINE
from omuz.kernel import audit, clock, crypto
from tenants.archives.errors import ArchiveError
from tenants.archives.locks import read_passphrase
from tenants.archives.reading import Verified, verify
from tenants.archives.records import check_restorable, make_backup
from tenants.archives.restoring import Request, restore_as, restore_into
from tenants.management.verbs import Verb, add_format, find_municipality
from tenants.registering import ProvisioningError

_MIB: Final = 1024 * 1024


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what can go wrong with archives into what the command line says."""
    try:
        with audit.originating(audit.Origin(channel="command")):
            yield
    except (ArchiveError, ProvisioningError, crypto.CryptoError) as error:
        raise CommandError(str(error)) from error


def add_passphrase(parser: CommandParser) -> None:
    """Take the file with a passphrase; a passphrase on the command line would stand in every list of processes."""
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="for an archive that moves to another installation"
    )


def _backup_arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("file", type=Path, help="a new file, outside the data folder")
    parser.add_argument("--check", action="store_true", help="restore it for real under a scratch address and compare")
    add_passphrase(parser)
    add_format(parser)


def _backup(options: dict[str, Any], out: OutputWrapper) -> None:
    room, path, now = find_municipality(options["slug"]), options["file"], clock.now()
    with said_plainly():
        passphrase = read_passphrase(options["passphrase_file"])
        written = make_backup(room, path, actor=COMMAND_LINE, now=now, passphrase=passphrase)
        found: list[str] = []
        if options["check"]:
            archive = verify(path, passphrase=passphrase)
            request = Request(path=path, now=clock.now(), actor=COMMAND_LINE, passphrase=passphrase)
            found = check_restorable(room, archive, request, slug=f"deneme-{os.getpid()}-{os.urandom(3).hex()}")
    values = {
        "file": str(path), "bytes": written.size, "sha256": written.sha256, "rows": written.manifest.rows,
        "tables": len(written.manifest.tables), "files": len(written.manifest.files),
        "missing_files": len(written.manifest.missing_files), "seconds": (clock.now() - now).total_seconds(),
        "checked": bool(options["check"]), "differences": found,
    }  # fmt: skip
    _print(values, options, out, lambda: _say_written(values, out))
    if found:
        raise CommandError("The restored copy is not the same:\n" + "\n".join(found))


def _say_written(values: dict[str, Any], out: OutputWrapper) -> None:
    size = values["bytes"] / _MIB
    out.write(f"{values['file']}: {size:.1f} MiB in {values['seconds']:.1f} s, sha256 {values['sha256']}")
    out.write(f"{values['rows']} rows of {values['tables']} tables, {values['files']} files")
    if values["missing_files"]:
        out.write(f"{values['missing_files']} files that rows name are not on the disk; the archive lacks them too")
    if values["checked"] and not values["differences"]:
        out.write("restored under a scratch address, compared and removed: the same")


def _verify_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path)
    _add_trust(parser)
    add_passphrase(parser)
    add_format(parser)


def _add_trust(parser: CommandParser) -> None:
    parser.add_argument("--signed-by", default="", metavar="KEY", help="public key of another installation to trust")


def _verify(options: dict[str, Any], out: OutputWrapper) -> None:
    with said_plainly():
        passphrase = read_passphrase(options["passphrase_file"])
        archive = verify(options["file"], passphrase=passphrase, trusted=options["signed_by"])
    values = _described(archive)
    _print(values, options, out, lambda: _say_verified(archive, values, out))


def _described(archive: Verified) -> dict[str, Any]:
    of, manifest = archive.facts.municipality, archive.manifest
    return {
        "file": str(archive.path), "bytes": archive.size, "sha256": archive.sha256, "signed_by": archive.signed_by,
        "is_own": archive.is_own, "is_movable": archive.is_movable, "made_at": archive.facts.made_at.isoformat(),
        "municipality": {name: of[name] for name in ("slug", "key", "name", "kind", "province", "district")},
        "migrations": len(archive.facts.migrations), "tables": {t.name: t.rows for t in manifest.tables},
        "files": len(manifest.files), "missing_files": len(manifest.missing_files),
        "left_out": dict(manifest.left_out), "chain_sequence": manifest.chain_sequence,
    }  # fmt: skip


def _say_verified(archive: Verified, values: dict[str, Any], out: OutputWrapper) -> None:
    of = values["municipality"]
    whose = "this installation" if archive.is_own else "another installation, trusted by --signed-by"
    out.write(f"{of['name']} ({of['slug']}, key {of['key']}), as of {values['made_at']}")
    out.write(f"whole: every hash and count fits. sha256 {archive.sha256}")
    out.write(f"signed by {archive.signed_by} ({whose})")
    for table, rows in values["tables"].items():
        if rows:
            out.write(f"  {table:<32} {rows:>9}")
    out.write(f"  files {values['files']:>36}")
    out.write(f"left out: {', '.join(sorted(values['left_out']))}")


def _restore_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--as", dest="as_slug", metavar="NEW-SLUG", help="a new municipality under keys of its own")
    where.add_argument("--into", metavar="SLUG", help="the archive's own, suspended, archived or deleted")
    parser.add_argument("--name", default="", help="with --as: another name")
    _add_trust(parser)
    add_passphrase(parser)


def _restore(options: dict[str, Any], out: OutputWrapper) -> None:
    with said_plainly():
        request = Request(
            path=options["file"], now=clock.now(), actor=COMMAND_LINE, trusted=options["signed_by"],
            passphrase=read_passphrase(options["passphrase_file"]), progress=out.write,
        )  # fmt: skip
        if options["as_slug"]:
            room = restore_as(request, slug=options["as_slug"], name=options["name"])
        else:
            room = restore_into(request, slug=options["into"])
    out.write(f"{room.slug}: restored ({room.schema_name}), {room.state}; `./omuz tenant resume {room.slug}` opens it")


def _print(values: dict[str, Any], options: dict[str, Any], out: OutputWrapper, say: Callable[[], None]) -> None:
    if options["format"] == "json":
        out.write(json.dumps(values, ensure_ascii=False))
    else:
        say()


BACKUP = Verb("backup", "write one municipality into a signed, encrypted archive", _backup_arguments, _backup)
VERIFY = Verb("verify", "check an archive and say what is in it, without showing data", _verify_arguments, _verify)
RESTORE = Verb("restore", "put an archive back, or make a new municipality of it", _restore_arguments, _restore)
