"""One measurement of stock django-tenants: `python -m benchmarks.stock noop|migrate|create [--migrations DIR]`.

Prints the seconds as JSON. What Python and Django need to start is not counted, on neither side.
"""

import argparse
import contextlib
import io
import json
import os
import time
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.stock.settings"

import django
from django.core.management import call_command

from benchmarks.measuring.migrations import put_on_path


def migrate() -> float:
    """Return the seconds that `migrate_schemas` takes over all tenants."""
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("migrate_schemas", tenant=True, interactive=False, verbosity=0)
    return time.perf_counter() - began


def create(count: int) -> list[float]:
    """Return the seconds of each of `count` creations, and drop what was made."""
    from django.db import connections

    from tenants.models import Municipality

    connection: Any = connections["default"]
    seconds = []
    for number in range(count):
        key = f"stock{number}"
        tenant = Municipality(key=key, schema_name=f"m_{key}", slug=key, name=key, kind="town", province="-")
        tenant.save()
        began = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            tenant.create_schema(check_if_exists=True, verbosity=0)
        seconds.append(time.perf_counter() - began)
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "m_{key}" CASCADE')
        Municipality.objects.filter(key=key).delete()
    return seconds


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("noop", "migrate", "create"))
    parser.add_argument("--migrations", type=Path, action="append", default=[], help="folders with further migrations")
    parser.add_argument("--count", type=int, default=2)
    options = parser.parse_args()
    for folder in options.migrations:
        put_on_path(folder)
    django.setup()
    seconds = create(options.count) if options.what == "create" else [migrate()]
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
