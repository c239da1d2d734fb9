"""`tenant archive|delete`: the end of a municipality, by operators who prove who they are."""

import getpass
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from apps.accounts.operations.proving import NotProved, prove
from omuz.commands.tenants.archiving import add_passphrase, said_plainly
from omuz.kernel import clock, context
from omuz.kernel.actors import Actor
from tenants import scope
from tenants.archives import deletion
from tenants.archives.locks import read_passphrase
from tenants.management.verbs import Verb


def _add_operator(parser: CommandParser) -> None:
    parser.add_argument("--as", dest="operator", required=True, metavar="EMAIL", help="an operator of the platform")


def _archive_arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("--file", type=Path, required=True, help="where the archive goes: outside the data folder")
    parser.add_argument("--reason", required=True, help="stands in the history")
    _add_operator(parser)
    add_passphrase(parser)


def _archive(options: dict[str, Any], out: OutputWrapper) -> None:
    actor = proved(options["operator"], out)
    with said_plainly():
        written = deletion.archive_municipality(
            options["slug"], options["file"], actor=actor, reason=options["reason"], now=clock.now(),
            passphrase=read_passphrase(options["passphrase_file"]),
        )  # fmt: skip
    out.write(f"{options['slug']}: archived. {written.path}, sha256 {written.sha256}")


def _delete_arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("--file", type=Path, help="its archive: verified, of what stands now, outside the data folder")
    parser.add_argument("--reason", default="", help="stands in the history")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--confirm", action="store_true", help="the second operator's word: it is deleted now")
    what.add_argument("--withdraw", action="store_true", help="take the request back")
    _add_operator(parser)


def _delete(options: dict[str, Any], out: OutputWrapper) -> None:
    slug, now = options["slug"], clock.now()
    if not (options["confirm"] or options["withdraw"]) and options["file"] is None:
        raise CommandError("A signed archive comes first: --file names it (`./omuz tenant archive` makes one).")
    actor = proved(options["operator"], out)
    with said_plainly():
        if options["confirm"]:
            done = deletion.confirm_deletion(slug, actor=actor, now=now)
            out.write(f"{slug}: deleted. Its archive is {done.archive_path}, sha256 {done.archive_sha256}")
        elif options["withdraw"]:
            deletion.withdraw_deletion(slug, actor=actor, reason=options["reason"], now=now)
            out.write(f"{slug}: the request is taken back")
        else:
            asked = deletion.request_deletion(slug, options["file"], actor=actor, reason=options["reason"], now=now)
            out.write(
                f"{slug}: asked for. Another operator confirms until {asked.expires_at:%d.%m.%Y %H:%M} UTC: "
                f"`./omuz tenant delete {slug} --confirm --as EMAIL`"
            )


def proved(email: str, out: OutputWrapper, *, room: context.Municipality | None = None) -> Actor:
    """Return who stands at the terminal, of the platform's room or `room`; secrets are asked for, never arguments.

    Raises:
        CommandError: the proof failed.
    """
    password, code = _ask(f"Password of {email}: "), _ask("Code of the second factor: ")
    try:
        with scope.enter(room):
            return prove(email, password=password, code=code, now=clock.now())
    except NotProved as error:
        raise CommandError("Address, password or code is wrong.") from error


def _ask(prompt: str) -> str:
    """Return a secret from the terminal, or the next line where there is none (a script)."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


ARCHIVE = Verb("archive", "take out of service for good, with a verified archive", _archive_arguments, _archive)
DELETE = Verb("delete", "delete: asked for by one operator, confirmed by another", _delete_arguments, _delete)
