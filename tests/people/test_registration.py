"""Registering people."""

import dataclasses
import datetime as dt
import json

import pytest

from apps.people import operations
from apps.people.models import NamedStaff, Person, PersonAddress, PersonIdentity, SensitiveFact
from apps.people.operations import AddressDraft, FactDraft, IdentityDraft, MissingDraft, PhoneDraft, SensitiveDraft
from omuz.kernel import crypto
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from tests.people.support import NOW, demo_number, draft, in_unit, programme, register, unit


def problems(call) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        call()
    return {p.field: p.code for p in caught.value.problems}


def test_a_working_label_and_a_channel_are_enough(actor):
    clerk = actor(role="intake_clerk")
    person = operations.register_person(
        operations.PersonDraft(working_label="Parktaki genç", channel="field"), actor=clerk, now=NOW
    )
    assert person.file_number == "2026-00001"
    assert person.registered_on == dt.date(2026, 11, 21)
    assert person.search_text is not None


def test_without_name_or_channel_every_problem_is_named_at_once(actor):
    clerk = actor(role="intake_clerk")
    found = problems(
        lambda: operations.register_person(
            operations.PersonDraft(
                channel="",
                email="yanlış",
                birth_date=dt.date(2030, 1, 1),
                phones=[PhoneDraft(number="123")],
                identities=[IdentityDraft(kind="tckn", number="10000000000")],
                address=AddressDraft(province="Atlantis", district="Yok"),
                facts=[FactDraft(kind="education", code="doctorate")],
            ),
            actor=clerk,
            now=NOW,
        )
    )
    assert found == {
        "given_names": "name_or_label",
        "channel": "channel",
        "email": "not_an_email",
        "birth_date": "birth_in_future",
        "phones.0.number": "not_a_phone",
        "identities.0.number": "identity_checksum",
        "address.province": "no_such_province",
        "address.district": "no_such_district",
        "facts.0.code": "unknown_code",
    }


def test_file_numbers_are_counted_by_year_and_go_on_after_imported_ones(actor):
    clerk = actor(role="intake_clerk")
    numbers = [
        register(clerk).file_number,
        register(clerk, registered_on=dt.date(2016, 5, 1)).file_number,
        register(clerk, file_number="2026-00040").file_number,
        register(clerk).file_number,
    ]
    assert numbers == ["2026-00001", "2016-00001", "2026-00040", "2026-00041"]


def test_everything_typed_is_stored_in_its_one_form(actor):
    clerk, where = actor(role="intake_clerk"), programme()
    person = register(
        clerk,
        surname="  IŞIK ",
        birth_date=dt.date(1980, 7, 4),
        birth_precision="year",
        email="ayse@Example.ORG",
        programme_id=where.id,
        phones=[PhoneDraft(number="0532 123 45 67"), PhoneDraft(number="+90 000 123 45 67", kind="home")],
        address=AddressDraft(province="KAYSERİ", district="melikgazi", neighbourhood="alpaslan mah."),
        facts=[FactDraft(kind="education", code="primary")],
        missing_reasons=[MissingDraft(field="identity", reason="not_presented")],
    )
    person.refresh_from_db()
    assert (person.surname, person.birth_date, person.email) == ("IŞIK", dt.date(1980, 1, 1), "ayse@example.org")
    assert person.search_text == " ayse isik  "
    assert sorted(person.phones.values_list("number", "digits")) == [
        ("+900001234567", "0001234567"),
        ("+905321234567", "5321234567"),
    ]
    address = PersonAddress.objects.get(person=person)
    assert (address.province, address.district, address.neighbourhood) == ("Kayseri", "Melikgazi", "Alpaslan")
    assert person.unit_id == where.unit_id


def test_identity_numbers_are_sealed_and_unique_in_any_spelling(actor):
    clerk, number = actor(role="intake_clerk"), demo_number()
    first = register(clerk, identities=[IdentityDraft(kind="tckn", number=number)])
    row = PersonIdentity.objects.get(person=first)
    assert number.encode() not in bytes(row.sealed)
    assert number not in row.blind_index
    spaced = f"{number[:3]} {number[3:]}"
    with pytest.raises(Conflict) as caught:
        register(clerk, identities=[IdentityDraft(kind="tckn", number=spaced)])
    assert caught.value.code == "identity_registered"
    assert first.file_number in (caught.value.remedy or "")
    assert number not in str(caught.value)


def test_a_conflict_names_no_file_that_the_clerk_may_not_find(actor):
    here, there = unit(), unit()
    number = IdentityDraft(kind="tckn", number=demo_number())
    hidden = register(in_unit("intake_clerk", there), identities=[number])
    with pytest.raises(Conflict) as caught:
        register(in_unit("intake_clerk", here), identities=[number])
    assert hidden.file_number not in f"{caught.value} {caught.value.remedy}"


def test_check_digits_of_foreigners_only_warn_and_zero_belongs_to_demo(actor, monkeypatch):
    clerk = actor(role="intake_clerk")
    odd = IdentityDraft(kind="foreigner", number="99000000001")
    assert problems(lambda: register(clerk, identities=[odd])) == {"identities.0.number": "foreigner_unchecked"}
    accepted = IdentityDraft(kind="foreigner", number="99000000001", accept_unusual=True)
    assert register(clerk, identities=[accepted]).identities.get().is_unusual
    from apps.people.rules.identity import check_identity

    refused = check_identity(kind="tckn", number=demo_number(), is_demo=False, field="number")
    assert refused.code == "identity_zero"


def test_special_values_are_tokens_and_sealed_text_only(actor):
    clerk, where = actor(role="intake_clerk"), programme()
    person = register(
        clerk,
        programme_id=where.id,
        sensitive=[
            SensitiveDraft(kind="target_group", code="disabled", rank="primary"),
            SensitiveDraft(kind="disability_group", code="visual", detail="az gören"),
        ],
    )
    rows = {row.kind: row for row in SensitiveFact.objects.filter(person=person)}
    assert rows["target_group"].legal_basis == "social_services"
    assert rows["target_group"].statute == "5378 m. 4, 5393 m. 14"
    for row in rows.values():
        assert b"visual" not in bytes(row.sealed)
        assert "visual" not in row.token
    opened = crypto.open_text(
        rows["disability_group"].sealed, field="people.sensitive.disability_group", row_id=rows["disability_group"].id
    )
    assert json.loads(opened) == {"code": "visual", "detail": "az gören"}
    assert rows["target_group"].token == operations.sensitive_token("target_group", "disabled")


def test_a_special_value_needs_a_programme_a_basis_and_the_right(actor):
    clerk, where = actor(role="intake_clerk"), programme()
    disabled = SensitiveDraft(kind="target_group", code="disabled")
    assert problems(lambda: register(clerk, sensitive=[disabled])) == {"sensitive.0.programme": "programme_required"}
    by_law = SensitiveDraft(kind="target_group", code="disabled", legal_basis="law", programme_id=where.id)
    assert problems(lambda: register(clerk, sensitive=[by_law])) == {"sensitive.0.statute": "statute_required"}
    unknown = SensitiveDraft(kind="target_group", code="disabled", legal_basis="because", programme_id=where.id)
    assert problems(lambda: register(clerk, sensitive=[unknown])) == {"sensitive.0.legal_basis": "basis_required"}
    with pytest.raises(NotAllowed):
        register(actor(role="unit_manager"), sensitive=[disabled])


def test_roma_is_recorded_by_own_declaration_only(actor):
    clerk, where = actor(role="intake_clerk"), programme()
    by_staff = SensitiveDraft(kind="target_group", code="roma", source="staff", programme_id=where.id)
    assert problems(lambda: register(clerk, sensitive=[by_staff])) == {"sensitive.0.source": "roma_own_declaration"}
    register(clerk, sensitive=[SensitiveDraft(kind="target_group", code="roma", programme_id=where.id)])


def test_a_violence_victim_is_found_by_named_staff_and_the_address_lies_sealed(actor):
    clerk, colleague, where = actor(role="intake_clerk"), actor(role="intake_clerk"), programme()
    person = register(
        clerk,
        programme_id=where.id,
        address=AddressDraft(province="Kayseri", district="Kocasinan"),
        sensitive=[SensitiveDraft(kind="target_group", code="violence_victim", rank="primary")],
    )
    address = PersonAddress.objects.get(person=person)
    assert address.is_hidden
    assert address.district == ""
    assert b"Kocasinan" not in bytes(address.sealed or b"")
    assert Person.objects.visible_to(clerk).filter(pk=person.pk).exists()
    assert not Person.objects.visible_to(colleague).filter(pk=person.pk).exists()
    assert not PersonAddress.objects.visible_to(clerk).exists(), "the clerk found the person, not the address"
    manager = actor(role="unit_manager")
    assert Person.objects.visible_to(manager).filter(pk=person.pk).exists(), "a manager names the staff"
    assert not PersonAddress.objects.visible_to(manager).exists()
    NamedStaff.objects.create(
        person=person, user_id=manager.id, named_by_id=manager.id, started_on=dt.date(2026, 11, 21)
    )
    assert PersonAddress.objects.visible_to(manager).exists()


def test_registration_is_audited_without_special_values(actor):
    clerk, where = actor(role="intake_clerk"), programme()
    person = register(clerk, programme_id=where.id, sensitive=[SensitiveDraft(kind="target_group", code="ex_offender")])
    event = AuditEvent.objects.get(action="person.registered")
    assert event.person_id == person.id
    assert event.reason == ""


def test_who_may_not_write_people_registers_nobody(actor):
    with pytest.raises(NotAllowed):
        register(actor(role="tenant_admin"))
    with pytest.raises(NotAllowed):
        register(actor(role="job_coach"))


def test_a_clerk_of_one_unit_registers_there_and_nowhere_else(actor):
    here, there = unit(), unit()
    clerk = in_unit("intake_clerk", here)
    assert register(clerk).unit_id == here.id
    assert problems(lambda: register(clerk, unit_id=there.id)) == {"unit": "outside_your_units"}


def test_a_draft_keeps_nothing_when_it_is_refused(actor):
    clerk = actor(role="intake_clerk")
    with pytest.raises(Invalid):
        operations.register_person(draft(channel="telepathy"), actor=clerk, now=NOW)
    assert not Person.objects.exists()


def test_a_clerk_of_two_units_says_which_one_it_is(actor):
    here, there = unit(), unit()
    clerk = in_unit("intake_clerk", here)
    both = dataclasses.replace(clerk, grants=(), unit_ids=frozenset({here.id, there.id}))
    assert problems(lambda: register(both)) == {"unit": "required"}
    assert register(both, unit_id=there.id).unit_id == there.id


def test_a_notice_that_is_not_in_force_is_refused_by_name(actor):
    given = operations.NoticeDraft(notice_id=new_id())
    found = problems(lambda: register(actor(role="intake_clerk"), notice=given))
    assert found == {"notice.notice": "no_such_notice"}
