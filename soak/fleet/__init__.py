"""The whole country in one database: created, migrated under running requests, killed in the middle and finished.

Run: ./omuz soak fleet [--count 1393] [--jobs 2] [--kills 10] [--seed 1393] [--fresh] [--keep]

A run that was interrupted goes on where it stopped; the scratch database goes once everything has passed, unless it is
to be kept. The report is printed and stands in <data>/soak/fleet/report.json.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg

from benchmarks.measuring import scratch
from soak.report import Report

NAME = "omuz_soak_fleet"
FOLDER = "OMUZ_SOAK_FOLDER"


def main(arguments: Sequence[str]) -> None:
    """Run or go on, and exit with 0 only when everything held."""
    if "-h" in arguments or "--help" in arguments:
        print(__doc__)
        return
    given = list(arguments)
    keep, fresh = "--keep" in given, "--fresh" in given
    folder = Path(os.environ["OMUZ_DATA_DIR"]) / "soak" / "fleet"
    if fresh or Report(folder / "report.json").content["finished"]:
        begin_anew(folder)
    os.environ[FOLDER] = str(folder)
    with scratch.scratch_database(NAME, folder=folder, keep=True) as database:
        code = scratch.run_inside(database, "soak.fleet", [a for a in given if a not in {"--keep", "--fresh"}])
    if code == 0 and not keep:
        with psycopg.connect(scratch.server_url(), autocommit=True) as server:
            scratch.drop(server, NAME)
    sys.exit(code)


def begin_anew(folder: Path) -> None:
    """Forget an earlier run; its report stays beside the new one."""
    report = folder / "report.json"
    if report.exists():
        report.rename(folder / f"report-{int(report.stat().st_mtime)}.json")
    for leftover in (*folder.glob("*.jsonl"), *folder.glob("migrations/*/*.py"), *folder.glob("*.key")):
        leftover.unlink()
    with psycopg.connect(scratch.server_url(), autocommit=True) as server:
        scratch.drop(server, NAME)
