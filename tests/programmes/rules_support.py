"""Facts, rule sets and definitions for tests of deciding: every type of fact, and strategies over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import strategies as st

from apps.programmes.definition import Definition, read
from apps.programmes.registry import FactSource, Subject, facts
from omuz.conditions import Catalogue, Choice, Fact, FactType, Text

ON = dt.date(2026, 11, 22)
GROUPS = (Choice("disabled", Text("Engelli birey", "Disabled")), Choice("poor", Text("Yoksul", "Poor")))
FACTS = (
    Fact("age", Text("Yaş", "Age"), FactType.INTEGER, phrase=Text("yaşı", "age")),
    Fact("employed", Text("Çalışıyor", "Employed"), FactType.BOOLEAN),
    Fact("registered_on", Text("Kayıt tarihi", "Registered on"), FactType.DATE),
    Fact("groups", Text("Hedef gruplar", "Target groups"), FactType.CODES, choices=GROUPS, special=True),
    Fact("income", Text("Gelir", "Income"), FactType.NUMBER),
    Fact("name", Text("Ad", "Name"), FactType.TEXT),
    Fact("jobs", Text("İşler", "Jobs"), FactType.RECORDS, fields=(
        Fact("months", Text("Süre (ay)", "Months"), FactType.INTEGER),
        Fact("insured", Text("Sigortalı", "Insured"), FactType.BOOLEAN),
    )),
)  # fmt: skip
CATALOGUE = Catalogue(FACTS, folding=facts._FOLDING)


@contextmanager
def offered(*sources: FactSource) -> Iterator[None]:
    """Offer these facts only, for as long as the test runs."""
    kept = dict(facts._sources)
    facts._sources.clear()
    for source in sources or (FactSource("tests", Subject.PERSON, lambda _definition: FACTS, lambda *_a, **_k: {}),):
        facts.register_facts(source)
    try:
        yield
    finally:
        facts._sources.clear()
        facts._sources.update(kept)


def rule(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    """Return a condition of one rule, as the builder writes it."""
    return {"combinator": "and", "rules": [{"field": field, "operator": operator, "value": value}]}


def clause(key: str, condition: dict[str, Any], kind: str, **more: Any) -> dict[str, Any]:
    """Return a clause; `value` and `points` go to its effect."""
    effect = {"kind": kind} | {name: more.pop(name) for name in ("value", "points") if name in more}
    return {"key": key, "condition": condition, "effect": effect, "message": {"tr": f"Madde {key}"}} | more


def rule_set(key: str, point: str, *clauses: dict[str, Any]) -> dict[str, Any]:
    """Return a rule set."""
    return {"key": key, "point": point, "label": {"tr": f"Kurallar {key}"}, "clauses": list(clauses)}


def definition(*rule_sets: dict[str, Any], **more: Any) -> Definition:
    """Return a definition with these rules, three documents and a council decision as its text."""
    document = {
        "format": 1,
        "code": "deneme",
        "name": {"tr": "Deneme"},
        "purpose": {"tr": "Deneme"},
        "target_groups": {"offered": ["disabled"]},
        "legal_basis": [{"key": "karar", "kind": "council_decision", "title": "Meclis kararı"}],
        "documents": [{"key": key, "label": {"tr": f"Belge {key}"}} for key in ("kimlik", "rapor", "vesayet")],
        "rules": list(rule_sets),
    }
    return read(document | more)


_values: dict[str, st.SearchStrategy[Any]] = {
    "age": st.sampled_from([0, 17, 18, 40, 65]),
    "employed": st.booleans(),
    "registered_on": st.sampled_from([ON, dt.date(2020, 2, 29), dt.date(2026, 1, 1)]),
    "groups": st.frozensets(st.sampled_from(["disabled", "poor"])),
    "income": st.sampled_from([0, 1000, 17002]),
    "name": st.sampled_from(["Ayşe", "IŞIK"]),
    "jobs": st.lists(
        st.fixed_dictionaries({}, optional={"months": st.integers(0, 24), "insured": st.booleans()}), max_size=3
    ),
}
some_facts = st.fixed_dictionaries({}, optional=_values)
_leaves = st.sampled_from([
    {"field": "age", "operator": "<", "value": 18},
    {"field": "age", "operator": "between", "value": [18, 65]},
    {"field": "employed", "operator": "=", "value": True},
    {"field": "registered_on", "operator": "<", "value": {"relative": {"unit": "year", "amount": -1}}},
    {"field": "groups", "operator": "in", "value": ["disabled"]},
    {"field": "groups", "operator": "empty"},
    {"field": "income", "operator": "<=", "value": 17002},
    {"field": "income", "operator": "null"},
    {"field": "name", "operator": "beginsWith", "value": "ış"},
    {"field": "jobs", "match": {"mode": "some"}, "operator": "=",
     "value": {"combinator": "and", "rules": [{"field": "months", "operator": ">=", "value": 12}]}},
])  # fmt: skip


def _grouped(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({
        "combinator": st.sampled_from(["and", "or"]), "not": st.booleans(),
        "rules": st.lists(inner, min_size=1, max_size=3),
    })  # fmt: skip


conditions = _grouped(st.recursive(_leaves, _grouped, max_leaves=4))


def clauses_of(*kinds: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return lists of clauses of these kinds, with the values and points that they take."""

    def build(drawn: list[tuple[str, Any, str, int]]) -> list[dict[str, Any]]:
        built = []
        for index, (kind, condition, value, points) in enumerate(drawn):
            more: dict[str, Any] = {"value": value} if kind in {"add", "remove", "limit"} else {}
            if kind in {"points", "limit"}:
                more["points"] = points
            built.append(clause(f"k{index}", condition, kind, **more))
        return built

    one = st.tuples(
        st.sampled_from(kinds), conditions, st.sampled_from(["kimlik", "rapor", "vesayet"]), st.integers(-5, 5)
    )
    return st.lists(one, max_size=5).map(build)
