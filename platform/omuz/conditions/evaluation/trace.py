"""The trace: what each rule asked, saw and answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from omuz.conditions.catalogue import Fact, FactType
from omuz.conditions.days import resolve
from omuz.conditions.nodes import Comparison, FactReference, Operand, Quantifier, RelativeDay
from omuz.conditions.operators import CHOICES
from omuz.conditions.truth import Truth


@dataclass(frozen=True, slots=True)
class Rule:
    """The part of an entry that is the same for every evaluation of a day."""

    node: Comparison | Quantifier
    path: str
    expected: Any


RawEntry = tuple[Rule, Any, Truth, Any]
"""What the evaluator notes per rule: the rule, the value seen, the outcome, and the other fact's value or the
records' own notes. Entries are built from it only when somebody looks."""


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """One rule's answer.

    `expected` is None, one value, or a tuple; relative days are resolved, a reference shows the other fact's value.
    `seen` is the fact's value; for a list of records the number of records, whose own entries stand in `records`, one
    tuple for each. `missing` names the facts for want of which the rule is UNKNOWN ("reports.rate" is the field of a
    record). Values of facts that the catalogue calls special make the entry special-category data as well.
    """

    place: str
    fact: Fact
    operator: str
    expected: Any
    seen: Any = field(repr=False)  # it may be personal, and reprs end up in logs
    outcome: Truth
    missing: tuple[str, ...]
    records: tuple[tuple[TraceEntry, ...], ...] = ()

    @property
    def field(self) -> str:
        """The name of the fact."""
        return self.fact.name


def describe(node: Comparison | Quantifier, on: date, path: str) -> Rule:
    """Return the fixed part of a rule's entries on that day."""
    if isinstance(node, Quantifier):
        return Rule(node, path, node.threshold)
    values = tuple(_expected(operand, on) for operand in node.operands)
    single = len(values) == 1 and node.operator not in CHOICES
    return Rule(node, path, (values[0] if single else values) if values else None)


def _expected(operand: Operand, on: date) -> Any:
    if isinstance(operand, RelativeDay):
        return resolve(operand, on)
    return None if isinstance(operand, FactReference) else operand.written


def build(raw: Iterable[RawEntry]) -> tuple[TraceEntry, ...]:
    """Return the entries of what the evaluator noted."""
    return tuple(_entry(item) for item in raw)


def _entry(item: RawEntry) -> TraceEntry:
    rule, seen, outcome, other = item
    node = rule.node
    if isinstance(node, Quantifier):
        records = tuple(build(record) for record in other or ())
        nested = (name for record in records for entry in record for name in entry.missing)
        names = dict.fromkeys(nested) if seen is not None else {rule.path: None}
        return TraceEntry(
            place=node.place,
            fact=node.fact,
            operator=str(node.mode),
            expected=rule.expected,
            seen=None if seen is None else len(seen),
            outcome=outcome,
            missing=tuple(names) if outcome is Truth.UNKNOWN else (),
            records=records,
        )
    reference = next((operand for operand in node.operands if isinstance(operand, FactReference)), None)
    return TraceEntry(
        place=node.place,
        fact=node.fact,
        operator=str(node.operator),
        expected=rule.expected if reference is None else other,
        seen=len(seen) if node.fact.type is FactType.RECORDS and seen is not None else seen,
        outcome=outcome,
        missing=_missing(rule, reference, seen, other) if outcome is Truth.UNKNOWN else (),
    )


def _missing(rule: Rule, reference: FactReference | None, seen: Any, other: Any) -> tuple[str, ...]:
    if reference is None:
        return (rule.path,)
    prefix = rule.path.removesuffix(rule.node.fact.name)
    names = (rule.path if seen is None else "", prefix + reference.fact.name if other is None else "")
    return tuple(dict.fromkeys(name for name in names if name))
