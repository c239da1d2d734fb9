"""What is said about rules before they are saved: the place, the reason, and what their author did not mean."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apps.programmes.definition import InvalidDefinitionError, Weight
from apps.programmes.definition.checking.rules import findings
from tests.programmes.rules_support import clause, definition, offered, rule, rule_set

EMPTY: dict[str, Any] = {"combinator": "and", "rules": []}


@pytest.fixture(autouse=True)
def _facts():
    with offered():
        yield


def found(*clauses, point="eligibility", **more):
    return {(one.place, one.code): one for one in findings(definition(rule_set("k", point, *clauses), **more))}


def test_a_good_rule_set_has_nothing_to_say():
    good = clause("yas", rule("age", ">=", 18), "require", basis={"source": "karar"})
    assert found(good) == {}


@pytest.mark.parametrize(
    ("wrong", "place", "code"),
    [
        (clause("a", rule("vanished", "=", 1), "require"), "condition.rules.0.field", "unknown_field"),
        (clause("a", rule("age", "contains", "1"), "require"), "condition.rules.0.operator", "operator_not_allowed"),
        (clause("a", rule("age", "<", "çok"), "require"), "condition.rules.0.value", "wrong_type"),
        (clause("a", rule("groups", "in", ["unheard"]), "require"), "condition.rules.0.value.0", "unknown_choice"),
        (clause("a", {"rules": "x"}, "require"), "condition.rules", "bad_rules"),
        (clause("a", rule("age", "<", 1), "add", value="kimlik"), "effect.kind", "effect_not_taken"),
        (clause("a", rule("age", "<", 1), "require", value="kimlik"), "effect.value", "value_not_taken"),
        (clause("a", rule("age", "<", 1), "require", points=3), "effect.points", "points_not_taken"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_in_the_document(wrong, place, code):
    one = found(wrong)[f"rules.0.clauses.0.{place}", code]
    assert one.weight is Weight.ERROR
    assert one.message
    assert one.remedy


def test_values_are_those_of_the_list_that_the_point_refers_to():
    adds = [
        clause("a", EMPTY, "add", value="kimlik"),
        clause("b", EMPTY, "add", value="yok"),
        clause("c", EMPTY, "add"),
    ]
    places = set(found(*adds, point="required_documents"))
    assert places == {
        ("rules.0.clauses.1.effect.value", "unknown_reference"),
        ("rules.0.clauses.2.effect.value", "value_missing"),
    }


def test_an_unknown_decision_point_is_refused():
    assert set(found(point="horoscope")) == {("rules.0.point", "unknown_point")}


def test_points_need_a_number():
    assert ("rules.0.clauses.0.effect.points", "points_missing") in found(
        clause("a", EMPTY, "points"), point="priority"
    )


def deep(levels: int) -> dict[str, Any]:
    inner: dict[str, Any] = rule("age", "<", 1)
    for _ in range(levels):
        inner = {"combinator": "and", "rules": [inner]}
    return inner


def wide(rules: int, field: str = "age") -> dict[str, Any]:
    return {"combinator": "or", "rules": [{"field": field, "operator": "=", "value": i} for i in range(rules)]}


def in_jobs(inner: dict[str, Any]) -> dict[str, Any]:
    return {"combinator": "and", "rules": [{"field": "jobs", "match": {"mode": "some"}, "value": inner}]}


def test_hostile_and_costly_rules_are_refused_with_the_reason():
    assert any(code == "too_deep" for _, code in found(clause("a", deep(13), "require")))
    assert any(code == "too_large" for _, code in found(clause("a", wide(301), "require")))
    assert any(
        code == "list_too_long" for _, code in found(clause("a", rule("age", "in", list(range(501))), "require"))
    )
    costly = [clause(f"k{i}", in_jobs(wide(200, "months")), "require") for i in range(3)]
    one = found(*costly)["rules.0.clauses", "rule_set_too_costly"]
    assert one.weight is Weight.ERROR
    assert not any(code == "rule_set_too_costly" for _, code in found(costly[0]))


def test_many_costly_rule_sets_are_refused_together():
    one = clause("a", in_jobs(wide(290, "months")), "require")
    sets = [rule_set(f"k{i}", "eligibility", one) for i in range(7)]
    assert ("rules", "rules_too_costly") in {(f.place, f.code) for f in findings(definition(*sets))}


def test_a_condition_too_deep_for_json_is_refused_and_not_crashed_on():
    with pytest.raises((InvalidDefinitionError, RecursionError)):
        definition(rule_set("k", "eligibility", clause("a", deep(5000), "require")))


@pytest.mark.parametrize(
    "rules",
    [
        [("age", "<", 18), ("age", ">", 65)],
        [("age", "<", 18), ("age", ">=", 18)],
        [("age", "=", 3), ("age", "in", [4, 5])],
        [("age", "between", [3, 5]), ("age", "=", 6)],
        [("age", "null", None), ("age", "=", 6)],
        [("groups", "empty", None), ("groups", "notEmpty", None)],
        [("registered_on", "<", "2020-01-01"), ("registered_on", ">", "2021-01-01")],
        [("age", "=", 3), ("age", "!=", 3)],
    ],
)
def test_conditions_that_nobody_can_meet_are_pointed_out(rules):
    members = [{"field": field, "operator": operator, "value": value} for field, operator, value in rules]
    both = found(clause("a", {"combinator": "and", "rules": members}, "require", basis={"source": "karar"}))
    assert both["rules.0.clauses.0.condition", "never_met"].weight is Weight.ADVICE
    either = {"combinator": "or", "rules": members}
    assert found(clause("a", either, "require", basis={"source": "karar"})) == {}


@pytest.mark.parametrize(
    "rules",
    [
        [("age", ">", 18), ("age", "<", 65)],
        [("age", ">=", 18), ("age", "<=", 18)],
        [("age", "!=", 3), ("age", "=", 4)],
        [("registered_on", ">", {"relative": {"unit": "year", "amount": -1}}), ("registered_on", "<", "2020-01-01")],
        [("groups", "in", ["poor"]), ("groups", "in", ["disabled"])],
    ],
)
def test_conditions_that_somebody_can_meet_are_left_alone(rules):
    members = [{"field": field, "operator": operator, "value": value} for field, operator, value in rules]
    assert found(clause("a", {"combinator": "and", "rules": members}, "require", basis={"source": "karar"})) == {}


def test_advice_on_what_excludes_everybody_or_changes_nothing():
    assert ("rules.0.clauses.0.condition", "excludes_everyone") in found(clause("a", EMPTY, "exclude"))
    assert ("rules.0.clauses.0.condition", "requires_nothing") in found(clause("a", EMPTY, "require"))
    lonely = clause("a", rule("age", "<", 1), "remove", value="kimlik")
    assert ("rules.0.clauses.0.effect", "removes_nothing") in found(lonely, point="required_documents")
    special = found(clause("a", rule("groups", "in", ["poor"]), "require"))
    assert special["rules.0.clauses.0.basis", "special_without_basis"].article == "KVKK m. 6"


def test_guards_are_rule_sets_of_transitions():
    stages = [{"key": "a", "label": {"tr": "A"}, "kind": "start"}, {"key": "b", "label": {"tr": "B"}, "kind": "end"}]
    step = {"key": "git", "label": {"tr": "Git"}, "sources": ["a"], "target": "b", "guards": ["k"]}
    assert set(found(stages=stages, transitions=[step])) == {("transitions.0.guards.0", "no_guard")}
    assert set(found(point="transition")) == {("rules.0", "guards_nothing")}
    assert found(point="transition", stages=stages, transitions=[step]) == {}


def test_findings_repeat_no_hostile_text():
    name = "<script>\u202e" + "x" * 500
    told = json.dumps([f.message + f.place for f in found(clause("a", rule(name, "=", 1), "require")).values()])
    assert "\\u202e" not in told
    assert len(told) < 400
