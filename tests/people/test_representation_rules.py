"""Who may sign, see and be notified (readings 12). No database."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.people.enums import RepresentativeKind as Kind
from apps.people.rules.medical import Birth
from apps.people.rules.representation import (
    Representation,
    authority_of,
    check_representation,
    representation_warnings,
)

TODAY = dt.date(2026, 11, 21)
CHILD = Birth(dt.date(2014, 5, 1), "day")
GROWN = Birth(dt.date(1980, 5, 1), "day")
FULL = {"document_ref": "Kayseri 2. SHM 2024/15", "scope": "Konut satışı", "document_seen_on": TODAY}


def authority(kind, birth=GROWN, on=TODAY, **values):
    return authority_of(Representation(kind=kind, **(FULL | values)), birth=birth, on=on)


@pytest.mark.parametrize("kind", [Kind.RELATIVE, Kind.CAREGIVER])
def test_a_relative_or_caregiver_has_no_authority_whatever_is_shown(kind):
    found = authority(kind)
    assert not any((found.may_sign, found.signs_together, found.may_see, found.is_notified))
    assert found.reason
    assert found.article


@pytest.mark.parametrize(
    ("kind", "signs", "together", "notified", "limited"),
    [
        (Kind.EXTENDED_CUSTODY, True, False, True, ""),
        (Kind.GUARDIAN, True, False, True, ""),
        (Kind.TRUSTEE, True, False, True, "Konut satışı"),
        (Kind.LEGAL_ADVISER, False, True, False, "Konut satışı"),
        (Kind.ATTORNEY, True, False, True, "Konut satışı"),
    ],
)
def test_each_kind_may_what_its_article_gives(kind, signs, together, notified, limited):
    found = authority(kind)
    assert (found.may_sign, found.signs_together, found.is_notified) == (signs, together, notified)
    assert (found.may_see, found.limited_to, found.reason) == (True, limited, "")
    assert found.article.startswith(("TMK", "TBK"))


@pytest.mark.parametrize("kind", [k for k in Kind if k not in {Kind.PARENT, Kind.RELATIVE, Kind.CAREGIVER}])
@pytest.mark.parametrize(
    "missing",
    [
        {"document_ref": ""},
        {"document_seen_on": None},
        {"starts_on": TODAY + dt.timedelta(days=1)},
        {"ends_on": TODAY - dt.timedelta(days=1)},
    ],
)
def test_without_a_seen_document_in_its_days_nobody_signs_or_sees(kind, missing):
    found = authority(kind, **missing)
    assert not any((found.may_sign, found.signs_together, found.may_see, found.is_notified))
    assert found.reason


@pytest.mark.parametrize("kind", [Kind.TRUSTEE, Kind.LEGAL_ADVISER, Kind.ATTORNEY])
def test_a_limited_authority_needs_to_say_what_it_covers(kind):
    assert not authority(kind, scope="").may_see


def test_a_parents_authority_ends_on_the_eighteenth_birthday():
    turning = Birth(dt.date(2008, 11, 22), "day")
    assert authority(Kind.PARENT, turning).may_sign
    assert not authority(Kind.PARENT, turning, on=dt.date(2026, 11, 22)).may_sign
    assert not authority(Kind.PARENT, Birth(None, "unknown")).may_sign
    assert authority(Kind.PARENT, CHILD, document_ref="").may_sign


@given(kind=st.sampled_from(Kind), on=st.dates(), born=st.dates(max_value=TODAY), seen=st.none() | st.just(TODAY))
def test_who_signs_or_is_notified_always_may_see_and_rests_on_an_article(kind, on, born, seen):
    found = authority(kind, Birth(born, "day"), on=on, document_seen_on=seen)
    assert found.article
    if found.may_sign or found.signs_together or found.is_notified:
        assert found.may_see
        assert seen is not None
    else:
        assert found.reason


def test_staff_are_warned_before_an_authority_ends_and_a_child_comes_of_age():
    rep = Representation(kind=Kind.GUARDIAN, ends_on=TODAY + dt.timedelta(days=30), **FULL)

    def codes(one, birth):
        return [w.code for w in representation_warnings(one, birth=birth, on=TODAY)]

    assert codes(rep, GROWN) == ["ends_soon"]
    assert codes(dataclasses.replace(rep, ends_on=TODAY - dt.timedelta(days=1)), GROWN) == ["ended"]
    assert codes(dataclasses.replace(rep, ends_on=None, document_seen_on=None), GROWN) == ["document_not_seen"]
    parent = Representation(kind=Kind.PARENT, document_seen_on=TODAY)
    assert codes(parent, Birth(dt.date(2008, 12, 24), "day")) == ["comes_of_age"]
    assert codes(parent, Birth(dt.date(2008, 11, 21), "day")) == ["came_of_age"]
    assert codes(Representation(kind=Kind.RELATIVE), GROWN) == []


def test_what_cannot_be_is_named():
    def problems(kind, birth=GROWN, *, receives=False, **values):
        rep = Representation(kind=kind, **values)
        found = check_representation(rep, receives_notices=receives, birth=birth, today=TODAY)
        return {p.field: p.code for p in found}

    assert problems(Kind.RELATIVE, receives=True) == {"receives_notices": "no_authority"}
    assert problems(Kind.CAREGIVER, document_seen_on=TODAY) == {"document_seen": "no_authority"}
    assert problems(Kind.PARENT) == {"kind": "not_a_minor"}
    assert problems(Kind.PARENT, CHILD) == {}
    assert problems(Kind.GUARDIAN, starts_on=TODAY, ends_on=dt.date(2020, 1, 1)) == {"ends_on": "ends_before_start"}
