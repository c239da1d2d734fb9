"""The trace: what each rule asked, saw and answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from omuz.conditions.catalogue import Fact, FactType
from omuz.conditions.days import resolve
from omuz.conditions.nodes import Comparison, FactReference, Operand, Quantifier, RelativeDay, Value
from omuz.conditions.operators import CHOICES
from omuz.conditions.truth import Truth


@dataclass(frozen=True, slots=True)
class Rule:
    """The part of an entry that is the same for every evaluation of a day; names are paths from the root."""

    node: Comparison | Quantifier
    path: str
    expected: Any
    reference: str | None = None


RawEntry = tuple[Rule, Any, Truth, Any]
"""What the evaluator notes per rule: the rule, the value seen, the outcome, and the other fact's value or the
records' own notes. Entries are built from it only when somebody looks."""


class TraceEntry:
    """One rule's answer: a read-only view of what the evaluator noted, cheap to make."""

    __slots__ = ("_raw",)

    def __init__(self, raw: RawEntry) -> None:
        self._raw = raw

    def __repr__(self) -> str:
        # The value seen stays out: it may be personal, and reprs end up in logs.
        return f"<TraceEntry {self.place} {self.field} {self.operator}: {self.outcome.value}>"

    @property
    def place(self) -> str:
        """The JSON pointer of the rule in the source."""
        return self._raw[0].node.place

    @property
    def node(self) -> Comparison | Quantifier:
        """The rule itself."""
        return self._raw[0].node

    @property
    def fact(self) -> Fact:
        """The fact; where it is `special`, this entry is special-category data as well."""
        return self._raw[0].node.fact

    @property
    def field(self) -> str:
        """The name of the fact."""
        return self._raw[0].node.fact.name

    @property
    def operator(self) -> str:
        """The operator, or the mode of a rule on a list of records."""
        node = self._raw[0].node
        return node.mode.value if isinstance(node, Quantifier) else node.operator.value

    @property
    def expected(self) -> Any:
        """None, one value, or a tuple: relative days resolved, a reference as the other fact's value."""
        rule = self._raw[0]
        return rule.expected if rule.reference is None else self._raw[3]

    @property
    def seen(self) -> Any:
        """The fact's value; of a list of records the number of records."""
        rule, seen = self._raw[0], self._raw[1]
        return len(seen) if seen is not None and rule.node.fact.type is FactType.RECORDS else seen

    @property
    def outcome(self) -> Truth:
        """The answer of this rule alone."""
        return self._raw[2]

    @property
    def records(self) -> tuple[tuple[TraceEntry, ...], ...]:
        """For a rule on a list of records: the entries of each record, in the order of the list."""
        if not isinstance(self._raw[0].node, Quantifier):
            return ()
        return tuple(build(record) for record in self._raw[3] or ())

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts for want of which the rule is UNKNOWN ("reports.rate" is a field of a record)."""
        rule, seen, outcome, other = self._raw
        if outcome is not Truth.UNKNOWN:
            return ()
        if isinstance(rule.node, Quantifier) and seen is not None:
            nested = (name for record in self.records for entry in record for name in entry.missing)
            return tuple(dict.fromkeys(nested))
        if rule.reference is None:
            return (rule.path,)
        names = (rule.path if seen is None else "", rule.reference if other is None else "")
        return tuple(dict.fromkeys(name for name in names if name))


def describe(node: Comparison | Quantifier, on: date, path: str) -> Rule:
    """Return the fixed part of a rule's entries on that day."""
    if isinstance(node, Quantifier):
        return Rule(node, path, node.threshold)
    first = node.operands[0] if node.operands else None
    if isinstance(first, FactReference):
        return Rule(node, path, None, path.removesuffix(node.fact.name) + first.fact.name)
    values = tuple(_expected(operand, on) for operand in node.operands)
    single = len(values) == 1 and node.operator not in CHOICES
    return Rule(node, path, (values[0] if single else values) if values else None)


def _expected(operand: Operand, on: date) -> Any:
    if isinstance(operand, RelativeDay):
        return resolve(operand, on)
    return operand.written if isinstance(operand, Value) else None


def build(raw: Iterable[RawEntry]) -> tuple[TraceEntry, ...]:
    """Return the entries of what the evaluator noted."""
    return tuple(map(TraceEntry, raw))
