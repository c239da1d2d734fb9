"""The fleet is measured in a few statements, by the owner, and nobody in it is counted."""

import datetime as dt

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from omuz.kernel import clock, outbox
from omuz.kernel.models import OutboxMessage
from tenants import scope
from tenants.head import migrations_known
from tenants.models import FleetJob, FleetPulse, MunicipalityHealth
from tenants.operating.enums import Finding, Grade
from tenants.operating.health import Measured, findings_of, grade_of, measure_fleet
from tests.support.queue import deliver

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_every_municipality_is_measured_by_two_statements(municipalities):
    with CaptureQueriesContext(connections["owner"]) as asked:
        assert measure_fleet(now=clock.now()) == 2
    own = [one["sql"] for one in asked.captured_queries if "set_config" not in one["sql"]]
    assert len(own) == 2
    assert not [sql for sql in own if "accounts_" in sql or "people_" in sql]
    with scope.enter(None):
        rows = list(MunicipalityHealth.objects.select_related("municipality"))
    assert {row.municipality.slug for row in rows} == {"izmir", "kayseri"}
    for row in rows:
        assert row.size_bytes > 1_000_000
        assert row.tables > 20
        assert row.migrations_applied == row.migrations_known == migrations_known()
        assert row.outbox_waiting == 0


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_measuring_again_replaces_what_stood_there(municipalities):
    measure_fleet(now=NOW)
    measure_fleet(now=NOW + dt.timedelta(minutes=5))
    with scope.enter(None):
        assert set(MunicipalityHealth.objects.values_list("measured_at", flat=True)) == {NOW + dt.timedelta(minutes=5)}


def test_the_worst_finding_gives_the_grade():
    old = NOW - dt.timedelta(days=9)
    fine = Measured(tables=60, applied=40)
    assert findings_of(fine, backup_at=NOW, known=40, now=NOW) == []
    assert findings_of(fine, backup_at=old, known=40, now=NOW) == [Finding.BACKUP_OLD]
    assert findings_of(fine, backup_at=None, known=41, now=NOW) == [Finding.BEHIND, Finding.NO_BACKUP]
    late = Measured(tables=60, applied=40, waiting=3, oldest_at=NOW - dt.timedelta(minutes=11))
    assert findings_of(late, backup_at=NOW, known=40, now=NOW) == [Finding.OUTBOX_LATE]
    stuck = Measured(tables=60, applied=40, waiting=3, oldest_at=NOW - dt.timedelta(hours=2))
    assert findings_of(stuck, backup_at=NOW, known=40, now=NOW) == [Finding.OUTBOX_STUCK]
    assert findings_of(Measured(), backup_at=NOW, known=40, now=NOW) == [Finding.INCOMPLETE]
    assert grade_of([]) == Grade.GOOD
    assert grade_of([Finding.BACKUP_OLD]) == Grade.ATTENTION
    assert grade_of([Finding.BACKUP_OLD, Finding.BEHIND]) == Grade.BAD


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_worker_says_that_it_is_there_and_takes_up_what_was_forgotten(municipalities, monkeypatch):
    from apps.operators import tasks

    sent = []
    monkeypatch.setattr(tasks, "send_job", sent.append)
    with scope.enter(None):
        old = FleetJob.objects.create(kind="measure", asked_at=clock.now() - dt.timedelta(minutes=3))
        FleetJob.objects.create(kind="migrate", asked_at=clock.now())
    assert deliver(tasks.beat, "public").result == 1
    assert sent == [old.pk]
    with scope.enter(None):
        assert FleetPulse.objects.get(name="fleet.worker").at > clock.now() - dt.timedelta(minutes=1)


def test_the_outbox_knows_who_sends_a_job(municipalities, db):
    from tenants.operating.jobs import TOPIC

    with scope.enter(None):
        job = FleetJob.objects.create(kind="measure", asked_at=NOW)
        outbox.publish(TOPIC, job.pk, now=NOW)
        assert OutboxMessage.objects.filter(topic=TOPIC, object_id=job.pk).exists()
