"""A message that none of our processes sent is never worked on; what we send could be read by anybody."""

import datetime as dt
import inspect
import logging
import uuid

import pytest
from celery import current_app

from omuz.kernel import tasks
from omuz.kernel.schedule import HEADER
from omuz.kernel.tasks.messages import MARK, plain_arguments
from tests.support.queue import deliver, hand_over, headers_for

SEEN: list[object] = []
PLAIN = {str, int, bool, uuid.UUID, dt.date}


@tasks.municipality_task()
def note(*, word: str = "one") -> None:
    SEEN.append(word)


@tasks.municipality_task()
def another(*, word: str = "one") -> None:
    SEEN.append(word)


@pytest.fixture(autouse=True)
def nothing_seen(municipalities, db):
    SEEN.clear()


def test_a_genuine_message_is_worked_on():
    deliver(note, "izmir", word="two")
    assert SEEN == ["two"]


def _forgeries():
    message_id = str(uuid.uuid4())
    real = headers_for(note, "izmir", message_id, word="one")
    yield "no mark", note, {HEADER: "izmir"}, message_id, "one"
    yield "a made-up mark", note, {**real, MARK: "k1:" + "0" * 64}, message_id, "one"
    yield "a mark by an unknown key", note, {**real, MARK: "zz:" + real[MARK].partition(":")[2]}, message_id, "one"
    yield "no text", note, {**real, MARK: 7}, message_id, "one"
    yield "another room", note, {**real, HEADER: "kayseri"}, message_id, "one"
    yield "the platform's room", note, {**real, HEADER: "public"}, message_id, "one"
    yield "another task", another, real, message_id, "one"
    yield "another id", note, real, str(uuid.uuid4()), "one"
    yield "other arguments", note, real, message_id, "two"


def test_a_forged_or_changed_message_is_rejected_and_logged_without_its_content(caplog):
    names = []
    for name, task, headers, message_id, word in _forgeries():
        with caplog.at_level(logging.WARNING, logger="omuz.kernel.tasks.base"):
            result = hand_over(task, headers, message_id=message_id, word=word)
        assert result.state == "REJECTED", name
        names.append(name)
    assert SEEN == []
    assert len(names) == 9
    told = [r.getMessage() for r in caplog.records if r.name == "omuz.kernel.tasks.base"]
    assert len(told) == 9
    assert not any("izmir" in line or "kayseri" in line or "two" in line for line in told)


def test_a_follow_up_smuggled_into_a_genuine_message_is_not_sent_in_our_name():
    message_id = str(uuid.uuid4())
    follow_up = another.si().set(headers={HEADER: "kayseri"})
    result = note.apply(
        kwargs={}, headers=headers_for(note, "izmir", message_id), task_id=message_id, link=follow_up, throw=False
    )
    assert result.state == "REJECTED"
    assert SEEN == []


def test_a_message_delivered_twice_keeps_its_mark():
    message_id = str(uuid.uuid4())
    headers = headers_for(note, "izmir", message_id, word="one")
    for _ in range(2):
        hand_over(note, headers, message_id=message_id, word="one")
    assert SEEN == ["one", "one"]


@pytest.mark.parametrize(
    "value",
    ["Ayşe Yılmaz", "12345678901", 12345678901, "5321234567", 5321234567, {"ad": "Ayşe"}, ["a"], "a" * 81, 1.5, b"x"],
)
def test_what_could_be_somebodys_data_is_not_sent(kayseri, value):
    with pytest.raises(TypeError) as refused:
        note.apply_async(kwargs={"word": value})
    assert str(value) not in str(refused.value)
    assert SEEN == []


def test_ids_dates_and_codes_are_sent_as_text():
    some_id, day = uuid.uuid4(), dt.date(2026, 11, 22)
    sent = plain_arguments({"id": some_id, "on": day, "kind": "import.check", "n": 7, "all": True, "none": None})
    assert sent == {"id": str(some_id), "on": "2026-11-22", "kind": "import.check", "n": 7, "all": True, "none": None}


def own_tasks():
    current_app.finalize()
    return {n: t for n, t in current_app.tasks.items() if not n.startswith(("celery.", "tests."))}


def test_every_task_takes_ids_dates_and_codes_by_name_only():
    wrong, seen = [], 0
    for name, task in own_tasks().items():
        assert isinstance(task, tasks.MunicipalityTask), name
        for parameter in inspect.signature(task.run).parameters.values():
            if parameter.name == "self":
                continue
            seen += 1
            kinds = set(getattr(parameter.annotation, "__args__", (parameter.annotation,))) - {type(None)}
            if parameter.kind is not parameter.KEYWORD_ONLY or not kinds <= PLAIN:
                wrong.append(f"{name}({parameter})")
    assert not wrong, wrong
    assert seen > 0
