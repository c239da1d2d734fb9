"""A web server as `./omuz up` starts it, and visitors who note every answer that they get."""

import dataclasses
import http.client
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.measuring.progress import say
from benchmarks.measuring.rooms import Room
from omuz.local.ports import LOOPBACK, is_free

VISITORS = 3
PATH = "/api/v1/people/?page_size=20"
READY_SECONDS = 60.0


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """One answer: when it was asked for, where, what came and after how many milliseconds."""

    at: float
    slug: str
    status: int
    code: str
    retry_after: str
    ms: float


@contextmanager
def web_server(log: Path, *, migrations: Sequence[Path] = ()) -> Iterator[int]:
    """Run granian with the two workers that `./omuz up` gives it, without the owner's login; yield its port."""
    port = next(port for port in range(18_100, 18_400) if is_free(port))
    env = os.environ | {"OMUZ_PORT": str(port), "OMUZ_SOAK_MIGRATIONS": os.pathsep.join(map(str, migrations))}
    for name in ("OMUZ_OWNER_DATABASE_URL", "OMUZ_SCRATCH_SUPERUSER_URL", "OMUZ_TEST_SUPERUSER_URL"):
        env.pop(name, None)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", LOOPBACK, "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "soak.fleet.web:application"]
    with log.open("ab") as stream:
        process = subprocess.Popen(command, env=env, stdout=stream, stderr=stream)
    try:
        wait_until_ready(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        if process.poll() is None:
            process.kill()


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return once both health and the database answer.

    Raises:
        RuntimeError: the server ended or needs too long; its log stands beside the report.
    """
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("the web server does not start; web.log says why")


class Visitors:
    """Threads that ask municipalities at random for their list of people, signed in, until they are stopped."""

    def __init__(self, port: int, rooms: Sequence[Room], *, seed: int) -> None:
        self._port, self._rooms = port, rooms
        self._stop = threading.Event()
        self.answers: list[Answer] = []
        self._threads = [threading.Thread(target=self._visit, args=(seed + n,)) for n in range(VISITORS)]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _visit(self, seed: int) -> None:
        dice = random.Random(seed)
        connection = http.client.HTTPConnection(LOOPBACK, self._port, timeout=60)
        while not self._stop.is_set():
            self.answers.append(ask(connection, dice.choice(self._rooms)))
        connection.close()


def ask(connection: http.client.HTTPConnection, room: Room) -> Answer:
    """Return the answer of one municipality; a broken connection is an answer with status 0."""
    headers = {"Host": f"{room.host}:{connection.port}", "Cookie": f"omuz_session={room.session}"}
    at, began = time.time(), time.perf_counter()
    status, code, retry = 0, "", ""
    try:
        connection.request("GET", PATH, headers=headers)
        answer = connection.getresponse()
        status, retry, body = answer.status, answer.getheader("Retry-After", "") or "", answer.read()
        if status != 200:
            code = json.loads(body).get("code", "") if body.startswith(b"{") else body[:80].decode("latin-1")
    except (OSError, http.client.HTTPException) as error:
        code = f"{type(error).__name__}: {error}"
        connection.close()
    return Answer(at, room.municipality.slug, status, code, retry, (time.perf_counter() - began) * 1000)


def judged(answers: Sequence[Answer]) -> dict[str, Any]:
    """Return what the visitors saw; `errors` is everything but a 200 and a maintenance answer with Retry-After."""
    maintenance = [a for a in answers if a.status == 503 and a.code == "maintenance" and a.retry_after]
    good = [a.ms for a in answers if a.status == 200]
    calm = {id(a) for a in maintenance}
    errors = [dataclasses.asdict(a) for a in answers if a.status != 200 and id(a) not in calm]
    per_room = Counter(a.slug for a in maintenance)
    figures: dict[str, Any] = {
        "requests": len(answers),
        "municipalities_visited": len({a.slug for a in answers}),
        "answered": len(good),
        "maintenance_answers": len(maintenance),
        "municipalities_with_maintenance": len(per_room),
        "most_maintenance_answers_of_one": max(per_room.values(), default=0),
        "errors": len(errors),
        "first_errors": errors[:5],
    }
    if len(good) > 20:
        figures |= {
            "median_ms": round(statistics.median(good), 1),
            "p95_ms": round(statistics.quantiles(good, n=20)[-1], 1),
            "longest_ms": round(max(good), 1),
        }
    return figures


def sweep(port: int, rooms: Sequence[Room]) -> dict[str, Any]:
    """Ask every municipality once and return what was seen."""
    say(f"asking each of {len(rooms)} municipalities once")
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    answers = [ask(connection, room) for room in rooms]
    connection.close()
    return judged(answers)
