"""The demo's people: exactly Kayseri's published counts, plausible lives, and nobody who could exist."""

import datetime as dt
import re
from collections import Counter
from itertools import pairwise

import pytest
from stdnum.tr import tckimlik

from omuz.demo import identity
from omuz.demo.people.build import MUNICIPALITIES, demo_people
from omuz.demo.people.dates import ISKEP, NOTICE_SINCE, age_on
from omuz.demo.people.margins import counts
from omuz.demo.people.names import MEN, REMARKABLE, SURNAMES, WOMEN
from omuz.demo.people.records import DemoPerson
from omuz.kernel.text import tr_lower

EVERYONE = [person for slug in MUNICIPALITIES for person in demo_people(slug)]
KAYSERI = demo_people("kayseri")
EMPLOYED = {"employed", "self_employed"}
#: Mayors, ministers and a governor: no generated person may bear one of these names.
OFFICIALS = (
    "demir tugay soyer çelik büyükkılıç özhaseki erdoğan özel bahçeli imamoğlu yavaş şimşek yerlikaya göktaş ışıkhan "
    "gül atatürk tunç tekin günden"
)


def holding(person: DemoPerson, kind: str, day: dt.date, rank: str = "") -> list[str]:
    codes = [*person.facts, *person.sensitive]
    return [
        code.code
        for code in codes
        if code.kind == kind
        and (not rank or code.rank == rank)
        and code.valid_from <= day
        and (code.valid_to is None or code.valid_to > day)
    ]


def waiting() -> list[DemoPerson]:
    return [p for p in KAYSERI if not set(holding(p, "employment", ISKEP.pinned)) & EMPLOYED]


def in_band(person: DemoPerson) -> str:
    assert person.birth_date
    age = age_on(person.birth_date, ISKEP.pinned)
    bands = {"15-24": 24, "25-34": 34, "35-44": 44, "45-54": 54, "55-64": 64, "65+": 200}
    assert age >= 15
    return next(key for key, oldest in bands.items() if age <= oldest)


def test_kayseri_has_824_people_of_whom_77_work_on_the_last_day_of_the_project():
    assert Counter(p.sex for p in KAYSERI) == counts("gender")
    employed = [p for p in KAYSERI if set(holding(p, "employment", ISKEP.pinned)) & EMPLOYED]
    assert Counter(p.sex for p in employed) == counts("employed_by_gender")


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("age", lambda p: [in_band(p)]),
        ("education", lambda p: holding(p, "education", ISKEP.pinned)),
        ("target_group", lambda p: holding(p, "target_group", ISKEP.pinned, "primary")),
        ("disability", lambda p: holding(p, "disability_group", ISKEP.pinned)),
    ],
)
def test_the_747_who_do_not_work_meet_every_table_at_once(table, values):
    assert Counter(value for person in waiting() for value in values(person)) == counts(table)


def test_some_have_several_disabilities_and_some_disabled_people_are_filed_as_poor():
    groups = {p.serial: holding(p, "disability_group", ISKEP.pinned) for p in KAYSERI}
    assert sum(len(g) > 1 for g in groups.values()) == 11
    assert any(len(g) == 3 for g in groups.values())
    primary = {p.serial: holding(p, "target_group", ISKEP.pinned, "primary") for p in KAYSERI}
    assert all(groups[serial] for serial, group in primary.items() if group == ["disabled"])
    assert any(groups[serial] for serial, group in primary.items() if group == ["poverty"])


def test_the_same_people_come_out_every_time():
    assert demo_people("kayseri") == KAYSERI


def test_nobody_is_registered_outside_of_the_project_or_on_a_weekend():
    assert all(ISKEP.starts <= p.registered_on <= ISKEP.pinned for p in KAYSERI)
    assert all(p.registered_on.weekday() < 5 for p in EVERYONE)


def test_nobody_finished_a_school_before_an_age_at_which_one_can():
    oldest_needed = {"bachelor": 22, "associate": 20, "upper_secondary": 17, "vocational_secondary": 17}
    for person in EVERYONE:
        for fact in person.facts:
            if fact.kind == "education" and person.birth_date:
                assert age_on(person.birth_date, fact.valid_from) >= oldest_needed.get(fact.code, 14), person


def test_every_history_is_a_chain_without_gaps_or_overlaps_that_starts_at_registration():
    for person in EVERYONE:
        for kind in {fact.kind for fact in person.facts}:
            chain = [fact for fact in person.facts if fact.kind == kind]
            assert chain[0].valid_from == person.registered_on
            assert chain[-1].valid_to is None
            for earlier, later in pairwise(chain):
                assert earlier.valid_from < later.valid_from == earlier.valid_to


def test_other_days_give_other_figures():
    def employed_on(day: dt.date) -> int:
        return sum(bool(set(holding(p, "employment", day)) & EMPLOYED) for p in KAYSERI)

    assert employed_on(dt.date(2015, 12, 31)) < 77 < employed_on(dt.date(2026, 6, 30))


def test_no_identity_number_can_belong_to_anyone():
    for person in EVERYONE:
        if person.identity is None:
            assert "identity" in dict(person.missing)
        elif person.identity.kind == "tckn":
            value = person.identity.value
            assert value.startswith("0"), "an issued number never starts with 0"
            assert not tckimlik.is_valid(value)
            assert checks(value), "the checksum itself must hold, so that it is exercised"
        elif person.identity.kind == "foreigner":
            assert re.fullmatch(r"99[0-9]{8}[13579]", person.identity.value), "an issued number ends in an even digit"
            assert not checks(person.identity.value)
        else:
            assert person.identity.value.startswith("ORNEK")


def checks(value: str) -> bool:
    digits = [int(digit) for digit in value]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[9] == tenth and digits[10] == sum(digits[:10]) % 10


@pytest.mark.parametrize(
    ("serial", "number"), [(10_000_001, "01000000168"), (12_345_678, "01234567840"), (90_000_099, "09000009952")]
)
def test_check_digits_are_those_of_the_published_rule(serial, number):
    assert identity.fictional_tckn(serial) == number


def test_numbers_phones_and_addresses_are_unique_and_fictional():
    numbers = [p.identity.value for p in EVERYONE if p.identity]
    assert len(numbers) == len(set(numbers))
    assert all(p.phone == "" or re.fullmatch(r"\+90000[0-9]{7}", p.phone) for p in EVERYONE)
    assert all(p.email == "" or re.fullmatch(r"[a-z.]+[0-9]+@example\.org", p.email) for p in EVERYONE)
    assert len({p.serial for p in EVERYONE}) == len(EVERYONE)


def test_no_one_bears_the_name_of_an_official():
    assert not set(OFFICIALS.split()) & {tr_lower(part) for p in EVERYONE for part in p.surname.split()}
    assert len(set(SURNAMES)) >= 100
    assert len(set(WOMEN)) + len(set(MEN)) >= 150


def test_names_of_the_smaller_municipalities_hold_every_turkish_letter():
    letters = set(tr_lower("".join(given + surname for given, surname, _ in REMARKABLE)))
    assert set("abcçdefgğhıijklmnoöprsştuüvyz") <= letters
    assert {len(demo_people("izmir")), len(demo_people("torbali"))} == {60, 40}


def test_what_is_missing_has_a_reason_and_nothing_else_is_missing():
    for person in EVERYONE:
        missing = dict(person.missing)
        assert (person.registered_on < NOTICE_SINCE) == ("privacy_notice" in missing)
        assert (person.birth_date is None) == ("birth_date" in missing)
        assert (person.neighbourhood == "") == ("address" in missing)
        assert (not person.phone and not person.email) == ("contact" in missing)
    assert {reason for p in KAYSERI for _, reason in p.missing} >= {"not_presented", "unknown", "archive"}


def test_households_share_a_surname_and_an_address():
    for number in {p.household for p in KAYSERI} - {0}:
        members = [p for p in KAYSERI if p.household == number]
        assert len(members) > 1
        assert len({(p.surname, p.district, p.neighbourhood) for p in members}) == 1
        assert [p.household_role for p in members].count("head") == 1
