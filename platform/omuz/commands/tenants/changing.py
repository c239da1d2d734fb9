"""`tenant suspend|resume|rename|forget-address`: each with its event in the platform's history."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from omuz.commands.tenants.creating import COMMAND_LINE
from omuz.kernel import audit, clock, context
from tenants import lifecycle
from tenants.management.verbs import Run, Verb
from tenants.naming import web_address
from tenants.registering import ProvisioningError

_WITHIN = "effective in the web within five seconds"


def _verb(change: Callable[[dict[str, Any]], context.Municipality], said: str) -> Run:
    def run(options: dict[str, Any], out: OutputWrapper) -> None:
        try:
            with audit.originating(audit.Origin(channel="command")):
                changed = change(options)
        except ProvisioningError as error:
            raise CommandError(str(error)) from error
        out.write(f"{changed.slug}: {said.format(address=web_address(changed.slug))}; {_WITHIN}")

    return run


def _with_reason(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("--reason", required=True, help="stands in the history")


def _resume_arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("--reason", default="")


def _rename_arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("new_slug", metavar="NEW-SLUG", help="the same one to change the name only")
    parser.add_argument("--name", default="", help="the new name; without it the name stays")
    parser.add_argument("--drop-old", action="store_true", help="the old address answers 404 at once")
    parser.add_argument("--reason", default="")


def _forget_arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("host", help="a second address, as `tenant show` names it")


def _suspend(options: dict[str, Any]) -> context.Municipality:
    return lifecycle.suspend(options["slug"], reason=options["reason"], actor=COMMAND_LINE, now=clock.now())


def _resume(options: dict[str, Any]) -> context.Municipality:
    return lifecycle.resume(options["slug"], reason=options["reason"], actor=COMMAND_LINE, now=clock.now())


def _rename(options: dict[str, Any]) -> context.Municipality:
    return lifecycle.rename(
        options["slug"],
        options["new_slug"],
        name=options["name"],
        drop_old=options["drop_old"],
        reason=options["reason"],
        actor=COMMAND_LINE,
        now=clock.now(),
    )


def _forget(options: dict[str, Any]) -> context.Municipality:
    return lifecycle.drop_address(options["slug"], options["host"], actor=COMMAND_LINE, now=clock.now())


SUSPEND = Verb("suspend", "take a municipality out of service", _with_reason, _verb(_suspend, "suspended"))
RESUME = Verb("resume", "put a suspended one back", _resume_arguments, _verb(_resume, "active again at {address}"))
RENAME = Verb("rename", "give it another address or name", _rename_arguments, _verb(_rename, "now at {address}"))
FORGET_ADDRESS = Verb(
    "forget-address", "end a second address that renaming kept", _forget_arguments, _verb(_forget, "address forgotten")
)
