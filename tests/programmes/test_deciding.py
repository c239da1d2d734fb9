"""Deciding: three values, reasons, and laws that hold for every rule set and all facts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.programmes.deciding import Decider, Outcome, decide, read_facts
from omuz.conditions import Truth, evaluate, parse_or_raise
from omuz.kernel.errors import Invalid
from tests.programmes.rules_support import (
    CATALOGUE,
    FACTS,
    ON,
    clause,
    clauses_of,
    conditions,
    definition,
    offered,
    rule,
    rule_set,
    some_facts,
)

many = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
ADULT = clause("yas", rule("age", ">=", 18), "require", basis={"source": "karar", "article": "5/1-a"})
EMPLOYED = clause("calisan", rule("employed", "=", True), "exclude")


@pytest.fixture(autouse=True)
def _facts():
    with offered():
        yield


def eligibility(*clauses: dict[str, Any], **more: Any):
    return definition(rule_set("uygunluk", "eligibility", *clauses), **more)


def documents(*clauses: dict[str, Any]):
    return definition(rule_set("belgeler", "required_documents", *clauses))


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"age": 30, "employed": False}, Outcome.YES),
        ({"age": 12, "employed": False}, Outcome.NO),
        ({"age": 30, "employed": True}, Outcome.NO),
        ({"age": 30}, Outcome.UNKNOWN),
        ({"age": 12}, Outcome.NO),  # what is missing could not turn it
        ({"employed": True}, Outcome.NO),
        ({}, Outcome.UNKNOWN),
    ],
)
def test_unknown_is_not_no_and_a_decided_no_beats_unknown(facts, outcome):
    assert decide(eligibility(ADULT, EMPLOYED), "eligibility", facts, on=ON).outcome is outcome


def test_an_answer_says_why_from_which_text_and_what_is_missing():
    answer = decide(eligibility(ADULT, EMPLOYED), "eligibility", {"age": 12}, on=ON).as_json()
    first, second = answer["clauses"]
    assert (answer["outcome"], first["outcome"], first["decided"]) == ("no", "false", True)
    assert first["message"] == "Madde yas"
    assert first["sentence"] == "Yaşı 18 veya üzeri."
    assert first["basis"] == {"title": "Meclis kararı", "article": "5/1-a"}
    line = first["trace"][0]
    assert (line["label"], line["expected"], line["seen"], line["outcome"]) == ("Yaş", "18", "12", "false")
    assert (second["outcome"], second["decided"]) == ("unknown", False)
    assert answer["missing"] == [{"fact": "employed", "label": "Çalışıyor", "special": False}]
    json.dumps(answer)


def test_special_facts_are_marked_so_that_whoever_shows_them_logs_the_reading():
    found = eligibility(clause("grup", rule("groups", "in", ["disabled"]), "require"))
    answer = decide(found, "eligibility", {"groups": frozenset({"disabled"})}, on=ON)
    assert answer.special_facts == {"groups"}
    assert answer.clauses[0].trace[0].seen == "Engelli birey"
    assert decide(found, "eligibility", {}, on=ON).special_facts == frozenset()


def test_a_missing_field_of_a_record_is_named_with_its_list():
    inner = {"combinator": "and", "rules": [{"field": "months", "operator": ">=", "value": 12}]}
    asked = {"combinator": "and", "rules": [{"field": "jobs", "match": {"mode": "some"}, "value": inner}]}
    answer = decide(eligibility(clause("is", asked, "require")), "eligibility", {"jobs": [{"insured": True}]}, on=ON)
    assert [(fact.fact, fact.label) for fact in answer.missing] == [("jobs.months", "İşler › Süre (ay)")]


def test_documents_that_may_be_asked_for_are_told_from_those_that_are():
    answer = decide(
        documents(
            clause("k", {"combinator": "and", "rules": []}, "add", value="kimlik"),
            clause("r", rule("groups", "in", ["disabled"]), "add", value="rapor"),
            clause("v", rule("age", "<", 18), "add", value="vesayet"),
            clause("x", rule("employed", "=", True), "remove", value="kimlik"),
        ),
        "required_documents",
        {"age": 30, "employed": False},
        on=ON,
    )
    assert [(v.value, v.label, v.certain) for v in answer.values] == [
        ("kimlik", "Belge kimlik", True),
        ("rapor", "Belge rapor", False),
    ]
    assert answer.outcome is Outcome.UNKNOWN


def test_points_of_undecided_clauses_widen_the_sum():
    found = definition(rule_set("sira", "priority",
                                clause("a", rule("age", ">=", 18), "points", points=10),
                                clause("b", rule("employed", "=", True), "points", points=-3),
                                clause("c", rule("income", "<", 1), "points", points=5)))  # fmt: skip
    answer = decide(found, "priority", {"age": 20}, on=ON)
    assert (answer.points_least, answer.points_most, answer.outcome) == (7, 15, Outcome.UNKNOWN)


def test_of_several_limits_the_lowest_holds():
    ten = clause("a", rule("age", ">=", 18), "limit", value="seans", points=10)
    four = clause("b", rule("employed", "=", True), "limit", value="seans", points=4)
    found = definition(rule_set("sinir", "limits", ten, four))
    both = decide(found, "limits", {"age": 20, "employed": True}, on=ON).values[0]
    assert (both.amount, both.certain) == (4, True)
    # It may still be the lower one.
    assert not decide(found, "limits", {"age": 20}, on=ON).values[0].certain


def test_clauses_of_a_closed_capability_are_absent():
    found = eligibility(ADULT, EMPLOYED | {"capability": "courses"})
    answer = decide(found, "eligibility", {"age": 20, "employed": True}, on=ON, closed={"courses"})
    assert (answer.outcome, [c.key for c in answer.clauses]) == (Outcome.YES, ["yas"])


def test_without_rule_sets_nothing_is_ruled():
    answer = decide(definition(), "eligibility", {}, on=ON)
    assert (answer.outcome, answer.ruled) == (Outcome.YES, False)


def test_a_guard_that_is_not_there_is_never_skipped():
    with pytest.raises(KeyError):
        decide(definition(), "transition", {}, on=ON, rule_sets=["yok"])


def test_a_condition_on_a_fact_that_is_no_longer_offered_is_unknown_and_says_so():
    found = eligibility(clause("eski", rule("vanished", "=", 1), "exclude"))
    answer = decide(found, "eligibility", {}, on=ON)
    assert (answer.outcome, answer.clauses[0].problem) == (Outcome.UNKNOWN, "“vanished” adında bir bilgi yok.")


@many
@given(clauses=clauses_of("require", "exclude"), facts=some_facts)
def test_decide_agrees_with_the_evaluator(clauses, facts):
    truths = [evaluate(parse_or_raise(one["condition"], CATALOGUE), facts, on=ON).outcome for one in clauses]
    good = [truth if one["effect"]["kind"] == "require" else ~truth for one, truth in zip(clauses, truths, strict=True)]
    expected = Truth.TRUE
    for truth in good:
        expected = expected & truth
    names = {Truth.TRUE: Outcome.YES, Truth.FALSE: Outcome.NO, Truth.UNKNOWN: Outcome.UNKNOWN}
    assert decide(eligibility(*clauses), "eligibility", facts, on=ON).outcome is names[expected]


@many
@given(clauses=clauses_of("require", "exclude"), more=conditions, facts=some_facts)
def test_a_further_exclusion_never_makes_anyone_eligible(clauses, more, facts):
    order = [Outcome.NO, Outcome.UNKNOWN, Outcome.YES]
    before = decide(eligibility(*clauses), "eligibility", facts, on=ON).outcome
    after = decide(eligibility(*clauses, clause("yeni", more, "exclude")), "eligibility", facts, on=ON).outcome
    assert order.index(after) <= order.index(before)


@many
@given(clauses=clauses_of("require", "exclude"), facts=some_facts, data=st.data())
def test_learning_a_missing_fact_never_turns_a_decided_answer(clauses, facts, data):
    asked = [one for one in clauses if '"null"' not in json.dumps(one)]
    known = {name: value for name, value in facts.items() if name != "jobs"}
    more = data.draw(some_facts)
    before = decide(eligibility(*asked), "eligibility", known, on=ON).outcome
    after = decide(eligibility(*asked), "eligibility", more | known, on=ON).outcome
    assert before is Outcome.UNKNOWN or after is before


@many
@given(clauses=clauses_of("require", "exclude", "add", "remove", "points", "limit"), facts=some_facts)
def test_the_fast_verdict_is_the_answer_without_its_reasons(clauses, facts):
    decider = Decider(documents(*clauses), "required_documents", on=ON)
    answer, verdict = decider.answer(facts), decider.verdict(facts)
    assert verdict.outcome is answer.outcome
    assert verdict.values == answer.certain_values()
    assert verdict.may_be == {v.value for v in answer.values if not v.certain}


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({"vanished": 1}, "facts.vanished"),
        ({"age": "çok"}, "facts.age"),
        ({"age": True}, "facts.age"),
        ({"groups": "disabled"}, "facts.groups"),
        ({"groups": ["unheard"]}, "facts.groups.0"),
        ({"registered_on": {"relative": {"unit": "day", "amount": 1}}}, "facts.registered_on"),
        ({"jobs": [{"months": 1}, {"wage": 2}]}, "facts.jobs.1.wage"),
        ({"jobs": [{}] * 51}, "facts.jobs"),
        ({"name": "x" * 501}, "facts.name"),
        (["age"], "facts"),
        ({"income": 10**4000}, "facts.income"),
    ],
)
def test_made_up_facts_are_read_or_refused_with_their_place(raw, place):
    with pytest.raises(Invalid) as caught:
        read_facts(raw, CATALOGUE)
    assert [problem.field for problem in caught.value.problems] == [place]


def test_a_thousand_wrong_facts_cost_no_more_than_fifty_problems():
    with pytest.raises(Invalid) as caught:
        read_facts({f"f{i}": i for i in range(1000)}, CATALOGUE)
    assert len(caught.value.problems) == 50


def test_made_up_facts_have_the_types_of_the_catalogue():
    raw = {"age": 3, "employed": False, "registered_on": "2026-01-31", "groups": ["poor"], "income": 12.5, "name": "",
           "jobs": [{"months": 4}]}  # fmt: skip
    facts = read_facts(raw, CATALOGUE)
    assert "name" not in facts
    for fact in FACTS:
        source = {"combinator": "and", "rules": [{"field": fact.name, "operator": "notNull"}]}
        wanted = Truth.FALSE if fact.name == "name" else Truth.TRUE
        assert evaluate(parse_or_raise(source, CATALOGUE), facts, on=ON).outcome is wanted
    both = rule("income", "=", 12.5)
    assert evaluate(parse_or_raise(both, CATALOGUE), facts, on=ON).outcome is Truth.TRUE
