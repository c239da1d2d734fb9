"""Special-category facts: written with a basis, read with a purpose, closed to other programmes."""

import dataclasses
import datetime as dt

import pytest

from apps.people import operations
from apps.people.models import Person, PersonAddress, SensitiveFact
from apps.people.operations import AddressDraft, SensitiveDraft
from apps.privacy.models import AccessLogEntry
from apps.privacy.operations import record_basis, revoke_basis
from omuz.kernel.errors import DomainError, Invalid, NotAllowed
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.people.support import NOW, TODAY, in_unit, programme, register, unit
from tests.support.staff import make_actor

DISABLED = SensitiveDraft(kind="target_group", code="disabled", rank="primary")


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


@pytest.fixture
def where(kayseri):
    return programme()


def opened(person, actor, **how):
    values = operations.read_sensitive(person.id, actor=actor, now=NOW, **({"task": "interview"} | how))
    return sorted(value.code for value in values)


def test_a_reading_is_logged_with_the_purpose_of_the_task(actor, clerk, where):
    person = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    assessor = actor(role="assessor")
    assert opened(person, assessor) == ["disabled"]
    entry = AccessLogEntry.objects.get(person_id=person.id)
    assert (entry.actor_id, entry.purpose, entry.task) == (assessor.id, "interview", "interview")
    assert entry.fields == ["communication_need", "disability_group", "target_group"]


def test_without_a_task_the_purpose_is_asked(actor, clerk, where):
    person = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    assessor = actor(role="assessor")
    with pytest.raises(DomainError) as caught:
        opened(person, assessor, task="")
    assert (caught.value.code, caught.value.status) == ("purpose_required", 428)
    assert not AccessLogEntry.objects.exists()
    assert opened(person, assessor, task="", purpose="complaint") == ["disabled"]


def test_a_clerk_reads_back_own_registrations_for_thirty_days(actor, clerk, where):
    person = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    Person.objects.filter(pk=person.pk).update(created_at=NOW - dt.timedelta(days=30))
    assert opened(person, clerk) == ["disabled"]
    Person.objects.filter(pk=person.pk).update(created_at=NOW - dt.timedelta(days=32))
    with pytest.raises(NotAllowed):
        opened(person, clerk)
    with pytest.raises(NotAllowed):
        opened(person, actor(role="intake_clerk"))


def test_the_data_protection_contact_reads_for_a_request_only(actor, clerk, where):
    person = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    contact = actor(role="kvkk_contact")
    with pytest.raises(NotAllowed):
        opened(person, contact)
    assert opened(person, contact, task="", purpose="data_subject_request") == ["disabled"]


def test_another_programme_reads_nothing_without_a_recorded_basis(actor, clerk):
    home = unit()
    ours, theirs = programme(home), programme(home)
    person = register(clerk, programme_id=ours.id, sensitive=[DISABLED])
    register_elsewhere = SensitiveDraft(kind="disability_group", code="visual", programme_id=theirs.id)
    operations.record_sensitive(person.id, register_elsewhere, actor=clerk, now=NOW)
    reader = dataclasses.replace(actor(role="assessor"), grants=(), programme_ids=frozenset({ours.id}))
    assert opened(person, reader) == ["disabled"]
    contact = actor(role="kvkk_contact")
    basis = record_basis(
        actor=contact, source_programme_id=theirs.id, reader_programme_id=ours.id, fields=["disability_group"],
        legal_basis="social_services", statute="5378 m. 4", reason="Ortak hizmet planı", starts_on=TODAY, now=NOW,
    )  # fmt: skip
    assert opened(person, reader) == ["disabled", "visual"]
    assert AccessLogEntry.objects.filter(basis_id=basis.id).count() == 1
    revoke_basis(basis.id, actor=contact, reason="Sona erdi", now=NOW)
    assert opened(person, reader) == ["disabled"]


def test_a_basis_names_statute_fields_and_two_programmes(actor, where):
    with pytest.raises(Invalid) as caught:
        record_basis(
            actor=actor(role="kvkk_contact"), source_programme_id=where.id, reader_programme_id=where.id, fields=[],
            legal_basis="whim", statute="", reason="x", starts_on=TODAY, now=NOW,
        )  # fmt: skip
    assert {p.field for p in caught.value.problems} == {"legal_basis", "statute", "fields", "reader_programme"}


def test_a_new_primary_group_ends_the_one_before(actor, clerk, where):
    person = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    poverty = SensitiveDraft(kind="target_group", code="poverty", rank="primary", valid_from=dt.date(2026, 6, 1))
    operations.record_sensitive(person.id, poverty, actor=clerk, now=NOW)
    assessor = actor(role="assessor")
    assert opened(person, assessor, as_of=dt.date(2026, 5, 31)) == ["disabled"]
    assert opened(person, assessor) == ["poverty"]


def test_ending_and_correcting_are_two_verbs(actor, clerk, where):
    person = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    row = SensitiveFact.objects.get(person=person)
    right = operations.correct_sensitive(
        row.id, actor=clerk, version=1, fact=SensitiveDraft(kind="", code="poverty", rank="primary"),
        reason="Yanlış seçilmiş", now=NOW,
    )  # fmt: skip
    assert right is not None
    operations.end_sensitive(right.id, actor=clerk, version=1, valid_to=dt.date(2026, 1, 1), now=NOW)
    assessor = actor(role="assessor")
    assert opened(person, assessor, as_of=dt.date(2025, 1, 1)) == ["poverty"]
    assert opened(person, assessor) == []


def test_recording_violence_later_seals_addresses_and_closes_the_record(actor, clerk, where):
    person = register(clerk, programme_id=where.id, address=AddressDraft(province="Kayseri", district="Talas"))
    colleague = actor(role="intake_clerk")
    assert Person.objects.visible_to(colleague).exists()
    violence = SensitiveDraft(kind="target_group", code="violence_victim", rank="primary")
    operations.record_sensitive(person.id, violence, actor=clerk, now=NOW)
    assert not Person.objects.visible_to(colleague).exists()
    address = PersonAddress.objects.get(person=person)
    assert address.is_hidden
    assert operations.open_address(address)["district"] == "Talas"


def test_the_same_fact_twice_is_refused_in_words(clerk, where):
    person = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    again = dataclasses.replace(DISABLED, rank="secondary")
    with pytest.raises(Invalid) as caught:
        operations.record_sensitive(person.id, again, actor=clerk, now=NOW)
    assert caught.value.problems[0].code == "recorded_already"


def test_a_coach_reads_the_own_caseload_only(actor, clerk, where):
    coach = in_unit("job_coach", where.unit)
    mine = register(clerk, programme_id=where.id, interviewer_id=coach.id, sensitive=[DISABLED])
    other = register(clerk, programme_id=where.id, sensitive=[DISABLED])
    assert opened(mine, coach) == ["disabled"]
    with pytest.raises(DomainError):
        opened(other, coach)


def test_trying_codes_one_by_one_does_not_pass_unseen(api, municipalities):
    """That a value is "recorded already" tells it to someone who may write and not read."""
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"), programme_id=programme().id, sensitive=[DISABLED])
    answer = api(role="intake_clerk").post(
        f"/api/v1/people/{person.id}/sensitive/",
        {"kind": "target_group", "code": "disabled", "rank": "secondary", "programme": str(person.programme_id)},
        format="json",
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "recorded_already")
    with scope.enter(municipalities["kayseri"]):
        assert AuditEvent.objects.filter(action="person.sensitive_repeated", person_id=person.id).count() == 1
