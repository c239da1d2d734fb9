"""Virtual environments from hash-locked files. Standard library only: this runs before anything is installed."""

import os
import shutil
import sys
from pathlib import Path

from omuz.local.locks import Lock
from omuz.local.paths import REPOSITORY, TOOLS
from omuz.local.processes import Identity
from omuz.local.stamps import digest, is_stamped, stamp
from omuz.local.steps import StepFailed, Steps

PREPARE_SECONDS = 1800.0
_ASK_NETWORK = (
    "Check that this machine reaches the Python package index (pip's own settings and variables are used as they are), "
    "then run the same command again; what is already downloaded is kept."
)
_ASK_VENV = (
    "Install Python's venv module (Debian, Ubuntu: apt-get install python3-venv), then run the same command again."
)


def prepare_lock() -> Lock:
    """Return the lock of what belongs to the clone: virtual environments, Node, the build."""
    return Lock(TOOLS / "prepare.lock")


def acquire_prepare(lock: Lock, steps: Steps) -> None:
    """Take the lock of the clone, waiting for another run that is preparing it.

    Raises:
        StepFailed: the other run did not finish within half an hour.
    """
    with_notice: list[int] = []

    def waiting(holder: Identity | None) -> None:
        if not with_notice:
            with_notice.append(1)
            steps.note(
                f"  … another run (process {holder.pid if holder else '?'}) is preparing this clone; waiting for it"
            )

    if not lock.acquire(seconds=PREPARE_SECONDS, waiting=waiting):
        raise StepFailed("Another run has been preparing this clone for half an hour.", remedy="End it and run again.")


def python_of(name: str) -> Path:
    """Return the interpreter of the virtual environment `name` ("venv", "venv-test")."""
    return TOOLS / name / "bin" / "python"


def ensure(name: str, lock_file: str, steps: Steps) -> Path:
    """Make the virtual environment `name` from `lock_file` unless it is there, whole and of today; return its Python.

    Raises:
        StepFailed: Python has no venv module, the index cannot be reached, a hash does not match.
    """
    python, source = python_of(name), REPOSITORY / lock_file
    # The interpreter is part of the stamp: an environment breaks when the Python below it is replaced.
    wanted = digest([source], f"{sys.version_info[0]}.{sys.version_info[1]}", str(Path(sys.base_prefix)), str(TOOLS))
    done = TOOLS / name / "omuz.stamp"
    if is_stamped(done, wanted) and python.exists():
        return python
    with prepare_lock() as lock:
        acquire_prepare(lock, steps)
        if not (is_stamped(done, wanted) and python.exists()):
            _build(name, source, steps, {**os.environ, **lock.mark})
            stamp(done, wanted)
    return python


def _build(name: str, source: Path, steps: Steps, env: dict[str, str]) -> None:
    folder, log = TOOLS / name, TOOLS / "log" / f"{name}.log"
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    with steps.step(f"Python environment ({source.name})"):
        if folder.exists():
            shutil.rmtree(folder)
        steps.run([sys.executable, "-m", "venv", str(folder)], log=log, env=env, cwd=REPOSITORY, remedy=_ASK_VENV)
    with steps.step("Python packages"):
        command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-input"]
        command += ["--disable-pip-version-check", "-r", str(source)]
        steps.run(command, log=log, env=env, cwd=REPOSITORY, remedy=_ASK_NETWORK)
