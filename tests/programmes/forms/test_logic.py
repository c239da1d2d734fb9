"""A condition and its JSON Schema say the same of every answer: the server's evaluator is the oracle."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.programmes.definition.forms import Form
from apps.programmes.forms import compile_form, form_catalogue, read_conditions, relevant, shown
from apps.programmes.forms.engine import prepare
from apps.programmes.forms.patterns import on_or_after, on_or_before
from omuz.conditions import MatchMode, Operator
from omuz.conditions.operators import COUNTED_MODES, operators_for
from tests.programmes.forms.support import definition, field, form, group, rule, when

INNER = (
    field("birth", "date"),
    field("grade", "integer"),
    field("school", "choice", choices="need"),
    field("note", "text", shown_when=when(rule("grade", ">", 2))),
    field("fed", "boolean", shown_when=when(rule("note", "notNull"), rule("birth", "null"), combinator="or")),
)
BASE = (
    field("name", "text"),
    field("age", "integer"),
    field("income", "number"),
    field("agrees", "boolean"),
    field("day", "date"),
    field("city", "choice", choices="need"),
    field("needs", "choices", choices="need"),
    group("children", *INNER),
    # Itself conditional: a condition on it is met only while it is shown.
    field("why", "text", shown_when=when(rule("agrees", "=", value=False))),
)

texts = st.sampled_from(["", " ", "İzmir", "ızmir", "a.b", "(x)", "a\nb", "çok", "\u00a0"])
days = st.dates(dt.date(1890, 1, 1), dt.date(2110, 12, 31)).map(dt.date.isoformat)
odd_days = st.sampled_from(
    ["2026-02-30", "2024-02-29", "26-01-01", "0999-01-01", "2026-1-1", "1000-01-01", "9999-12-31"]
)
numbers = st.one_of(
    st.integers(-5, 5),
    st.sampled_from([0.1, 0.2, 2.0, -0.5, 2**53, 2**53 - 1, 1e300, 1.5]),
)
codes = st.sampled_from(["transport", "device", "none", "fax", "gone", ""])
junk = st.sampled_from([None, True, False, 1, "x", [], {}, [1], ["transport", None], {"a": 1}])


def mostly(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(strategy, strategy, strategy, junk)


entries = st.fixed_dictionaries(
    {},
    optional={
        "birth": mostly(days | odd_days),
        "grade": mostly(numbers),
        "school": mostly(codes),
        "note": mostly(texts),
        "fed": mostly(st.booleans()),
    },
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "name": mostly(texts),
        "age": mostly(numbers),
        "income": mostly(numbers),
        "agrees": mostly(st.booleans()),
        "day": mostly(days | odd_days),
        "city": mostly(codes),
        "needs": mostly(st.lists(codes, max_size=3)),
        "children": mostly(st.lists(entries | junk, max_size=3)),
        "why": mostly(texts),
    },
)

MEASURED = ["=", "!=", "<", "<=", ">", ">="]
PRESENCE = ["null", "notNull"]
literals = st.sampled_from(["İzmir", "a.b", "(", "a\nb", "ok", " "])
known = st.sampled_from(["transport", "device", "none"])


def _order(value: Any) -> Any:
    return value if isinstance(value, str) and value.count("-") == 2 else float(value)


def ranges(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=2, max_size=2).map(lambda ends: sorted(ends, key=_order))


def measured(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.builds(rule, st.just(name), st.sampled_from(MEASURED), values),
        st.builds(rule, st.just(name), st.sampled_from(["between", "notBetween"]), ranges(values)),
        st.builds(rule, st.just(name), st.sampled_from(["in", "notIn"]), st.lists(values, min_size=1, max_size=3)),
        st.builds(rule, st.just(name), st.sampled_from(PRESENCE)),
    )


def textual(name: str) -> st.SearchStrategy[dict[str, Any]]:
    within = ["=", "!=", "contains", "doesNotContain", "beginsWith", "doesNotBeginWith", "endsWith", "doesNotEndWith"]
    return st.one_of(
        st.builds(rule, st.just(name), st.sampled_from(within), literals),
        st.builds(rule, st.just(name), st.sampled_from(["in", "notIn"]), st.lists(literals, min_size=1, max_size=3)),
        st.builds(rule, st.just(name), st.sampled_from(PRESENCE)),
    )


def coded(name: str, operators: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.builds(rule, st.just(name), st.sampled_from(operators), known),
        st.builds(rule, st.just(name), st.sampled_from(["in", "notIn"]), st.lists(known, min_size=1, max_size=2)),
        st.builds(rule, st.just(name), st.sampled_from(PRESENCE)),
    )


def flag(name: str) -> st.SearchStrategy[dict[str, Any]]:
    valued = st.builds(lambda op, value: {"field": name, "operator": op, "value": value},
                       st.sampled_from(["=", "!="]), st.booleans())  # fmt: skip
    return valued | st.builds(rule, st.just(name), st.sampled_from(PRESENCE))


whole = st.integers(-4, 4)
decimals = st.sampled_from([0, 1, 0.1, "0.2", "-0.5", 2])


def grouped(rules: st.SearchStrategy[dict[str, Any]], leaves: int) -> st.SearchStrategy[dict[str, Any]]:
    joined = st.recursive(
        rules,
        lambda inner: st.builds(
            lambda members, combinator, negated: when(
                *members, combinator=combinator, **({"not": True} if negated else {})
            ),
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from(["and", "or"]),
            st.booleans(),
        ),
        max_leaves=leaves,
    )
    return joined.map(lambda one: one if "rules" in one else when(one))


inner_conditions = grouped(
    st.one_of(
        measured("birth", days), measured("grade", whole), coded("school", ["=", "!="]), textual("note"), flag("fed")
    ),
    4,
)
quantified = st.builds(
    lambda mode, threshold, inner: {
        "field": "children",
        "operator": "=",
        "match": {"mode": mode} | ({"threshold": threshold} if mode.startswith("at") or mode == "exactly" else {}),
        "value": inner,
    },
    st.sampled_from(["all", "some", "none", "atLeast", "atMost", "exactly"]),
    st.integers(0, 3),
    inner_conditions,
)
emptiness = st.builds(rule, st.sampled_from(["children", "needs"]), st.sampled_from(["empty", "notEmpty", *PRESENCE]))
conditions = grouped(
    st.one_of(
        textual("name"),
        textual("why"),
        measured("age", whole),
        measured("income", decimals),
        measured("day", days),
        flag("agrees"),
        coded("city", ["=", "!="]),
        coded("needs", ["contains", "doesNotContain"]),
        emptiness,
        quantified,
    ),
    6,
)


def asking(condition: dict[str, Any]) -> tuple[Form, Any]:
    """Return a form whose last question is shown under the condition, and the schema that says when."""
    document = form({"items": list(BASE)}, {"items": [field("asked", "text", shown_when=condition)]})
    whole_definition = definition(document)
    compiled = compile_form(whole_definition.forms[0], whole_definition)
    defs = compiled.schema["$defs"]
    return compiled.form, prepare({"$ref": "#/$defs/shown.asked", "$defs": defs})


@settings(max_examples=300, deadline=None)
@given(condition=conditions, given_answers=st.lists(answers, min_size=1, max_size=4))
def test_the_compiled_schema_accepts_exactly_what_the_evaluator_calls_true(condition, given_answers):
    asked, schema = asking(condition)
    for one in given_answers:
        assert schema.is_valid(one) is ("asked" in shown(asked, one).keys), one


@settings(max_examples=200, deadline=None)
@given(day=st.dates(dt.date(1000, 1, 1)), others=st.lists(st.dates(dt.date(1000, 1, 1)), min_size=1, max_size=20))
def test_patterns_order_days_as_the_calendar_does(day, others):
    until, since = (prepare({"pattern": pattern(day)}) for pattern in (on_or_before, on_or_after))
    near = [day + dt.timedelta(days=step) for step in (-1, 1) if dt.date(1000, 1, 2) < day < dt.date(9999, 12, 30)]
    for other in [*others, *near, day]:
        assert until.is_valid(other.isoformat()) is (other <= day)
        assert since.is_valid(other.isoformat()) is (other >= day)


def test_a_question_that_hides_takes_those_that_hang_on_it_along():
    document = form(
        {"items": [field("first", "boolean"), field("second", "boolean", shown_when=when(rule("first", "=", True)))]},
        {"shown_when": when(rule("second", "=", True)), "items": [field("third", required=True)]},
    )
    asked = definition(document).forms[0]
    given_answers = {"first": False, "second": True, "third": "yazıldı"}
    assert relevant(asked, given_answers) == {"first": False}
    assert relevant(asked, given_answers | {"first": True}) == given_answers | {"first": True}


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (when(rule("day", "<", {"relative": {"unit": "year", "amount": -18}})), "condition_relative_day"),
        (when(rule("age", "<", "income", valueSource="field")), "condition_reference"),
        (when(rule("income", "=", "0.1000000000000000000000001")), "condition_number"),
        (when(rule("income", "<", 2**60)), "condition_number"),
        (when(rule("asked", "notNull")), "condition_later"),
        (when(rule("nobody", "notNull")), "condition_unknown_field"),
    ],
)
def test_what_a_browser_could_not_answer_alike_is_refused_with_its_place(condition, code):
    document = form({"items": list(BASE)}, {"items": [field("asked", "text", shown_when=condition)]})
    whole_definition = definition(document)
    (fault,) = read_conditions(whole_definition.forms[0], whole_definition).faults
    assert fault.code == code
    assert fault.path[:5] == ("sections", 1, "items", 0, "shown_when")
    # Until it is mended the question is asked.
    assert "asked" in shown(whole_definition.forms[0], {}).keys


GRID: list[tuple[str, list[Any], list[Any]]] = [
    ("age", [-1, 0, 1, 1.0, 1.5, 2, "1", True, 2**53], [0, 1]),
    ("income", [0, 0.1, 0.2, 0.15, 0.1000000000000001, -3, "0.1"], ["0.1", "0.2"]),
    ("day", ["2019-12-31", "2020-01-01", "2020-01-02", "2020-02-30", "202-01-01", 5], ["2020-01-01", "2020-01-02"]),
    ("name", ["a.b", "axb", "a.b ", "", " ", "İ", 3], ["a.b", "İ"]),
    ("city", ["transport", "device", "gone", "", 4], ["transport", "device"]),
    ("needs", [["transport"], ["transport", "none"], ["gone"], [], [3], "transport"], ["transport", "none"]),
    ("agrees", [True, False, 0, "true"], [True, False]),
]


def _alone(name: str, values: list[Any]) -> list[dict[str, Any]]:
    kind = form_catalogue(definition(form({"items": list(BASE)})).forms[0], None)[name].type
    found: list[dict[str, Any]] = []
    for operator in operators_for(kind):
        if operator in {Operator.IN, Operator.NOT_IN, Operator.BETWEEN, Operator.NOT_BETWEEN}:
            found.append({"field": name, "operator": operator.value, "value": values})
        else:
            found += [{"field": name, "operator": operator.value, "value": value} for value in values]
    return found


@pytest.mark.parametrize(("name", "given_values", "values"), GRID, ids=[one[0] for one in GRID])
@pytest.mark.parametrize("negated", [False, True])
def test_every_operator_alone_and_negated_at_its_borders(name, given_values, values, negated):
    for one in _alone(name, values):
        asked, schema = asking({"rules": [one], "combinator": "and", "not": negated})
        for given_answers in [{}, {name: None}, *({name: value} for value in given_values)]:
            found = "asked" in shown(asked, given_answers).keys
            assert schema.is_valid(given_answers) is found, (one, given_answers)


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("mode", list(MatchMode))
def test_every_way_of_counting_entries_with_unknown_ones_among_them(mode, negated):
    entry = [{"grade": 5}, {"grade": 1}, {}, "none"]
    lists = [list(one) for length in range(4) for one in itertools.product(entry, repeat=length)]
    for threshold in range(4) if mode in COUNTED_MODES else [None]:
        match = {"mode": mode.value} | ({} if threshold is None else {"threshold": threshold})
        counted = {"field": "children", "operator": "=", "match": match, "value": when(rule("grade", ">", 2))}
        asked, schema = asking({"rules": [counted], "combinator": "and", "not": negated})
        for children in [*lists, None, "x"]:
            found = "asked" in shown(asked, {"children": children}).keys
            assert schema.is_valid({"children": children}) is found, (match, children)
