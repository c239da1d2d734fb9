"""Changes and corrections of facts, and editing by two people."""

import datetime as dt

import pytest

from apps.people import operations
from apps.people.models import Person, PersonAddress, PersonFact, PersonIdentity, PersonPhone
from apps.people.operations import AddressDraft, FactDraft, IdentityDraft, PhoneDraft
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tests.people.support import NOW, TODAY, demo_number, in_unit, register, unit


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


def on(person, day, kind="employment"):
    row = PersonFact.objects.as_of(day).filter(person=person, kind=kind).first()
    return row.code if row else None


def test_a_change_keeps_what_held_before(clerk):
    person = register(clerk, facts=[FactDraft(kind="employment", code="seeking")])
    operations.change_fact(
        person.id,
        FactDraft(kind="employment", code="employed", valid_from=dt.date(2026, 3, 1)),
        actor=clerk,
        now=NOW,
    )
    assert on(person, dt.date(2026, 2, 28)) == "seeking"
    assert on(person, dt.date(2026, 3, 1)) == "employed"


def test_a_change_in_the_past_fits_between_what_is_known(clerk):
    person = register(clerk, facts=[FactDraft(kind="education", code="primary")])
    for code, day in (("upper_secondary", dt.date(2020, 6, 1)), ("lower_secondary", dt.date(2016, 6, 1))):
        operations.change_fact(person.id, FactDraft(kind="education", code=code, valid_from=day), actor=clerk, now=NOW)
    days = [dt.date(2015, 1, 1), dt.date(2018, 1, 1), TODAY]
    assert [on(person, day, "education") for day in days] == ["primary", "lower_secondary", "upper_secondary"]


def test_a_change_without_a_day_is_refused_and_a_correction_replaces_what_was_wrong(clerk):
    person = register(clerk, facts=[FactDraft(kind="marital", code="single")])
    with pytest.raises(Invalid) as caught:
        operations.change_fact(person.id, FactDraft(kind="marital", code="married"), actor=clerk, now=NOW)
    assert caught.value.problems[0].code == "change_needs_day"
    wrong = PersonFact.objects.get(person=person)
    right = operations.correct_fact(
        wrong.id, actor=clerk, version=1, code="married", valid_from=None, valid_to=None, reason="Yanlış işaretlenmiş",
        now=NOW,
    )  # fmt: skip
    wrong.refresh_from_db()
    assert wrong.superseded_at == NOW
    assert right.corrects_id == wrong.id
    assert on(person, dt.date(2000, 1, 1), "marital") == "married"


def test_the_second_of_two_changes_of_the_same_fact_is_told(clerk):
    person = register(clerk, facts=[FactDraft(kind="employment", code="seeking")])
    seen = PersonFact.objects.get(person=person).id
    changed = FactDraft(kind="employment", code="employed", valid_from=dt.date(2026, 5, 1))
    operations.change_fact(person.id, changed, actor=clerk, now=NOW, replaces=seen)
    later = FactDraft(kind="employment", code="student", valid_from=dt.date(2026, 6, 1))
    with pytest.raises(Conflict):
        operations.change_fact(person.id, later, actor=clerk, now=NOW, replaces=seen)


def test_an_edit_from_an_older_version_changes_nothing(clerk):
    person = register(clerk)
    operations.update_person(person.id, actor=clerk, version=1, changes={"surname": "Işıklı"}, now=NOW)
    with pytest.raises(Conflict):
        operations.update_person(person.id, actor=clerk, version=1, changes={"surname": "Karanlık"}, now=NOW)
    person.refresh_from_db()
    assert (person.surname, person.version) == ("Işıklı", 2)


def test_an_edit_changes_what_it_names_and_nothing_else(clerk):
    person = register(clerk, email="a@example.org", birth_date=dt.date(1990, 5, 5))
    operations.update_person(
        person.id,
        actor=clerk,
        version=1,
        changes={"birth_date": dt.date(1991, 5, 5), "birth_precision": "year"},
        now=NOW,
    )
    person.refresh_from_db()
    assert (person.birth_date, person.email) == (dt.date(1991, 1, 1), "a@example.org")
    with pytest.raises(Invalid):
        operations.update_person(person.id, actor=clerk, version=2, changes={"channel": ""}, now=NOW)
    with pytest.raises(Invalid):
        operations.update_person(person.id, actor=clerk, version=2, changes={"file_number": "1"}, now=NOW)


def test_people_of_another_unit_do_not_exist(actor):
    person = register(in_unit("intake_clerk", unit()))
    other = in_unit("intake_clerk", unit())
    with pytest.raises(NotFound):
        operations.update_person(person.id, actor=other, version=1, changes={"surname": "X"}, now=NOW)
    assert not Person.objects.visible_to(other).exists()


def test_phones_have_one_preferred_and_no_twin(clerk):
    person = register(clerk, phones=[PhoneDraft(number="05321234567", is_preferred=True)])
    row = operations.add_phone(
        person.id, PhoneDraft(number="0352 222 11 22", kind="home", is_preferred=True), actor=clerk, now=NOW
    )
    assert PersonPhone.objects.get(is_preferred=True).id == row.id
    with pytest.raises(Invalid):
        operations.add_phone(person.id, PhoneDraft(number="+90 532 123 45 67"), actor=clerk, now=NOW)
    operations.change_phone(row.id, None, actor=clerk, version=1, now=NOW)
    assert PersonPhone.objects.filter(person=person, ended_on__isnull=True).count() == 1


def test_a_move_keeps_the_old_address_and_a_correction_supersedes_it(clerk):
    person = register(clerk, address=AddressDraft(province="Kayseri", district="Talas"))
    operations.change_address(
        person.id, AddressDraft(province="Kayseri", district="Melikgazi", valid_from=dt.date(2026, 1, 1)),
        actor=clerk, now=NOW,
    )  # fmt: skip
    then = PersonAddress.objects.as_of(dt.date(2025, 1, 1)).get(person=person)
    assert then.district == "Talas"
    operations.change_address(
        person.id, AddressDraft(province="Kayseri", district="Kocasinan"), actor=clerk, now=NOW, corrects_current=True
    )
    current = PersonAddress.objects.as_of(TODAY).get(person=person)
    assert (current.district, current.valid_from) == ("Kocasinan", dt.date(2026, 1, 1))


def test_a_new_identity_number_supersedes_the_old_one_with_a_reason(clerk):
    old, new = demo_number(), demo_number()
    person = register(clerk, identities=[IdentityDraft(kind="tckn", number=old)])
    with pytest.raises(DomainError):
        operations.add_identity(person.id, IdentityDraft(kind="tckn", number=new), actor=clerk, now=NOW)
    operations.add_identity(
        person.id, IdentityDraft(kind="tckn", number=new), actor=clerk, now=NOW, reason="Yanlış yazılmış"
    )
    assert PersonIdentity.objects.filter(person=person, superseded_at__isnull=True).count() == 1
    assert [number for _, number in operations.reveal_identities(person.id, actor=clerk, now=NOW)] == [new]
    register(clerk, identities=[IdentityDraft(kind="tckn", number=old)])


def test_identity_numbers_open_for_who_may_read_them(actor, clerk):
    person = register(clerk, interviewer_id=(coach := actor(role="job_coach")).id)
    with pytest.raises(NotAllowed):
        operations.reveal_identities(person.id, actor=coach, now=NOW)
