"""`tenant list`: the registry from the command line."""

import json
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper

from omuz.commands.tenants.places import known_province
from tenants.enums import MunicipalityState
from tenants.management.verbs import Verb, add_format
from tenants.provisioning import list_municipalities


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("--state", choices=MunicipalityState.values)
    parser.add_argument("--province")
    add_format(parser)


def _list(options: dict[str, Any], out: OutputWrapper) -> None:
    province = known_province(options["province"]) if options["province"] else None
    rows = [
        {
            "slug": m.slug,
            "name": m.name,
            "kind": m.kind,
            "province": m.province,
            "district": m.district,
            "state": m.state,
            "is_demo": m.is_demo,
            "migrations_applied": m.migrations_applied,
        }
        for m in list_municipalities()
        if options["state"] in {None, m.state} and province in {None, m.province}
    ]
    if options["format"] == "json":
        out.write(json.dumps(rows, ensure_ascii=False))
        return
    width = max((len(str(row["slug"])) for row in rows), default=0)
    for row in rows:
        out.write(f"{row['slug']:<{width}}  {row['state']:<9}  {row['province']:<14}  {row['name']}")


LIST = Verb("list", "list the municipalities", _arguments, _list)
