"""Finding people from one box."""

import pytest

from apps.people.models import Person
from apps.people.operations import IdentityDraft, PhoneDraft
from apps.people.queries.search import matching, search_people
from tests.people.support import demo_number, in_unit, register, unit


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


def found(text, actor):
    return [(m.person.given_names + " " + m.person.surname).strip() for m in search_people(text, actor=actor)]


@pytest.mark.parametrize("typed", ["IŞIK", "ışık", "isik", "Işik", "ayşe isik", "ISIK AYSE", "ay ış"])
def test_names_are_found_in_any_spelling_and_order(clerk, typed):
    register(clerk, given_names="Ayşe", surname="Işık")
    register(clerk, given_names="Fatma", surname="Çelik")
    assert found(typed, clerk) == ["Ayşe Işık"]


def test_whole_names_come_before_beginnings(clerk):
    for given, surname in (("Alican", "Demir"), ("Zeynep", "Ali"), ("Ali", "Yılmaz"), ("Ali", "Can")):
        register(clerk, given_names=given, surname=surname)
    assert found("ali", clerk) == ["Ali Can", "Ali Yılmaz", "Zeynep Ali", "Alican Demir"]
    assert found("ali can", clerk)[0] == "Ali Can"


def test_a_part_inside_a_word_finds_nobody(clerk):
    register(clerk, given_names="Ayşe", surname="Işık")
    assert found("şık", clerk) == []
    assert found("%", clerk) == []
    assert found("a", clerk) == []


def test_identity_numbers_match_whole_only(clerk):
    number = demo_number()
    register(clerk, identities=[IdentityDraft(kind="tckn", number=number)])
    assert found(f"{number[:3]} {number[3:6]} {number[6:]}", clerk) == ["Ayşe Işık"]
    assert found(number[:10], clerk) == []


@pytest.mark.parametrize("typed", ["0532 123 45 67", "+90 (532) 123-4567", "5321234567", "123 45 67", "00905321234567"])
def test_telephones_are_found_in_any_spelling(clerk, typed):
    register(clerk, phones=[PhoneDraft(number="0532 123 45 67")])
    assert found(typed, clerk) == ["Ayşe Işık"]


def test_file_numbers_and_addresses_of_mail_are_found(clerk):
    person = register(clerk, email="Ayse.Isik@example.org")
    assert found(person.file_number, clerk) == found("2026-1", clerk) == ["Ayşe Işık"]
    assert found("ayse.isik@EXAMPLE.org", clerk) == ["Ayşe Işık"]


def test_passports_are_found_whatever_their_country(clerk):
    register(clerk, identities=[IdentityDraft(kind="passport", number="U 1234567", country="SY")])
    assert found("u1234567", clerk) == ["Ayşe Işık"]


def test_nobody_is_found_outside_of_the_own_units(actor):
    register(in_unit("intake_clerk", unit()))
    assert found("ışık", in_unit("intake_clerk", unit())) == []


def test_the_box_takes_one_query_for_names(clerk, django_assert_num_queries):
    register(clerk)
    with django_assert_num_queries(1):
        found("ayşe ış", clerk)


@pytest.mark.parametrize("typed", ["0000 555 01 01", "5550101", "ışık"])
def test_the_list_is_narrowed_by_what_the_one_box_finds(clerk, typed):
    wanted = register(clerk, given_names="Ayşe", surname="Işık", phones=[PhoneDraft(number="0000 555 01 01")])
    register(clerk, given_names="Fatma", surname="Çelik", phones=[PhoneDraft(number="0000 555 02 02")])
    visible = Person.objects.visible_to(clerk)
    assert [one.pk for one in matching(typed, visible)] == [wanted.pk]
    assert [one.pk for one in matching(wanted.file_number, visible)] == [wanted.pk]
