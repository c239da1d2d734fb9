"""`tenant list`: the registry from the command line."""

import json
from typing import Any

from django.core.management.base import OutputWrapper

from tenants.management.verbs import Verb, add_format
from tenants.provisioning import list_municipalities


def _list(options: dict[str, Any], out: OutputWrapper) -> None:
    rows = [
        {"slug": m.slug, "name": m.name, "kind": m.kind, "province": m.province, "state": m.state}
        for m in list_municipalities()
    ]
    if options["format"] == "json":
        out.write(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        out.write(f"{row['slug']:<16} {row['state']:<10} {row['name']}")


LIST = Verb("list", "list the municipalities", add_format, _list)
