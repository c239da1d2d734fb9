"""A database of its own for a measurement, and the process that works in it; both are gone afterwards.

The outer process makes database, logins, keys and a data folder, starts the measurement as another process with these
in its environment, and clears everything away however that one ends. Nothing of the installation is touched but its
server: the embedded one, or the one of OMUZ_TEST_SUPERUSER_URL.
"""

import dataclasses
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.measuring.progress import say
from omuz.local.external import External
from omuz.local.instance import Instance
from omuz.local.paths import Places
from omuz.local.runtime import Runtime
from tenants import bootstrap

ROOT = Path(__file__).resolve().parents[2]
SUPERUSER_URL = "OMUZ_TEST_SUPERUSER_URL"
#: The scratch database's address as superuser, for the measurement: statistics of the catalogues, counts.
INSIDE = "OMUZ_SCRATCH_SUPERUSER_URL"
_LOCK = 7_105_002


class ScratchError(RuntimeError):
    """There is no server to measure on, or another measurement uses the same database."""


@dataclasses.dataclass(frozen=True, slots=True)
class Scratch:
    """Where the database is; its name begins the names of its roles."""

    name: str
    server: str
    folder: Path
    password: str = dataclasses.field(repr=False)

    def url(self, login: str) -> str:
        """Return the address for the login "web", "owner" or "superuser"."""
        parts = urlsplit(self.server)
        if login == "superuser":
            return parts._replace(path=f"/{self.name}").geturl()
        place = parts.netloc.rpartition("@")[2]
        return f"postgresql://{self.name}_{login}:{self.password}@{place}/{self.name}"

    def environment(self) -> dict[str, str]:
        """Return the environment of a process that works in the scratch database, as owner too."""
        inherited = {name: value for name, value in os.environ.items() if name != "OMUZ_FIGURES_DATABASE_URL"}
        return inherited | {
            "OMUZ_MODE": "demo",
            "OMUZ_DATABASE_URL": self.url("web"),
            "OMUZ_OWNER_DATABASE_URL": self.url("owner"),
            "OMUZ_BROKER_URL": "memory://",
            "OMUZ_ROLE_PREFIX": self.name,
            "OMUZ_MASTER_KEY_FILE": str(self.folder / "master.key"),
            "OMUZ_SECRET_KEY_FILE": str(self.folder / "secret.key"),
            "OMUZ_DATA_DIR": str(self.folder / "data"),
            "OMUZ_HTTPS": "0",
            "OMUZ_BASE_DOMAIN": "localhost",
            "DJANGO_SETTINGS_MODULE": "omuz.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
            "PYTHONUNBUFFERED": "1",
            INSIDE: self.url("superuser"),
        }


def server_url() -> str:
    """Return the superuser's address of the server to measure on.

    Raises:
        ScratchError: neither a throw-away server nor an embedded one is known.
    """
    given = os.environ.get(SUPERUSER_URL, "")
    if given:
        return given
    places = Places(Path(os.environ["OMUZ_DATA_DIR"]))
    # As if the environment named no database: it names the one that this command was given.
    embedded = Runtime(places, Instance.open(places), External(broker_url=os.environ.get("OMUZ_BROKER_URL", "")))
    if "postgres" in embedded.instance.ports:
        embedded.attach()
        if embedded.database_url("web") == os.environ["OMUZ_DATABASE_URL"]:
            return embedded.database_url("superuser")
    raise ScratchError(f"An external server: set {SUPERUSER_URL} to a superuser's address on a throw-away server.")


@contextmanager
def scratch_database(name: str, *, folder: Path, keep: bool = False) -> Iterator[Scratch]:
    """Give the scratch database `name`, made unless it is there; drop it with its roles unless it is to be kept.

    Raises:
        ScratchError: another process works with it.
    """
    scratch = Scratch(name, server_url(), folder, secrets.token_hex(16))
    with psycopg.connect(scratch.server, autocommit=True) as server:
        taken = server.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCK, name]).fetchone()
        if not taken or not taken[0]:
            raise ScratchError(f"Another measurement works with {name}.")
        if not keep:
            drop(server, name)
        try:
            _make(server, scratch)
            yield scratch
        finally:
            if not keep:
                say(f"dropping {name}")
                drop(server, name)


def _make(server: psycopg.Connection, scratch: Scratch) -> None:
    from omuz.kernel.crypto.master import new_master_key_line

    plan = bootstrap.Bootstrap(database=scratch.name, web_password=scratch.password, owner_password=scratch.password)
    scratch.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (scratch.folder / "data").mkdir(exist_ok=True)
    for file, content in (("master.key", new_master_key_line("m1")), ("secret.key", secrets.token_urlsafe(48))):
        if not (scratch.folder / file).exists():
            (scratch.folder / file).touch(mode=0o600)
            (scratch.folder / file).write_text(content + "\n", encoding="ascii")
    for statement in bootstrap.role_statements(plan):
        server.execute(statement.encode())
    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [scratch.name]).fetchone() is None:
        server.execute(bootstrap.create_database_statement(plan).encode())
    with psycopg.connect(scratch.url("superuser"), autocommit=True) as inside:
        for statement in bootstrap.database_statements(plan):
            inside.execute(statement.encode())


def drop(server: psycopg.Connection, name: str) -> None:
    """Drop the database and every role that carries its name."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    roles = server.execute(
        "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s) ORDER BY rolname LIKE %s, rolname",
        [f"{name}_", f"{name}\\_owner"],
    ).fetchall()
    for (role,) in roles:
        server.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def run_inside(scratch: Scratch, module: str, arguments: Sequence[str]) -> int:
    """Run `python -m module` in the scratch database to its end and return its exit code; its output is ours."""
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, env=scratch.environment(), cwd=ROOT, start_new_session=True)
    before = signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGTERM, before)
        # What the measurement itself has started (a web server, a migration) belongs to the same session.
        _end_group(process.pid)


def _as_interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def measure(name: str, module: str, arguments: Sequence[str]) -> int:
    """Run `python -m module` in a new scratch database, dropped afterwards, and return its exit code."""
    with tempfile.TemporaryDirectory(prefix=f"{name}-") as folder:
        with scratch_database(name, folder=Path(folder)) as scratch:
            return run_inside(scratch, module, arguments)
