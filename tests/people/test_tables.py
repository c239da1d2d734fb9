"""What the tables themselves refuse, whoever writes to them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from apps.people.models import Person, PersonFact
from omuz.kernel.ids import new_id
from tests.support.staff import NOW

TODAY = dt.date(2026, 11, 21)


def a_person(**values):
    fields = {"given_names": "Ayşe", "surname": "Işık", "channel": "office", "registered_on": TODAY}
    fields |= {"file_number": f"2026-{new_id().hex[-8:]}", "registered_by_id": new_id()}
    return Person.objects.create(**(fields | values))


def refused():
    return pytest.raises(IntegrityError)


def test_person_is_found_by_folded_words_and_sorted_by_turkish_alphabet(kayseri):
    for surname in ("Zor", "Işık", "İnan", "Çelik", "Cengiz", "Ünal", "Uysal"):
        a_person(surname=surname, given_names="Ali")
    assert list(Person.objects.filter(search_text__contains=" isi").values_list("surname", flat=True)) == ["Işık"]
    ordered = Person.objects.order_by("sort_key").values_list("surname", flat=True)
    assert list(ordered) == ["Cengiz", "Çelik", "Işık", "İnan", "Uysal", "Ünal", "Zor"]


def test_person_needs_a_name_or_a_working_label(kayseri):
    a_person(given_names="", surname="", working_label="parktaki genç")
    with refused(), transaction.atomic():
        a_person(given_names="", surname="")


def test_birth_date_says_no_more_than_is_known(kayseri):
    a_person(birth_precision="year", birth_date=dt.date(1980, 1, 1))
    with refused(), transaction.atomic():
        a_person(birth_precision="year", birth_date=dt.date(1980, 2, 1))
    with refused(), transaction.atomic():
        a_person(birth_precision="unknown", birth_date=dt.date(1980, 1, 1))


def test_two_facts_of_one_kind_cannot_hold_on_the_same_day(kayseri):
    person = a_person()
    common = {"person": person, "kind": "education", "recorded_at": NOW, "recorded_by_id": new_id()}
    PersonFact.objects.create(**common, code="primary", valid_to=dt.date(2020, 6, 1))
    PersonFact.objects.create(**common, code="lower_secondary", valid_from=dt.date(2020, 6, 1))
    with refused(), transaction.atomic():
        PersonFact.objects.create(**common, code="bachelor", valid_from=dt.date(2024, 6, 1))
    assert PersonFact.objects.as_of(dt.date(2019, 1, 1)).get().code == "primary"
    assert PersonFact.objects.as_of(TODAY).get().code == "lower_secondary"
