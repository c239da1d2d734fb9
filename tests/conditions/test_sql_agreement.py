"""The evaluator and PostgreSQL give the same three-valued answer to every generated case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from omuz.conditions import Condition, Truth, compile_sql, parse_or_raise, prepare
from tests.conditions.facts import CATALOGUE, ON, conditions, facts

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


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(source=conditions, cases=st.lists(facts, min_size=12, max_size=24))
def test_evaluator_and_postgres_agree(postgres, source, cases):
    condition = parse_or_raise(source, CATALOGUE)
    evaluator = prepare(condition, on=ON)
    expected = [evaluator.decide(case) for case in cases]
    assert ask_postgres(postgres, condition, cases, ON) == expected
    assert [evaluator.evaluate(case).outcome for case in cases] == expected
