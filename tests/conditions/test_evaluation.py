"""Answers, traces and refusals of the evaluator, one by one."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from omuz.conditions import FactTypeError, Truth, decide, evaluate, limits, parse_or_raise, prepare
from tests.conditions.facts import CATALOGUE, ON
from tests.conditions.test_parsing import AGE, BIRTH, GROUP, GROUPS, INCOME, NAME, group, rule

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def ask(source: dict[str, Any], *, on: date = ON, **facts: Any) -> Truth:
    whole = source if "rules" in source else group(source)
    known = {("reports" if name == "reports" else f"person.{name}"): value for name, value in facts.items()}
    return decide(parse_or_raise(whole, CATALOGUE), known, on=on)


def adult(operator: str = "<=") -> dict[str, Any]:
    return rule(BIRTH, operator, {"relative": {"unit": "year", "amount": -18}})


@pytest.mark.parametrize(
    ("source", "facts", "expected"),
    [
        (rule(AGE, ">=", 18), {"age": 18}, T),
        (rule(AGE, ">=", 18), {"age": 17}, F),
        (rule(AGE, ">=", 18), {}, U),
        (rule(AGE, ">=", 18), {"age": None}, U),
        (rule(AGE, "!=", 18), {}, U),
        (rule(AGE, "notBetween", [18, 65]), {"age": 65}, F),
        (rule(AGE, "notBetween", [18, 65]), {}, U),
        (rule(GROUP, "notIn", ["poor"]), {}, U),
        (rule(AGE, "null"), {}, T),
        (rule(AGE, "notNull"), {}, F),
        (rule(AGE, "null"), {"age": 0}, F),
        (rule(INCOME, "=", "0.1"), {"income": Decimal("0.10")}, T),
        (rule(NAME, "=", "IŞIK"), {"name": "ışık"}, T),
        (rule(NAME, "=", "IŞIK"), {"name": "isik"}, F),
        (rule(NAME, "doesNotContain", "li"), {"name": "ALİ"}, F),
        (rule(NAME, "doesNotBeginWith", "a"), {"name": ""}, T),
        (rule(GROUPS, "contains", "poor"), {"groups": ["poor", None]}, T),
        (rule(GROUPS, "contains", "poor"), {"groups": ["elderly", None]}, U),
        (rule(GROUPS, "doesNotContain", "poor"), {"groups": ["elderly", None]}, U),
        (rule(GROUPS, "doesNotContain", "poor"), {"groups": []}, T),
        (rule(GROUPS, "in", ["poor", "elderly"]), {"groups": {"elderly"}}, T),
        (rule(GROUPS, "null"), {"groups": []}, F),
        (rule(GROUPS, "empty"), {"groups": []}, T),
        (rule(GROUPS, "empty"), {}, U),
        (rule(AGE, "<", INCOME, valueSource="field"), {"age": 1, "income": Decimal("1.5")}, T),
        (rule(AGE, "<", INCOME, valueSource="field"), {"age": 1}, U),
        (group(), {}, T),
    ],
)
def test_single_answers(source, facts, expected):
    assert ask(source, **facts) is expected


def _some(mode: str, threshold: int | None = None) -> dict[str, Any]:
    match = {"mode": mode} if threshold is None else {"mode": mode, "threshold": threshold}
    return rule("reports", "=", group(rule("rate", ">=", 40)), match=match)


@pytest.mark.parametrize(
    ("match", "rates", "expected"),
    [
        (("some",), [], F),
        (("all",), [], T),
        (("none",), [], T),
        (("some",), [None, 40], T),
        (("some",), [None, 39], U),
        (("all",), [None, 39], F),
        (("all",), [None, 40], U),
        (("none",), [None, 40], F),
        (("none",), [None, 39], U),
        (("atLeast", 2), [40, 40, None], T),
        (("atLeast", 2), [40, None], U),
        (("atLeast", 3), [40, None], F),
        (("atMost", 1), [40, None], U),
        (("atMost", 2), [40, None], T),
        (("atMost", 0), [40, None], F),
        (("exactly", 1), [40, None], U),
        (("exactly", 1), [40, 39], T),
        (("exactly", 3), [40, None], F),
        (("exactly", 0), [], T),
    ],
)
def test_quantifiers_wait_for_records_that_could_change_the_answer(match, rates, expected):
    records = [None if rate is None else {"rate": rate} for rate in rates]
    assert ask(_some(*match), reports=records) is expected
    assert ask(_some(*match), reports=[{"rate": rate} for rate in rates]) is expected
    assert ask(_some(*match)) is U


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(1998, 11, 19), ON, T),
        (date(1998, 11, 20), ON, F),
        (date(2008, 2, 29), date(2026, 2, 28), F),
        (date(2008, 2, 29), date(2026, 3, 1), T),
    ],
)
def test_age_is_counted_from_the_day_of_the_decision(born, on, expected):
    assert ask(adult(), on=on, birth_date=born) is expected


@pytest.mark.parametrize(
    ("unit", "amount", "on", "expected"),
    [
        ("month", -1, date(2016, 3, 31), date(2016, 2, 29)),
        ("month", 1, date(2016, 12, 31), date(2017, 1, 31)),
        ("year", -1, date(2016, 2, 29), date(2015, 2, 28)),
        ("week", 2, ON, date(2016, 12, 3)),
        ("day", 0, ON, ON),
        ("year", 200, date(9999, 1, 1), date.max),
        ("day", -5, date.min, date.min),
    ],
)
def test_relative_days(unit, amount, on, expected):
    source = rule(BIRTH, "=", {"relative": {"unit": unit, "amount": amount}})
    assert ask(source, on=on, birth_date=expected) is T


def test_a_range_that_a_relative_day_turns_round_holds_nothing():
    ends = [{"relative": {"unit": "day", "amount": 1}}, {"relative": {"unit": "day", "amount": -1}}]
    assert ask(rule(BIRTH, "between", ends), birth_date=ON) is F
    assert ask(rule(BIRTH, "notBetween", ends), birth_date=ON) is T
    assert ask(rule(BIRTH, "between", ends)) is U


def test_the_trace_says_what_each_rule_asked_and_saw():
    source = group(
        adult(), rule(GROUP, "in", ["poor"]), rule(AGE, "<", INCOME, valueSource="field"), _some("all"), combinator="or"
    )
    facts = {BIRTH: date(1980, 1, 1), AGE: 3, "reports": [{"rate": 40}, {}]}
    evaluation = evaluate(parse_or_raise(source, CATALOGUE), facts, on=ON)
    assert evaluation.outcome is T
    assert [
        (entry.place, entry.field, entry.operator, entry.expected, entry.seen, entry.outcome, entry.missing)
        for entry in evaluation.trace
    ] == [
        ("/rules/0", BIRTH, "<=", date(1998, 11, 19), date(1980, 1, 1), T, ()),
        ("/rules/1", GROUP, "in", ("poor",), None, U, (GROUP,)),
        ("/rules/2", AGE, "<", None, 3, U, (INCOME,)),
        ("/rules/3", "reports", "all", None, 2, U, ("reports.rate",)),
    ]
    first, second = evaluation.trace[3].records
    assert (first[0].seen, first[0].outcome) == (40, T)
    assert (second[0].place, second[0].outcome) == ("/rules/3/value/rules/0", U)
    assert evaluation.missing == (GROUP, INCOME, "reports.rate")


def test_a_trace_shows_no_values_when_printed():
    evaluation = evaluate(parse_or_raise(group(rule(NAME, "=", "x")), CATALOGUE), {NAME: "Ayşe Yılmaz"}, on=ON)
    assert "Yılmaz" not in repr(evaluation.trace)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (rule(AGE, "=", 1), "1"),
        (rule(AGE, "=", 1), True),
        (rule(INCOME, "=", 1), 0.1),
        (rule(INCOME, "=", 1), Decimal("NaN")),
        (rule(NAME, "=", "x"), 5),
        (rule(BIRTH, "=", "2016-11-19"), datetime(2016, 11, 19, tzinfo=UTC)),
        (rule(BIRTH, "=", "2016-11-19"), "2016-11-19"),
        (rule(GROUPS, "contains", "poor"), "poor"),
        (rule(GROUPS, "contains", "poor"), [1]),
        (rule("reports", "empty"), {"rate": 1}),
        (_some("some"), [[]]),
        (rule("person.employed", "=", True), 1),
    ],
)
def test_a_fact_of_another_type_is_a_bug_and_named_without_its_value(source, value):
    condition = parse_or_raise(group(source), CATALOGUE)
    for ask_it in (decide, evaluate):
        with pytest.raises(FactTypeError, match=source["field"]) as caught:
            ask_it(condition, {source["field"]: value}, on=ON)
        assert repr(value) not in str(caught.value)


def test_a_truth_cannot_be_mistaken_for_a_bool():
    with pytest.raises(TypeError):
        bool(U)
    assert (T & U, F & U, T | U, F | U, ~U, ~T) == (U, F, T, U, U, F)


def test_a_moment_is_not_a_day():
    with pytest.raises(TypeError):
        prepare(parse_or_raise(group(), CATALOGUE), on=datetime(2016, 11, 19, tzinfo=UTC))


def test_days_do_not_mix_when_a_condition_is_used_for_several():
    condition = parse_or_raise(group(adult()), CATALOGUE)
    born = {BIRTH: date(2000, 1, 1)}
    answers = {year: decide(condition, born, on=date(year, 1, 1)) for year in (2017, 2018, 2019, 2016, 2020, 2017)}
    assert answers == {2016: F, 2017: F, 2018: T, 2019: T, 2020: T}


def test_the_largest_condition_over_long_lists_stays_cheap():
    rules = [rule("rate", ">=", number) for number in range(limits.MAX_NODES - 3)]
    source = group(rule("reports", "=", group(*rules, combinator="or"), match={"mode": "none"}))
    condition = parse_or_raise(source, CATALOGUE)
    started = time.perf_counter()
    assert decide(condition, {"reports": [{"rate": -1}] * 1000}, on=ON) is T
    assert time.perf_counter() - started < 2


def test_the_days_kept_ready_are_few():
    condition = parse_or_raise(group(adult()), CATALOGUE)
    for day in range(1, 29):
        decide(condition, {}, on=date(2016, 2, day))
    assert len(condition.prepared) <= 4
