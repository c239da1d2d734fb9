"""English: "Age is at least 18 and (target group is Disabled person or Poor)."."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from omuz.conditions.catalogue import Fact, FactType
from omuz.conditions.nodes import Comparison, Operand, Quantifier, RelativeDay
from omuz.conditions.operators import MatchMode, Operator
from omuz.conditions.rendering.voice import FIRST_LETTER, Clause, day, grouped, is_day, listed, referenced, written

_O = Operator
_PLAIN: Final = {
    _O.EQUAL: "is",
    _O.NOT_EQUAL: "is not",
    _O.LESS: "is below",
    _O.LESS_EQUAL: "is at most",
    _O.GREATER: "is above",
    _O.GREATER_EQUAL: "is at least",
    _O.CONTAINS: "contains",
    _O.NOT_CONTAINS: "does not contain",
    _O.BEGINS: "begins with",
    _O.NOT_BEGINS: "does not begin with",
    _O.ENDS: "ends with",
    _O.NOT_ENDS: "does not end with",
    _O.NULL: "is unknown",
    _O.NOT_NULL: "is known",
    _O.EMPTY: "is empty",
    _O.NOT_EMPTY: "is not empty",
}
_DAYS: Final = {
    _O.EQUAL: "is",
    _O.NOT_EQUAL: "is not",
    _O.LESS: "is before",
    _O.LESS_EQUAL: "is on or before",
    _O.GREATER: "is after",
    _O.GREATER_EQUAL: "is on or after",
}
_PRESENCE_OR_EMPTINESS: Final = frozenset({_O.NULL, _O.NOT_NULL, _O.EMPTY, _O.NOT_EMPTY})


class English:
    """The English voice."""

    def joined(self, clauses: Sequence[str], *, conjunction: bool) -> str:
        """Return "a, b and c"."""
        return listed(clauses, "and" if conjunction else "or")

    def negated(self, clause: str) -> str:
        """Return "not (a)"."""
        return f"not {clause}"

    def always(self) -> str:
        """Return that nothing is asked."""
        return "no condition"

    def capitalised(self, sentence: str) -> str:
        """Return the sentence with a capital."""
        return FIRST_LETTER.sub(lambda found: found[0].upper(), sentence, count=1)

    def comparison(self, node: Comparison) -> Clause:
        """Return what a rule says."""
        fact, operator = self._phrase(node.fact), node.operator
        if operator in _PRESENCE_OR_EMPTINESS:
            return Clause(f"{fact} {_PLAIN[operator]}")
        first = node.operands[0]
        verb = (_DAYS if is_day(first, node.fact) else _PLAIN).get(operator, "")
        other = referenced(first)
        if other is not None:
            return Clause(f"{fact} {verb} {self._phrase(other)}")
        values = [self._value(operand, node.fact) for operand in node.operands]
        several = len(values) > 1
        if node.fact.type is FactType.CODES:
            denied = operator in {_O.NOT_IN, _O.NOT_CONTAINS}
            said = "does not include" if denied else "includes"
            return Clause(f"{fact} {said} {listed(values, 'or')}", compound=several)
        if operator in {_O.IN, _O.NOT_IN}:
            return Clause(f"{fact} {'is' if operator is _O.IN else 'is not'} {listed(values, 'or')}", compound=several)
        if operator in {_O.BETWEEN, _O.NOT_BETWEEN}:
            said = "is between" if operator is _O.BETWEEN else "is not between"
            return Clause(f"{fact} {said} {values[0]} and {values[1]} (inclusive)")
        return Clause(f"{fact} {verb} {values[0]}")

    def quantifier(self, node: Quantifier, inner: str | None) -> str:
        """Return how many records of the list meet the inner condition."""
        list_name, n = self._phrase(node.fact), node.threshold
        if node.mode is MatchMode.ALL:
            return f"every record of {list_name} meets ({inner or self.always()})"
        amount = {
            MatchMode.SOME: "at least one",
            MatchMode.NONE: "none",
            MatchMode.AT_LEAST: f"at least {n}",
            MatchMode.AT_MOST: f"at most {n}",
            MatchMode.EXACTLY: f"exactly {n}",
        }[node.mode]
        return f"number of {list_name}" + (f" with ({inner})" if inner else "") + f": {amount}"

    def _phrase(self, fact: Fact) -> str:
        if fact.phrase is not None:
            return fact.phrase.en
        label = fact.label.en
        return label[:1].lower() + label[1:] if label[1:2].islower() else label

    def _value(self, operand: Operand, fact: Fact) -> str:
        if isinstance(operand, RelativeDay):
            if operand.amount == 0:
                return "the day of the decision"
            unit = operand.unit.value + ("" if abs(operand.amount) == 1 else "s")
            side = "before" if operand.amount < 0 else "after"
            return f"{abs(operand.amount)} {unit} {side} the day of the decision"
        raw = written(operand)
        if isinstance(raw, bool):
            return "true" if raw else "false"
        if isinstance(raw, date):
            return day(raw)
        if isinstance(raw, int | Decimal):
            return grouped(raw, thousands=",", point=".")
        label = fact.labels_by_code.get(str(raw))
        return label.en if label is not None else f"“{raw}”"
