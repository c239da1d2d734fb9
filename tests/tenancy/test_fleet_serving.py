"""While the fleet is migrated the web serves: a municipality in maintenance says so, the others notice nothing."""

import dataclasses
import threading
import time
import uuid

import psycopg
import pytest
from celery.exceptions import Retry
from django.db import connection, connections
from django.test import Client

from omuz.kernel import audit, clock
from omuz.kernel.context import MaintenanceError
from omuz.kernel.schedule import HEADER
from omuz.kernel.tasks import municipality_task
from omuz.kernel.tasks.messages import MARK, mark_of
from tenants import domains, head, scope
from tenants.fleet.migrating import migrate_fleet
from tenants.fleet.status import fleet_status
from tenants.provisioning import get_municipality
from tests.support.database import superuser_url
from tests.support.fleet import FIRST, installed, rows, scratch_app

ADD = 'migrations.AddField("Thing", "note", models.TextField(null=True))'
#: Stops in İzmir, where the table has a row with a size.
BAD = 'migrations.RunSQL("ALTER TABLE scratch_thing ADD CONSTRAINT none CHECK (size IS NULL)", migrations.RunSQL.noop)'
HEALTH = "/api/v1/session"


@pytest.fixture
def scratch(tmp_path, municipalities, django_db_blocker, monkeypatch):
    monkeypatch.setattr(domains, "MAX_AGE", 24 * 3600.0)
    with django_db_blocker.unblock(), scratch_app(tmp_path) as app:
        yield app


def ask(slug):
    return Client(headers={"host": f"{slug}.localhost"}).get(HEALTH)


@municipality_task()
def name_room(**_):
    return "done"


def test_its_own_municipality_answers_503_while_another_answers_and_comes_back_at_once(scratch):
    scratch.migration(FIRST)
    with installed():
        migrate_fleet()
        assert ask("kayseri").status_code < 500
        scratch.migration(ADD)
        # The new code is there before the migration: it is told to wait; nothing is entered.
        assert ask("kayseri").status_code == 503
        migrate_fleet(only=["kayseri"])
        # The map of hosts is older than the migration, and read again for this one municipality.
        assert ask("kayseri").status_code < 500
        waiting = ask("izmir")
        assert waiting.status_code == 503
        assert waiting["Retry-After"]
        assert waiting.json()["code"] == "maintenance"


def test_requests_are_told_at_once_while_a_migration_waits_for_running_work(scratch):
    scratch.migration(FIRST)
    izmir = get_municipality("izmir")
    assert izmir is not None
    with psycopg.connect(superuser_url(connection.settings_dict["NAME"])) as working:
        # Somebody's request is at work in İzmir.
        working.execute("SELECT pg_advisory_xact_lock_shared(%s)", [head.gate_number("izmir")])
        with installed():
            reports = []
            migrator = threading.Thread(target=_migrate_into, args=(reports,))
            migrator.start()
            deadline = time.monotonic() + 20
            while time.monotonic() < deadline and not _waits_at_a_gate(working):
                time.sleep(0.02)
            with pytest.raises(MaintenanceError, match="being migrated"), scope.enter(_as_old_code(izmir)):
                pass
            working.rollback()
            migrator.join()
    assert reports[0].failed == ()
    assert set(reports[0].migrated) == {"izmir", "kayseri"}


def _migrate_into(reports):
    try:
        reports.append(migrate_fleet(jobs=2))
    finally:
        connections.close_all()


def _waits_at_a_gate(connection):
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND NOT granted"
    return connection.execute(query).fetchone()[0]


def _as_old_code(municipality):
    """The municipality as the release before sees it: far enough."""
    return dataclasses.replace(municipality, migrations_applied=10_000)


def test_a_failure_stays_in_its_municipality_is_noted_with_cause_and_forgotten_by_success(scratch):
    scratch.migration(FIRST)
    with installed():
        migrate_fleet()
        rows("m_izmir", "INSERT INTO scratch_thing (id, name, size) VALUES (gen_random_uuid(), 'Ayşe', 1)")
        scratch.migration(ADD)
        scratch.migration(BAD)
        report = migrate_fleet(jobs=1)
        assert [failed.slug for failed in report.failed] == ["izmir"]
        assert report.migrated == ("kayseri",)
        assert report.failed[0].migration == "scratch.0003_step"
        izmir = next(m for m in fleet_status().failed)
        assert izmir.missing == ("scratch.0003_step",)
        assert not izmir.disagrees
        assert izmir.failure is not None
        assert "none" in izmir.failure.cause
        assert "Ayşe" not in izmir.failure.cause
        since = izmir.failure.since
        migrate_fleet()
        again = fleet_status().failed[0].failure
        assert again is not None
        assert (again.attempts, again.since) == (2, since)
        rows("m_izmir", "DELETE FROM scratch_thing")
        assert migrate_fleet().migrated == ("izmir",)
        assert fleet_status().failed == []


def test_stop_on_failure_takes_up_no_further_municipality(scratch):
    scratch.migration(FIRST)
    with installed():
        migrate_fleet()
        rows("m_izmir", "INSERT INTO scratch_thing (id, name, size) VALUES (gen_random_uuid(), 'x', 1)")
        scratch.migration(BAD)
        report = migrate_fleet(jobs=1, stop_on_failure=True)
    assert [failed.slug for failed in report.failed] == ["izmir"]
    assert report.untried == ("kayseri",)
    assert not report.is_complete


def test_a_migration_that_writes_to_public_is_refused_before_any_municipality(scratch):
    from tenants.fleet.touching import ForeignTouchError

    scratch.migration(FIRST)
    scratch.migration(
        'migrations.RunSQL("UPDATE public.tenants_municipality SET name = name WHERE false", migrations.RunSQL.noop)'
    )
    with installed():
        with pytest.raises(ForeignTouchError, match=r"scratch\.0002_step writes outside.*public\.tenants_municipality"):
            migrate_fleet()
        assert fleet_status().counts()["at_head"] == 0


def test_two_migrators_at_once_do_each_municipality_once(scratch):
    scratch.migration(FIRST)
    scratch.migration(ADD)
    with installed():
        reports = []
        migrators = [threading.Thread(target=_migrate_into, args=(reports,)) for _ in range(2)]
        for migrator in migrators:
            migrator.start()
        for migrator in migrators:
            migrator.join()
        assert [report.failed for report in reports] == [(), ()]
        assert sorted(slug for report in reports for slug in report.migrated) == ["izmir", "kayseri"]
        assert fleet_status().counts()["at_head"] == 2


def test_the_status_of_the_whole_fleet_is_one_statement(municipalities, django_db_blocker, monkeypatch):
    from django.test.utils import CaptureQueriesContext

    with django_db_blocker.unblock():
        fleet_status()
        with CaptureQueriesContext(connections["owner"]) as queries:
            fleet_status()
    # The other two put the session's path there and take it off.
    assert len([q for q in queries.captured_queries if "set_config" not in q["sql"]]) == 1
    assert len(queries) == 3


def test_a_task_for_a_municipality_in_maintenance_comes_again_and_is_not_lost(municipalities, django_db_blocker):
    sent = []
    task = name_room
    message_id = str(uuid.uuid4())
    mark = mark_of(room="izmir", task=task.name, message_id=message_id, arguments={})
    with django_db_blocker.unblock(), psycopg.connect(superuser_url(connection.settings_dict["NAME"])) as migrating:
        migrating.execute("SELECT pg_advisory_xact_lock(%s)", [head.gate_number("izmir")])
        headers = {HEADER: "izmir", MARK: mark}
        task.push_request(id=message_id, headers=headers, called_directly=False, is_eager=False, retries=1, kwargs={})
        task.signature_from_request = lambda *_, **options: _Sent(sent, options)
        try:
            with pytest.raises(Retry):
                task()
            migrating.rollback()
            assert task() == "done"
        finally:
            del task.signature_from_request
            task.pop_request()
    assert len(sent) == 1
    assert 8 <= sent[0]["countdown"] <= 12
    assert sent[0]["retries"] == 2


class _Sent:
    def __init__(self, sent, options):
        self.sent, self.options = sent, options

    def apply_async(self):
        self.sent.append(self.options)


def test_a_command_says_maintenance_in_words(scratch):
    scratch.migration(FIRST)
    process = scratch.command("history", "verify", "--room", "izmir")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "In maintenance: İzmir Büyükşehir Belediyesi (izmir) waits for a migration" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("pause", ["SELECT pg_sleep(1)", ""])
def test_killed_at_any_point_during_writes_a_rerun_finishes_and_nothing_is_lost(scratch, pause):
    """Killed once inside a municipality's transaction, once between the first and the last municipality."""
    scratch.migration(FIRST)
    sleeping = f"migrations.RunSQL('{pause}', migrations.RunSQL.noop), " if pause else ""
    written = []
    stop = threading.Event()
    with installed():
        migrate_fleet()
        izmir = get_municipality("izmir")
    writer = threading.Thread(target=_write, args=(izmir, written, stop))
    writer.start()
    scratch.migration(f"{sleeping}{ADD}")
    process = scratch.command("fleet", "migrate", "--jobs", "1")
    try:
        with psycopg.connect(superuser_url(connection.settings_dict["NAME"]), autocommit=True) as watching:
            _wait_for(watching, pause)
            process.kill()
            process.communicate()
            _wait_until_gone(watching)
        with installed():
            assert migrate_fleet().failed == ()
    finally:
        process.kill()
        stop.set()
        writer.join()
    with installed():
        counts = fleet_status().counts()
        assert (counts["at_head"], counts["registry_disagrees"], counts["failed"]) == (2, 0, 0)
        found = {row[0] for row in rows("m_izmir", "SELECT id FROM scratch_thing")}
        assert set(written) - found == set()
        with scope.enter(get_municipality("izmir")):
            audit.seal_pending(now=clock.now())
            assert audit.verify_chain() is None
    assert written


def _write(izmir, written, stop):
    """Go on writing as the release before does, noting what was acknowledged."""
    while not stop.is_set():
        key = uuid.uuid4()
        try:
            with scope.enter(_as_old_code(izmir)), connection.cursor() as cursor:
                cursor.execute("INSERT INTO scratch_thing (id, name) VALUES (%s, 'x')", [key])
        except MaintenanceError:
            stop.wait(0.05)
        else:
            written.append(key)
    connection.close()


def _wait_for(watching, pause):
    """Wait until a municipality is being migrated; with a pause, until it is in the midst of the migration."""
    deadline = time.monotonic() + 40
    query = (
        "SELECT count(*) FROM pg_stat_activity a JOIN pg_locks l USING (pid) WHERE l.locktype = 'advisory'"
        " AND l.mode = 'ExclusiveLock' AND l.granted AND l.objsubid = 1 AND (a.query LIKE 'SELECT pg_sleep%%' OR %s)"
        " AND a.xact_start IS NOT NULL AND a.datname = current_database()"
    )
    while time.monotonic() < deadline:
        if watching.execute(query, [not pause]).fetchone()[0]:
            return
        time.sleep(0.005)
    raise AssertionError("the migration was never seen at work")


def _wait_until_gone(watching):
    query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%%' AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + 20
    while watching.execute(query).fetchone()[0] and time.monotonic() < deadline:
        time.sleep(0.05)


def test_the_command_ends_with_an_error_where_one_has_failed(scratch):
    scratch.migration(FIRST)
    with installed():
        migrate_fleet()
        rows("m_izmir", "INSERT INTO scratch_thing (id, name, size) VALUES (gen_random_uuid(), 'x', 1)")
    scratch.migration(BAD)
    process = scratch.command("fleet", "migrate")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "izmir: scratch.0002_step" in said
