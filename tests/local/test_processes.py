"""Processes are ended by who they are, not by a number that may belong to somebody else by now."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from omuz.local import processes
from omuz.local.locks import Lock
from omuz.local.services import recorded

_WAITING = [sys.executable, "-c", "import sys; print('here', flush=True); sys.stdin.read()"]


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Return a process that works in `tmp_path` and waits for its end."""
    process = subprocess.Popen(_WAITING, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path)
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == b"here\n"
    yield process
    process.stdin.close()
    process.stdout.close()
    process.kill()
    process.wait()


def test_a_process_is_known_by_its_start(sleeper: subprocess.Popen[bytes]):
    identity = processes.identify(sleeper.pid)
    assert identity is not None
    assert processes.is_alive(identity)
    assert "sys.stdin.read" in identity.command


def test_a_reused_process_id_is_not_taken_for_the_old_process(sleeper: subprocess.Popen[bytes]):
    identity = processes.identify(sleeper.pid)
    assert identity is not None
    earlier = dataclasses.replace(identity, started="another boot/1")
    assert not processes.is_alive(earlier)
    assert processes.stop([earlier], grace=1.0) == []
    assert sleeper.poll() is None


def test_a_zombie_counts_as_gone(sleeper: subprocess.Popen[bytes]):
    identity = processes.identify(sleeper.pid)
    assert identity is not None
    assert processes.stop([identity], grace=5.0) == []
    # Nobody has collected it yet: it is a zombie still.
    assert Path(f"/proc/{sleeper.pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    assert not processes.is_alive(identity)


def test_processes_are_found_by_the_folder_they_work_in(sleeper: subprocess.Popen[bytes], tmp_path: Path):
    assert [one.pid for one in processes.working_in(tmp_path)] == [sleeper.pid]
    assert processes.working_in(tmp_path / "elsewhere") == []


def test_this_process_and_its_parents_are_never_found():
    assert os.getpid() not in {one.pid for one in processes.working_in(Path.cwd())}
    assert os.getppid() in processes.ancestors_of_this()


def test_half_a_record_names_nobody_and_is_removed(tmp_path: Path):
    (tmp_path / "web.json").write_text('{"pid": 12')
    assert recorded(tmp_path) == {}
    assert not (tmp_path / "web.json").exists()


def test_the_next_holder_of_a_lock_ends_what_a_killed_one_left_running(tmp_path: Path):
    lock = Lock(tmp_path / "services.lock")
    orphan = subprocess.Popen(_WAITING, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=os.environ | lock.mark)
    other = Lock(tmp_path / "other.lock")
    try:
        assert other.try_acquire()
        assert orphan.poll() is None, "another lock's mark is no reason to end it"
        assert lock.try_acquire()
        assert orphan.wait(timeout=10) != 0
    finally:
        orphan.kill()
        orphan.communicate()
        lock.release()
        other.release()


def test_a_held_lock_names_its_holder_and_frees_itself_when_that_one_is_killed(tmp_path: Path):
    path = tmp_path / "up.lock"
    script = f"""
from pathlib import Path
from omuz.local.locks import Lock
assert Lock(Path({str(path)!r})).try_acquire()
print("held", flush=True)
input()
"""
    holder = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    lock = Lock(path)
    assert not lock.try_acquire()
    found = lock.holder()
    assert found is not None
    assert found.pid == holder.pid
    holder.kill()
    holder.communicate()
    assert lock.holder() is None
    assert lock.try_acquire()
    lock.release()
