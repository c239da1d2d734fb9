"""Effects leave only after the commit, at least once, and one that fails does not hold up the others."""

import datetime as dt
import uuid
from types import SimpleNamespace

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError as BrokerError

from omuz.kernel import outbox
from omuz.kernel.models import OutboxMessage
from omuz.kernel.schedule import HEADER, RELAY_JOB
from omuz.kernel.tasks.messages import MARK, is_marked

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(outbox, "_handlers", {})
    ids = []
    outbox.handles("letter.send", ids.append)
    return ids


def test_a_message_is_sent_once(kayseri, heard):
    ids = [uuid.uuid4(), uuid.uuid4()]
    for object_id in ids:
        outbox.publish("letter.send", object_id, now=NOW)
    assert heard == []
    assert outbox.relay(now=NOW) == 2
    assert outbox.relay(now=NOW) == 0
    assert heard == ids


def test_what_was_rolled_back_is_never_sent(kayseri, heard):
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.publish("letter.send", uuid.uuid4(), now=NOW)
        raise RuntimeError
    assert outbox.relay(now=NOW) == 0


def test_one_failing_message_holds_up_no_other_and_is_tried_again(kayseri, heard):
    refused = []

    def refuse_first(object_id):
        refused.append(object_id)
        if len(refused) == 1:
            raise ConnectionError("Ayşe Yılmaz'a gönderilemedi")

    outbox.handles("mail.send", refuse_first)
    failing = outbox.publish("mail.send", uuid.uuid4(), now=NOW)
    outbox.publish("letter.send", uuid.uuid4(), now=NOW)
    assert outbox.relay(now=NOW) == 1
    failing.refresh_from_db()
    assert (failing.sent_at, failing.attempts, failing.last_error) == (None, 1, "ConnectionError")
    assert outbox.relay(now=NOW) == 0, "it waits its turn"
    assert outbox.relay(now=NOW + dt.timedelta(seconds=5)) == 1
    assert refused == [failing.object_id, failing.object_id]


def test_a_topic_without_a_handler_is_noticed_when_it_is_published(kayseri, heard):
    with pytest.raises(LookupError):
        outbox.publish("nobody.listens", uuid.uuid4(), now=NOW)
    assert not OutboxMessage.objects.exists()


def test_a_topic_has_one_handler(heard):
    with pytest.raises(ValueError, match="already"):
        outbox.handles("letter.send", print)


def test_a_relay_is_asked_for_right_after_the_commit(kayseri, heard, monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr(outbox, "current_app", SimpleNamespace(send_task=lambda job, **how: asked.append((job, how))))
    with django_capture_on_commit_callbacks(execute=True):
        outbox.publish("letter.send", uuid.uuid4(), now=NOW)
        assert asked == []
    [(job, how)] = asked
    assert (job, how["headers"][HEADER]) == (RELAY_JOB, "public")
    assert is_marked(how["headers"][MARK], room="public", task=RELAY_JOB, message_id=how["task_id"], arguments={})


def test_a_broker_that_is_down_fails_no_request(kayseri, heard, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(job, **how):
        raise ConnectionError

    monkeypatch.setattr(outbox, "current_app", SimpleNamespace(send_task=refuse))
    with django_capture_on_commit_callbacks(execute=True):
        outbox.publish("letter.send", uuid.uuid4(), now=NOW)
    assert outbox.relay(now=NOW) == 1


def test_an_absent_broker_is_no_failure_of_a_message(kayseri, heard):
    def broker_is_away(object_id):
        raise BrokerError

    outbox.handles("mail.send", broker_is_away)
    for _ in range(outbox.MAX_ATTEMPTS + 1):
        message = outbox.publish("mail.send", uuid.uuid4(), now=NOW)
        assert outbox.relay(now=NOW) == 0
    message.refresh_from_db()
    assert (message.attempts, message.next_at) == (0, None)


def test_a_poisoned_message_is_given_up_seen_and_revived(kayseri, heard):
    def refuse(object_id):
        raise ValueError

    outbox.handles("mail.send", refuse)
    message = outbox.publish("mail.send", uuid.uuid4(), now=NOW)
    now = NOW
    for _ in range(outbox.MAX_ATTEMPTS):
        assert outbox.turns([message.object_id], now=now)[message.object_id] is not None
        outbox.relay(now=now)
        now += dt.timedelta(hours=1)
    assert now - NOW < dt.timedelta(hours=13)
    assert outbox.turns([message.object_id], now=now) == {message.object_id: None}
    message.refresh_from_db()
    assert (message.attempts, message.last_error) == (outbox.MAX_ATTEMPTS, "ValueError")
    assert outbox.relay(now=now) == 0
    message.refresh_from_db()
    assert message.attempts == outbox.MAX_ATTEMPTS, "nobody tries any more"
    assert outbox.revive() == 1
    assert outbox.turns([message.object_id], now=now) != {message.object_id: None}
