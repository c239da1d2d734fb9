"""What was asked: our own commands with their options, everything else passed on untouched."""

import argparse
import os
import sys
from pathlib import Path

from omuz.local.paths import TOOLS, Places

#: Commands passed on, and the management command behind each.
PASSED_ON = {name: name for name in ("report", "import", "tenant", "fleet", "pack", "bench", "soak", "audit")} | {
    "database-script": "database_bootstrap"
}
_EPILOG = """everything else is a command of the project, run with the installation's database:
  ./omuz manage COMMAND ...      any management command (manage.py)
  ./omuz report | import | tenant | fleet | pack | bench | soak | audit ...   ("--help" after each)
  ./omuz database-script ...     prints what an external PostgreSQL needs run once

environment:
  OMUZ_DATABASE_URL and OMUZ_OWNER_DATABASE_URL, OMUZ_BROKER_URL use an external PostgreSQL 15+ and Redis
  OMUZ_MODE=production leaves out the demo municipalities; docs/operations.md lists all variables"""


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        port = 0
    if not 0 < port < 65_536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port number")
    return port


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the commands that are our own."""
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="data folder (default: .omuz)")
    parser = argparse.ArgumentParser(
        prog="./omuz", epilog=_EPILOG, parents=[data], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    up = commands.add_parser("up", parents=[data], help="start everything, installing and building what is missing")
    up.add_argument("--detach", action="store_true", help="return once it serves; ./omuz down stops it")
    up.add_argument("--port", type=_port, help="port of the web server (default: the last one, or 8000)")
    commands.add_parser("down", parents=[data], help="stop everything")
    status = commands.add_parser("status", parents=[data], help="what runs; exit code 0 only when it serves")
    status.add_argument("--format", choices=("text", "json"), default="text")
    reset = commands.add_parser("reset", parents=[data], help="stop everything and remove the data (asks first)")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    test = commands.add_parser("test", help="every check and test; further arguments go to pytest", add_help=False)
    test.add_argument("--fast", action="store_true", help="architecture and unit tests only")
    return parser


def split_data(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Return the value of a leading `--data` and the rest."""
    if len(arguments) > 1 and arguments[0] == "--data":
        return arguments[1], arguments[2:]
    if arguments and arguments[0].startswith("--data="):
        return arguments[0].partition("=")[2], arguments[1:]
    return None, arguments


def passed_on(arguments: list[str]) -> list[str] | None:
    """Return the management command line in `arguments`, None when the command is one of our own."""
    if arguments and arguments[0] == "manage":
        return arguments[1:] or ["help"]
    if arguments and arguments[0] in PASSED_ON:
        return [PASSED_ON[arguments[0]], *arguments[1:]]
    return None


def places_for(data: str | None) -> Places:
    """Return the places of the data folder that was asked for: the option, OMUZ_DATA_DIR, or `.omuz`."""
    chosen = data or os.environ.get("OMUZ_DATA_DIR", "")
    return Places(Path(chosen).expanduser().resolve() if chosen else TOOLS)


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return the options of one of our own commands and what goes on to pytest."""
    parser = build_parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    return options, rest


def usage_error(text: str) -> int:
    """Say what is wrong with the command line and return the exit code."""
    print(text, file=sys.stderr)
    return 2
