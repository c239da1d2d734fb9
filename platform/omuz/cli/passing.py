"""Everything else: a management command, with the database that runs, or one started for as long as it takes."""

import signal
import subprocess
import sys

from omuz.local import client
from omuz.local.paths import REPOSITORY, Places
from omuz.local.preparation import prepare_server, prepare_tables
from omuz.local.runtime import Runtime, open_runtime
from omuz.local.steps import StepFailed, Steps
from omuz.local.temporary import temporary_services

#: Commands that look at code and not at data: no reason to start a database for them.
_WITHOUT_DATABASE = frozenset({"help", "--help", "-h", "version", "--version", "database_bootstrap"})
#: Verbs of `pack` that read folders; a programme is compared and merged as municipality:code.
_PACKS_ALONE = frozenset({"check", "format", "list", "--help", "-h"})
_PACKS_OR_PROGRAMMES = frozenset({"diff", "merge"})


def run(places: Places, command: list[str], *, prepare: bool) -> int:
    """Run a management command and return its exit code; our own words go to stderr, stdout is the command's.

    `prepare` brings a new installation's tables and demo municipalities up first.
    """
    steps = Steps(sys.stderr)
    try:
        runtime = open_runtime(places)
        if not needs_database(command):
            return _manage(command, _bare_environment(runtime))
        status = client.read_status(places)
        if status is not None and status.alive and status.phase in {"services", "applications"}:
            runtime.attach()
            return _manage(command, runtime.environment() | runtime.services_lock.mark)
        with temporary_services(runtime, steps) as lock:
            prepare_server(runtime, steps)
            if prepare:
                prepare_tables(runtime, steps, lock.mark)
            return _manage(command, runtime.environment() | lock.mark)
    except StepFailed as failure:
        steps.explain(failure)
        return 1


def needs_database(command: list[str]) -> bool:
    """Return whether a command looks at data."""
    if command[0] != "pack":
        return command[0] not in _WITHOUT_DATABASE
    verb, names = next(iter(command[1:]), "--help"), command[2:]
    if verb in _PACKS_OR_PROGRAMMES:
        return any(":" in name and not name.startswith("-") for name in names)
    return verb not in _PACKS_ALONE


def _bare_environment(runtime: Runtime) -> dict[str, str]:
    """Return an environment in which the settings load, with addresses that nobody connects to."""
    env = runtime.environment()
    nowhere = {"OMUZ_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "OMUZ_BROKER_URL": "memory://"}
    return env | {name: env[name] or address for name, address in nowhere.items()}


def _manage(command: list[str], env: dict[str, str]) -> int:
    # Ctrl+C reaches the command too, by the terminal; we wait for what it makes of it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        manage = [sys.executable, str(REPOSITORY / "manage.py"), *command]
        process = subprocess.Popen(manage, env=env, preexec_fn=_restore_interrupt)  # noqa: PLW1509  one thread here
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def _restore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
