"""Processes named beyond doubt: a process id alone may have been given to someone else in the meantime."""

import dataclasses
import os
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

PROC = Path("/proc")
POLL_SECONDS = 0.05


@dataclasses.dataclass(frozen=True, slots=True)
class Identity:
    """A process by id, start and command line, as they were when it was seen."""

    pid: int
    started: str
    command: str


def _boot_id() -> str:
    try:
        return (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def _identify_by_proc(pid: int) -> Identity | None:
    try:
        fields = (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        command = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except (OSError, IndexError):
        return None
    # A zombie runs no code any more; it merely waits for a parent that may never collect it.
    return None if fields[0] in "ZX" else Identity(pid, f"{_boot_id()}/{fields[19]}", command)


def _identify_by_ps(pid: int) -> Identity | None:
    answer = subprocess.run(
        ["ps", "-p", str(pid), "-o", "stat=,lstart=,command="], capture_output=True, text=True, check=False
    ).stdout.split()
    if len(answer) < 7 or answer[0].startswith("Z"):
        return None
    return Identity(pid, " ".join(answer[1:6]), " ".join(answer[6:]))


def identify(pid: int) -> Identity | None:
    """Return who runs under `pid` now; None when nobody does, or only a zombie."""
    return _identify_by_proc(pid) if PROC.joinpath("self/stat").exists() else _identify_by_ps(pid)


def is_alive(identity: Identity) -> bool:
    """Return whether it is still the same process that runs under this id."""
    now = identify(identity.pid)
    # The command line is no part of the question: PostgreSQL and celery rewrite theirs while they run.
    return now is not None and now.started == identity.started


def _all_pids() -> list[int]:
    return [int(entry) for entry in os.listdir(PROC) if entry.isdigit()] if PROC.exists() else []


def ancestors_of_this() -> set[int]:
    """Return the ids of this process and of those it descends from."""
    found, pid = {os.getpid()}, os.getppid()
    while pid > 1 and pid not in found:
        found.add(pid)
        try:
            pid = int((PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            break
    return found


def _matching(test: Callable[[Path], bool]) -> list[Identity]:
    own, found = ancestors_of_this(), []
    for pid in _all_pids():
        if pid in own:
            continue
        try:
            hit = test(PROC / str(pid))
        except OSError:
            continue  # gone in the meantime, or somebody else's
        identity = identify(pid) if hit else None
        if identity is not None:
            found.append(identity)
    return found


def with_environment(name: str, value: str) -> list[Identity]:
    """Return the processes that were started with `name=value` in their environment, this one's ancestors left out."""
    wanted = f"{name}={value}".encode()
    return _matching(lambda entry: wanted in (entry / "environ").read_bytes().split(b"\0"))


def working_in(folder: Path) -> list[Identity]:
    """Return the processes whose working folder is `folder`: PostgreSQL's work in their cluster's."""
    wanted = str(folder.resolve())
    return _matching(lambda entry: os.readlink(entry / "cwd") == wanted)


def wait_gone(identities: Collection[Identity], seconds: float) -> list[Identity]:
    """Wait until the processes have ended; return those that have not after `seconds`."""
    deadline = time.monotonic() + seconds
    left = [identity for identity in identities if is_alive(identity)]
    while left and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        left = [identity for identity in left if is_alive(identity)]
    return left


def stop(identities: Iterable[Identity], *, first: int = signal.SIGTERM, grace: float = 10.0) -> list[Identity]:
    """End the processes, by force after `grace` seconds; return those that would not go even so."""
    left = [identity for identity in identities if _send(identity, first)]
    left = wait_gone(left, grace)
    return wait_gone([identity for identity in left if _send(identity, signal.SIGKILL)], 10.0)


def _send(identity: Identity, number: int) -> bool:
    if not is_alive(identity):
        return False
    try:
        os.kill(identity.pid, number)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def kill_group(leader: int) -> None:
    """End what a dead group leader has left behind, so that a successor finds ports and files free."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
