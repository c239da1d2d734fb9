"""`fleet check`: is every municipality's schema what this release makes? By the catalogue, table by table."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from tenants.fleet.catalogue import NoSuchSchemaError
from tenants.fleet.comparing import differences, expected_catalogue
from tenants.management.verbs import Verb, add_format, find_municipality
from tenants.provisioning import list_municipalities

_SHOWN = 5


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("--only", nargs="+", metavar="SLUG", default=[], help="these municipalities only")
    add_format(parser)


def _check(options: dict[str, Any], out: OutputWrapper) -> None:
    chosen = [find_municipality(slug) for slug in options["only"]] or list_municipalities()
    expected = expected_catalogue()
    found: dict[str, list[str]] = {}
    for municipality in chosen:
        try:
            lines = differences(municipality, expected=expected)
        except NoSuchSchemaError as error:
            lines = [str(error)]
        if lines:
            found[municipality.slug] = lines
    if options["format"] == "json":
        out.write(json.dumps({"checked": len(chosen), "different": found}, ensure_ascii=False))
    else:
        for slug, lines in found.items():
            more = f"\n  and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
            out.write(f"{slug}: {len(lines)} differences\n  " + "\n  ".join(lines[:_SHOWN]) + more)
        out.write(f"{len(chosen)} checked, {len(found)} differ")
    if found:
        raise CommandError(f"{len(found)} of {len(chosen)} schemas are not what this release makes.")


CHECK = Verb("check", "compare each schema with what this release makes", _arguments, _check)
