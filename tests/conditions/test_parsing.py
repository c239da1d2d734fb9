"""What is refused, with which code, at which place; and what hostile input costs."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from omuz.conditions import (
    Catalogue,
    Code,
    Condition,
    Fact,
    FactType,
    InvalidConditionError,
    Problems,
    Text,
    parse,
    parse_or_raise,
    parse_text,
    to_source,
)
from omuz.conditions import limits as limit
from tests.conditions.facts import CATALOGUE


def rule(field: str, operator: str, value: Any = None, **more: Any) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value, **more}


def group(*rules: Any, combinator: str = "and", **more: Any) -> dict[str, Any]:
    return {"combinator": combinator, "rules": list(rules), **more}


def problems(source: object) -> list[tuple[str, Code]]:
    result = parse(source, CATALOGUE)
    assert isinstance(result, Problems)
    return [(problem.place, problem.code) for problem in result]


AGE, NAME, BIRTH = "person.age", "person.name", "person.birth_date"
INCOME, GROUP, GROUPS = "person.income", "person.group", "person.groups"


@pytest.mark.parametrize(
    ("bad", "place", "code"),
    [
        (rule("person.shoe_size", "=", 1), "/field", Code.UNKNOWN_FIELD),
        (rule("rate", "=", 1), "/field", Code.UNKNOWN_FIELD),
        (rule(AGE, "≈", 1), "/operator", Code.UNKNOWN_OPERATOR),
        ({"field": AGE, "value": 1}, "/operator", Code.UNKNOWN_OPERATOR),
        (rule(AGE, "contains", 1), "/operator", Code.OPERATOR_NOT_ALLOWED),
        (rule(GROUP, "<", "poor"), "/operator", Code.OPERATOR_NOT_ALLOWED),
        (rule(AGE, "=", "on sekiz"), "/value", Code.WRONG_TYPE),
        (rule(AGE, "=", True), "/value", Code.WRONG_TYPE),
        (rule(AGE, "=", 18.5), "/value", Code.WRONG_TYPE),
        (rule(AGE, "=", [18]), "/value", Code.WRONG_TYPE),
        (rule(AGE, "=", ""), "/value", Code.MISSING_VALUE),
        (rule(AGE, "="), "/value", Code.MISSING_VALUE),
        (rule(AGE, "=", 2**63), "/value", Code.NUMBER_TOO_LARGE),
        (rule(INCOME, "=", float("nan")), "/value", Code.WRONG_TYPE),
        (rule(INCOME, "=", float("inf")), "/value", Code.WRONG_TYPE),
        (rule(INCOME, "=", "NaN"), "/value", Code.WRONG_TYPE),
        (rule(INCOME, "=", "1e9999999"), "/value", Code.WRONG_TYPE),
        (rule(INCOME, "=", 10**5000), "/value", Code.NUMBER_TOO_LARGE),
        (rule(INCOME, "=", -(10**28)), "/value", Code.NUMBER_TOO_LARGE),
        (rule(INCOME, "=", "0." + "1" * 29), "/value", Code.NUMBER_TOO_LARGE),
        (rule(INCOME, "=", 1e300), "/value", Code.NUMBER_TOO_LARGE),
        (rule("person.employed", "=", "true"), "/value", Code.WRONG_TYPE),
        (rule(BIRTH, "=", "19.11.2016"), "/value", Code.BAD_DATE),
        (rule(BIRTH, "=", "2015-02-29"), "/value", Code.BAD_DATE),
        (rule(BIRTH, "=", "20161119"), "/value", Code.BAD_DATE),
        (rule(BIRTH, "=", "٢٠١٦-11-19"), "/value", Code.BAD_DATE),
        (rule(BIRTH, "=", 20161119), "/value", Code.WRONG_TYPE),
        (rule(BIRTH, "=", {"relative": {"unit": "decade", "amount": 1}}), "/value", Code.BAD_RELATIVE_DATE),
        (rule(BIRTH, "=", {"relative": {"unit": "year", "amount": 1.5}}), "/value", Code.BAD_RELATIVE_DATE),
        (rule(BIRTH, "=", {"relative": {"unit": "year", "amount": True}}), "/value", Code.BAD_RELATIVE_DATE),
        (rule(BIRTH, "=", {"relative": {"unit": "year", "amount": -201}}), "/value", Code.BAD_RELATIVE_DATE),
        (rule(BIRTH, "=", {"relative": {"unit": "year"}}), "/value", Code.BAD_RELATIVE_DATE),
        (rule(NAME, "=", "a\x00b"), "/value", Code.BAD_TEXT),
        (rule(NAME, "=", "\ud800"), "/value", Code.BAD_TEXT),
        (rule(NAME, "=", "a" * 501), "/value", Code.TEXT_TOO_LONG),
        (rule(NAME, "contains", ""), "/value", Code.MISSING_VALUE),
        (rule(GROUP, "=", "roma"), "/value", Code.UNKNOWN_CHOICE),
        (rule(GROUP, "in", ["poor", "roma"]), "/value/1", Code.UNKNOWN_CHOICE),
        (rule(GROUP, "in", []), "/value", Code.EMPTY_LIST),
        (rule(GROUP, "in", 5), "/value", Code.NEEDS_LIST),
        (rule(GROUP, "in"), "/value", Code.MISSING_VALUE),
        (rule(GROUP, "in", ["poor"] * 501), "/value", Code.LIST_TOO_LONG),
        (rule(AGE, "in", [1, None]), "/value/1", Code.MISSING_VALUE),
        (rule(NAME, "in", ",".join(["a"] * 5000)), "/value", Code.LIST_TOO_LONG),
        (rule(AGE, "between", [1]), "/value", Code.NEEDS_TWO),
        (rule(AGE, "between", [1, 2, 3]), "/value", Code.NEEDS_TWO),
        (rule(AGE, "between", [65, 18]), "/value", Code.REVERSED_RANGE),
        (rule(AGE, "between", ["18", "1e2"]), "/value/1", Code.WRONG_TYPE),
        (rule(AGE, "=", "person.shoe_size", valueSource="field"), "/value", Code.UNKNOWN_FIELD),
        (rule(AGE, "=", NAME, valueSource="field"), "/value", Code.WRONG_TYPE),
        (rule(NAME, "contains", "person.nick", valueSource="field"), "/value", Code.BAD_VALUE_SOURCE),
        (rule(AGE, "=", 1, valueSource="wizard"), "/valueSource", Code.BAD_VALUE_SOURCE),
        (rule(AGE, "=", 1, muted=True), "/muted", Code.MUTED),
        (rule(AGE, "=", 1, vaule=2), "/vaule", Code.UNKNOWN_KEY),
        (rule(AGE, "=", group(), match={"mode": "some"}), "/match", Code.BAD_MATCH),
        (rule("reports", "=", group(), match={"mode": "most"}), "/match", Code.BAD_MATCH),
        (rule("reports", "null", group(), match={"mode": "some"}), "/match", Code.BAD_MATCH),
        (rule("reports", "=", group(), match="some"), "/match", Code.BAD_MATCH),
        (rule("reports", "=", group(), match={"mode": "atLeast"}), "/match/threshold", Code.BAD_THRESHOLD),
        (
            rule("reports", "=", group(), match={"mode": "atLeast", "threshold": 0.5}),
            "/match/threshold",
            Code.BAD_THRESHOLD,
        ),
        (rule("reports", "=", "40", match={"mode": "some"}), "/value", Code.NOT_AN_OBJECT),
        (
            rule("reports", "=", group(rule(AGE, "=", 1)), match={"mode": "some"}),
            "/value/rules/0/field",
            Code.UNKNOWN_FIELD,
        ),
        (rule("reports", "=", 1), "/operator", Code.OPERATOR_NOT_ALLOWED),
        ({}, "", Code.NOT_A_RULE),
        ("and", "", Code.NOT_AN_OBJECT),
        (group(), "/rules", Code.EMPTY_GROUP),
        (group(rule(AGE, "=", 1), combinator="xor"), "/combinator", Code.BAD_COMBINATOR),
        ({"rules": "all", "combinator": "and"}, "/rules", Code.BAD_RULES),
        (group(rule(AGE, "=", 1), **{"not": "yes"}), "/not", Code.BAD_NOT),
    ],
)
def test_a_bad_rule_is_named_with_its_place(bad, place, code):
    fine = rule(AGE, ">=", 18)
    assert problems(group(fine, bad)) == [("/rules/1" + place, code)]


@pytest.mark.parametrize("source", [None, [], "x", 1, {}, {"field": AGE, "operator": "=", "value": 1}, b"{}"])
def test_only_a_group_can_be_the_root(source):
    assert problems(source) == [("", Code.NOT_AN_OBJECT)]


def test_all_problems_are_reported_up_to_a_limit():
    source = group(*(rule("nobody", "=", 1) for _ in range(200)))
    assert len(problems(source)) == limit.MAX_PROBLEMS
    assert len(problems(group(rule("x", "=", 1), rule(AGE, "=", "y"), rule(NAME, "<", "z")))) == 3


def test_independent_combinators_need_one_between_rules():
    a = rule(AGE, "=", 1)
    assert problems({"rules": [a, "xor", a]}) == [("/rules/1", Code.BAD_COMBINATOR)]
    assert problems({"rules": [a, a, a]}) == [("/rules/1", Code.BAD_COMBINATOR)]
    assert problems({"rules": [a, "and"]}) == [("/rules/1", Code.BAD_COMBINATOR)]
    assert problems({"rules": ["and", a, a]})[0] == ("/rules/0", Code.NOT_AN_OBJECT)


def test_a_depth_bomb_is_refused_cheaply():
    source: dict[str, Any] = group(rule(AGE, "=", 1))
    for _ in range(100_000):
        source = group(source)
    started = time.perf_counter()
    assert problems(source)[0][1] is Code.TOO_DEEP
    assert time.perf_counter() - started < 0.5
    while source["rules"][0].get("rules"):  # take it apart: its own destructor would recurse
        source = source["rules"][0]


def test_lists_inside_lists_are_limited():
    label = Text("Liste", "List")
    fact = Fact("n", label, FactType.INTEGER)
    source = group(rule("n", "=", 1))
    for depth in range(1, limit.MAX_LIST_DEPTH + 2):
        fact = Fact("list", label, FactType.RECORDS, fields=(fact,))
        source = group(rule("list", "=", source, match={"mode": "some"}))
        result = parse(source, Catalogue([fact]))
        if depth <= limit.MAX_LIST_DEPTH:
            assert isinstance(result, Condition)
        else:
            place = "/rules/0/value" * limit.MAX_LIST_DEPTH + "/rules/0"
            assert [(problem.place, problem.code) for problem in result] == [(place, Code.TOO_DEEP)]


def test_a_flood_of_rules_is_refused_cheaply():
    started = time.perf_counter()
    assert problems(group(*([rule(AGE, "=", 1)] * 1_000_000)))[0] == ("/rules", Code.TOO_LARGE)
    wide = group(*(group(*([rule(AGE, "=", 1)] * 50)) for _ in range(50)))
    assert Code.TOO_LARGE in {code for _, code in problems(wide)}
    bad = group(*([rule("x", "=", 1)] * 500))
    assert Code.TOO_LARGE in {code for _, code in problems(bad)}
    assert time.perf_counter() - started < 2


def test_a_strangers_name_is_cut_and_cleaned_in_messages():
    result = parse(group(rule("\u202e\x00\ud800{limit}" + "x" * 10_000, "=", 1)), CATALOGUE)
    assert isinstance(result, Problems)
    message = result.items[0].message.tr
    assert len(message) < 120
    assert "{limit}" in message
    message.encode()
    assert "\x00" not in message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.BAD_JSON),
        ("{", Code.BAD_JSON),
        ('{"rules": [NaN]}', Code.BAD_JSON),
        ('{"rules": [Infinity]}', Code.BAD_JSON),
        (b"\xff\xfe{", Code.BAD_JSON),
        ("[" * 100_000, Code.BAD_JSON),
        ('{"rules": [' + "9" * 10_000 + "]}", Code.BAD_JSON),
        ('{"rules": [], "rules": []}', Code.DUPLICATE_KEY),
        (" " * 300_000, Code.TOO_LARGE),
    ],
)
def test_hostile_text_is_refused(text, code):
    result = parse_text(text, CATALOGUE)
    assert isinstance(result, Problems)
    assert [problem.code for problem in result] == [code]


def test_parse_or_raise_says_where():
    with pytest.raises(InvalidConditionError, match="/rules/0/field") as caught:
        parse_or_raise(group(rule("x", "=", 1)), CATALOGUE)
    assert len(caught.value.problems) == 1


def test_the_builders_own_forms_are_read():
    as_builder = {
        "id": "root",
        "combinator": "and",
        "rules": [
            {"id": "1", "path": [0], "disabled": False, **rule(AGE, "between", "18, 65")},
            rule(GROUP, "in", "poor,disabled", valueSource="value"),
            rule(NAME, "in", "Ali\\, Veli,Ayşe"),
            rule(INCOME, "=", "12500.50"),
            rule(BIRTH, "null", ""),
        ],
    }
    assert to_source(parse_or_raise(as_builder, CATALOGUE)) == {
        "combinator": "and",
        "rules": [
            {"field": AGE, "operator": "between", "value": [18, 65]},
            {"field": GROUP, "operator": "in", "value": ["poor", "disabled"]},
            {"field": NAME, "operator": "in", "value": ["Ali, Veli", "Ayşe"]},
            {"field": INCOME, "operator": "=", "value": "12500.50"},
            {"field": BIRTH, "operator": "null"},
        ],
    }


def test_and_binds_more_tightly_than_or():
    a, b, c = rule(AGE, "=", 1), rule(AGE, "=", 2), rule(AGE, "=", 3)
    assert parse_or_raise({"rules": [a, "or", b, "and", c]}, CATALOGUE) == parse_or_raise(
        group(a, group(b, c), combinator="or"), CATALOGUE
    )


def test_values_get_the_types_of_their_facts():
    condition = parse_or_raise(
        group(rule(AGE, "=", "18"), rule(INCOME, "=", 0.1), rule(BIRTH, "=", "2016-11-19")), CATALOGUE
    )
    written = [member.operands[0].written for member in condition.root.members]
    assert written == [18, Decimal("0.1"), date(2016, 11, 19)]
