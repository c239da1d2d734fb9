"""`tenant export|unpack|new-recipient`: a municipality takes its data along, in open forms."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from apps.accounts.rights import Right
from apps.people.queries.people import every_person_id
from apps.privacy.enums import Purpose
from apps.privacy.operations import log_readings
from omuz.commands.tenants.archiving import add_passphrase, said_plainly
from omuz.commands.tenants.creating import COMMAND_LINE
from omuz.commands.tenants.ending import proved
from omuz.kernel import audit, clock, context
from omuz.kernel.actors import Actor
from tenants import scope
from tenants.archives.errors import ArchiveError
from tenants.archives.exporting import export
from tenants.archives.locks import new_recipient, read_passphrase
from tenants.archives.sinks import Sink, folder_sink, sealed_sink, unpack
from tenants.management.verbs import Verb, find_municipality

#: Kinds of data that the access log names.
_READ = ("identity", "address", "sensitive", "report", "files", "contacts", "history")
_KEY_BYTES = 32


def _export_arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("target", type=Path, metavar="DIR", help="a new folder; with --with-special one encrypted file")
    parser.add_argument("--with-special", action="store_true", help="open what is sealed, too")
    parser.add_argument("--purpose", choices=Purpose.values, help="why special values are read; stands in the log")
    parser.add_argument("--as", dest="reader", metavar="EMAIL", help="who reads them: staff of the municipality")
    parser.add_argument("--recipient", default="", metavar="KEY", help="public key of whoever receives them")
    add_passphrase(parser)


def _export(options: dict[str, Any], out: OutputWrapper) -> None:
    room, special = find_municipality(options["slug"]), options["with_special"]
    actor = _reader(room, options, out) if special else COMMAND_LINE
    now = clock.now()
    with said_plainly():
        target = _sink(room, options)
        with target as sink:
            _log(room, actor, options, special=special)
            done = export(room, sink, now=now, with_special=special)
    out.write(f"{options['target']}: {done.tables} tables, {done.rows} rows, {done.files} files")
    if done.left_out:
        out.write(f"left out as special: {', '.join(done.left_out)}")


def _reader(room: context.Municipality, options: dict[str, Any], out: OutputWrapper) -> Actor:
    if not options["purpose"] or not options["reader"]:
        raise CommandError("Special values need a purpose (--purpose) and a reader who proves who they are (--as).")
    actor = proved(options["reader"], out, room=room)
    if not (actor.can(Right.PEOPLE_SPECIAL_READ) and actor.can(Right.PEOPLE_EXPORT)) or actor.unit_ids is not None:
        raise CommandError("The reader needs the rights to open special values and to export, in all units.")
    return actor


def _sink(room: context.Municipality, options: dict[str, Any]) -> AbstractContextManager[Sink]:
    if not options["with_special"]:
        return folder_sink(options["target"])
    return sealed_sink(
        options["target"], room=room.key, now=clock.now(), passphrase=read_passphrase(options["passphrase_file"]),
        recipient=_key(options["recipient"]),
    )  # fmt: skip


def _log(room: context.Municipality, actor: Actor, options: dict[str, Any], *, special: bool) -> None:
    """Write the readings and the event before anything is opened, and commit them."""
    now = clock.now()
    with scope.enter(room, statement_timeout="0"):
        if special:
            log_readings(
                every_person_id(), actor=actor, fields=_READ, purpose=options["purpose"], now=now, task="export"
            )
        audit.record(
            actor=actor, action="municipality.exported", subject=("tenants.municipality", room.id), now=now,
            reason=f"special={'yes' if special else 'no'} purpose={options['purpose'] or '-'}",
        )  # fmt: skip


def _key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b"-"
    if text and len(key) != _KEY_BYTES:
        raise ArchiveError("A key is 64 hexadecimal digits; `tenant new-recipient` makes a pair.")
    return key


def _unpack_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("target", type=Path, metavar="DIR", help="a new folder")
    parser.add_argument("--key-file", type=Path, help="the private key that `tenant new-recipient` wrote")
    add_passphrase(parser)


def _unpack(options: dict[str, Any], out: OutputWrapper) -> None:
    with said_plainly():
        private = _key(options["key_file"].read_text().strip()) if options["key_file"] else b""
        passphrase = read_passphrase(options["passphrase_file"])
        count = unpack(options["file"], options["target"], passphrase=passphrase, private=private)
    out.write(f"{options['target']}: {count} files")


def _recipient_arguments(parser: CommandParser) -> None:
    parser.add_argument("key_file", type=Path, help="a new file for the private key; keep it secret")


def _recipient(options: dict[str, Any], out: OutputWrapper) -> None:
    private, public = new_recipient()
    with options["key_file"].open("x") as file:
        options["key_file"].chmod(0o600)
        file.write(private.hex() + "\n")
    out.write(public.hex())


EXPORT = Verb("export", "write everything in open forms, for leaving the platform", _export_arguments, _export)
UNPACK = Verb("unpack", "open an encrypted export", _unpack_arguments, _unpack)
NEW_RECIPIENT = Verb("new-recipient", "make a key pair to receive an export", _recipient_arguments, _recipient)
