"""Laws that hold for every condition and every set of facts."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.conditions import (
    Condition,
    Problems,
    Truth,
    decide,
    evaluate,
    parse,
    parse_or_raise,
    parse_text,
    render,
    to_source,
)
from tests.conditions.facts import CATALOGUE, ON, VALUES, conditions, facts

many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(source: dict[str, Any], case: dict[str, Any]) -> Truth:
    return decide(parse_or_raise(source, CATALOGUE), case, on=ON)


def _all_of(*rules: Any, negated: bool = False) -> dict[str, Any]:
    return {"combinator": "and", "rules": list(rules), "not": negated}


def _any_of(*rules: Any, negated: bool = False) -> dict[str, Any]:
    return {"combinator": "or", "rules": list(rules), "not": negated}


nonempty = conditions.filter(lambda source: source["rules"])


@many
@given(a=nonempty, b=nonempty, case=facts)
def test_de_morgan(a, b, case):
    assert outcome(_all_of(a, b, negated=True), case) is outcome(
        _any_of(_all_of(a, negated=True), _all_of(b, negated=True)), case
    )
    assert outcome(_any_of(a, b, negated=True), case) is outcome(
        _all_of(_all_of(a, negated=True), _all_of(b, negated=True)), case
    )


@many
@given(source=nonempty, case=facts)
def test_twice_denied_is_said(source, case):
    assert outcome(_all_of(_all_of(source, negated=True), negated=True), case) is outcome(source, case)


def _shuffled(source: Any, rng: random.Random) -> Any:
    if isinstance(source, dict) and "rules" in source and "combinator" in source:
        rules = [_shuffled(rule, rng) for rule in source["rules"]]
        rng.shuffle(rules)
        return {**source, "rules": rules}
    if isinstance(source, dict) and "match" in source:
        return {**source, "value": _shuffled(source["value"], rng)}
    return source


@many
@given(source=conditions, case=facts, seed=st.integers(0, 2**32))
def test_the_order_of_rules_does_not_matter(source, case, seed):
    shuffled = _shuffled(source, random.Random(seed))  # noqa: S311
    assert outcome(shuffled, case) is outcome(source, case)


def _asks_for_presence(source: Any) -> bool:
    return '"null"' in json.dumps(source) or '"notNull"' in json.dumps(source)


@many
@given(source=conditions, case=facts, data=st.data())
def test_a_fact_that_becomes_known_never_overturns_an_answer(source, case, data):
    if _asks_for_presence(source):
        return
    before = outcome(source, case)
    filled = {name: value if value is not None else data.draw(VALUES[name], label=name) for name, value in case.items()}
    if before is not Truth.UNKNOWN:
        assert outcome(source, filled) is before


@many
@given(source=conditions)
def test_without_facts_nothing_is_decided_but_presence(source):
    if not source["rules"] or _asks_for_presence(source):
        return
    assert outcome(source, {}) is Truth.UNKNOWN


@many
@given(source=conditions, case=facts)
def test_trace_and_fast_path_agree_and_say_what_is_missing(source, case):
    condition = parse_or_raise(source, CATALOGUE)
    evaluation = evaluate(condition, case, on=ON)
    assert evaluation.outcome is decide(condition, case, on=ON)
    for entry in evaluation.trace:
        assert (entry.outcome is Truth.UNKNOWN) == bool(entry.missing)
        assert _at(source, entry.place)["field"] == entry.field
    if evaluation.outcome is Truth.UNKNOWN:
        assert evaluation.missing


def _at(source: Any, place: str) -> Any:
    for step in place.split("/")[1:]:
        source = source[int(step)] if isinstance(source, list) else source[step]
    return source


@many
@given(source=conditions)
def test_canonical_json_parses_to_an_equal_condition(source):
    condition = parse_or_raise(source, CATALOGUE)
    canonical = to_source(condition)
    again = parse_text(json.dumps(canonical), CATALOGUE)
    assert isinstance(again, Condition)
    assert again == condition
    assert to_source(again) == canonical
    assert render(again) == render(condition)


@many
@given(source=conditions, lang=st.sampled_from(["tr", "en"]))
def test_every_condition_reads_as_one_sentence(source, lang):
    sentence = render(parse_or_raise(source, CATALOGUE), lang)
    assert sentence.endswith(".")
    assert sentence.count("(") >= sum(sentence.count(word) for word in ("koşulu sağlanmıyor", "not ("))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["rules", "combinator", "not", "field", "operator", "value", "match", "mode", "relative", "x"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@many
@given(source=_json)
def test_arbitrary_json_is_answered_not_raised(source):
    result = parse(source, CATALOGUE)
    assert isinstance(result, Condition | Problems)
    assert isinstance(parse_text(json.dumps(source), CATALOGUE), Condition | Problems)


@many
@given(source=nonempty, junk=_json, data=st.data())
def test_a_damaged_condition_is_answered_with_places(source, junk, data):
    rules = source["rules"]
    index = data.draw(st.integers(0, len(rules) - 1))
    key = data.draw(st.sampled_from(["field", "operator", "value", "match", "rules", "valueSource"]))
    damaged = {**rules[index], key: junk} if isinstance(rules[index], dict) else junk
    result = parse({**source, "rules": [*rules[:index], damaged, *rules[index + 1 :]]}, CATALOGUE)
    if isinstance(result, Problems):
        for problem in result:
            assert problem.place == "" or problem.place.startswith("/rules")
            problem.message.tr.encode()
            problem.message.en.encode()
    else:
        render(result)
        decide(result, {}, on=ON)
