"""Disability reports: sealed, opened with a logged purpose, and counted before they end."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.people.models import MedicalReport
from apps.people.operations import medical
from apps.people.queries.medical import expiring_reports
from apps.people.rules.medical import ReportDraft
from apps.privacy.models import AccessLogEntry
from apps.privacy.operations import record_basis
from omuz.kernel import clock
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tenants import scope
from tests.people.support import NOW, TODAY, in_unit, programme, register, unit
from tests.support.staff import make_actor


def adult(**values):
    return ReportDraft(
        **(
            {
                "kind": "adult",
                "rate": 62,
                "groups": ("visual",),
                "permanence": "temporary",
                "issued_on": dt.date(2025, 1, 10),
                "expires_on": dt.date(2026, 12, 10),
                "issuer": "Kayseri Şehir Hastanesi",
                "cannot_work": True,
            }
            | values
        )
    )


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


@pytest.fixture
def person(clerk):
    return register(clerk, programme_id=programme().id)


def record(person, actor, **values):
    return medical.record_report(person.id, adult(**values), actor=actor, now=NOW)


def test_a_report_lies_sealed_and_is_opened_with_a_logged_purpose(person, clerk):
    row = record(person, clerk)
    assert b"62" not in bytes(row.sealed)
    assert (row.legal_basis, row.statute) == ("social_services", medical.STATUTE)
    opened = medical.read_reports(person.id, actor=clerk, task="edit", now=NOW)[0]
    assert (opened.rate, opened.groups, opened.cannot_work) == (62, ("visual",), True)
    assert [w.code for w in opened.warnings] == ["expires_30"]
    entry = AccessLogEntry.objects.get(person_id=person.id)
    assert (entry.fields, entry.purpose, entry.actor_id) == (["medical_report"], "registration", clerk.id)


def test_without_task_or_purpose_nothing_is_opened(person, clerk):
    record(person, clerk)
    with pytest.raises(DomainError) as caught:
        medical.read_reports(person.id, actor=clerk, now=NOW)
    assert caught.value.status == 428
    assert not AccessLogEntry.objects.exists()


def test_the_reports_of_another_programme_stay_closed_without_a_recorded_basis(actor):
    ours, theirs = unit(), unit()
    here, there = programme(ours), programme(theirs)
    clerk = in_unit("intake_clerk", ours, of_programme=here)
    person = register(clerk)
    record(person, clerk)
    from apps.people.models import PersonUnit

    PersonUnit.objects.create(person=person, unit=theirs, programme=there, started_on=TODAY)
    reader = in_unit("job_coach", theirs, of_programme=there)
    person.interviewer_id = reader.id
    person.save()
    assert medical.read_reports(person.id, actor=reader, task="interview", now=NOW) == []
    record_basis(
        actor=actor(role="unit_manager"), source_programme_id=here.id, reader_programme_id=there.id,
        fields=["medical_report"], legal_basis="social_services", statute="5393 m. 14", reason="Ortak dosya",
        starts_on=TODAY, now=NOW,
    )  # fmt: skip
    assert len(medical.read_reports(person.id, actor=reader, task="interview", now=NOW)) == 1
    assert AccessLogEntry.objects.order_by("-at", "-id").first().basis_id is not None


def test_a_wrong_report_is_replaced_or_withdrawn_with_a_reason(person, clerk):
    row = record(person, clerk)
    right = medical.correct_report(row.id, adult(rate=63), actor=clerk, version=1, reason="Yanlış oran", now=NOW)
    assert MedicalReport.objects.filter(superseded_at__isnull=True).get() == right
    with pytest.raises(NotFound):
        medical.correct_report(row.id, None, actor=clerk, version=1, reason="Yine", now=NOW)
    with pytest.raises(Conflict):
        medical.correct_report(right.id, None, actor=clerk, version=7, reason="Başkasının", now=NOW)
    assert medical.correct_report(right.id, None, actor=clerk, version=1, reason="Başkasının", now=NOW) is None
    assert medical.read_reports(person.id, actor=clerk, task="edit", now=NOW) == []


def test_a_report_needs_a_programme_and_the_right_to_write(clerk, actor):
    nowhere = register(clerk)
    with pytest.raises(Invalid) as caught:
        record(nowhere, clerk)
    assert [p.field for p in caught.value.problems] == ["programme"]
    with pytest.raises(NotAllowed):
        record(nowhere, actor(role="unit_manager"))


def test_reports_about_to_end_are_counted_once_a_person_has_no_longer_one(person, clerk):
    record(person, clerk)
    record(person, clerk, expires_on=dt.date(2027, 2, 1))
    assert expiring_reports(clerk, today=TODAY, days=30).count() == 0
    assert expiring_reports(clerk, today=TODAY, days=90).count() == 1


def test_naming_them_is_a_logged_reading_within_ones_rights(person, clerk, actor):
    record(person, clerk)
    assert [r.person_id for r in medical.name_expiring_reports(actor=clerk, days=30, now=NOW)] == [person.id]
    assert AccessLogEntry.objects.get().purpose == "service_planning"
    assert medical.name_expiring_reports(actor=actor(role="intake_clerk"), days=30, now=NOW) == []
    with pytest.raises(NotAllowed):
        medical.name_expiring_reports(actor=actor(role="trainer"), days=30, now=NOW)


@pytest.fixture
def stored(api, municipalities):
    client = api(role="assessor")
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"), programme_id=programme().id)
    return client, f"/api/v1/people/{person.id}/reports/"


SOON = clock.local_date(clock.now()) + dt.timedelta(days=20)
BODY = {"kind": "adult", "rate": 55, "groups": ["visual"], "expires_on": SOON.isoformat(), "issuer": "Hastane"}


def test_the_api_records_opens_and_corrects(stored):
    client, url = stored
    made = client.post(url, BODY, format="json")
    assert made.status_code == 201, made.content
    assert "rate" not in made.json()
    assert client.get(url).status_code == 428
    shown = client.get(url, {"purpose": "interview"}).json()["results"][0]
    assert (shown["rate"], shown["group_labels"]) == (55, ["Görme"])
    correction = f"/api/v1/people/reports/{shown['id']}/correction/"
    body = {"report": BODY | {"rate": 56}, "reason": "Yanlış okundu"}
    assert client.post(correction, body, format="json", HTTP_IF_MATCH='"1"').status_code == 200
    assert client.get(url, {"task": "edit"}).json()["results"][0]["rate"] == 56
    assert client.get("/api/v1/people/expiring-reports/", {"days": "30"}).json()["results"][0]["days_left"] == 20


def test_the_api_names_what_does_not_fit(stored):
    client, url = stored
    answer = client.post(url, BODY | {"kind": "cozger"}, format="json")
    assert answer.status_code == 422
    assert {e["field"] for e in answer.json()["errors"]} == {"level", "rate"}


def test_the_api_refuses_who_may_not_open_special_values(api, stored):
    _, url = stored
    assert api(role="tenant_admin").get(url, {"purpose": "interview"}).status_code == 403
    assert api(role="unit_manager").post(url, BODY, format="json").status_code == 403
    assert api(role="assessor", municipality="izmir").get(url, {"purpose": "interview"}).status_code == 404


def test_opening_ten_reports_costs_no_more_than_opening_one(stored):
    client, url = stored
    counts = []
    for _ in range(2):
        client.post(url, BODY, format="json")
        with CaptureQueriesContext(connection) as seen:
            client.get(url, {"task": "edit"})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20
