"""One process of the new release: `python -m soak.fleet.child FOLDER... -- migrate|status|diff [arguments]`.

The folders hold the migrations that the new release brings. It says on stdout what it has done, one JSON a line.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

from benchmarks.measuring.migrations import put_on_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")


def tell(**values: Any) -> None:
    """Say one thing."""
    print(json.dumps(values, default=str), flush=True)


def migrate(jobs: str) -> None:
    """Migrate the whole fleet and say each schema that is done."""
    from benchmarks.measuring import fleet

    tell(report=fleet.migrate(jobs=int(jobs), done=lambda name: tell(done=name)))


def status() -> None:
    """Say who is at head."""
    from tenants.fleet.status import fleet_status

    found = fleet_status()
    tell(counts=found.counts(), head=found.head, failed=[f"{m.slug}: {m.failure}" for m in found.failed])


def diff(*slugs: str) -> None:
    """Say what differs between each migrated municipality and one that this release has just created."""
    from benchmarks.measuring import fleet

    tell(differences=fleet.differences(slugs))


def main(arguments: list[str]) -> None:
    """Do what is asked as the release that has the migrations of the folders."""
    cut = arguments.index("--")
    for folder in arguments[:cut]:
        put_on_path(Path(folder))
    django.setup()
    verb, *rest = arguments[cut + 1 :]
    verbs: dict[str, Callable[..., None]] = {"migrate": migrate, "status": status, "diff": diff}
    verbs[verb](*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
