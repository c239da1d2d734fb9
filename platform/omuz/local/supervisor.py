"""The one process that keeps the others running: `python -m omuz.local.supervisor DATA_FOLDER`.

It starts the embedded services at once and web, workers and scheduler when told (SIGUSR1), which `up` does after the
migrations. Whatever dies is started again, after a pause that grows while it keeps dying. SIGTERM stops everything in
the opposite order. It writes `run/status.json` whenever something changes.
"""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from omuz.local import postgres
from omuz.local.paths import Places
from omuz.local.processes import Identity, identify, kill_group
from omuz.local.release import release_of_sources
from omuz.local.runtime import FLEET, Runtime, open_runtime
from omuz.local.services import Service, identity_of, launch, trim_log
from omuz.local.stamps import write_atomically
from omuz.local.steps import StepFailed

LOOP_SECONDS = 0.1
HEALTH_SECONDS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
#: After this long without dying, a service counts as well again.
STEADY_SECONDS = 60.0


def pause_before(restarts_in_a_row: int) -> float:
    """Return the seconds to wait before the next start: 0.5, 1, 2, 4 ... 30."""
    return float(min(FIRST_PAUSE * 2 ** max(0, restarts_in_a_row - 1), LONGEST_PAUSE))


@dataclasses.dataclass
class Watched:
    """A service under watch."""

    service: Service
    process: subprocess.Popen[bytes] | None = None
    identity: Identity | None = None
    ready: bool = False
    since: float = 0.0
    since_wall: int | None = None
    restarts: int = 0
    in_a_row: int = 0
    next_start: float = 0.0
    next_question: float = 0.0
    last_end: str = ""

    def state(self) -> str:
        """Return "running", "starting" or "waiting" (for its next start)."""
        if self.process is None:
            return "waiting"
        return "running" if self.ready else "starting"

    def report(self) -> dict[str, object]:
        """Return what the status file says about it."""
        return {
            "name": self.service.name,
            "pid": self.identity.pid if self.identity else None,
            "started": self.identity.started if self.identity else "",
            "command": self.identity.command if self.identity else "",
            "state": self.state(),
            "address": self.service.address,
            "since": self.since_wall if self.process is not None else None,
            "restarts": self.restarts,
            "last_end": self.last_end,
            "log": str(self.service.log),
        }


class Supervisor:
    """Keeps the services of one runtime alive until it is told to stop."""

    def __init__(self, runtime: Runtime, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.runtime = runtime
        self.records = runtime.places.run / "processes"
        self.clock = clock
        self.watched: list[Watched] = []
        self.phase = "starting"
        self.problem: StepFailed | None = None
        self._stop = self._start_applications = False
        self._written = ""
        self._next_trim = 0.0
        self._versions = {"python": sys.version.split()[0]}
        self._release = ""
        self._own = identify(os.getpid())

    def run(self) -> int:
        """Work until SIGTERM; return the exit code."""
        signal.signal(signal.SIGTERM, self._on_stop)
        signal.signal(signal.SIGINT, self._on_stop)
        signal.signal(signal.SIGUSR1, self._on_applications)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            self._begin()
            while not self._stop:
                if self._start_applications:
                    self._add_applications()
                self.look_once()
                self._write_status()
                time.sleep(LOOP_SECONDS)
        except StepFailed as failure:
            self.problem = failure
            self._log(f"{failure.why} {failure.remedy}")
        finally:
            self.phase = "stopping"
            self._write_status()
            self.stop_all()
            self.phase = "stopped"
            self._write_status()
        return 1 if self.problem else 0

    def _begin(self) -> None:
        self._release = release_of_sources()
        self._write_status()
        self.runtime.prepare()
        self.runtime.make_cluster()
        if self.runtime.cluster is not None:
            self._versions["postgresql"] = postgres.version_of(self.runtime.cluster.binaries)
        self.phase = "services"
        self.watched = [Watched(service) for service in self.runtime.infrastructure()]

    def _add_applications(self) -> None:
        self._start_applications = False
        if self.phase == "services":
            self.phase = "applications"
            self.watched += [Watched(service) for service in self.runtime.applications()]

    def look_once(self) -> None:
        """Start what is due, notice what ended, ask what runs how it is."""
        for watched in self.watched:
            if watched.process is None:
                if self.clock() >= watched.next_start and self._may_start(watched):
                    self._launch(watched)
            elif watched.process.poll() is not None:
                self._ended(watched)
            elif self.clock() >= watched.next_question:
                watched.ready = watched.service.is_ready()
                pause = HEALTH_SECONDS if watched.ready else LOOP_SECONDS
                watched.next_question = self.clock() + pause
        if self.clock() >= self._next_trim:
            self._next_trim = self.clock() + STEADY_SECONDS
            for watched in self.watched:
                trim_log(watched.service.log)

    def _may_start(self, watched: Watched) -> bool:
        # Worker and scheduler follow the web: until the first page is served, the processor is its own. The fleet
        # worker, which nobody waits for, follows them.
        before = {"worker": ("web",), "scheduler": ("web",), FLEET: ("web", "worker", "scheduler")}
        names = before.get(watched.service.name, ())
        return all(self._has_come_up(other) for other in self.watched if other.service.name in names)

    def _has_come_up(self, other: Watched) -> bool:
        started = other.process is not None and self.clock() - other.since > 10.0
        return other.ready or other.restarts > 0 or started

    def _launch(self, watched: Watched) -> None:
        try:
            watched.process = launch(watched.service, self.records)
        except (OSError, StepFailed) as error:
            self._failed_to_start(watched, str(error))
            return
        watched.identity = identity_of(watched.service, watched.process)
        watched.since, watched.since_wall = self.clock(), round(time.time())
        watched.ready, watched.next_question = False, 0.0
        self._log(f"{watched.service.name} started (process {watched.process.pid})")

    def _failed_to_start(self, watched: Watched, why: str) -> None:
        watched.last_end = why
        watched.in_a_row += 1
        watched.restarts += 1
        watched.next_start = self.clock() + pause_before(watched.in_a_row)
        self._log(f"{watched.service.name} cannot be started: {why}")

    def _ended(self, watched: Watched) -> None:
        if watched.process is None:
            return
        code = watched.process.returncode
        watched.last_end = f"exit code {code}" if code >= 0 else f"signal {-code}"
        kill_group(watched.process.pid)
        steady = self.clock() - watched.since > STEADY_SECONDS
        watched.in_a_row = 1 if steady else watched.in_a_row + 1
        watched.restarts += 1
        watched.process, watched.identity, watched.ready = None, None, False
        pause = pause_before(watched.in_a_row)
        watched.next_start = self.clock() + pause
        self._log(f"{watched.service.name} ended with {watched.last_end}; next start in {pause:.1f} s")

    def stop_all(self) -> None:
        """Stop everything, applications before what they need, and wait until it is gone."""
        infrastructure = {"postgres", "broker"}
        applications = [w for w in self.watched if w.service.name not in infrastructure]
        self._stop_together(applications)
        self._stop_together([w for w in self.watched if w.service.name in infrastructure])

    def _stop_together(self, group: list[Watched]) -> None:
        running = [watched for watched in group if watched.process is not None]
        for watched in running:
            if watched.process is not None and watched.process.poll() is None:
                watched.process.send_signal(watched.service.stop_signal)
        deadline = self.clock() + max((watched.service.grace for watched in running), default=0.0)
        for watched in running:
            if watched.process is None:
                continue
            try:
                watched.process.wait(timeout=max(0.1, deadline - self.clock()))
            except subprocess.TimeoutExpired:
                self._log(f"{watched.service.name} does not stop; ended by force")
                watched.process.kill()
                watched.process.wait()
            kill_group(watched.process.pid)
            watched.process, watched.identity, watched.ready = None, None, False
            (self.records / f"{watched.service.name}.json").unlink(missing_ok=True)

    def _write_status(self) -> None:
        status = {
            "pid": os.getpid(),
            "started": self._own.started if self._own else "",
            "phase": self.phase,
            "mode": self.runtime.instance.mode,
            "port": self.runtime.instance.web_port,
            "release": self._release,
            "versions": self._versions,
            "problem": dataclasses.asdict(_Problem.of(self.problem)) if self.problem else None,
            "services": [watched.report() for watched in self.watched],
        }
        text = json.dumps(status, indent=2) + "\n"
        if text != self._written:
            self._written = text
            write_atomically(status_file(self.runtime.places), text)

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop = True

    def _on_applications(self, number: int, frame: FrameType | None) -> None:
        self._start_applications = True

    def _log(self, text: str) -> None:
        print(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}", flush=True)


@dataclasses.dataclass(frozen=True)
class _Problem:
    why: str
    remedy: str
    log: str

    @classmethod
    def of(cls, failure: StepFailed) -> "_Problem":
        return cls(failure.why, failure.remedy, str(failure.log or ""))


def status_file(places: Places) -> Path:
    """Return where the supervisor writes how things are."""
    return places.run / "status.json"


def main(arguments: list[str]) -> int:
    """Supervise the installation in the folder given as the only argument."""
    places = Places(Path(arguments[0]).resolve())
    runtime = open_runtime(places)
    lock = runtime.services_lock
    if not lock.acquire(seconds=30.0, waiting=lambda _: None):
        print("Another supervisor or command runs the services of this data folder.", flush=True)
        return 3
    with lock:
        return Supervisor(runtime).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
