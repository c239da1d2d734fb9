"""What validating the answers to a form costs, beside the stock library for JSON Schema and checks written by hand.

Run: python -m benchmarks.forms [--seconds 1]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from apps.programmes.definition import Definition, read  # noqa: E402 - the path is set above
from apps.programmes.forms import CompiledForm, compile_form, relevant, validate  # noqa: E402

ON = date(2026, 11, 22)
ROUNDS = 8
CODES = ("transport", "device", "interpreter", "companion", "none")
DAY = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")


def _field(key: str, kind: str, **parts: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": {"tr": key}} | parts


def definition() -> Definition:
    """Return a definition with one form of 40 questions: eight of each kind, every fifth shown under a condition."""
    fields: list[dict[str, Any]] = []
    for i in range(ROUNDS):
        condition = {"combinator": "and", "rules": [{"field": f"age{i}", "operator": ">=", "value": 18}]}
        fields += [
            _field(f"story{i}", "text", required=True, max_length=200),
            _field(f"age{i}", "integer", required=True, minimum=0, maximum=120),
            _field(f"day{i}", "date", bound="past"),
            _field(f"need{i}", "choice", choices="need", required=True),
            _field(f"helps{i}", "choices", choices="need", shown_when=condition),
        ]
    sections = [
        {"key": f"part{n}", "title": {"tr": f"Bölüm {n}"}, "items": fields[n * 20 : n * 20 + 20]} for n in (0, 1)
    ]
    codes = [{"key": code, "label": {"tr": code}} for code in CODES]
    return read(
        {
            "code": "olcum",
            "name": {"tr": "Ölçüm"},
            "purpose": {"tr": "Ölçmek için."},
            "target_groups": {"offered": ["disabled"]},
            "code_lists": [{"key": "need", "label": {"tr": "İhtiyaç"}, "codes": codes}],
            "forms": [{"key": "form", "title": {"tr": "Form"}, "sections": sections}],
        }
    )


def answers() -> dict[str, Any]:
    """Return answers to all 40 questions, in which nothing is wrong."""
    given: dict[str, Any] = {}
    for i in range(ROUNDS):
        given |= {
            f"story{i}": "İş görüşmesine gitmek için ulaşım desteği istiyor; sabahları erken çıkıyor.",
            f"age{i}": 20 + i,
            f"day{i}": "2016-11-19",
            f"need{i}": CODES[i % 5],
            f"helps{i}": ["transport", "device"],
        }
    return given


def by_hand(given: Mapping[str, Any]) -> bool:
    """Answer whether everything is in order, as a programmer would write it for this form."""
    for i in range(ROUNDS):
        story, age = given.get(f"story{i}"), given.get(f"age{i}")
        if not isinstance(story, str) or not story.strip() or len(story) > 200:
            return False
        if type(age) is not int or not 0 <= age <= 120:
            return False
        day = given.get(f"day{i}")
        if day is not None and not _is_past(day):
            return False
        if given.get(f"need{i}") not in CODES:
            return False
        helps = given.get(f"helps{i}")
        if age >= 18 and helps is not None and not _are_codes(helps):
            return False
    return True


def _is_past(day: Any) -> bool:
    if not isinstance(day, str) or DAY.fullmatch(day) is None:
        return False
    try:
        return date.fromisoformat(day) <= ON
    except ValueError:
        return False


def _are_codes(helps: Any) -> bool:
    return isinstance(helps, list) and len(set(helps)) == len(helps) and all(code in CODES for code in helps)


def microseconds(work: Callable[[], object], *, seconds: float) -> float:
    """Return the best time of several rounds within the given time."""
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        started = time.perf_counter()
        for _ in range(20):
            work()
        best = min(best, (time.perf_counter() - started) / 20)
    return best * 1_000_000


def _agree(compiled: CompiledForm, stock: Any, right: dict[str, Any]) -> None:
    """Check that all three answer alike before anything is measured."""
    wrong = [
        right | {"story3": " "}, right | {"age1": 121}, right | {"age1": "20"}, right | {"day2": "2026-02-30"},
        right | {"need5": "gold"}, right | {"helps7": ["device", "device"]},
    ]  # fmt: skip
    assert not validate(compiled, right, on=ON)
    assert by_hand(right)
    assert stock.is_valid(right)
    for one in wrong:
        assert len(validate(compiled, one, on=ON)) == 1
        assert not by_hand(one)
        assert not stock.is_valid(one)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the times as JSON; fail when the three disagree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--format", default="json", choices=["json"])
    parser.add_argument("--quick", action="store_true")
    wishes = parser.parse_args(arguments)
    seconds = 0.1 if wishes.quick else wishes.seconds
    whole = definition()
    form, right = whole.forms[0], answers()
    compiled = compile_form(form, whole)
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    stock = jsonschema.Draft202012Validator(compiled.schema, format_checker=formats)
    _agree(compiled, stock, right)
    broken = right | {f"age{i}": "x" for i in range(ROUNDS)}
    hand = microseconds(lambda: by_hand(right), seconds=seconds)
    measured = [
        ("forms: 40 questions validated, in order, beside python-jsonschema (µs)",
         lambda: validate(compiled, right, on=ON), microseconds(lambda: stock.is_valid(right), seconds=seconds)),
        ("forms: 40 questions validated, in order, beside checks by hand (µs)",
         lambda: validate(compiled, right, on=ON), hand),
        ("forms: 40 questions, 8 wrong and worded, beside python-jsonschema's errors (µs)",
         lambda: validate(compiled, broken, on=ON),
         microseconds(lambda: list(stock.iter_errors(broken)), seconds=seconds)),
        ("forms: relevant answers of 40 questions, beside checks by hand (µs)",
         lambda: relevant(form, right), hand),
    ]  # fmt: skip
    results = []
    for name, work, baseline in measured:
        ours = microseconds(work, seconds=seconds)
        results.append(
            {"name": name, "ours": round(ours, 1), "baseline": round(baseline, 1), "ratio": round(ours / baseline, 3)}
        )
    print(json.dumps({"results": results}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
