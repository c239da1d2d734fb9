"""The evaluator and PostgreSQL give the same three-valued answer to every generated case."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from omuz.conditions import Condition, MatchMode, Operator, Truth, compile_sql, parse_or_raise, prepare
from omuz.conditions.operators import COUNTED_MODES, operators_for
from tests.conditions.facts import CATALOGUE, CODES, DAYS, INTEGERS, NUMBERS, ON, TEXTS, conditions, facts

COLUMNS = {
    "person.name": ("name", "text"),
    "person.nick": ("nick", "text"),
    "person.group": ("code", "text"),
    "person.groups": ("codes", "text[]"),
    "person.age": ("age", "bigint"),
    "person.income": ("income", "numeric"),
    "person.employed": ("employed", "boolean"),
    "person.birth_date": ("birth_date", "date"),
    "person.registered_on": ("registered_on", "date"),
    "reports": ("reports", "jsonb"),
}
OUTCOMES = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


def _jsonable(records: Any) -> Any:
    return json.loads(json.dumps(records, default=date.isoformat))


def _row(case: dict[str, Any]) -> list[Any]:
    reports = case["reports"]
    return [*(case[name] for name in list(COLUMNS)[:-1]), None if reports is None else Jsonb(_jsonable(reports))]


def ask_postgres(
    connection: psycopg.Connection[Any], condition: Condition, cases: Sequence[dict[str, Any]], on: date
) -> list[Truth]:
    """Return the answers of the compiled SQL to all cases, in one query."""
    expression = compile_sql(condition, on=on)
    row = "(%s::int, " + ", ".join(f"%s::{kind}" for _, kind in COLUMNS.values()) + ")"
    names = ", ".join(name for name, _ in COLUMNS.values())
    query = f"SELECT ({expression.sql}) FROM (VALUES {', '.join([row] * len(cases))}) AS t(i, {names}) ORDER BY t.i"
    rows = [value for i, case in enumerate(cases) for value in (i, *_row(case))]
    found = connection.execute(query, [*expression.params, *rows]).fetchall()
    return [OUTCOMES[answer] for (answer,) in found]


def agree(connection: psycopg.Connection[Any], source: dict[str, Any], cases: Sequence[dict[str, Any]]) -> None:
    """Assert that PostgreSQL, the fast path and the traced path answer all cases alike."""
    condition = parse_or_raise(source, CATALOGUE)
    evaluator = prepare(condition, on=ON)
    expected = [evaluator.decide(case) for case in cases]
    assert [evaluator.evaluate(case).outcome for case in cases] == expected
    assert ask_postgres(connection, condition, cases, ON) == expected


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(source=conditions, cases=st.lists(facts, min_size=12, max_size=24))
def test_evaluator_and_postgres_agree(postgres, source, cases):
    agree(postgres, source, cases)


# Every operator on every pair of pooled values: what random groups may hide behind a decisive neighbour.

NOTHING = dict.fromkeys(COLUMNS)
CODE_LISTS = [list(codes) for n in range(3) for codes in itertools.product([*CODES, None], repeat=n)]
FACTS: dict[str, list[Any]] = {
    "person.name": [*TEXTS, "", "Ali%", "xAli", "Alix"],
    "person.group": CODES,
    "person.groups": CODE_LISTS,
    "person.age": INTEGERS,
    "person.income": NUMBERS,
    "person.employed": [True, False],
    "person.birth_date": DAYS,
    "reports": [[], [None], [{"rate": 1}]],
}


def _literals(name: str) -> list[Any]:
    pool = CODES if name == "person.groups" else FACTS[name]
    return [str(item) if isinstance(item, Decimal | date) else item for item in pool if item != ""]


def _sources(name: str, operator: Operator) -> list[dict[str, Any]]:
    rule = {"field": name, "operator": operator.value}
    if operator in {"null", "notNull", "empty", "notEmpty"}:
        return [rule]
    literals = _literals(name)
    if operator in {"in", "notIn"}:
        return [{**rule, "value": list(pair)} for pair in itertools.pairwise(literals)] + [{**rule, "value": literals}]
    if operator in {"between", "notBetween"}:
        pairs = itertools.combinations(sorted(FACTS[name]), 2)
        return [{**rule, "value": [str(low), str(high)]} for low, high in pairs]
    return [{**rule, "value": literal} for literal in literals]


@pytest.mark.parametrize(
    ("name", "operator"),
    [(name, operator) for name in FACTS for operator in operators_for(CATALOGUE[name].type)],
)
def test_every_operator_agrees_on_every_value(postgres, name, operator):
    cases = [{**NOTHING, name: value} for value in [*FACTS[name], None]]
    for rule in _sources(name, operator):
        agree(postgres, {"combinator": "and", "rules": [rule]}, cases)
        agree(postgres, {"combinator": "and", "not": True, "rules": [rule]}, cases)


@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
def test_comparisons_of_two_facts_agree(postgres, operator):
    numbers, wholes = [*NUMBERS, None], [*INTEGERS, None]
    cases = [{**NOTHING, "person.age": a, "person.income": b} for a in wholes for b in numbers]
    rule = {"field": "person.age", "operator": operator, "value": "person.income", "valueSource": "field"}
    agree(postgres, {"combinator": "and", "rules": [rule]}, cases)


@pytest.mark.parametrize("mode", MatchMode)
def test_quantifiers_agree_on_every_mix_of_true_false_and_unknown(postgres, mode):
    records = [{"rate": 40}, {"rate": 39}, {}, None]
    lists = [list(mix) for n in range(4) for mix in itertools.product(records, repeat=n)]
    cases = [{**NOTHING, "reports": value} for value in [*lists, None]]
    for threshold in range(5) if mode in COUNTED_MODES else [None]:
        match = {"mode": mode.value} if threshold is None else {"mode": mode.value, "threshold": threshold}
        for rules in ([{"field": "rate", "operator": ">=", "value": 40}], []):
            inner = {"combinator": "and", "rules": rules}
            rule = {"field": "reports", "operator": "=", "match": match, "value": inner}
            agree(postgres, {"combinator": "and", "rules": [rule]}, cases)


@pytest.mark.parametrize("combinator", ["and", "or"])
@pytest.mark.parametrize("negated", [False, True])
def test_groups_agree_with_kleene_on_every_mix(postgres, combinator, negated):
    names = ["person.age", "person.income", "person.employed"]
    values = {Truth.TRUE: 1, Truth.FALSE: 0, Truth.UNKNOWN: None}
    mixes = list(itertools.product(Truth, repeat=3))
    cases = [{**NOTHING, **{name: values[truth] for name, truth in zip(names, mix, strict=True)}} for mix in mixes]
    for case in cases:
        case["person.employed"] = None if case["person.employed"] is None else case["person.employed"] == 1
    rules = [{"field": name, "operator": "=", "value": True if name == names[2] else 1} for name in names]
    source = {"combinator": combinator, "not": negated, "rules": rules}
    agree(postgres, source, cases)
    join = Truth.__and__ if combinator == "and" else Truth.__or__
    answers = [functools.reduce(join, mix) for mix in mixes]
    evaluator = prepare(parse_or_raise(source, CATALOGUE), on=ON)
    assert [evaluator.decide(case) for case in cases] == [~answer if negated else answer for answer in answers]
