"""Omuz as it is served in demo mode, on a database and a port of its own, for as long as the journeys take."""

import contextlib
import dataclasses
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from omuz.local import broker as brokers
from omuz.local.health import answers_http
from omuz.local.ports import LOOPBACK, find_free

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90.0
#: Set by pytest-xdist: which of the processes this is ("gw1"); each has a database and a corner of the broker.
_WORKER = "PYTEST_XDIST_WORKER"
_FIRST_CORNER = 7
_PREPARE = "import django, sys; django.setup(); from tests.support.database import prepare; prepare(sys.argv[1])"


@dataclasses.dataclass
class Stack:
    """The running processes and where they answer."""

    port: int
    folder: Path
    environment: Mapping[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = dataclasses.field(default_factory=dict)

    def address(self, room: str = "kayseri") -> str:
        """Return where a municipality answers; "" is the platform's own room."""
        host = f"{room}.localhost" if room else "localhost"
        return f"http://{host}:{self.port}"

    def start(self, name: str, command: list[str], *, environment: Mapping[str, str] | None = None) -> None:
        """Start a process with a log of its own."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=dict(environment or self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, name: str, is_ready: Callable[[], bool]) -> None:
        """Wait until `is_ready()` is true; a process that ended, or the time, is a failure with the log's end."""
        deadline = time.monotonic() + START_SECONDS
        while not is_ready():
            if self.processes[name].poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} does not start:\n{self.log(name)}")
            time.sleep(0.05)

    def log(self, name: str) -> str:
        """Return the end of a process's log."""
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace")[-3000:] if path.exists() else ""

    def stop(self) -> None:
        """End every process, the last started first, and wait for it."""
        for process in reversed(self.processes.values()):
            _end(process)

    def manage(self, *arguments: str) -> str:
        """Run one of the project's commands to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def letters(self, *, to: str) -> list[str]:
        """Return the mails sent to an address, the newest last."""
        files = sorted((self.folder / "data" / "mail").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        texts = [_decoded(part) for file in files for part in file.read_bytes().split(b"-" * 79) if part.strip()]
        return [text for text in texts if re.search(rf"^To: .*{re.escape(to)}", text, re.MULTILINE)]


def _decoded(raw: bytes) -> str:
    message = message_from_bytes(raw.strip(), policy=default)
    body = message.get_body(("plain", "html"))
    return f"To: {message['To']}\nSubject: {message['Subject']}\n\n{body.get_content() if body else ''}"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    # A worker's children are of its session; none may outlive the tests.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, 9)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Stack]:
    """Serve the demo municipalities for the block; nothing of it is left afterwards."""
    if not (ROOT / "frontend" / "dist" / "index.html").exists():
        raise RuntimeError(
            "The web application is not built: `./omuz test` builds it, or `npm run build` in frontend/."
        )
    name = "_".join(filter(None, ["omuz_test", os.environ.get("OMUZ_TEST_DB", "main"), os.environ.get(_WORKER), "e2e"]))
    subprocess.run([sys.executable, "-c", _PREPARE, name], cwd=ROOT, env=_python_environment(), check=True)
    stack = Stack(port=find_free(), folder=folder, environment={})
    try:
        stack.environment = _environment(stack, name, _broker(stack))
        stack.manage("demo")
        _serve(stack)
        yield stack
    finally:
        stack.stop()
        with psycopg.connect(os.environ["OMUZ_TEST_SUPERUSER_URL"], autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _serve(stack: Stack) -> None:
    serving = {key: value for key, value in stack.environment.items() if key != "OMUZ_OWNER_DATABASE_URL"}
    ready = stack.folder / "worker.ready"
    celery = [sys.executable, "-m", "celery", "-A", "omuz.celery_app", "worker", "--loglevel", "WARNING"]
    celery += ["--without-gossip", "--without-mingle"]
    worker = [*celery, "--queues", "celery", "--concurrency", "1"]
    stack.start("worker", worker, environment=serving | {"OMUZ_READY_FILE": str(ready)})
    # The one process with the owner's login; it comes up while the others serve.
    stack.start("fleet", [*celery, "--queues", "fleet", "--pool", "solo", "--hostname", "fleet@%h"])
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", LOOPBACK, "--port", str(stack.port)]
    web += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "omuz.wsgi:application"]
    stack.start("web", web, environment=serving)
    stack.wait("web", lambda: answers_http(stack.port, "/healthz"))
    stack.wait("worker", ready.exists)


def _broker(stack: Stack) -> str:
    """Return a broker's address: the one of `./omuz test`, in a corner of its own, or one started here."""
    given = os.environ.get("OMUZ_TEST_BROKER_URL", "")
    if given:
        corner = _FIRST_CORNER + int(os.environ.get(_WORKER, "gw0").removeprefix("gw"))
        return f"{given.rsplit('/', 1)[0]}/{corner}"
    home = stack.folder / "broker"
    home.mkdir()
    broker = brokers.Broker(
        binary=brokers.reachable_binary(home, None),
        data=home,
        port=find_free(),
        password=secrets.token_hex(16),
        account=None,
        durable=False,
    )
    broker.write_settings()
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    stack.start("broker", [str(broker.binary), str(broker.settings)], environment=environment)
    stack.wait("broker", broker.is_ready)
    return f"redis://:{broker.password}@{LOOPBACK}:{broker.port}/0"


def _python_environment() -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    return dict(os.environ) | {"DJANGO_SETTINGS_MODULE": "omuz.settings", "PYTHONPATH": path}


def _environment(stack: Stack, database: str, broker_url: str) -> dict[str, str]:
    secret = stack.folder / "secret.key"
    secret.write_text(secrets.token_urlsafe(48))
    data = stack.folder / "data"
    data.mkdir()

    def address(name: str) -> str:
        return urlsplit(os.environ[name])._replace(path=f"/{database}").geturl()

    return _python_environment() | {
        "OMUZ_MODE": "demo",
        "OMUZ_DATABASE_URL": address("OMUZ_DATABASE_URL"),
        "OMUZ_OWNER_DATABASE_URL": address("OMUZ_OWNER_DATABASE_URL"),
        "OMUZ_BROKER_URL": broker_url,
        "OMUZ_SECRET_KEY_FILE": str(secret),
        "OMUZ_DATA_DIR": str(data),
        "OMUZ_PORT": str(stack.port),
        "PYTHONUNBUFFERED": "1",
    }
