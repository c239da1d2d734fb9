"""The supervisor: what dies comes back, what is stopped stays stopped, and a flood of restarts is slowed down."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from omuz.local.external import External
from omuz.local.instance import Instance
from omuz.local.paths import Places
from omuz.local.processes import identify
from omuz.local.runtime import Runtime
from omuz.local.services import Service, recorded, trim_log
from omuz.local.supervisor import Supervisor, Watched, pause_before

_STAYS = (
    "import signal, sys; signal.signal(signal.SIGTERM, lambda *a: sys.exit(0)); print('up', flush=True); signal.pause()"
)


def _service(places: Places, name: str, script: str) -> Service:
    log = places.log / f"{name}.log"
    return Service(
        name=name,
        command=[sys.executable, "-c", script],
        env=dict(os.environ),
        cwd=places.data,
        log=log,
        is_ready=lambda: log.exists() and "up" in log.read_text(),
        grace=5.0,
    )


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return a data folder of its own."""
    places = Places(tmp_path)
    places.create()
    return places


@pytest.fixture
def supervise(places: Places) -> Iterator[Callable[..., Supervisor]]:
    """Return a factory of supervisors over given services; what they started is stopped afterwards."""
    made: list[Supervisor] = []

    def factory(*services: Service) -> Supervisor:
        supervisor = Supervisor(Runtime(places, Instance.open(places, mode="demo"), External()))
        supervisor.watched = [Watched(service) for service in services]
        made.append(supervisor)
        return supervisor

    yield factory
    for supervisor in made:
        supervisor.stop_all()


def _until(supervisor: Supervisor, condition: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        supervisor.look_once()
        time.sleep(0.02)


def test_a_killed_service_comes_back_under_another_process(places: Places, supervise: Callable[..., Supervisor]):
    supervisor = supervise(_service(places, "worker", _STAYS))
    watched = supervisor.watched[0]
    _until(supervisor, lambda: watched.ready)
    assert watched.identity is not None
    first = watched.identity
    assert recorded(supervisor.records)["worker"] == first
    os.kill(first.pid, signal.SIGKILL)
    _until(supervisor, lambda: watched.identity is not None and watched.identity != first)
    assert watched.restarts == 1
    assert watched.last_end == "signal 9"


def test_a_service_that_keeps_dying_waits_longer_each_time(places: Places, supervise: Callable[..., Supervisor]):
    supervisor = supervise(_service(places, "worker", "raise SystemExit(7)"))
    watched = supervisor.watched[0]
    _until(supervisor, lambda: watched.restarts == 2)
    assert watched.last_end == "exit code 7"
    assert watched.state() == "waiting"
    assert [pause_before(count) for count in (1, 2, 3, 7, 50)] == [0.5, 1.0, 2.0, 30.0, 30.0]


def test_what_a_dead_service_leaves_in_its_group_goes_with_it(places: Places, supervise: Callable[..., Supervisor]):
    child = "import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()']);"
    script = child + "open('child', 'w').write(str(p.pid)); print('up', flush=True); import signal; signal.pause()"
    supervisor = supervise(_service(places, "web", script))
    watched = supervisor.watched[0]
    _until(supervisor, lambda: watched.ready)
    orphan = int((places.data / "child").read_text())
    assert watched.identity is not None
    os.kill(watched.identity.pid, signal.SIGKILL)
    _until(supervisor, lambda: identify(orphan) is None)


def test_stopping_ends_applications_before_what_they_need(places: Places, supervise: Callable[..., Supervisor]):
    said = "open('order', 'a').write({name!r} + ' ')"
    script = (
        "import signal, sys\ndef end(*a):\n    " + said + "\n    sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end); print('up', flush=True); signal.pause()"
    )
    names = ("postgres", "broker", "web", "worker")
    supervisor = supervise(*(_service(places, name, script.format(name=name)) for name in names))
    _until(supervisor, lambda: all(watched.ready for watched in supervisor.watched))
    supervisor.stop_all()
    order = (places.data / "order").read_text().split()
    assert set(order[:2]) == {"web", "worker"}
    assert set(order[2:]) == {"postgres", "broker"}
    assert recorded(supervisor.records) == {}


def test_a_service_that_cannot_be_started_is_tried_again(places: Places, supervise: Callable[..., Supervisor]):
    service = _service(places, "worker", _STAYS)
    tries: list[int] = []

    def fails_once() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("no such folder yet")

    supervisor = supervise(Service(**{**service.__dict__, "before_start": fails_once}))
    _until(supervisor, lambda: supervisor.watched[0].ready)
    assert supervisor.watched[0].last_end == "no such folder yet"


def test_a_log_past_its_limit_is_moved_aside_and_its_writer_goes_on(tmp_path: Path):
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"x" * 2000)
        trim_log(log, limit=1000)
        writer.write(b"next\n")
    assert log.read_bytes() == b"next\n"
    assert (tmp_path / "web.log.1").stat().st_size == 2000
