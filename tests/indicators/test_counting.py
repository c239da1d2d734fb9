"""Counting people as facts stood on a day, with what is not known neither in nor silently out."""

import dataclasses
import datetime as dt
import uuid

import pytest
from django.db import connection

from apps.accounts.models import OrgUnit
from apps.accounts.rights import Right
from apps.indicators.compiling import compile_indicator
from apps.indicators.definitions import report_definition
from apps.indicators.facts import JOINS, POPULATIONS, Join, catalogue_of
from apps.indicators.queries import get_report, list_reports
from apps.people.operations import FactDraft, PersonDraft, SensitiveDraft, register_person
from apps.programmes.models import Programme
from omuz.conditions import Column, Marker
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.errors import DomainError, NotAllowed, NotFound

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
WRITER = system_actor("test", frozenset({Right.PEOPLE_WRITE, Right.PEOPLE_SPECIAL_WRITE}))
SPRING, AUTUMN = dt.date(2026, 3, 1), dt.date(2026, 9, 1)


@pytest.fixture
def programme(kayseri):
    unit = OrgUnit.objects.create(name="Birim")
    return Programme.objects.create(code="p", name="Program", unit=unit)


@pytest.fixture
def person(programme):
    def make(**values):
        draft = {
            "given_names": "Ayşe",
            "channel": "office",
            "registered_on": SPRING,
            "unit_id": programme.unit_id,
            "programme_id": programme.id,
            "sex": "female",
        }
        return register_person(PersonDraft(**(draft | values)), actor=WRITER, now=NOW)

    return make


def counted(reader, table, *, as_of=TODAY):
    report = get_report("mdis", actor=reader, as_of=as_of, today=TODAY)
    entry = next(entry for entry in report.tables if entry.definition.key == table)
    return {row.figure.key: row.figure.n for row in entry.rows if row.figure.n}, entry.counts


def test_a_fact_counts_from_its_first_day_to_the_day_before_its_end(person, reader):
    person(facts=[
        FactDraft(kind="employment", code="seeking", valid_from=SPRING, valid_to=AUTUMN),
        FactDraft(kind="employment", code="employed", valid_from=AUTUMN),
    ])  # fmt: skip
    day_before = AUTUMN - dt.timedelta(days=1)
    assert counted(reader, "employed_by_gender", as_of=day_before)[0] == {}
    assert counted(reader, "employed_by_gender", as_of=AUTUMN)[0] == {"female": 1}
    assert counted(reader, "gender", as_of=SPRING - dt.timedelta(days=1))[0] == {}


def test_an_unknown_employment_is_in_neither_cohort_and_is_said(person, reader):
    person()
    employed, counts = counted(reader, "employed_by_gender")
    assert (employed, counts.undecided) == ({}, 1)
    waiting, counts = counted(reader, "education")
    assert (waiting, counts.undecided, counts.denominator) == ({}, 1, 0)


def test_unknown_sex_and_age_have_a_row_of_their_own(person, reader):
    person(sex="", facts=[FactDraft(kind="employment", code="seeking")])
    assert counted(reader, "gender")[0] == {"unknown": 1}
    assert counted(reader, "age")[0] == {"unknown": 1}


@pytest.mark.parametrize(
    ("born", "on", "band"),
    [
        (dt.date(2001, 9, 1), dt.date(2026, 8, 31), "15-24"),
        (dt.date(2001, 9, 1), dt.date(2026, 9, 1), "25-34"),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 1), "15-24"),
        (dt.date(1961, 3, 2), dt.date(2026, 3, 1), "55-64"),
        (dt.date(1961, 3, 1), dt.date(2026, 3, 1), "65+"),
        (dt.date(2015, 1, 1), dt.date(2026, 3, 1), "outside"),
    ],
)
def test_bands_change_on_the_birthday(person, reader, born, on, band):
    person(birth_date=born, birth_precision="day", facts=[FactDraft(kind="employment", code="student")])
    assert counted(reader, "age", as_of=on)[0] == {band: 1}


def test_one_person_in_two_groups_is_two_memberships_and_one_person(person, reader):
    person(
        facts=[FactDraft(kind="employment", code="seeking")],
        sensitive=[
            SensitiveDraft(kind="target_group", code="disabled", rank="primary"),
            SensitiveDraft(kind="target_group", code="poverty"),
            SensitiveDraft(kind="disability_group", code="visual"),
            SensitiveDraft(kind="disability_group", code="hearing"),
        ],
    )
    assert counted(reader, "disability")[0] == {"visual": 1, "hearing": 1}
    assert counted(reader, "disability")[1].denominator == 2
    assert counted(reader, "target_group")[0] == {"disabled": 1}


def test_a_group_recorded_for_two_programmes_is_one_membership(person, programme, reader):
    other = Programme.objects.create(code="q", name="Başka", unit=programme.unit)
    both = [
        SensitiveDraft(kind="disability_group", code="visual", programme_id=key) for key in (programme.id, other.id)
    ]
    person(facts=[FactDraft(kind="employment", code="seeking")], sensitive=both)
    assert counted(reader, "disability")[0] == {"visual": 1}


def test_a_reader_of_one_unit_counts_its_people_only(person, programme, reader):
    person()
    elsewhere = OrgUnit.objects.create(name="Başka birim")

    def reader_of(unit_id: uuid.UUID) -> Actor:
        return Actor(
            id=reader.id, label="", kind="staff", rights=frozenset({Right.REPORTS_READ}), unit_ids=frozenset({unit_id})
        )

    assert counted(reader_of(programme.unit_id), "gender")[0] == {"female": 1}
    assert counted(reader_of(elsewhere.id), "gender")[0] == {}


def test_a_reader_of_one_programme_counts_its_people_only(person, programme, reader):
    person()
    other = Programme.objects.create(code="q", name="Başka", unit=programme.unit)
    for key, wanted in ((programme.id, {"female": 1}), (other.id, {})):
        limited = dataclasses.replace(reader, programme_ids=frozenset({key}))
        assert counted(limited, "gender")[0] == wanted


def test_people_under_confidentiality_count_like_everyone(person, reader):
    person(is_confidential=True)
    assert counted(reader, "gender")[0] == {"female": 1}


def test_every_fact_and_population_runs_in_postgresql_and_adds_no_lines(person, kayseri):
    person(sensitive=[SensitiveDraft(kind="disability_group", code="visual")])
    with connection.cursor() as cursor:
        for unit, population in POPULATIONS.items():
            lines = None
            for fact in [None, *catalogue_of(unit)]:
                join = JOINS.get(fact.name, Join("")) if fact else Join("")
                column = fact.column if fact else Column("1")
                params = (*column.params, *population.source.params, *join.params, *population.where.params)
                where = population.where.sql.replace("{reach}", "TRUE")
                cursor.execute(
                    f"SELECT {column.sql} FROM {population.source.sql} {join.sql} WHERE {where}",
                    [TODAY if value is Marker.DECISION_DAY else value for value in params],
                )
                found = len(cursor.fetchall())
                lines = found if lines is None else lines
                assert found == lines, fact


def test_an_indicator_compiles_to_one_statement_with_bound_values(kayseri):
    for indicator in report_definition("mdis").tables:
        statement = compile_indicator(indicator, on=TODAY)
        assert ";" not in statement.sql
        assert str(TODAY) not in statement.sql
        assert statement.sql.count("%s") == len(statement.params)


def test_reports_need_the_right_a_name_and_a_possible_day(kayseri, reader):
    stranger = system_actor("test")
    with pytest.raises(NotAllowed):
        get_report("mdis", actor=stranger, as_of=None, today=TODAY)
    with pytest.raises(NotAllowed):
        list_reports(actor=stranger, today=TODAY)
    with pytest.raises(NotFound):
        get_report("other", actor=reader, as_of=None, today=TODAY)
    for day in (TODAY + dt.timedelta(days=1), dt.date(1900, 1, 1)):
        with pytest.raises(DomainError, match="as_of"):
            get_report("mdis", actor=reader, as_of=day, today=TODAY)
