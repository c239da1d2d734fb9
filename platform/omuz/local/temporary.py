"""The embedded services for as long as a command takes."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from omuz.local.locks import Lock
from omuz.local.processes import Identity, kill_group
from omuz.local.runtime import Runtime
from omuz.local.services import Service, launch
from omuz.local.steps import StepFailed, Steps

START_SECONDS = 120.0


@contextmanager
def temporary_services(runtime: Runtime, steps: Steps) -> Iterator[Lock]:
    """Run the embedded services for the block; another command that does the same is waited for.

    Raises:
        StepFailed: a service does not start, or the other command takes longer than an hour.
    """
    lock = runtime.services_lock
    told: list[Identity | None] = []

    def waiting(holder: Identity | None) -> None:
        if not told:
            told.append(holder)
            steps.note(f"  … process {holder.pid if holder else '?'} uses the database for itself; waiting for it")

    if not lock.acquire(seconds=3600.0, waiting=waiting):
        raise StepFailed("The database has been in use by another command for an hour.", remedy="End that command.")
    with lock:
        runtime.prepare()
        runtime.make_cluster()
        started: list[tuple[Service, subprocess.Popen[bytes]]] = []
        try:
            for service in runtime.infrastructure():
                process = launch(service, runtime.places.run / "processes")
                started.append((service, process))
                _wait_until_ready(service, process)
            yield lock
        finally:
            for service, process in reversed(started):
                _stop(service, process)
                (runtime.places.run / "processes" / f"{service.name}.json").unlink(missing_ok=True)


def _wait_until_ready(service: Service, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not service.is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise StepFailed(f"{service.name} does not start.", log=service.log, remedy="Its log says why.")
        time.sleep(0.05)


def _stop(service: Service, process: subprocess.Popen[bytes]) -> None:
    process.send_signal(service.stop_signal)
    try:
        process.wait(timeout=service.grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    kill_group(process.pid)
