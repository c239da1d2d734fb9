"""How many people a second a rule set of ten conditions answers, beside the same rule written by hand in Python.

Conditions are parsed and answered by `benchmarks.conditions` alone; here decision points, clauses, legal bases and
what is missing are in it as well.

Run: ./omuz bench rules [--seconds 1]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "platform"))

from apps.programmes.deciding import Decider, Outcome
from apps.programmes.definition import Definition, read
from apps.programmes.registry import FactSource, Subject, register_facts
from benchmarks.conditions import CATALOGUE, ON, TEN_CONDITIONS, by_hand, by_hand_without_trace, people, per_second


def definition() -> Definition:
    """Return a programme whose eligibility is the ten conditions."""
    clause = {
        "key": "on", "condition": TEN_CONDITIONS, "effect": {"kind": "require"}, "message": {"tr": "On koşul"},
        "basis": {"source": "karar", "article": "5/1-a"},
    }  # fmt: skip
    return read({
        "format": 1, "code": "olcum", "name": {"tr": "Ölçüm"}, "purpose": {"tr": "Ölçüm"},
        "target_groups": {"offered": []},
        "legal_basis": [{"key": "karar", "kind": "council_decision", "title": "Meclis kararı"}],
        "rules": [{"key": "uygunluk", "point": "eligibility", "label": {"tr": "Uygunluk"}, "clauses": [clause]}],
    })  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rates as JSON; fail when the answers and the hand-written rule disagree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0)
    seconds = parser.parse_args(arguments).seconds
    register_facts(FactSource("benchmark", Subject.PERSON, lambda _definition: tuple(CATALOGUE), lambda *_a, **_k: {}))
    decider, cases = Decider(definition(), "eligibility", on=ON), people(2000)
    outcomes = {True: Outcome.YES, False: Outcome.NO, None: Outcome.UNKNOWN}
    for case in cases:
        assert decider.answer(case).outcome is outcomes[by_hand(case)[0]]
        assert decider.verdict(case).outcome is outcomes[by_hand_without_trace(case)]
    traced = per_second(by_hand, cases, seconds=seconds)
    plain = per_second(by_hand_without_trace, cases, seconds=seconds)
    measured: dict[str, tuple[Callable[[dict[str, Any]], object], float]] = {
        "rules: answer of 10 conditions with trace (per second)": (decider.answer, traced),
        "rules: the same with what is missing (per second)": (lambda case: decider.answer(case).missing, traced),
        "rules: the same with every word of the trace, as shown (per second)": (
            lambda case: decider.answer(case).as_json(),
            traced,
        ),
        "rules: verdict without reasons, as what-if asks (per second)": (decider.verdict, plain),
    }
    results = []
    for name, (work, baseline) in measured.items():
        ours = per_second(work, cases, seconds=seconds)
        results.append(
            {"name": name, "ours": round(ours), "baseline": round(baseline), "ratio": round(ours / baseline, 2)}
        )
    print(json.dumps({"results": results}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
