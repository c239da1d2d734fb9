"""The standing of packs: counts leave a municipality and nothing else does, and only the coordinator sees them."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from apps.accounts.enums import Role
from apps.accounts.models import OrgUnit
from apps.oversight.models import PackStanding
from apps.oversight.operations import STALE_AFTER, measure_drift
from apps.oversight.tasks import measure_drift as task
from apps.programmes.definition.paths import with_value
from apps.programmes.operations.versions import save_section, start_from_document
from apps.programmes.packs import get_shipped
from apps.programmes.queries import drift
from tenants import scope
from tests.oversight.test_api import at_platform
from tests.support.staff import NOW, ApiClient, make_actor, signed_in

URL = "/api/v1/oversight/drift/"
CANARY = "Yalnızca Kayseri'nin yazdığı bir cümle"
pytestmark = pytest.mark.usefixtures("committing")


@pytest.fixture
def changed(municipalities):
    """Let Kayseri run bedestem with a purpose and a name of its own."""
    pack = get_shipped("bedestem")
    with scope.enter(municipalities["kayseri"]):
        unit, writer = OrgUnit.objects.create(name="Merkez"), make_actor("tenant_admin")
        version = start_from_document(
            pack.definition.document(), unit_id=unit.pk, actor=writer, now=NOW, pack="bedestem",
            upstream_version="0.9.0",
        )  # fmt: skip
        for path in (("name", "tr"), ("purpose", "tr")):
            document = with_value(version.document, path, CANARY)
            version = save_section(version.pk, path[0], document[path[0]], seen=version.version, actor=writer, now=NOW)
    return pack


def _rows():
    with scope.enter(None):
        return list(
            PackStanding.objects.exclude(pack="").values("municipality_key", "pack", "taken", "changes", "sections")
        )


def test_counts_by_section_leave_the_municipality_and_no_text_does(changed):
    assert measure_drift(now=NOW) == 2
    assert _rows() == [
        {"municipality_key": "kayseri", "pack": "bedestem", "taken": "0.9.0", "changes": 2,
         "sections": {"name": 1, "purpose": 1}}
    ]  # fmt: skip
    answer = at_platform(Role.COORDINATOR).get(URL)
    (row,) = answer.json()["results"]
    assert (row["municipality"].split()[0], row["changes"], row["is_current"]) == ("Kayseri", 2, False)
    assert row["shipped"] == changed.version
    assert row["sections"] == [
        {"section": "name", "label": "Ad", "count": 1},
        {"section": "purpose", "label": "Amaç", "count": 1},
    ]
    assert CANARY not in answer.content.decode()
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute("SELECT json_agg(s)::text FROM oversight_packstanding s")
        assert CANARY not in cursor.fetchone()[0]


def test_each_is_looked_at_again_only_when_it_is_old(changed):
    assert measure_drift(now=NOW) == 2
    assert measure_drift(now=NOW + dt.timedelta(hours=1)) == 0
    assert measure_drift(now=NOW + STALE_AFTER) == 2
    assert len(_rows()) == 1


def test_one_that_fails_keeps_no_other_waiting_and_comes_again(changed, monkeypatch, municipalities):
    real, met = drift.pack_standings, []

    def fails_first():
        met.append(1)
        if len(met) == 1:
            raise ValueError(CANARY)
        return real()

    monkeypatch.setattr(drift, "pack_standings", fails_first)
    assert measure_drift(now=NOW) == 1
    assert measure_drift(now=NOW) == 1
    assert len(_rows()) == 1


def test_what_a_municipality_no_longer_runs_is_forgotten(changed, municipalities):
    measure_drift(now=NOW)
    with scope.enter(municipalities["kayseri"]):
        from apps.programmes.models import Programme

        Programme.objects.update(is_active=False)
    measure_drift(now=NOW + STALE_AFTER)
    assert _rows() == []


def test_no_text_can_stand_where_a_code_stands(municipalities):
    for values in ({"pack": CANARY, "taken": "1.0.0"}, {"pack": "bedestem", "taken": CANARY[:20]}):
        with scope.enter(None), pytest.raises(IntegrityError), transaction.atomic():
            PackStanding.objects.create(municipality_key="kayseri", changes=0, sections={}, measured_at=NOW, **values)


def test_wall_1_keeps_a_municipality_from_the_table(municipalities):
    with pytest.raises(ProgrammingError), scope.enter(municipalities["kayseri"]), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public.oversight_packstanding")


def test_nobody_but_the_coordinator_reads_it(changed, municipalities):
    for role in (Role.TENANT_ADMIN, Role.UNIT_MANAGER):
        assert signed_in(municipalities["kayseri"], role=role).get(URL).status_code in {403, 404}
    assert ApiClient("localhost").get(URL).status_code in {401, 403}


def test_it_is_narrowed_sorted_and_paged_in_a_fixed_number_of_statements(changed):
    measure_drift(now=NOW)
    client = at_platform(Role.COORDINATOR)
    assert client.get(URL, {"pack": "bedestem", "municipality": "kayseri"}).json()["results"]
    assert client.get(URL, {"municipality": "izmir"}).json()["results"] == []
    assert client.get(URL, {"pack": "none"}).json()["results"] == []
    with scope.enter(None):
        for number in range(5):
            PackStanding.objects.create(municipality_key="izmir", pack=f"p{number}x", taken="1.0.0", changes=number,
                                        sections={"forms": number}, measured_at=NOW)  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        rows = client.get(URL, {"sort": "-changes"}).json()["results"]
    assert len(asked.captured_queries) < 15
    assert [row["changes"] for row in rows] == [4, 3, 2, 2, 1, 0]
    first = client.get(URL, {"page_size": "2", "sort": "pack"}).json()
    assert [row["pack"] for row in first["results"]] == ["bedestem", "p0x"]
    assert first["next"]


def test_the_job_is_scheduled_and_runs_outside_of_every_municipality(changed, settings):
    assert settings.CELERY_BEAT_SCHEDULE["pack-drift"]["task"] == task.name
    assert task() == 2
    assert len(_rows()) == 1
