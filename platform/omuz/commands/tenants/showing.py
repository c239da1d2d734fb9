"""`tenant show`: everything the platform knows of one municipality, without entering it."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from tenants.facts import describe
from tenants.fleet.catalogue import NoSuchSchemaError
from tenants.fleet.comparing import differences
from tenants.management.verbs import Verb, add_format, find_municipality


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("slug")
    parser.add_argument("--diff", action="store_true", help="compare its schema with what this release makes")
    add_format(parser)


def _show(options: dict[str, Any], out: OutputWrapper) -> None:
    municipality = find_municipality(options["slug"])
    facts = describe(municipality)
    found: list[str] = []
    if options["diff"]:
        try:
            found = differences(municipality)
        except NoSuchSchemaError as error:
            raise CommandError(str(error)) from error
        facts["differences"] = found
    if options["format"] == "json":
        out.write(json.dumps(facts, ensure_ascii=False, default=str))
    else:
        for name, value in facts.items():
            out.write(f"{name:<20} {_text(value)}")
    if found:
        raise CommandError(f"The schema differs from what this release makes in {len(found)} places.")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ("\n" + " " * 21).join(str(entry) for entry in value) or "none"
    return "-" if value is None or value == "" else str(value)


SHOW = Verb("show", "what the platform knows of a municipality", _arguments, _show)
