"""Many clients for one place, again and again: PostgreSQL lets one of them through each time, and nothing is lost.

Run: ./omuz soak slots [--clients 50] [--rounds 200] [--fresh] [--keep]

Staff at the counter and citizens on the public page ask for the last place of a slot at the same moment, while another
process of the house lays the calendar out anew. A run that was interrupted goes on behind its last finished batch; the
report is printed and stands in <data>/soak/slots/report.json.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg

from benchmarks.measuring import scratch
from soak.report import Report

NAME = "omuz_soak_slots"
FOLDER = "OMUZ_SOAK_FOLDER"


def main(arguments: Sequence[str]) -> None:
    """Run or go on, and exit with 0 only when every round had one winner."""
    if "-h" in arguments or "--help" in arguments:
        print(__doc__)
        return
    given = list(arguments)
    keep, fresh = "--keep" in given, "--fresh" in given
    folder = Path(os.environ["OMUZ_DATA_DIR"]) / "soak" / "slots"
    if fresh or Report(folder / "report.json").content["finished"]:
        begin_anew(folder)
    os.environ[FOLDER] = str(folder)
    with scratch.scratch_database(NAME, folder=folder, keep=True) as database:
        code = scratch.run_inside(database, "soak.slots", [a for a in given if a not in {"--keep", "--fresh"}])
    if code == 0 and not keep:
        with psycopg.connect(scratch.server_url(), autocommit=True) as server:
            scratch.drop(server, NAME)
    sys.exit(code)


def begin_anew(folder: Path) -> None:
    """Forget an earlier run; its report stays beside the new one."""
    report = folder / "report.json"
    if report.exists():
        report.rename(folder / f"report-{int(report.stat().st_mtime)}.json")
    for leftover in folder.glob("*.key"):
        leftover.unlink()
    with psycopg.connect(scratch.server_url(), autocommit=True) as server:
        scratch.drop(server, NAME)
