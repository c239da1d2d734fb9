"""A service: a command that is kept running, and how to know that it works."""

import dataclasses
import json
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from omuz.local.account import Account, popen_as
from omuz.local.processes import Identity, identify
from omuz.local.stamps import write_atomically

MAX_LOG_BYTES = 20 * 1024 * 1024


@dataclasses.dataclass(frozen=True)
class Service:
    """One long-running process: how it is started, watched and stopped."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    log: Path
    is_ready: Callable[[], bool]
    address: str = ""
    account: Account | None = None
    stop_signal: int = signal.SIGTERM
    grace: float = 10.0
    #: Clears away what a killed predecessor left behind; runs before every start.
    before_start: Callable[[], None] = lambda: None


def launch(service: Service, records: Path) -> subprocess.Popen[bytes]:
    """Start the service in a session of its own, with its log appended, and record who it is."""
    service.before_start()
    service.log.parent.mkdir(parents=True, exist_ok=True)
    with service.log.open("ab") as log:
        process = subprocess.Popen(
            list(service.command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=dict(service.env),
            cwd=service.cwd,
            start_new_session=True,
            **popen_as(service.account),
        )
    identity = identity_of(service, process)
    if identity is not None:
        write_atomically(records / f"{service.name}.json", json.dumps(dataclasses.asdict(identity)) + "\n")
    return process


def identity_of(service: Service, process: subprocess.Popen[bytes]) -> Identity | None:
    """Return who the service's process is, None when it has ended already."""
    found = identify(process.pid)
    # Right after the start the kernel may still show no command line, so it is taken from what was asked for.
    return dataclasses.replace(found, command=" ".join(service.command)) if found else None


def recorded(records: Path) -> dict[str, Identity]:
    """Return the processes that were recorded at their start, by service; they may have ended since."""
    found = {}
    for path in sorted(records.glob("*.json")):
        try:
            found[path.stem] = Identity(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            path.unlink(missing_ok=True)  # half a record names nobody
    return found


def trim_log(log: Path, *, limit: int = MAX_LOG_BYTES) -> None:
    """Keep a log from filling the disk: past `limit` its content moves to `<name>.1` and it starts again."""
    try:
        if log.stat().st_size <= limit:
            return
        with log.open("rb") as source, log.with_suffix(".log.1").open("wb") as target:
            while chunk := source.read(1 << 20):
                target.write(chunk)
        # The writer has the file open for appending, so it goes on at the new end.
        with log.open("r+b") as stream:
            stream.truncate(0)
    except OSError:
        return
