"""How a soak runs: in a scratch database of its own, going on where it stopped, until everything held."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg

from benchmarks.measuring import scratch
from soak.report import Report

FOLDER = "OMUZ_SOAK_FOLDER"
_OURS = frozenset({"--keep", "--fresh"})


def run(soak: str, arguments: Sequence[str], *, usage: str | None, leftovers: Sequence[str] = ()) -> None:
    """Run or go on with the soak of that name, and exit with 0 only when everything held.

    `usage` is printed on request; `leftovers` are patterns of files below its folder that go with `--fresh`, and once a
    finished run begins anew. The database goes when everything has passed, unless `--keep` is given.
    """
    if "-h" in arguments or "--help" in arguments:
        print(usage)
        return
    name, folder = f"omuz_soak_{soak}", Path(os.environ["OMUZ_DATA_DIR"]) / "soak" / soak
    if "--fresh" in arguments or Report(folder / "report.json").content["finished"]:
        _begin_anew(name, folder, leftovers)
    os.environ[FOLDER] = str(folder)
    with scratch.scratch_database(name, folder=folder, keep=True) as database:
        code = scratch.run_inside(database, f"soak.{soak}", [one for one in arguments if one not in _OURS])
    if code == 0 and "--keep" not in arguments:
        _drop(name)
    sys.exit(code)


def _begin_anew(name: str, folder: Path, leftovers: Sequence[str]) -> None:
    """Forget an earlier run; its report stays beside the new one."""
    report = folder / "report.json"
    if report.exists():
        report.rename(folder / f"report-{int(report.stat().st_mtime)}.json")
    for leftover in (found for pattern in ("*.key", *leftovers) for found in folder.glob(pattern)):
        leftover.unlink()
    _drop(name)


def _drop(name: str) -> None:
    with psycopg.connect(scratch.server_url(), autocommit=True) as server:
        scratch.drop(server, name)
