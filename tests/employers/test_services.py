"""Services to employers over HTTP, and who finds them."""

import datetime as dt

import pytest

from apps.employers.models import EmployerService
from apps.employers.operations.services import open_employee, record_service
from apps.employers.queries.services import ServiceFilter, list_services, numbers_of
from omuz.kernel import clock
from omuz.kernel.errors import NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.articles.support import programme
from tests.coaching.support import neighbours
from tests.employers.support import a_service, adviser_of
from tests.people.support import in_unit
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
SERVICES = "/api/v1/employer-services/"


def listed(actor, **where):
    return list(list_services(actor, where=ServiceFilter(**where), today=TODAY))


def test_they_are_found_in_the_unit_and_programme_of_the_right_only(kayseri):
    version = neighbours()
    row = record_service(version.programme_id, a_service(activity=""), actor=adviser_of(), now=NOW)
    unit = version.programme.unit
    assert listed(in_unit("employer_adviser", unit)) == [row]
    assert listed(in_unit("unit_manager", unit)) == [row]
    elsewhere = neighbours(code="baska").programme
    assert listed(in_unit("employer_adviser", elsewhere.unit)) == []
    assert listed(in_unit("employer_adviser", unit, of_programme=elsewhere)) == []
    for role in ("job_coach", "intake_clerk", "assessor", "tenant_admin", "auditor"):
        assert listed(make_actor(role)) == [], role
    for role in ("unit_manager", "job_coach"):
        with pytest.raises(NotAllowed):
            record_service(version.programme_id, a_service(activity=""), actor=make_actor(role), now=NOW)
    with pytest.raises(NotAllowed):
        record_service(version.programme_id, a_service(activity=""), now=NOW,
                       actor=in_unit("employer_adviser", elsewhere.unit))  # fmt: skip


def test_they_are_found_by_the_employers_name_and_counted_once_an_employer(kayseri):
    version = neighbours()
    for name, minutes in (("Işık Fırını", 30), ("Işık Fırını", 60), ("Örnek Market", 90)):
        record_service(version.programme_id, a_service(activity="", employer_name=name, minutes=minutes),
                       actor=adviser_of(), now=NOW)  # fmt: skip
    actor = adviser_of()
    assert len(listed(actor, text="ışık")) == 2
    assert listed(actor, text="yok") == []
    found = numbers_of(actor, where=ServiceFilter(), today=TODAY)
    assert (found.services, found.minutes, found.employers) == (3, 180, 2)


def test_opening_an_employees_name_is_written_down(kayseri):
    version = neighbours()
    named = a_service(activity="", subject="existing_employee", employee="Ayşe Deneme", employee_consent_on=TODAY)
    row = record_service(version.programme_id, named, actor=adviser_of(), now=NOW)
    assert open_employee(row.pk, actor=adviser_of(), now=NOW) == "Ayşe Deneme"
    assert AuditEvent.objects.filter(action="employer_service.employee_read", subject_id=row.pk).count() == 1
    unnamed = record_service(version.programme_id, a_service(activity=""), actor=adviser_of(), now=NOW)
    with pytest.raises(NotFound):
        open_employee(unnamed.pk, actor=adviser_of(), now=NOW)


@pytest.fixture
def adviser(api):
    return api(role="employer_adviser")


def body(version, **values):
    day = clock.local_date(clock.now())
    fields = {
        "programme": str(version.programme_id), "kind": "existing_employees", "activity": "existing_employees",
        "employer_name": "Deneme Fırını", "channel": "email", "requested_on": (day - dt.timedelta(days=2)).isoformat(),
        "subject": "workplace_process", "topics": ["communication"], "given_on": day.isoformat(), "minutes": 45,
    }  # fmt: skip
    return fields | values


def test_the_screen_hears_the_article_before_the_click_and_the_click_is_refused_alike(municipalities, adviser):
    with scope.enter(municipalities["kayseri"]):
        version = programme()
        sent = body(version, channel="")
        said = adviser.post(f"{SERVICES}preview/", sent, format="json").json()["refusals"]
        assert [(row["guard"], row["code"]) for row in said] == [("employer_request", "request_missing")]
        assert "talep etmeleri" in said[0]["text"]
        refused = adviser.post(SERVICES, sent, format="json")
        assert (refused.status_code, refused.json()["article"]) == (422, said[0]["article"])
        assert not EmployerService.objects.exists()


def test_recording_twice_is_recording_once_and_editing_needs_the_version(municipalities, adviser):
    with scope.enter(municipalities["kayseri"]):
        version = neighbours()
        sent = body(version, activity="")
        answers = [adviser.post(SERVICES, sent, format="json", HTTP_IDEMPOTENCY_KEY="tek") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert EmployerService.objects.count() == 1
        path = answers[0]["Location"]
        assert adviser.patch(path, sent, format="json").status_code == 428
        edited = adviser.patch(path, sent | {"minutes": 20}, format="json", HTTP_IF_MATCH='"1"')
        assert (edited.status_code, edited.json()["minutes"]) == (200, 20)
        assert adviser.patch(path, sent, format="json", HTTP_IF_MATCH='"1"').status_code == 409
        assert [row["minutes"] for row in adviser.get(SERVICES).json()["results"]] == [20]
        assert adviser.get(f"{SERVICES}numbers/").json()["services"] == 1


def test_a_programme_without_the_module_has_no_such_address(municipalities, adviser):
    with scope.enter(municipalities["kayseri"]):
        version = neighbours(capabilities={"held": [{"key": "case_management"}]})
        assert adviser.post(SERVICES, body(version, activity=""), format="json").status_code == 404
        assert adviser.get(f"{SERVICES}choices/").json()["programmes"] == []
