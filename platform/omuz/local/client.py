"""The supervisor seen from outside: is it there, what does it say, and how it is started and stopped."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from omuz.local import postgres
from omuz.local.instance import Instance
from omuz.local.locks import MARKER
from omuz.local.paths import REPOSITORY, Places
from omuz.local.processes import Identity, is_alive, stop, wait_gone
from omuz.local.runtime import services_lock
from omuz.local.services import recorded
from omuz.local.steps import StepFailed
from omuz.local.supervisor import status_file

STOP_SECONDS = 90.0


@dataclasses.dataclass(frozen=True)
class Status:
    """What the status file says, and whether its writer still lives."""

    content: dict[str, Any]
    alive: bool

    @property
    def phase(self) -> str:
        """Return "starting", "services", "applications", "stopping" or "stopped"."""
        return str(self.content.get("phase", ""))

    @property
    def identity(self) -> Identity:
        """Return the supervisor's process."""
        return Identity(int(self.content.get("pid", 0)), str(self.content.get("started", "")), "")

    def services(self) -> list[dict[str, Any]]:
        """Return the services as the supervisor saw them last."""
        return list(self.content.get("services", []))

    def is_running(self, *names: str) -> bool:
        """Return whether all services (or all of `names`) run and answered."""
        chosen = [s for s in self.services() if not names or s["name"] in names]
        return len(chosen) >= len(names) and all(s["state"] == "running" for s in chosen)


def read_status(places: Places) -> Status | None:
    """Return the last status, None when nothing was ever started here."""
    try:
        content = json.loads(status_file(places).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    status = Status(content, alive=False)
    return Status(content, alive=is_alive(status.identity))


def start_supervisor(places: Places) -> subprocess.Popen[bytes]:
    """Start a supervisor that outlives this process; its own words go to `log/supervisor.log`."""
    status_file(places).unlink(missing_ok=True)
    env = {name: value for name, value in os.environ.items() if name != MARKER}
    env["PYTHONPATH"] = os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "platform")])
    with (places.log / "supervisor.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "omuz.local.supervisor", str(places.data)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=REPOSITORY,
            start_new_session=True,
        )


def wait_for(
    places: Places, done: Callable[[Status], bool], *, seconds: float, tick: Callable[[str], None], what: str
) -> Status:
    """Wait until the supervisor's status satisfies `done` and return it.

    Raises:
        StepFailed: the supervisor ended, or a service keeps dying, or time is up.
    """
    deadline = time.monotonic() + seconds
    log = places.log / "supervisor.log"
    beginning = time.monotonic() + 10.0
    while time.monotonic() < deadline:
        status = read_status(places)
        if status is not None:
            if status.alive and done(status):
                return status
            _raise_problem(status, log)
        if (status is None and time.monotonic() > beginning) or (status is not None and not status.alive):
            raise StepFailed("The supervisor has ended.", log=log, remedy="Run the same command again.")
        tick(_waiting_for(status))
        time.sleep(0.05)
    raise StepFailed(
        f"{what} did not become ready within {seconds:.0f} s ({_waiting_for(read_status(places))}).",
        log=log,
        remedy="The other logs beside this one say more; `./omuz down`, then `./omuz up` begins again.",
    )


def _waiting_for(status: Status | None) -> str:
    if status is None:
        return "the supervisor starts"
    return ", ".join(f"{s['name']}: {s['state']}" for s in status.services() if s["state"] != "running")


def _raise_problem(status: Status, log: Path) -> None:
    problem = status.content.get("problem")
    if problem:
        named = Path(problem["log"]) if problem["log"] else log
        raise StepFailed(problem["why"], remedy=problem["remedy"], log=named)
    for service in status.services():
        if service["restarts"] >= 3 and service["state"] != "running":
            raise StepFailed(
                f"{service['name']} does not stay up (started {service['restarts'] + 1} times, "
                f"last: {service['last_end']}).",
                log=Path(service["log"]),
                remedy="Its log says why. `./omuz down` stops what runs now.",
            )


def start_applications(status: Status) -> None:
    """Tell the supervisor to start web, workers and scheduler."""
    os.kill(status.identity.pid, signal.SIGUSR1)


def stop_everything(places: Places) -> list[Identity]:
    """Stop the supervisor and whatever runs of this installation; return what would not go.

    Raises:
        StepFailed: PostgreSQL would not go.
    """
    status = read_status(places)
    if status is not None and status.alive:
        os.kill(status.identity.pid, signal.SIGTERM)
        wait_gone([status.identity], STOP_SECONDS)
    return sweep(places)


def sweep(places: Places) -> list[Identity]:
    """End what a killed supervisor or command left running; return what would not go.

    Raises:
        StepFailed: PostgreSQL would not go.
    """
    lock = services_lock(places)
    holder = lock.holder()
    left = stop([holder], grace=STOP_SECONDS) if holder is not None and holder.pid != os.getpid() else []
    # PostgreSQL first and gently: its own children carry no mark, and a fast stop saves the recovery.
    instance = Instance.load(places)
    if instance is not None and instance.home:
        postgres.clear_leftovers(Path(instance.home) / "pg", grace=30.0)
    records = places.run / "processes"
    left += stop([*recorded(records).values(), *lock.marked()], grace=10.0)
    for record in records.glob("*.json"):
        record.unlink(missing_ok=True)
    return left
