"""Migrating in a process that is killed: started, followed line by line, ended with SIGKILL at a chosen point."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.measuring.progress import say

#: Seconds after which a migration counts as stuck.
LIMIT = 1800.0


class Migration:
    """One run of the fleet's migration as the new release."""

    def __init__(self, folders: Sequence[Path], *, jobs: int, log: Path) -> None:
        with log.open("ab") as stream:
            self._process = subprocess.Popen(
                [*command(folders), "migrate", str(jobs)],
                stdout=subprocess.PIPE,
                stderr=stream,
                text=True,
                start_new_session=True,
            )
        self.done = 0
        self.report: dict[str, Any] | None = None

    def follow(self, *, until: int | None = None) -> None:
        """Read what it says until `until` schemas are done, or to its end."""
        assert self._process.stdout is not None
        deadline = time.monotonic() + LIMIT
        while (until is None or self.done < until) and time.monotonic() < deadline:
            line = self._process.stdout.readline()
            if not line:
                return
            said = json.loads(line)
            self.done += "done" in said
            self.report = said.get("report", self.report)

    def kill(self) -> None:
        """End it and everything that it has started, without a word."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def finish(self) -> int:
        """Follow it to its end and return its exit code."""
        self.follow()
        return self._process.wait(timeout=60)

    @property
    def ended(self) -> bool:
        """Return whether it has come to its end by itself."""
        return self._process.poll() is not None


def command(folders: Sequence[Path]) -> list[str]:
    """Return the beginning of a command line of the new release."""
    return [sys.executable, "-m", "soak.fleet.child", *map(str, folders), "--"]


def said_by(folders: Sequence[Path], *words: str) -> dict[str, Any]:
    """Return what a command of the new release says at its end."""
    done = subprocess.run([*command(folders), *words], stdout=subprocess.PIPE, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return said


def kill_at_random(
    folders: Sequence[Path],
    *,
    fleet: int,
    migrated: Callable[[], int],
    kills: int,
    jobs: int,
    seed: int,
    log: Path,
) -> list[dict[str, Any]]:
    """Kill the migration at `kills` random points of its way through `fleet` schemas; return where it was each time.

    `migrated` counts the schemas that have the newest migration: what a killed process had no time to say included.
    """
    dice = random.Random(seed)
    # The last tenth is left to the rerun, which has to find something to finish.
    points = sorted(dice.sample(range(max(fleet * 9 // 10, kills)), kills))
    told, total = [], 0
    for number, point in enumerate(points, start=1):
        migration = Migration(folders, jobs=jobs, log=log)
        migration.follow(until=max(point - total, 0))
        # Where nothing has to be done before, somewhere between the start of Python and the first schema.
        pause = dice.uniform(0, 0.05 if migration.done else 4.0)
        time.sleep(pause)
        ended = migration.ended
        migration.kill()
        total = migrated()
        told.append({"kill": number, "schemas_done": total, "after_seconds": round(pause, 3), "had_ended": ended})
        say(f"kill {number} of {kills}: {total} of {fleet} schemas were done" + (" (it had ended)" if ended else ""))
    return told
