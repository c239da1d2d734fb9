"""What every room needs again and again is done in each, by one walker, in bounded time, whatever one room does."""

import hashlib
import itertools
import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from omuz.kernel import context, rounds
from tenants.flow import rounds as walking
from tenants.flow import troubles
from tests.flow.conftest import administrator, in_maintenance, look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visited(monkeypatch, municipalities):
    """Register one job that notes where it is, and return its notes."""
    monkeypatch.setattr(rounds, "_jobs", {})
    seen: list[str] = []

    @rounds.every_room(seconds=60, name="look")
    def look_around() -> int:
        seen.append(context.scope_key())
        return 0

    return seen


def make_due():
    look("UPDATE relay.round SET due_at = now() - interval '1 second', held_until = now() - interval '1 second'")


def test_a_round_reaches_the_platform_and_every_active_municipality_once(visited, municipalities):
    walk = walking.walk_due()
    assert visited == ["public", *sorted(m.key for m in municipalities.values())]
    assert (walk.worked, walk.left_out, walk.failed) == (len(visited), 0, 0)


def test_a_round_is_not_walked_again_before_its_time(visited):
    walking.walk_due()
    visited.clear()
    assert walking.walk_due().worked == 0
    make_due()
    assert walking.walk_due().worked == 3


def test_a_round_that_ran_out_of_time_goes_on_where_it_stopped(visited, municipalities, monkeypatch):
    """Time passes by one second with each look at the watch: enough for one room a call."""
    for expected in (["public"], ["public", "izmir"], ["public", "izmir", "kayseri"]):
        monkeypatch.setattr(walking, "time", SimpleNamespace(monotonic=itertools.count().__next__))
        walking.walk_due(seconds=1.5)
        assert visited == expected


def test_a_room_that_fails_keeps_no_other_from_its_turn_and_is_seen_until_it_succeeds(monkeypatch, visited, caplog):
    broken = {"izmir"}

    @rounds.every_room(seconds=60, name="fragile")
    def break_there() -> int:
        if context.scope_key() in broken:
            raise ZeroDivisionError("Ayşe Yılmaz")
        return 0

    walk = walking.walk_due()
    assert (walk.worked, walk.failed) == (5, 1)
    [trouble] = troubles.list_troubles()
    assert (trouble.room, trouble.job, trouble.kind) == ("izmir", "fragile", "ZeroDivisionError")
    assert "Ayşe" not in caplog.text
    make_due()
    walking.walk_due()
    assert troubles.list_troubles()[0].times == 2
    broken.clear()
    make_due()
    walking.walk_due()
    assert troubles.list_troubles() == []


def test_a_room_in_maintenance_is_left_out_this_time(visited):
    with in_maintenance("izmir"):
        walk = walking.walk_due()
    assert (visited, walk.left_out) == (["public", "kayseri"], 1)
    assert troubles.list_troubles() == []


def test_a_suspended_municipality_is_left_out(visited):
    look("UPDATE tenants_municipality SET state = 'suspended' WHERE key = 'izmir'")
    try:
        walking.walk_due()
    finally:
        look("UPDATE tenants_municipality SET state = 'active' WHERE key = 'izmir'")
    assert visited == ["public", "kayseri"]


def test_no_two_walkers_work_on_one_room(visited):
    number = int.from_bytes(hashlib.sha256(b"omuz round look izmir").digest()[:8]) >> 1
    with administrator() as neighbour:
        neighbour.execute("SELECT pg_advisory_lock(%s)", [number])
        walk = walking.walk_due()
    assert (visited, walk.left_out) == (["public", "kayseri"], 1)


def test_a_second_walker_finds_the_job_taken(monkeypatch, municipalities):
    monkeypatch.setattr(rounds, "_jobs", {})
    inner: list[int] = []

    @rounds.every_room(seconds=60, name="slow")
    def walk_inside() -> int:
        def walk():
            inner.append(walking.walk_due().worked)
            connection.close()

        thread = threading.Thread(target=walk)
        thread.start()
        thread.join()
        return 0

    assert walking.walk_due().worked == 3
    assert inner == [0, 0, 0]


def test_a_job_that_says_so_is_repeated_until_nothing_is_left(monkeypatch, municipalities):
    monkeypatch.setattr(rounds, "_jobs", {})
    left = {"public": 0, "izmir": 2, "kayseri": 1}

    @rounds.every_room(seconds=60, name="batches", until_done=True)
    def one_batch() -> int:
        left[context.scope_key()] -= 1
        return int(left[context.scope_key()] >= 0)

    walking.walk_due()
    assert left == {"public": -1, "izmir": -1, "kayseri": -1}


def test_what_is_registered_runs_in_every_room(municipalities):
    assert {"forget_answers", "sweep_outbox", "sweep_history", "tidy_files"} <= set(rounds.room_jobs())
    walk = walking.walk_due()
    assert walk.failed == 0
    jobs = rounds.room_jobs().values()
    assert walk.worked == 2 * len(jobs) + sum(job.in_platform_room for job in jobs)


def test_a_name_belongs_to_one_job(monkeypatch):
    monkeypatch.setattr(rounds, "_jobs", {})
    rounds.every_room(seconds=1, name="x")(int)
    with pytest.raises(ValueError, match="already"):
        rounds.every_room(seconds=1, name="x")(len)
