"""The log of readings, and recorded bases."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from apps.privacy.enums import LegalBasis, Purpose
from apps.privacy.models import AccessLogEntry
from apps.privacy.operations import log_reading, log_readings
from apps.privacy.purposes import resolve_purpose
from apps.privacy.queries import list_access
from apps.programmes.catalogue import CODE_LISTS
from omuz.kernel.errors import DomainError, NotAllowed
from omuz.kernel.ids import new_id
from tenants import scope
from tests.people.support import NOW, TODAY, programme


def test_the_purpose_follows_from_the_task_and_is_asked_where_there_is_none():
    assert resolve_purpose(task="registration", purpose="complaint") is Purpose.REGISTRATION
    assert resolve_purpose(task="something", purpose="complaint") is Purpose.COMPLAINT
    with pytest.raises(DomainError) as caught:
        resolve_purpose()
    assert caught.value.status == 428
    with pytest.raises(DomainError):
        resolve_purpose(purpose="curiosity")


def test_a_reading_names_fields_and_purpose(actor):
    reader = actor(role="assessor")
    with pytest.raises(ValueError, match="names what is read"):
        log_reading(actor=reader, person_id=new_id(), fields=[], purpose="interview", now=NOW)
    with pytest.raises(ValueError, match="and why"):
        log_reading(actor=reader, person_id=new_id(), fields=["target_group"], purpose="", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessLogEntry.objects.create(
            person_id=new_id(), actor_id=reader.id, actor_label="x", fields=["x"], purpose="whim", at=NOW
        )


def test_entries_are_written_once_and_never_changed(actor):
    entry = log_reading(
        actor=actor(role="assessor"), person_id=new_id(), fields=["report"], purpose="interview", now=NOW
    )
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AccessLogEntry.objects.filter(pk=entry.pk).update(purpose="export")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AccessLogEntry.objects.filter(pk=entry.pk).delete()


def test_a_list_is_logged_person_by_person_in_one_statement(actor, django_assert_num_queries):
    reader, people = actor(role="assessor"), [new_id() for _ in range(50)]
    with django_assert_num_queries(1):
        log_readings(people, actor=reader, fields=["target_group"], purpose="service_planning", now=NOW)
    assert AccessLogEntry.objects.count() == 50


def test_the_log_is_read_by_who_may(actor):
    person = new_id()
    log_reading(actor=actor(role="assessor"), person_id=person, fields=["x"], purpose="interview", now=NOW)
    assert list_access(person, actor=actor(role="kvkk_contact")).count() == 1
    with pytest.raises(NotAllowed):
        list_access(person, actor=actor(role="assessor"))


def test_every_special_code_has_a_default_basis_that_is_one_of_the_eight():
    special = [code for codes in CODE_LISTS.values() for code in codes.codes if code.special]
    assert len(LegalBasis.values) == 8
    assert len(special) > 20
    assert {code.basis for code in special} <= set(LegalBasis.values)
    by_consent = [code.key for code in special if code.basis == LegalBasis.EXPLICIT_CONSENT]
    assert by_consent == ["roma"], "consent is no default: a service that is owed cannot depend on it (readings 17)"


def test_bases_by_api(api, municipalities):
    with scope.enter(municipalities["kayseri"]):
        one, two = programme(), programme()
    contact = api(role="kvkk_contact")
    body = {
        "source_programme": str(one.id), "reader_programme": str(two.id), "legal_basis": "social_services",
        "statute": "5378 m. 4", "opens": ["disability_group"], "reason": "Ortak plan", "starts_on": str(TODAY),
    }  # fmt: skip
    made = contact.post("/api/v1/privacy/bases/", body, format="json")
    assert made.status_code == 201, made.content
    assert contact.get("/api/v1/privacy/bases/").json()["results"][0]["opens"] == ["disability_group"]
    revoked = contact.post(f"/api/v1/privacy/bases/{made.json()['id']}/revoke/", {"reason": "Bitti"}, format="json")
    assert revoked.json()["revoked_at"] is not None
    unknown = contact.post("/api/v1/privacy/bases/", body | {"reader_programme": str(new_id())}, format="json")
    assert unknown.json()["errors"][0]["code"] == "no_such_programme"
    nobody = contact.post("/api/v1/privacy/bases/", body | {"person": str(new_id())}, format="json")
    assert nobody.status_code == 404
    assert api(role="intake_clerk").get("/api/v1/privacy/bases/").status_code == 403
