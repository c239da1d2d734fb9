"""A programme's own figures: a made-up one counted by hand, and its SQL against the evaluator on random conditions."""

import copy
import dataclasses
import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import OrgUnit
from apps.accounts.rights import Right
from apps.cases.models import CaseFact
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import close_case
from apps.cases.operations.opening import open_case
from apps.cases.operations.steps import take_transition
from apps.indicators.compiling import compile_indicator, is_total
from apps.indicators.definitions import Cohort, Dimension, Indicator, Words
from apps.indicators.enums import NONE, OUTSIDE, UNKNOWN, Unit
from apps.indicators.grounds import programme_ground
from apps.indicators.queries import get_report, list_reports
from apps.people.models import SensitiveFact
from apps.people.operations import FactDraft, SensitiveDraft
from apps.privacy.models import PurposeBasis
from apps.programmes.definition import read
from apps.programmes.definition.checking import check
from apps.programmes.definition.checking.indicators import SUBJECTS
from apps.programmes.operations.versions import retire_version
from apps.programmes.queries.versions import definition_of
from apps.programmes.registry import CountedFor, Subject, catalogue_for, load_facts
from omuz.conditions import FactType, Truth, evaluate, parse_or_raise
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.ids import new_id
from tests.cases.support import KITCHEN, kitchen, kitchen_document, person_of
from tests.people.support import in_unit
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
EARLIER = NOW - dt.timedelta(days=10)
FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def rule(field, operator, value=None):
    return {"combinator": "and", "rules": [{"field": field, "operator": operator, "value": value}]}


def figure(key, unit="case", **parts):
    return {"key": key, "title": {"tr": key.capitalize()}, "unit": unit} | parts


INDICATORS = [
    figure("by_stage", dimension="case.stage"),
    figure("open_by_size", filter=rule("case.state", "=", "open"), dimension="case.household_size",
           bands=[{"key": "small", "label": {"tr": "1-4"}, "low": 1, "high": 4},
                  {"key": "large", "label": {"tr": "5-8"}, "low": 5, "high": 8}]),
    figure("delivered", filter=rule("case.delivered", "=", True), denominator=rule("case.delivered", "notNull")),
    figure("by_meal", dimension="case.meals"),
    figure("by_allergy", dimension="case.allergies"),
    figure("by_sex", "person", dimension="sex", denominator={"combinator": "and", "rules": []}),
    figure("by_group", "person", dimension="target_groups"),
    figure("working", "person", filter=rule("employment", "in", ["employed"]), dimension="sex"),
    figure("women_delivered", filter={"combinator": "and", "rules": [
        {"field": "sex", "operator": "=", "value": "female"},
        {"field": "case.delivered", "operator": "=", "value": True}]}),
]  # fmt: skip
MORE_QUESTIONS = [
    {"key": "ana_ogun", "kind": "choice", "label": {"tr": "Ana öğün"}, "choices": "ogun", "feeds": "main_meal"},
    {"key": "agir_alerji", "kind": "choice", "label": {"tr": "En ağır alerji"}, "choices": "alerji", "special": True,
     "feeds": "worst_allergy", "privacy": {"purpose": {"tr": "Uygunluk"}, "legal_basis": "explicit_consent"}},
    {"key": "uzaklik", "kind": "number", "label": {"tr": "Uzaklık (km)"}, "feeds": "distance"},
    {"key": "sokak", "kind": "text", "label": {"tr": "Sokak"}, "feeds": "street"},
]  # fmt: skip


def document(**parts):
    forms = copy.deepcopy(KITCHEN["forms"])
    forms[0]["sections"][0]["items"] += copy.deepcopy(MORE_QUESTIONS)
    return {"indicators": INDICATORS, "forms": forms} | parts


@pytest.fixture
def clerk(kayseri):
    return make_actor("intake_clerk")


@pytest.fixture
def version(kayseri):
    return kitchen(**document())


def wish(size, *, delivered=False, **answers):
    return {"kisi_sayisi": size, "eve_gelsin": delivered, **({"adres_tarifi": "Köşe"} if delivered else {}), **answers}


def case_of(version, clerk, answers=None, *, now=NOW, **person):
    somebody = person_of(clerk, unit_id=version.programme.unit_id, registered_on=dt.date(2026, 11, 1), **person)
    case = open_case(somebody.pk, version.programme_id, actor=clerk, now=now).case
    if answers is not None:
        submit_form(case.pk, "istek", answers, actor=clerk, now=now)
    case.refresh_from_db()
    return case


def rows(version, table, *, reader=None, as_of=TODAY):
    report = get_report(
        f"programme-{version.programme.code}", actor=reader or make_actor("unit_manager"), as_of=as_of, today=TODAY
    )
    found = next(one for one in report.tables if one.definition.key == table)
    return {row.figure.key: row.figure.n for row in found.rows if row.figure.n}, found


def test_cases_are_counted_by_stage_state_and_what_their_forms_fed(version, clerk):
    first = case_of(version, clerk, wish(3, delivered=True, ogunler=["ogle", "aksam"]), sex="female")
    second = case_of(version, clerk, wish(7, ogunler=["ogle"]), sex="male")
    case_of(version, clerk, wish(12, delivered=True), sex="male")
    case_of(version, clerk)
    take_transition(first.pk, "tanis", actor=clerk, version=first.version, now=NOW)
    close_case(second.pk, actor=clerk, version=second.version, reason="Taşındı.", closure="tasindi", now=NOW)

    counted, table = rows(version, "by_stage")
    assert counted == {"istek": 3, "tanisma": 1}
    assert [row.label.tr for row in table.rows] == ["İstek alındı", "Tanışma", "Yemek geliyor", "Bitti"]
    assert table.total.figure.n == 4
    assert rows(version, "open_by_size")[0] == {"small": 1, OUTSIDE: 1, UNKNOWN: 1}
    counted, table = rows(version, "delivered")
    assert (counted, table.counts.denominator, table.counts.undecided) == ({"all": 2}, 3, 1)
    assert table.rows[0].figure.percent_text == "66,7"
    assert rows(version, "women_delivered")[0] == {"all": 1}


def test_rows_of_several_codes_count_memberships_and_the_total_counts_cases(version, clerk):
    case_of(version, clerk, wish(3, ogunler=["ogle", "aksam"], alerjiler=["gluten", "sut"]))
    case_of(version, clerk, wish(3, ogunler=["ogle"], alerjiler=["gluten"]))
    case_of(version, clerk)
    counted, table = rows(version, "by_meal")
    assert counted == {"ogle": 2, "aksam": 1, UNKNOWN: 1}
    assert table.total.figure.n == 3
    assert rows(version, "by_allergy")[0] == {"gluten": 2, "sut": 1, UNKNOWN: 1}


def test_an_earlier_day_is_counted_as_it_stood_then(version, clerk):
    case = case_of(version, clerk, wish(3), now=EARLIER)
    submit_form(case.pk, "istek", wish(6), actor=clerk, now=NOW)
    case.refresh_from_db()
    take_transition(case.pk, "tanis", actor=clerk, version=case.version, now=NOW)
    day_before = TODAY - dt.timedelta(days=1)
    assert rows(version, "by_stage", as_of=day_before)[0] == {"istek": 1}
    assert rows(version, "open_by_size", as_of=day_before)[0] == {"small": 1}
    assert rows(version, "by_stage")[0] == {"tanisma": 1}
    assert rows(version, "open_by_size")[0] == {"large": 1}
    assert rows(version, "by_stage", as_of=EARLIER.date() - dt.timedelta(days=1))[0] == {}


def test_only_the_programmes_own_people_and_cases_are_counted(version, clerk):
    other = kitchen(version.programme.unit, **document(code="baska-mutfak"))
    case_of(version, clerk, wish(3), sex="female")
    case_of(other, clerk, wish(3), sex="male")
    person_of(clerk, sex="male", unit_id=version.programme.unit_id, programme_id=version.programme_id)
    assert rows(version, "by_stage")[0] == {"istek": 1}
    assert rows(version, "by_sex")[0] == {"female": 1, "male": 1}
    assert rows(other, "by_sex")[0] == {"male": 1}


def test_another_programmes_special_values_need_a_basis_that_holds_today(version, clerk):
    other = kitchen(version.programme.unit, **document(code="baska-mutfak"))
    person_of(
        clerk, unit_id=version.programme.unit_id, programme_id=version.programme_id,
        sensitive=[SensitiveDraft(kind="target_group", code="poverty", programme_id=other.programme_id)],
    )  # fmt: skip
    assert rows(version, "by_group")[0] == {UNKNOWN: 1}
    basis = PurposeBasis.objects.create(
        source_programme=other.programme, reader_programme=version.programme, legal_basis="law", statute="5393 m. 14",
        fields=["target_group"], reason="Protokol", starts_on=dt.date(2026, 1, 1), recorded_by_id=new_id(),
    )  # fmt: skip
    assert rows(version, "by_group")[0] == {"poverty": 1}
    PurposeBasis.objects.filter(pk=basis.pk).update(ends_on=TODAY - dt.timedelta(days=1))
    assert rows(version, "by_group")[0] == {UNKNOWN: 1}
    assert rows(version, "by_group", as_of=dt.date(2026, 11, 20))[0] in ({UNKNOWN: 1}, {})


def test_what_is_known_not_to_hold_is_no_unknown(version, clerk):
    ended = SensitiveDraft(
        kind="target_group", code="poverty", programme_id=version.programme_id,
        valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2026, 6, 1),
    )  # fmt: skip
    person_of(clerk, unit_id=version.programme.unit_id, programme_id=version.programme_id, sensitive=[ended])
    assert rows(version, "by_group")[0] == {NONE: 1}


def test_a_code_that_the_version_does_not_know_has_a_row_of_its_own(version, clerk):
    case_of(version, clerk, wish(3, ogunler=["ogle"]))
    CaseFact.objects.filter(name="meals").update(code="kahvalti")
    assert rows(version, "by_meal")[0] == {OUTSIDE: 1}


def test_special_tables_are_for_those_who_may_read_such_data(version, clerk):
    case_of(version, clerk, wish(3, alerjiler=["gluten"]))
    adviser = make_actor("employer_adviser")
    report = get_report(f"programme-{version.programme.code}", actor=adviser, as_of=None, today=TODAY)
    assert {one.title.tr for one in report.left_out} == {"By_allergy", "By_group"}
    assert {"by_allergy", "by_group"}.isdisjoint(one.definition.key for one in report.tables)
    assert rows(version, "by_stage", reader=adviser)[0] == {"istek": 1}


def test_a_report_is_for_readers_of_its_unit_and_programme(version, clerk):
    key, programme = f"programme-{version.programme.code}", version.programme
    elsewhere = OrgUnit.objects.create(name="Başka birim")

    def sees(reader):
        listed = key in {one.key for one, _ in list_reports(actor=reader, today=TODAY)}
        try:
            get_report(key, actor=reader, as_of=None, today=TODAY)
        except NotFound:
            assert not listed
            return False
        assert listed
        return True

    assert sees(in_unit("unit_manager", programme.unit))
    assert not sees(in_unit("unit_manager", elsewhere))
    reader = Actor(id=new_id(), label="", kind="staff", rights=frozenset({Right.REPORTS_READ}))
    assert sees(dataclasses.replace(reader, programme_ids=frozenset({programme.pk})))
    assert not sees(dataclasses.replace(reader, programme_ids=frozenset({new_id()})))


def test_an_ended_programmes_figures_stay(version, clerk):
    case_of(version, clerk, wish(3))
    retire_version(version.pk, reason="Program bitti.", actor=make_actor("tenant_admin"), now=NOW)
    assert rows(version, "by_stage")[0] == {"istek": 1}


def test_a_figure_of_an_absent_capability_is_absent(kayseri):
    held = [{"key": "case_management"}, {"key": "job_brokerage"}]
    guarded = [INDICATORS[0], figure("placed", capability="job_brokerage")]
    version = kitchen(indicators=guarded, capabilities={"held": held})
    report = get_report(
        f"programme-{version.programme.code}", actor=make_actor("unit_manager"), as_of=None, today=TODAY
    )
    assert [one.definition.key for one in report.tables] == ["by_stage"]
    assert not report.left_out


def test_the_statements_do_not_grow_with_the_cases(version, clerk, django_assert_max_num_queries):
    reader, key = make_actor("unit_manager"), f"programme-{version.programme.code}"
    for _ in range(3):
        case_of(version, clerk, wish(3))
    # Version, corrections, setting, published figures, two settings of the planner, and one for each figure.
    with django_assert_max_num_queries(6 + len(INDICATORS)):
        get_report(key, actor=reader, as_of=None, today=TODAY)
    # Settings of reports, and the versions that have figures.
    with django_assert_max_num_queries(2):
        list_reports(actor=reader, today=TODAY)


@pytest.mark.parametrize(("broken", "place", "code"), [
    ({"filter": rule("case.nothing", "=", 1)}, "indicators.0.filter.rules.0.field", "unknown_field"),
    ({"filter": rule("medical_report_rate", ">", 40)}, "indicators.0.filter", "not_countable"),
    ({"denominator": rule("case.meals", "in", ["kahvalti"])}, "indicators.0.denominator.rules.0.value.0",
     "unknown_choice"),
    ({"dimension": "case.nothing"}, "indicators.0.dimension", "unknown_dimension"),
    ({"dimension": "case.visited_on"}, "indicators.0.dimension", "no_rows"),
    ({"dimension": "case.household_size"}, "indicators.0.bands", "bands_missing"),
    ({"dimension": "case.stage", "bands": [{"key": "a", "label": {"tr": "A"}, "low": 1}]}, "indicators.0.bands",
     "bands_of_codes"),
    ({"bands": [{"key": "a", "label": {"tr": "A"}, "low": 1}]}, "indicators.0.bands", "bands_of_nothing"),
    ({"dimension": "age", "bands": [{"key": "a", "label": {"tr": "A"}, "low": 5},
                                    {"key": "b", "label": {"tr": "B"}, "low": 9, "high": 3}]},
     "indicators.0.bands.1", "reversed_range"),
    ({"capability": "job_brokerage"}, "indicators.0.capability", "capability_not_held"),
])  # fmt: skip
def test_a_figure_that_cannot_be_counted_is_refused_at_its_place(broken, place, code):
    found = {(one.place, one.code) for one in check(read(kitchen_document(indicators=[figure("one", **broken)])))}
    assert (place, code) in found


def test_the_made_up_figures_are_sound():
    assert not [one for one in check(read(kitchen_document(**document()))) if one.path[0] == "indicators"]


# The same answer from SQL and from the evaluator.

_VALUES = {
    FactType.INTEGER: st.integers(0, 60),
    FactType.NUMBER: st.sampled_from([0, 2, 2.5, 7]),
    FactType.DATE: st.sampled_from(["2026-11-01", "2026-11-20", "2026-11-21"]),
    FactType.TEXT: st.sampled_from(["Işık", "ışık", "IŞIK", "gül"]),
    FactType.BOOLEAN: st.booleans(),
}
_ORDERED = ["=", "!=", "<", ">=", "null", "notNull"]
_OPERATORS = {
    FactType.INTEGER: _ORDERED, FactType.NUMBER: _ORDERED, FactType.DATE: _ORDERED,
    FactType.TEXT: ["=", "contains", "beginsWith", "null"], FactType.BOOLEAN: ["=", "notNull"],
    FactType.CODE: ["=", "!=", "in", "notIn", "null"], FactType.CODES: ["in", "notIn", "empty", "notEmpty", "null"],
}  # fmt: skip
#: Facts that stand sealed, or whose end follows from other things than a day.
_LISTS = {"target_groups", "disability_groups", "case.meals", "case.outcomes"}
#: Sealed, or decided by the rules of the programme.
_NOT_COUNTED = {"medical_report_rate", "has_medical_report", "case.documents_complete", "case.missing_documents"}


@st.composite
def leaves(draw, facts):
    fact = draw(st.sampled_from(facts))
    operator = draw(st.sampled_from(_OPERATORS[fact.type]))
    written = {"field": fact.name, "operator": operator}
    if operator in {"null", "notNull", "empty", "notEmpty"}:
        return written
    if fact.type in {FactType.CODE, FactType.CODES}:
        code = st.sampled_from([choice.code for choice in fact.choices])
        chosen = draw(st.lists(code, min_size=1, max_size=3, unique=True))
        return written | {"value": chosen if operator in {"in", "notIn"} else chosen[0]}
    return written | {"value": draw(_VALUES[fact.type])}


def groups(facts):
    def grouped(inner):
        members = st.lists(inner, min_size=1, max_size=3)
        return st.fixed_dictionaries(
            {"combinator": st.sampled_from(["and", "or"]), "not": st.booleans(), "rules": members}
        )

    return grouped(st.recursive(leaves(facts), grouped, max_leaves=4))


@pytest.fixture
def crowd(version, clerk):
    """People and cases of all kinds: known, not known, ended, corrected, closed."""
    programme_id, day = version.programme_id, dt.date(2026, 11, 1)
    group = SensitiveDraft(kind="target_group", code="poverty", rank="primary", programme_id=programme_id)
    people = [
        {"sex": "female", "facts": [FactDraft(kind="employment", code="employed", valid_from=day)],
         "sensitive": [group, dataclasses.replace(group, code="disabled", rank="secondary")]},
        {"sex": "male", "birth_date": dt.date(2000, 2, 29), "sensitive": [
            dataclasses.replace(group, valid_from=dt.date(2026, 1, 1), valid_to=day),
            SensitiveDraft(kind="disability_group", code="visual", programme_id=programme_id)]},
        {"birth_date": dt.date(1990, 1, 1), "birth_precision": "year"},
        {"birth_date": None, "birth_precision": "unknown", "channel": "phone"},
    ]  # fmt: skip
    answers = [
        wish(3, delivered=True, ogunler=["ogle"], alerjiler=["gluten", "sut"], ana_ogun="ogle", uzaklik=2.5,
             agir_alerji="sut", sokak="Işık Sokağı"),
        wish(9, alerjiler=["sut"], uzaklik=7, ana_ogun="aksam", sokak="GÜL"),
        None,
        wish(5, ogunler=["ogle", "aksam"]),
    ]  # fmt: skip
    cases = [
        case_of(version, clerk, said, now=EARLIER if place % 2 else NOW, **who)
        for place, (who, said) in enumerate(zip(people, answers, strict=True))
    ]
    submit_form(cases[1].pk, "istek", wish(2, ogunler=["aksam"]), actor=clerk, now=NOW)
    cases[0].refresh_from_db()
    take_transition(cases[0].pk, "tanis", actor=clerk, version=cases[0].version, now=NOW)
    cases[3].refresh_from_db()
    close_case(cases[3].pk, actor=clerk, version=cases[3].version, reason="Taşındı.", closure="tasindi", now=NOW)
    assert CaseFact.objects.exists()
    assert SensitiveFact.objects.exists()
    return definition_of(version), cases


@given(data=st.data(), unit=st.sampled_from([Unit.PERSON, Unit.CASE]))
@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURES)
def test_sql_and_evaluator_agree(crowd, version, data, unit):
    definition, cases = crowd
    catalogue = catalogue_for(definition, *SUBJECTS[unit.value])
    facts = [fact for fact in catalogue if fact.type in _OPERATORS and fact.name not in _NOT_COUNTED]
    # A list of codes of which the definition has none is nothing to ask about.
    facts = [fact for fact in facts if fact.choices or fact.type not in {FactType.CODE, FactType.CODES}]
    condition = parse_or_raise(data.draw(groups(facts)), catalogue)
    cohort = Cohort("some", Words("a", "a"), Words("a", "a"), condition)
    indicator = Indicator("x", Words("x", "x"), unit, cohort, None, Dimension("", {"all": Words("a", "a")}), None, ())
    ground = programme_ground(definition, unit, CountedFor(version.programme_id, TODAY))
    statement = compile_indicator(indicator, on=TODAY, ground=ground)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        line = next(line for line in cursor.fetchall() if is_total(line))

    names = frozenset(fact.name for fact in facts)
    on = {"on": TODAY, "names": names, "definition": definition}
    persons = load_facts([case.person_id for case in cases], subject=Subject.PERSON, **on)
    own = load_facts([case.pk for case in cases], subject=Subject.CASE, **on) if unit is Unit.CASE else {}
    expected = Counter(
        evaluate(condition, persons[case.person_id] | own.get(case.pk, {}), on=TODAY).outcome for case in cases
    )
    assert (line[2], line[4], line[5]) == (expected[Truth.TRUE], expected[Truth.UNKNOWN], expected[Truth.FALSE])


def test_every_countable_fact_adds_no_lines(crowd, version):
    definition, _ = crowd
    for unit in (Unit.PERSON, Unit.CASE):
        ground = programme_ground(definition, unit, CountedFor(version.programme_id, TODAY))
        known = {fact.name for fact in catalogue_for(definition, *SUBJECTS[unit.value])}
        assert known - ground.columns.keys() == _NOT_COUNTED & known
        for name in ground.columns:
            dimension = Dimension(name, {}, lists=name in _LISTS)
            everyone = Cohort("all", Words("a", "a"), Words("a", "a"), parse_or_raise(
                {"combinator": "and", "rules": []}, catalogue_for(definition)))  # fmt: skip
            indicator = Indicator("x", Words("x", "x"), unit, everyone, None, dimension, None, ())
            statement = compile_indicator(indicator, on=TODAY, ground=ground)
            assert str(version.programme_id) not in statement.sql
            with connection.cursor() as cursor:
                cursor.execute(statement.sql, statement.params)
                total = next(line for line in cursor.fetchall() if is_total(line))
            assert total[2] == 4, name
