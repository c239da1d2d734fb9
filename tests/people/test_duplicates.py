"""Duplicate warnings: why, how sure, and nothing about programmes."""

import datetime as dt

import pytest

from apps.people.operations import IdentityDraft, PhoneDraft
from apps.people.operations.merging import decide_duplicate
from apps.people.queries.duplicates import Candidate, candidate_of, find_duplicates
from tests.people.support import NOW, demo_number, in_unit, register, unit

BORN = dt.date(1985, 4, 3)


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


def matches(actor, **known):
    return [(m.score, m.reasons) for m in find_duplicates(Candidate(**known), actor=actor).matches]


def test_the_same_number_is_certain(clerk):
    number = IdentityDraft(kind="tckn", number=demo_number())
    register(clerk, identities=[number])
    assert matches(clerk, identities=[number]) == [(100, ("Kimlik numarası aynı",))]


def test_the_same_name_in_another_spelling_and_birth_date(clerk):
    register(clerk, birth_date=BORN)
    assert matches(clerk, given_names="AYSE", surname="ISIK", birth_date=BORN) == [(90, ("Adı ve doğum tarihi aynı",))]


def test_a_similar_name_of_the_same_year(clerk):
    register(clerk, given_names="Ayşegül", surname="Yıldırım", birth_date=BORN)
    found = matches(clerk, given_names="Ayşe Gül", surname="Yıldırım", birth_date=dt.date(1985, 1, 1),
                    birth_precision="year")  # fmt: skip
    assert found == [(50, ("Adı benzer, doğum yılı aynı",))]


def test_a_shared_telephone_is_a_hint_and_adds_to_a_name(clerk):
    register(clerk, phones=[PhoneDraft(number="0532 123 45 67")])
    assert matches(clerk, given_names="Ali", surname="Kaya", phones=["+905321234567"])[0][0] == 60
    both = matches(clerk, given_names="Ayşe", surname="Işık", phones=["5321234567"])
    assert both == [(65, ("Adı aynı; birinin doğum tarihi bilinmiyor", "Telefon numarası aynı"))]


def test_strangers_are_no_match(clerk):
    register(clerk, birth_date=BORN)
    assert matches(clerk, given_names="Fatma", surname="Çelik", birth_date=BORN) == []
    assert matches(clerk) == []


def test_an_unreachable_holder_of_a_number_is_only_a_sign(actor):
    number = IdentityDraft(kind="tckn", number=demo_number())
    register(in_unit("intake_clerk", unit()), identities=[number], birth_date=BORN)
    other = in_unit("intake_clerk", unit())
    found = find_duplicates(
        Candidate(identities=[number], given_names="Ayşe", surname="Işık", birth_date=BORN), actor=other
    )
    assert (found.matches, found.registered_elsewhere) == ((), True)


def test_people_decided_to_be_different_warn_nobody_again(clerk):
    one, two = register(clerk, birth_date=BORN), register(clerk, birth_date=BORN)
    assert [m.person for m in find_duplicates(candidate_of(one), actor=clerk).matches] == [two]
    decide_duplicate(two.id, one.id, actor=clerk, verdict="different", reason="İkizler", now=NOW)
    assert find_duplicates(candidate_of(one), actor=clerk).matches == ()
    assert find_duplicates(candidate_of(two), actor=clerk).matches == ()
