"""`./omuz up --detach`, `status`, `down` for real, in a data folder of their own."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from omuz.local.health import answers_http
from omuz.local.locks import MARKER
from omuz.local.paths import REPOSITORY
from omuz.local.ports import find_free, is_free
from omuz.local.processes import identify, with_environment

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.timeout(600)]

Omuz = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def data() -> Iterator[Path]:
    """Return a data folder that the services' account can enter."""
    with tempfile.TemporaryDirectory(prefix="omuz-up-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def omuz(data: Path) -> Iterator[Omuz]:
    """Return `./omuz COMMAND` on that folder, in the environment of the tests' packages."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("OMUZ_")}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "omuz.cli", "--data", str(data), *command]
        # Not pipes: a supervisor that stays behind would hold them open.
        with tempfile.TemporaryFile("w+") as output:
            code = subprocess.run(
                line, env=env, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
            ).returncode
            output.seek(0)
            return subprocess.CompletedProcess(line, code, output.read(), "")

    yield run
    run("down")
    run("reset", "--yes")


def _status(omuz: Omuz) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(omuz("status", "--format", "json").stdout)
    return report


def _until_serving(omuz: Omuz, pids: dict[str, int], seconds: float = 60.0) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while True:
        status = _status(omuz)
        renewed = all(process["pid"] not in pids.values() for process in status["processes"])
        # The fleet worker comes last; `up` does not wait for it.
        if status["serving"] and renewed and all(process["healthy"] for process in status["processes"]):
            return status
        assert time.monotonic() < deadline, status
        time.sleep(0.5)


def test_it_comes_up_survives_kills_and_leaves_nothing_behind(omuz: Omuz, data: Path):
    port = find_free()
    done = omuz("up", "--detach", "--port", str(port))
    assert done.returncode == 0, done.stdout
    assert f"http://kayseri.localhost:{port}" in done.stdout
    assert answers_http(port, "/healthz")

    assert _status(omuz)["serving"]
    status = _until_serving(omuz, {})
    pids = {process["name"]: process["pid"] for process in status["processes"]}
    assert set(pids) == {"postgres", "broker", "web", "worker", "scheduler", "fleet"}

    again = omuz("up", "--detach")
    assert again.returncode == 0, again.stdout
    assert {p["name"]: p["pid"] for p in _status(omuz)["processes"]} == pids, "a second up changes nothing"

    for pid in pids.values():
        os.kill(pid, signal.SIGKILL)
    status = _until_serving(omuz, pids)

    supervisor = status["supervisor"]["pid"]
    os.kill(supervisor, signal.SIGKILL)
    lost = omuz("status")
    assert lost.returncode == 1
    assert "left over" in lost.stdout
    renewed = omuz("up", "--detach")
    assert renewed.returncode == 0, renewed.stdout
    assert _status(omuz)["supervisor"]["pid"] != supervisor

    running = [process["pid"] for process in _status(omuz)["processes"] if process["pid"]]
    assert omuz("down").returncode == 0
    assert omuz("status").returncode == 1
    assert is_free(port)
    assert [pid for pid in running if identify(pid) is not None] == []
    assert with_environment(MARKER, str((data / "run" / "services.lock").resolve())) == []

    rows = omuz("tenant", "list", "--format", "json")
    assert rows.returncode == 0, rows.stdout
    assert "kayseri" in rows.stdout


def test_the_script_for_an_external_server_is_printed_without_starting_anything(omuz: Omuz, data: Path):
    done = omuz("database-script", "--database", "outside", "--web-password", "w", "--owner-password", "o")
    assert done.returncode == 0, done.stdout
    assert "CREATE DATABASE outside OWNER outside_owner" in done.stdout
    assert not (data / "pg").exists()


def test_a_taken_port_is_told_and_nothing_is_left_running(omuz: Omuz, data: Path):
    import socket

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        port = server.getsockname()[1]
        done = omuz("up", "--detach", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stdout
    assert f"--port {port + 1}" in done.stdout
    assert with_environment(MARKER, str((data / "run" / "services.lock").resolve())) == []
