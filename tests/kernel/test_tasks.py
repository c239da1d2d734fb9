"""No municipality, no work; and what staff see of it."""

import datetime as dt
import uuid

import pytest
from celery import current_app
from celery.exceptions import Reject
from django.db import connection

from omuz.kernel import audit, context, tasks
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotFound
from omuz.kernel.models import BackgroundTask
from omuz.kernel.schedule import HEADER, beat_schedule
from tenants import scope
from tests.support.queue import deliver, hand_over

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
CLERK = Actor(id=uuid.UUID(int=5), label="Ayşe Görevli", kind="staff")
SEEN: list[object] = []


@tasks.municipality_task()
def look_around(*, word="hello"):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        SEEN.append((context.scope_key(), word, *cursor.fetchone(), audit.current_origin().channel))


@tasks.municipality_task(one_transaction=False, bind=True)
def walk(self):
    SEEN.append(connection.in_atomic_block)
    with self.step():
        SEEN.append(context.scope_key())


@pytest.fixture(autouse=True)
def nothing_seen():
    SEEN.clear()


def test_a_task_works_in_the_municipality_that_sent_it(kayseri):
    look_around.delay(word="selam")
    assert [("kayseri", "selam", kayseri.role_name, kayseri.schema_name, "task")] == SEEN


def test_the_worker_enters_the_municipality_of_the_message(municipalities, db):
    deliver(look_around, "izmir")
    deliver(look_around, "public")
    assert [seen[0] for seen in SEEN] == ["izmir", "public"]
    assert SEEN[0][3] == municipalities["izmir"].schema_name


@pytest.mark.parametrize("headers", [None, {}, {HEADER: ""}, {HEADER: "ankara"}, {HEADER: "public; drop"}, {HEADER: 7}])
def test_a_message_without_a_valid_municipality_is_rejected_unread(municipalities, db, headers):
    for task in (look_around, walk):
        result = hand_over(task, headers)
        assert result.state == "REJECTED" or isinstance(result.result, Reject)
    assert SEEN == []


@pytest.mark.parametrize("room", ["ankara", "public; drop", " izmir", "IZMIR"])
def test_our_own_mark_opens_no_room_that_does_not_exist(municipalities, db, room):
    for task in (look_around, walk):
        assert deliver(task, room).state == "REJECTED"
    assert SEEN == []


def test_a_message_for_a_suspended_municipality_is_rejected(municipalities, db):
    from tenants.models import Municipality

    with scope.enter(None):
        Municipality.objects.filter(key="izmir").update(state="suspended")
    deliver(look_around, "izmir")
    assert SEEN == []


def test_a_task_cannot_be_sent_from_nowhere(municipalities):
    with pytest.raises(context.NoMunicipalityError):
        look_around.delay()


def test_tasks_take_keyword_arguments_only(kayseri):
    with pytest.raises(TypeError):
        look_around.delay("selam")


def test_a_long_task_opens_its_own_transactions(municipalities, django_db_blocker, django_db_setup):
    with django_db_blocker.unblock():
        deliver(walk, "kayseri")
    assert SEEN == [False, "kayseri"]


def test_the_scheduler_sends_few_messages_however_many_rooms_there_are(municipalities, db):
    current_app.loader.import_default_modules()
    for name, entry in beat_schedule().items():
        assert isinstance(current_app.tasks[entry["task"]], tasks.MunicipalityTask), name
        assert entry["options"]["headers"] == {HEADER: "public"}
        assert "kwargs" not in entry


def test_the_tray_shows_progress_and_result(kayseri):
    task = tasks.queue_task(kind="people.import", actor=CLERK, now=NOW)
    assert tasks.start_task(task.id, now=NOW)
    tasks.progress(task.id, done=40, total=100)
    [shown] = tasks.list_tasks(actor=CLERK)
    assert (shown.state, shown.done, shown.total) == ("running", 40, 100)
    made = uuid.uuid4()
    tasks.finish_task(task.id, now=NOW, result=("people.importjob", made))
    task.refresh_from_db()
    assert (task.state, task.result_type, task.result_id, task.finished_at) == ("done", "people.importjob", made, NOW)


def test_work_that_waits_is_cancelled_at_once_and_work_that_runs_is_asked_to_stop(kayseri):
    waiting = tasks.queue_task(kind="x", actor=CLERK, now=NOW)
    running = tasks.queue_task(kind="x", actor=CLERK, now=NOW)
    tasks.start_task(running.id, now=NOW)
    assert tasks.cancel_task(waiting.id, actor=CLERK, now=NOW).state == "cancelled"
    assert tasks.start_task(waiting.id, now=NOW) is False
    assert tasks.cancel_task(running.id, actor=CLERK, now=NOW).state == "running"
    assert tasks.is_cancelled(running.id)
    tasks.stop_task(running.id, now=NOW)
    assert BackgroundTask.objects.get(pk=running.id).state == "cancelled"


def test_nobody_stops_a_colleagues_work(kayseri):
    task = tasks.queue_task(kind="x", actor=CLERK, now=NOW)
    stranger = Actor(id=uuid.uuid4(), label="Başkası", kind="staff")
    with pytest.raises(NotFound):
        tasks.cancel_task(task.id, actor=stranger, now=NOW)
    assert not tasks.is_cancelled(task.id)
    assert tasks.list_tasks(actor=stranger) == []


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (Conflict("x", "Dosya değişmiş."), "Dosya değişmiş."),
        (ValueError("12345678901 okunamadı"), tasks.tray.UNEXPECTED),
    ],
)
def test_a_fault_shows_staff_no_personal_value(kayseri, error, shown):
    task = tasks.queue_task(kind="x", actor=CLERK, now=NOW)
    tasks.fail_task(task.id, error, now=NOW)
    assert BackgroundTask.objects.get(pk=task.id).error == shown
