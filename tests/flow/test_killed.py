"""kill -9 at each boundary between two commits: nothing that was committed is lost, nothing else leaves."""

import os
import signal
import uuid
from pathlib import Path

import pytest
from django.db import connections

from omuz.kernel import clock, outbox
from tenants import scope
from tenants.flow import pointers, relay
from tests.flow.conftest import look, make_due, relay_now

pytestmark = pytest.mark.django_db(transaction=True)
_KEPT: list[object] = []


def in_a_child_that_is_killed(work):
    """Run `work` in a forked process with connections of its own; it must end by SIGKILL."""
    child = os.fork()
    if child == 0:
        try:
            for wrapper in connections.all():
                # Kept, not closed: the server would end the parent's session.
                _KEPT.append(wrapper.connection)
                wrapper.connection = None
            work()
        finally:
            os._exit(7)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended before its boundary"
    assert os.WTERMSIG(status) == signal.SIGKILL


def die(*_args, **_how):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def letters(tmp_path, heard, monkeypatch):
    """Return a reader of what has left: the handler writes to a file that outlives the process."""
    file = Path(tmp_path, "letters")
    file.touch()

    def send(object_id):
        with file.open("a") as out:
            out.write(f"{object_id}\n")

    monkeypatch.setitem(outbox._handlers, "letter.send", send)
    return lambda: [uuid.UUID(line) for line in file.read_text().split()]


def test_killed_before_the_commit_nothing_leaves(municipalities, letters):
    def work():
        with scope.enter(municipalities["kayseri"]):
            outbox.publish("letter.send", uuid.uuid4(), now=clock.now())
            die()

    in_a_child_that_is_killed(work)
    assert relay_now() == 0
    assert letters() == []
    assert look("SELECT * FROM relay.pointer") == []


def test_killed_right_after_the_commit_the_letter_leaves(municipalities, letters, monkeypatch):
    object_id = uuid.uuid4()
    monkeypatch.setattr(outbox, "_ask_for_relay", die)

    def work():
        with scope.enter(municipalities["kayseri"]):
            outbox.publish("letter.send", object_id, now=clock.now())

    in_a_child_that_is_killed(work)
    assert relay_now() == 1
    assert letters() == [object_id]


BOUNDARIES = {
    "claimed, the room not entered": (pointers, "find_rooms", 0),
    "sent, the room's transaction not committed": (outbox, "turns", 1),
    "the room's transaction committed, the pointer not removed": (pointers, "remove", 1),
}


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_relay_killed_between_two_commits_loses_no_letter(municipalities, letters, publish, monkeypatch, boundary):
    object_id = publish(municipalities["kayseri"])
    module, name, sent_before = BOUNDARIES[boundary]

    def work():
        monkeypatch.setattr(module, name, die)
        relay.relay_messages(clock=clock.now)

    in_a_child_that_is_killed(work)
    assert letters() == [object_id] * sent_before
    assert relay_now() == 0, "the claim is a lease"
    make_due()
    relay_now()
    # At least once: what was sent before the kill may be sent again, and no third time.
    assert set(letters()) == {object_id}
    assert len(letters()) <= sent_before + 1
    make_due()
    assert relay_now() == 0
    assert look("SELECT * FROM relay.pointer") == []
