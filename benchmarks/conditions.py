"""How many conditions a second the evaluator answers, beside the same rule written by hand in Python.

Run: python -m benchmarks.conditions [--seconds 1]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "platform"))

from omuz.conditions import (
    Catalogue,
    Choice,
    Fact,
    FactType,
    Text,
    Truth,
    evaluate,
    parse_or_raise,
    prepare,
)

ON = date(2016, 11, 19)
ADULT_SINCE = date(1998, 11, 19)
GROUPS = ("disabled", "poor", "elderly", "violence", "roma", "returned", "former_prisoner")
CATALOGUE = Catalogue(
    Fact(name, Text(name, name), kind, choices=tuple(Choice(code, Text(code, code)) for code in choices))
    for name, kind, choices in (
        ("person.age", FactType.INTEGER, ()),
        ("person.birth_date", FactType.DATE, ()),
        ("person.group", FactType.CODE, GROUPS),
        ("person.province", FactType.CODE, ()),
        ("person.employed", FactType.BOOLEAN, ()),
        ("person.income", FactType.NUMBER, ()),
        ("person.education", FactType.CODE, ()),
        ("person.needs", FactType.CODES, ()),
        ("person.registered_on", FactType.DATE, ()),
        ("person.rate", FactType.INTEGER, ()),
    )
)


def _rule(field: str, operator: str, value: Any) -> dict[str, Any]:
    return {"field": "person." + field, "operator": operator, "value": value}


TEN_CONDITIONS = {
    "combinator": "and",
    "rules": [
        _rule("age", "between", [18, 65]),
        _rule("birth_date", "<=", {"relative": {"unit": "year", "amount": -18}}),
        {
            "combinator": "or",
            "rules": [_rule("group", "in", ["disabled", "poor", "elderly"]), _rule("rate", ">=", 40)],
        },
        _rule("province", "=", "38"),
        _rule("employed", "=", False),
        _rule("income", "<=", 12_500),
        _rule("education", "notIn", ["university", "doctorate"]),
        _rule("needs", "doesNotContain", "sign_language"),
        _rule("registered_on", ">=", "2014-05-19"),
    ],
}


def people(count: int) -> list[dict[str, Any]]:
    """Return synthetic facts; about one in ten is missing."""
    rng = random.Random(20161119)

    def perhaps(value: Any) -> Any:
        return None if rng.random() < 0.1 else value

    return [
        {
            "person.age": perhaps(rng.randrange(10, 80)),
            "person.birth_date": perhaps(date(rng.randrange(1940, 2006), 6, 15)),
            "person.group": perhaps(rng.choice(GROUPS)),
            "person.province": perhaps(rng.choice(["38", "35"])),
            "person.employed": perhaps(rng.random() < 0.3),
            "person.income": perhaps(Decimal(rng.randrange(0, 2_000_000)) / 100),
            "person.education": perhaps(rng.choice(["none", "primary", "university"])),
            "person.needs": perhaps([rng.choice(["sign_language", "easy_read", "braille"])]),
            "person.registered_on": perhaps(date(rng.randrange(2014, 2017), 1, 15)),
            "person.rate": perhaps(rng.randrange(0, 100)),
        }
        for _ in range(count)
    ]


def _three(value: Any, test: Callable[[Any], bool]) -> bool | None:
    return None if value is None else test(value)


def _seen(trace: list[tuple[str, Any, bool | None]], name: str, value: Any, outcome: bool | None) -> bool | None:
    trace.append((name, value, outcome))
    return outcome


def by_hand(facts: Mapping[str, Any]) -> tuple[bool | None, list[tuple[str, Any, bool | None]]]:
    """Answer the same rule as a programmer would write it, with three values and a trace."""
    trace: list[tuple[str, Any, bool | None]] = []
    get = facts.get
    age, born, group, province = (get("person." + n) for n in ("age", "birth_date", "group", "province"))
    employed, income, education = (get("person." + n) for n in ("employed", "income", "education"))
    needs, registered, rate = (get("person." + n) for n in ("needs", "registered_on", "rate"))
    in_group = _seen(trace, "group", group, _three(group, lambda v: v in {"disabled", "poor", "elderly"}))
    disabled = _seen(trace, "rate", rate, _three(rate, lambda v: v >= 40))
    either = True if in_group or disabled else (None if in_group is None or disabled is None else False)
    outcomes = (
        _seen(trace, "age", age, _three(age, lambda v: 18 <= v <= 65)),
        _seen(trace, "birth_date", born, _three(born, lambda v: v <= ADULT_SINCE)),
        either,
        _seen(trace, "province", province, _three(province, lambda v: v == "38")),
        _seen(trace, "employed", employed, _three(employed, lambda v: not v)),
        _seen(trace, "income", income, _three(income, lambda v: v <= 12_500)),
        _seen(trace, "education", education, _three(education, lambda v: v not in {"university", "doctorate"})),
        _seen(trace, "needs", needs, _three(needs, lambda v: "sign_language" not in v)),
        _seen(trace, "registered_on", registered, _three(registered, lambda v: v >= date(2014, 5, 19))),
    )
    if False in outcomes:
        return False, trace
    return (None if None in outcomes else True), trace


def by_hand_without_trace(facts: Mapping[str, Any]) -> bool | None:
    """Answer the same rule with three values and nothing noted, stopping at the first False."""
    get, unknown = facts.get, False
    for name, test in _PLAIN_TESTS:
        value = get(name)
        if value is None:
            unknown = True
        elif not test(value):
            return False
    group, rate = get("person.group"), get("person.rate")
    if (group is not None and group in _HELPED) or (rate is not None and rate >= 40):
        return None if unknown else True
    return None if group is None or rate is None else False


_HELPED = frozenset({"disabled", "poor", "elderly"})
_PLAIN_TESTS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("person.age", lambda v: 18 <= v <= 65),
    ("person.birth_date", lambda v: v <= ADULT_SINCE),
    ("person.province", lambda v: v == "38"),
    ("person.employed", lambda v: not v),
    ("person.income", lambda v: v <= 12_500),
    ("person.education", lambda v: v not in {"university", "doctorate"}),
    ("person.needs", lambda v: "sign_language" not in v),
    ("person.registered_on", lambda v: v >= date(2014, 5, 19)),
)


def per_second(work: Callable[[dict[str, Any]], object], cases: Sequence[dict[str, Any]], *, seconds: float) -> float:
    """Return the best rate of several rounds over all cases within the given time."""
    best, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        started = time.perf_counter()
        for case in cases:
            work(case)
        best = max(best, len(cases) / (time.perf_counter() - started))
    return best


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rates as JSON; fail when the evaluator and the hand-written rule disagree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0)
    seconds = parser.parse_args(arguments).seconds
    condition, cases = parse_or_raise(TEN_CONDITIONS, CATALOGUE), people(2000)
    evaluator = prepare(condition, on=ON)
    truths = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}
    for case in cases:
        assert evaluator.evaluate(case).outcome is truths[by_hand(case)[0]]
        assert evaluator.decide(case) is truths[by_hand_without_trace(case)]
    traced = per_second(by_hand, cases, seconds=seconds)
    plain = per_second(by_hand_without_trace, cases, seconds=seconds)
    measured: dict[str, tuple[Callable[[dict[str, Any]], object], float]] = {
        "conditions: 10 with trace, prepared once (per second)": (evaluator.evaluate, traced),
        "conditions: 10 with trace, evaluate() each time (per second)": (
            lambda case: evaluate(condition, case, on=ON),
            traced,
        ),
        "conditions: 10 with trace and every entry made (per second)": (
            lambda case: evaluator.evaluate(case).trace,
            traced,
        ),
        "conditions: 10 without trace (per second)": (evaluator.decide, plain),
    }
    results = []
    for name, (work, baseline) in measured.items():
        ours = per_second(work, cases, seconds=seconds)
        results.append(
            {"name": name, "ours": round(ours), "baseline": round(baseline), "ratio": round(ours / baseline, 2)}
        )
    print(json.dumps({"results": results}, indent=2))


if __name__ == "__main__":
    main()
