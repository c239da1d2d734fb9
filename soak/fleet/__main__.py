"""The steps, inside the scratch database; `soak.fleet` starts this, and starts it again after an interruption."""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import django
import psycopg

from benchmarks.measuring import migrations
from benchmarks.measuring.progress import say
from soak.report import Report

CALM_SECONDS = 20.0
SAMPLE = 25


class Soak:
    """One run with its options, folder and report."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options, self.folder = options, folder
        self.report = Report(folder / "report.json")
        self.report.content["options"] = vars(options)
        self.releases = [folder / "migrations" / name for name in ("first", "second")]

    def run(self) -> bool:
        """Do every step that is not done and return whether everything held."""
        step = self.report.step
        step("create", self.create)
        step("analyze", self.analyze)
        step("status", self.status)
        step("furnish", self.furnish)
        step("requests", self.requests)
        step("migrate", self.migrate)
        step("kill", self.kill)
        step("finish", self.finish)
        failures = self.failures()
        self.report.content |= {"failures": failures, "finished": True}
        self.report.write()
        return not failures

    def create(self) -> dict[str, Any]:
        """Create the municipalities that are missing."""
        from benchmarks.measuring import rooms

        began = time.perf_counter()
        rooms.prepare()
        preparing = time.perf_counter() - began
        times = self.folder / "created.jsonl"
        with times.open("a", encoding="utf-8", buffering=1) as stream:
            rooms.create_up_to(self.options.count, note=lambda s: stream.write(f"{s}\n"))
        seconds = [float(line) for line in times.read_text(encoding="utf-8").split()]
        return {
            "municipalities": self.options.count,
            "template_seconds": round(preparing, 2),
            "total_seconds": round(sum(seconds), 1),
            "first_seconds": round(seconds[0], 3),
            "median_seconds": round(statistics.median(seconds), 3),
            "last_seconds": round(seconds[-1], 3),
            "last_50_median_seconds": round(statistics.median(seconds[-50:]), 3),
            "longest_seconds": round(max(seconds), 3),
        }

    def analyze(self) -> dict[str, Any]:
        """Bring the catalogues' statistics up to date, as superuser, and count what stands there."""
        began = time.perf_counter()
        with psycopg.connect(os.environ["OMUZ_SCRATCH_SUPERUSER_URL"], autocommit=True) as server:
            names = server.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'"
            ).fetchall()
            for (name,) in names:
                server.execute(psycopg.sql.SQL("ANALYZE pg_catalog.{}").format(psycopg.sql.Identifier(name)))
            seconds = time.perf_counter() - began
            row = server.execute(
                "SELECT pg_database_size(current_database()) / 1048576, (SELECT count(*) FROM pg_class),"
                " (SELECT count(*) FROM pg_attribute)"
            ).fetchone()
        assert row is not None
        return {"seconds": round(seconds, 2), "database_mib": row[0], "relations": row[1], "columns": row[2]}

    def status(self) -> dict[str, Any]:
        """Ask who is at head, several times."""
        from tenants.fleet.status import fleet_status

        seconds = []
        for _ in range(5):
            began = time.perf_counter()
            found = fleet_status()
            seconds.append(time.perf_counter() - began)
        return {"first_seconds": round(seconds[0], 3), "best_seconds": round(min(seconds), 3), **found.counts()}

    def furnish(self) -> dict[str, Any]:
        """Give every municipality a few people."""
        from benchmarks.measuring.rooms import furnished
        from tenants.provisioning import list_municipalities

        began = time.perf_counter()
        for number, _ in enumerate(furnished(list_municipalities(), people=self.options.people), start=1):
            if number % 200 == 0:
                say(f"{number} municipalities have people")
        return {"seconds": round(time.perf_counter() - began, 1), "people_each": self.options.people}

    def requests(self) -> dict[str, Any]:
        """Measure requests all over the country beside the same views without tenancy."""
        from benchmarks.requests.__main__ import compare

        return {"results": compare(self.rooms(), requests=self.options.requests)}

    def migrate(self) -> dict[str, Any]:
        """Migrate all with one schema change while the old release answers; the new one answers afterwards."""
        from soak.fleet.killing import Migration, said_by
        from soak.fleet.visiting import Visitors, judged, sweep, web_server

        first = self.release(0)
        with web_server(self.folder / "web.log") as port:
            rooms = self.rooms()
            sweep(port, rooms)
            with Visitors(port, rooms, seed=self.options.seed) as calm:
                time.sleep(CALM_SECONDS)
            with Visitors(port, rooms, seed=self.options.seed + 100) as visitors:
                began = time.perf_counter()
                migration = Migration([first], jobs=self.options.jobs, log=self.folder / "migrate.log")
                code = migration.finish()
                seconds = time.perf_counter() - began
        with web_server(self.folder / "web.log", migrations=[first]) as port:
            after = sweep(port, rooms)
        return {
            "exit_code": code,
            "seconds": round(seconds, 2),
            "seconds_without_start_of_python": (migration.report or {}).get("seconds"),
            "schemas_told": migration.done,
            "before": judged(calm.answers),
            "during": judged(visitors.answers),
            "new_release_afterwards": after,
            "status": said_by([first], "status"),
        }

    def kill(self) -> dict[str, Any]:
        """Kill a second migration again and again while people are written, then let it finish."""
        from soak.fleet.killing import Migration, kill_at_random
        from soak.fleet.visiting import Visitors, judged, web_server

        folders = [self.release(0), self.release(1)]
        notes, log, options = self.folder / "written.jsonl", self.folder / "migrate.log", self.options
        writer = subprocess.Popen([sys.executable, "-m", "soak.fleet.writer", str(notes), str(options.seed)])
        try:
            with web_server(self.folder / "web.log") as port, Visitors(port, self.rooms(), seed=7) as visitors:
                while not notes.exists() or notes.stat().st_size == 0:
                    time.sleep(0.1)
                killed = kill_at_random(
                    folders,
                    fleet=options.count,
                    migrated=self.migrated,
                    kills=options.kills,
                    jobs=options.jobs,
                    seed=options.seed,
                    log=log,
                )
                began = time.perf_counter()
                rerun = Migration(folders, jobs=options.jobs, log=log)
                code = rerun.finish()
                seconds = time.perf_counter() - began
        finally:
            writer.terminate()
            writer.wait(timeout=60)
        return {
            "kills": killed,
            "rerun_exit_code": code,
            "rerun_seconds": round(seconds, 2),
            "rerun_schemas": rerun.done,
            "visitors": judged(visitors.answers),
        }

    def migrated(self) -> int:
        """Return how many municipalities have the second release's migration, which this process does not know."""
        from tenants.fleet.status import fleet_status

        newest = f"{migrations.APP}.{next(self.release(1).glob('[0-9]*.py')).stem}"
        return sum(newest in municipality.unknown for municipality in fleet_status().municipalities)

    def finish(self) -> dict[str, Any]:
        """Look at everything that must hold now."""
        from soak.fleet.judging import judge_writes
        from soak.fleet.killing import said_by
        from soak.fleet.visiting import sweep, web_server
        from tenants.provisioning import list_municipalities

        folders = [self.release(0), self.release(1)]
        slugs = [municipality.slug for municipality in list_municipalities()]
        sample = random.Random(self.options.seed).sample(slugs, min(SAMPLE, len(slugs)))
        # Once more: rolling out a release that is there already changes nothing.
        again = said_by(folders, "migrate", str(self.options.jobs))
        with web_server(self.folder / "web.log", migrations=folders) as port:
            after = sweep(port, self.rooms())
        return {
            "status": said_by(folders, "status"),
            "nothing_to_migrate": again,
            "writes": judge_writes(self.folder / "written.jsonl"),
            "compared": len(sample),
            "differences": {s: lines for s, lines in said_by(folders, "diff", *sample)["differences"].items() if lines},
            "new_release_afterwards": after,
        }

    def release(self, number: int) -> Path:
        """Return the folder of a release's migration, written when it is needed first."""
        folder = self.releases[number]
        if not list(folder.glob("*.py")):
            written = migrations.write(folder, f"soak_{folder.name}", before=self.releases[:number])
            say(f"the new release brings {migrations.APP}.{written}")
        return folder

    def rooms(self) -> list[Any]:
        """Return every municipality with a fresh session."""
        from benchmarks.measuring.rooms import signed_in
        from tenants.provisioning import list_municipalities

        return list(signed_in(list_municipalities()))

    def failures(self) -> list[str]:
        """Return what did not hold, in words; empty when all did."""
        steps = self.report.content["steps"]
        migrated, killed, end = steps["migrate"], steps["kill"], steps["finish"]
        count = steps["create"]["municipalities"]
        wrong = {
            "the migration failed": migrated["exit_code"],
            "a visitor met an error while the fleet was migrated": migrated["during"]["errors"],
            "a visitor met an error before": migrated["before"]["errors"],
            "not all were at head after the migration": migrated["status"]["counts"]["at_head"] < count,
            "the new release did not serve all": migrated["new_release_afterwards"]["answered"] < count,
            "the rerun after the kills failed": killed["rerun_exit_code"],
            "a visitor met an error between the kills": killed["visitors"]["errors"],
            "not all are at head in the end": end["status"]["counts"]["at_head"] < count,
            "the newest release does not serve all": end["new_release_afterwards"]["answered"] < count,
            "an acknowledged write was lost": end["writes"]["lost"],
            "a write lacks its history": end["writes"]["without_history"],
            "a write that was not acknowledged is there": end["writes"]["unacknowledged_but_there"] > 1,
            "a chain of the history is broken": end["writes"]["broken_chains"],
            "the writer met an error": end["writes"]["errors"],
            "a migrated municipality differs from a created one": end["differences"],
        }
        return [text for text, found in wrong.items() if found]


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="./omuz soak fleet")
    parser.add_argument("--count", type=int, default=1393, help="municipalities")
    parser.add_argument("--jobs", type=int, default=2, help="connections of the migration")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1393)
    parser.add_argument("--people", type=int, default=20, help="people in each municipality")
    parser.add_argument("--requests", type=int, default=800, help="measured requests of each view and kind")
    return parser.parse_args(arguments)


def main() -> None:
    """Go through the steps and print the report; exit with 1 when something did not hold."""
    options = options_of(sys.argv[1:])
    django.setup()
    soak = Soak(options, Path(os.environ["OMUZ_SOAK_FOLDER"]))
    held = False
    with suppress(KeyboardInterrupt):
        held = soak.run()
    print(json.dumps(soak.report.content, indent=1, ensure_ascii=False), flush=True)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
