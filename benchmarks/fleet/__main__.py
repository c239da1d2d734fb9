"""The measurement itself, in the scratch database; `benchmarks.fleet` starts it.

Ours and stock work on the very same schemas, one after the other: stock's `migrate_schemas` finds municipalities that
are at head (noop), or that lack one migration (one_migration), as ours does. Each runs in a process of its own; the
seconds are those of the work, without the start of Python and Django.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django

from benchmarks.measuring import migrations
from benchmarks.measuring.progress import load, print_results, result, say

COUNTRY = 1393


class Releases:
    """The migrations that are made up one after the other: each run of "one migration" needs a new one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.folders: list[Path] = []

    def next(self) -> list[Path]:
        """Add a release with one migration and return the folders of all."""
        number = len(self.folders) + 1
        folder = self._folder / f"release{number}"
        migrations.write(folder, f"bench_{number}", before=self.folders)
        self.folders.append(folder)
        return self.folders


def stock(*words: str, folders: Sequence[Path]) -> list[float]:
    """Return the seconds that stock django-tenants takes."""
    further = [part for folder in folders for part in ("--migrations", str(folder))]
    done = run([sys.executable, "-m", "benchmarks.stock", *words, *further])
    seconds: list[float] = json.loads(done)["seconds"]
    return seconds


def ours(folders: Sequence[Path], *, jobs: int, pending: bool, count: int) -> float:
    """Return the seconds that our fleet migration takes.

    Raises:
        RuntimeError: it did not do what is measured.
    """
    done = run([sys.executable, "-m", "soak.fleet.child", *map(str, folders), "--", "migrate", str(jobs)])
    report = json.loads(done.strip().splitlines()[-1])["report"]
    if not report["complete"] or report["migrated"] != (count if pending else 0):
        raise RuntimeError(f"not what was to be measured: {report}")
    seconds: float = report["seconds"]
    return seconds


def run(command: list[str]) -> str:
    """Return what a process says; its stderr is ours."""
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def measure(count: int, releases: Releases, *, jobs: int) -> dict[str, tuple[float, float]]:
    """Return seconds of ours and stock with `count` schemas."""
    say(f"{count} schemas: nothing to migrate, stock")
    noop_stock = stock("noop", folders=releases.folders)[0]
    say(f"{count} schemas: nothing to migrate, ours")
    noop_ours = min(ours(releases.folders, jobs=jobs, pending=False, count=count) for _ in range(3))
    say(f"{count} schemas: one migration, ours")
    one_ours = ours(releases.next(), jobs=jobs, pending=True, count=count)
    say(f"{count} schemas: one migration, stock")
    one_stock = stock("migrate", folders=releases.next())[0]
    # Stock leaves the template and the registry's counts behind: ours puts them right before the next measurement.
    run([sys.executable, "-m", "soak.fleet.child", *map(str, releases.folders), "--", "migrate", str(jobs)])
    return {"noop": (noop_ours, noop_stock), "one_migration": (one_ours, one_stock)}


def creation(created: Sequence[float], *, quick: bool) -> list[dict[str, Any]]:
    """Return the lines of creating one municipality, compiled and from a spare, beside stock."""
    from benchmarks.measuring import fleet

    say("creating, stock")
    baseline = statistics.median(stock("create", "--count", "1" if quick else "3", folders=[]))
    say("creating from spares, ours")
    spare = statistics.median(fleet.create_from_spares(2 if quick else 10))
    return [
        result("create", statistics.median(created), baseline),
        result("create_spare", spare, baseline),
    ]


def estimates(measured: dict[int, dict[str, tuple[float, float]]]) -> list[dict[str, Any]]:
    """Return what the figures at two sizes say of 1,393: ours grows in a line, stock's cost of a schema does."""
    small, large = min(measured), max(measured)
    if small == large:
        return []
    found = []
    for what in ("noop", "one_migration"):
        slope = (measured[large][what][0] - measured[small][what][0]) / (large - small)
        mine = max(measured[large][what][0] + slope * (COUNTRY - large), measured[large][what][0])
        each = {count: measured[count][what][1] / count for count in (small, large)}
        rise = max((each[large] - each[small]) / (large - small), 0.0)
        theirs = COUNTRY * (each[large] + rise * (COUNTRY - large))
        found.append(result(f"{what}_{COUNTRY}_estimate", mine, theirs))
    return found


def main() -> None:
    """Print the results as JSON; `create`, `noop` and `one_migration` are those of the largest size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schemas", default="50,200", help="sizes of the fleet, ascending")
    parser.add_argument("--jobs", type=int, default=2, help="connections of our migration")
    parser.add_argument("--quick", action="store_true", help="4 and 8 schemas: to see that it runs")
    options = parser.parse_args()
    sizes = sorted(int(size) for size in ("4,8" if options.quick else options.schemas).split(","))
    before = load()
    django.setup()
    from benchmarks.measuring import rooms

    rooms.prepare()
    releases = Releases(Path(os.environ["OMUZ_DATA_DIR"]).parent / "releases")
    measured: dict[int, dict[str, tuple[float, float]]] = {}
    lines: list[dict[str, Any]] = []
    created: list[float] = []
    for size in sizes:
        # New ones are made by the release of this process; the fleet then gets what later releases brought.
        created += rooms.create_up_to(size)
        if releases.folders:
            ours(releases.folders, jobs=options.jobs, pending=True, count=len(created) - max(measured))
        if size == sizes[0]:
            lines = creation(created, quick=options.quick)
        measured[size] = measure(size, releases, jobs=options.jobs)
    largest = measured[sizes[-1]]
    lines += [result(name, *largest[name]) for name in ("noop", "one_migration")]
    for size in sizes:
        lines += [result(f"{name}_{size}", *measured[size][name]) for name in ("noop", "one_migration")]
    lines += estimates(measured)
    print_results(lines, unit="seconds", sizes=sizes, load={"before": before, "after": load()})


if __name__ == "__main__":
    main()
