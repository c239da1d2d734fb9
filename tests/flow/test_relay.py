"""The relay finds what waits in any room, loses nothing, and is held up by no room."""

import datetime as dt
import io
import logging
import uuid

import pytest
from django.core.management import call_command
from kombu.exceptions import OperationalError as BrokerError

from omuz.kernel import audit, clock, outbox
from omuz.kernel.actors import Actor
from omuz.kernel.models import AuditSeal, OutboxMessage
from tenants import scope
from tenants.flow import pointers, relay, troubles
from tenants.models import Municipality
from tests.flow.conftest import administrator, in_maintenance, look, make_due, relay_now

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Actor(id=uuid.UUID(int=1), label="Deneme", kind="system")


def waiting():
    return look("SELECT count(*) FROM relay.pointer")[0][0]


def seal_until_done() -> int:
    """Seal until no pointer is left: transactions elsewhere on the server may hold a seal back for a moment."""
    total, rounds = 0, 0
    while waiting() and (rounds := rounds + 1) < 200:
        make_due()
        total += relay.seal_history(clock=clock.now)
    return total


def test_one_call_sends_what_waits_in_every_room(municipalities, heard, publish):
    ids = {publish(municipalities["kayseri"]), publish(municipalities["izmir"]), publish(None)}
    assert relay_now() == 3
    assert set(heard) == ids
    assert (relay_now(), waiting()) == (0, 0)


def test_an_idle_call_looks_once_and_enters_no_room(municipalities, heard, monkeypatch):
    entered = []
    real = scope.enter
    monkeypatch.setattr(scope, "enter", lambda room, **how: entered.append(room) or real(room, **how))
    assert relay_now() == 0
    assert entered == [None]


def test_a_suspended_municipality_waits_without_keeping_the_others(municipalities, heard, publish):
    asleep, awake = publish(municipalities["izmir"]), publish(municipalities["kayseri"])
    registry = Municipality.objects.filter(key="izmir")
    with scope.enter(None):
        registry.update(state="suspended")
    try:
        assert relay_now() == 1
        assert heard == [awake]
        assert relay_now() == 0
    finally:
        with scope.enter(None):
            registry.update(state="active")
    assert pointers.wake("izmir") == 1
    assert relay_now() == 1
    assert heard == [awake, asleep]


def test_a_municipality_in_maintenance_waits_without_keeping_the_others(municipalities, heard, publish):
    late, early = publish(municipalities["izmir"]), publish(municipalities["kayseri"])
    with in_maintenance("izmir"):
        assert relay_now() == 1
        assert heard == [early]
    make_due()
    assert relay_now() == 1
    assert heard == [early, late]
    assert troubles.list_troubles() == []


def test_a_room_that_fails_is_seen_and_keeps_no_other_waiting(municipalities, heard, publish, monkeypatch, caplog):
    bad, good = publish(municipalities["izmir"]), publish(municipalities["kayseri"])
    real = outbox.relay

    def break_in_izmir(**how):
        if outbox.OutboxMessage.objects.filter(object_id=bad).exists():
            raise ZeroDivisionError("Ayşe Yılmaz")
        return real(**how)

    monkeypatch.setattr(outbox, "relay", break_in_izmir)
    with caplog.at_level(logging.WARNING):
        assert relay_now() == 1
    assert heard == [good]
    [trouble] = troubles.list_troubles()
    assert (trouble.room, trouble.job, trouble.kind, trouble.times) == ("izmir", relay.RELAY, "ZeroDivisionError", 1)
    assert "Ayşe" not in caplog.text
    monkeypatch.setattr(outbox, "relay", real)
    make_due()
    assert relay_now() == 1
    assert troubles.list_troubles() == []


def test_stale_pointers_to_sent_messages_and_to_nobody_are_harmless(municipalities, heard, publish):
    publish(municipalities["kayseri"])
    relay_now()
    with administrator() as server:
        server.execute(
            "INSERT INTO relay.pointer (room, topic, object_id) SELECT room, 'letter.send', gen_random_uuid()"
            " FROM unnest(ARRAY['kayseri', 'izmir', 'gone', 'public']) AS room"
        )
    heard.clear()
    assert relay_now() == 0
    assert (heard, waiting()) == ([], 0)


def test_a_broker_that_is_away_loses_nothing_and_counts_against_nobody(municipalities, heard, publish):
    def find_no_broker(object_id):
        raise BrokerError

    outbox._handlers["letter.send"] = find_no_broker
    object_id = publish(municipalities["kayseri"])
    for _ in range(3):
        make_due()
        assert relay_now() == 0
    assert waiting() == 1
    outbox._handlers["letter.send"] = heard.append
    make_due()
    assert relay_now() == 1
    assert heard == [object_id]


def test_a_poisoned_message_shows_as_dead_and_lives_again(municipalities, heard, publish):
    def refuse(object_id):
        raise ValueError

    outbox._handlers["letter.send"] = refuse
    publish(municipalities["kayseri"])
    [lag] = pointers.outbox_lag()
    assert (lag.room, lag.waiting, lag.dead) == ("kayseri", 1, 0)
    assert clock.now() - lag.oldest < dt.timedelta(minutes=1)
    for number in range(outbox.MAX_ATTEMPTS):
        make_due()
        assert relay_now(dt.timedelta(hours=number)) == 0
    [lag] = pointers.outbox_lag()
    assert (lag.room, lag.waiting, lag.oldest, lag.dead) == ("kayseri", 0, None, 1)
    outbox._handlers["letter.send"] = heard.append
    with scope.enter(municipalities["kayseri"]):
        assert outbox.revive() == 1
    pointers.wake("kayseri")
    assert relay_now() == 1
    assert pointers.outbox_lag() == []


def test_many_messages_of_one_room_leave_in_one_call(municipalities, heard):
    with scope.enter(municipalities["kayseri"]):
        for _ in range(outbox.BATCH + 20):
            outbox.publish("letter.send", uuid.uuid4(), now=clock.now())
    assert relay_now() == outbox.BATCH + 20
    assert waiting() == 0
    with scope.enter(municipalities["kayseri"]):
        assert not OutboxMessage.objects.filter(sent_at=None).exists()


def test_history_is_sealed_where_something_was_recorded_and_nowhere_else(municipalities, monkeypatch):
    with scope.enter(municipalities["kayseri"]):
        audit.record(actor=SYSTEM, action="unit.made", subject=("accounts.orgunit", uuid.uuid4()), now=clock.now())
    entered = []
    real = scope.enter
    monkeypatch.setattr(scope, "enter", lambda room, **how: entered.append(room and room.key) or real(room, **how))
    assert seal_until_done() == 1
    assert set(entered) == {None, "kayseri"}
    assert waiting() == 0
    with real(municipalities["kayseri"]):
        assert AuditSeal.objects.count() == 1
        assert not audit.has_unsealed()


def test_history_that_a_running_transaction_may_still_join_keeps_its_pointer(municipalities, monkeypatch):
    monkeypatch.setattr(audit, "seal_pending", lambda **_: 0)
    with scope.enter(municipalities["kayseri"]):
        audit.record(actor=SYSTEM, action="unit.made", subject=("accounts.orgunit", uuid.uuid4()), now=clock.now())
    assert relay.seal_history(clock=clock.now) == 0
    assert waiting() == 1
    monkeypatch.undo()
    assert seal_until_done() == 1
    assert waiting() == 0


def test_operators_see_what_was_given_up_and_try_it_again(municipalities, heard, publish):
    publish(municipalities["kayseri"])
    with scope.enter(municipalities["kayseri"]):
        OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS)
    assert relay_now() == 0
    troubles.note("izmir", "tidy_files", ZeroDivisionError("Ayşe"))

    def told(*arguments):
        out = io.StringIO()
        call_command("outbox", *arguments, stdout=out)
        return out.getvalue()

    shown = told("show")
    assert "kayseri" in shown
    assert "given up      1" in shown
    assert "tidy_files fails: ZeroDivisionError, 1 times" in shown
    assert told("retry", "--all") == "kayseri: 1 to be tried again\n"
    assert relay_now() == 1
    assert len(heard) == 1
