"""`./omuz up`: from a bare clone, or from where a killed run stopped, to a served page."""

import argparse
import os
import signal
from types import FrameType

from omuz.cli.following import follow
from omuz.cli.guidance import print_addresses
from omuz.local import client
from omuz.local.health import answers_http
from omuz.local.instance import Instance
from omuz.local.locks import Lock
from omuz.local.node import ensure_frontend
from omuz.local.paths import REPOSITORY, Places
from omuz.local.ports import is_free, owner_of
from omuz.local.preparation import prepare_server, prepare_tables
from omuz.local.processes import Identity
from omuz.local.release import release_of_sources
from omuz.local.runtime import FLEET, HEALTH_PATH, Runtime, open_runtime
from omuz.local.steps import StepFailed, Steps

DEFAULT_PORT = 8000


def run(places: Places, options: argparse.Namespace) -> int:
    """Bring everything up; in the foreground, stay until Ctrl+C and stop it again. Return the exit code."""
    steps, attempt = Steps(), _Attempt()
    _stop_signals_as_interrupt()
    try:
        _bring_up(places, options, steps, attempt)
        stays = attempt.began and not options.detach
        print_addresses(places, Instance.open(places).web_port, detached=not stays)
        return follow(places) if stays else 0
    except StepFailed as failure:
        steps.explain(failure)
        code = 1
    except KeyboardInterrupt:
        steps.note("\nInterrupted. What is done is kept; the same command goes on from there.")
        code = 130
    # Nothing half-started stays behind, and nothing that somebody else had started is touched.
    if attempt.began:
        client.stop_everything(places)
    return code


class _Attempt:
    """Whether this run has started services of its own."""

    began = False


def _stop_signals_as_interrupt() -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def _bring_up(places: Places, options: argparse.Namespace, steps: Steps, attempt: _Attempt) -> None:
    """Do every step that is not done; `attempt.began` stays False when all was running already."""
    steps.note(f"Omuz: {REPOSITORY}" + ("" if places.data.parent == REPOSITORY else f", data in {places.data}"))
    ensure_frontend(steps)
    with steps_lock(places) as lock:
        _acquire(lock, steps)
        runtime = open_runtime(places)
        if _runs_as_wanted(places, runtime, options, steps):
            return
        _choose_port(runtime, options)
        _start_services(runtime, steps, attempt)
        runtime.attach()
        prepare_server(runtime, steps)
        prepare_tables(runtime, steps, lock.mark)
        status = client.read_status(places)
        if status is not None and status.phase == "services":
            client.start_applications(status)
        with steps.step("Web, worker and scheduler"):
            client.wait_for(places, _serves, seconds=120, tick=steps.tick, what="Omuz")


def steps_lock(places: Places) -> Lock:
    """Return the lock of whoever brings this installation up."""
    return Lock(places.run / "up.lock")


def _acquire(lock: Lock, steps: Steps) -> None:
    told: list[Identity | None] = []

    def waiting(holder: Identity | None) -> None:
        if not told:
            told.append(holder)
            steps.note(f"  … another `./omuz up` (process {holder.pid if holder else '?'}) is at work; waiting for it")

    if not lock.acquire(seconds=900.0, waiting=waiting):
        raise StepFailed("Another `./omuz up` has been at work for 15 minutes.", remedy="End it and run again.")


def _serves(status: client.Status) -> bool:
    # The fleet worker comes up behind the others; nobody who opens a page needs it.
    names = [str(service["name"]) for service in status.services() if service["name"] != FLEET]
    return status.phase == "applications" and status.is_running(*{"web", "worker", "scheduler", *names})


def _runs_as_wanted(places: Places, runtime: Runtime, options: argparse.Namespace, steps: Steps) -> bool:
    """Return whether it all runs already, from this code, on the wanted port; stop what runs otherwise."""
    status = client.read_status(places)
    if status is None or not status.alive:
        return False
    port = options.port or status.content["port"]
    same = port == status.content["port"] and status.content["release"] == release_of_sources()
    if same and status.phase == "applications":
        if not _serves(status) or not answers_http(port, HEALTH_PATH):
            with steps.step("Web, worker and scheduler (running already)"):
                client.wait_for(places, _serves, seconds=120, tick=steps.tick, what="Omuz")
        return True
    with steps.step("Stopping what runs (other code or port, or begun by a killed run)"):
        client.stop_everything(places)
    return False


def _choose_port(runtime: Runtime, options: argparse.Namespace) -> None:
    """Settle the port of this run and remember it."""
    instance = runtime.instance
    given = os.environ.get("OMUZ_PORT", "")
    port = options.port or (int(given) if given.isdigit() else 0) or instance.web_port or DEFAULT_PORT
    instance.web_port = port
    instance.save(runtime.places)


def _require_port(port: int) -> None:
    if is_free(port):
        return
    owner = owner_of(port)
    by = f"process {owner.pid} ({owner.command[:80]})" if owner else "another program"
    raise StepFailed(
        f"Port {port} is taken by {by}.",
        remedy=f"End that program, or choose another port: ./omuz up --port {port + 1}",
    )


def _start_services(runtime: Runtime, steps: Steps, attempt: _Attempt) -> None:
    services = {"PostgreSQL": runtime.outside.database_url, "broker": runtime.outside.broker_url}
    embedded = [name for name, url in services.items() if not url]
    port = runtime.instance.web_port
    with steps.step(f"Port {port}"):
        _require_no_command(runtime)
        # What a killed supervisor left over may hold the port; only then is it somebody else's.
        client.sweep(runtime.places)
        _require_port(port)
    with steps.step(f"Embedded {' and '.join(embedded)}" if embedded else "Supervisor"):
        attempt.began = True
        supervisor = client.start_supervisor(runtime.places)
        client.wait_for(
            runtime.places,
            lambda status: status.phase == "services" and status.is_running(),
            seconds=180,
            tick=lambda detail: steps.tick(detail) if supervisor.poll() is None else None,
            what="PostgreSQL and broker",
        )


def _require_no_command(runtime: Runtime) -> None:
    holder = runtime.services_lock.holder()
    if holder is not None and "omuz.local.supervisor" not in holder.command:
        raise StepFailed(
            f"A command uses this data folder's database for itself: process {holder.pid} ({holder.command[:80]}).",
            remedy="Let it finish, or end it with `./omuz down`. Commands given after `./omuz up` share its database.",
        )
