"""Conditions that nobody can meet: "under 18 and over 65", "is unknown and is 3"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from omuz.conditions import FactType, Operator, Text
from omuz.conditions.nodes import Comparison, Group, Node, Quantifier, Value

_O = Operator
_LISTS = frozenset({FactType.CODES, FactType.RECORDS})


def contradictions(node: Node) -> Iterator[Text]:
    """Yield the label of each fact about which the members of one "and" cannot all hold."""
    if isinstance(node, Quantifier):
        yield from contradictions(node.inner)
    if not isinstance(node, Group):
        return
    for member in node.members:
        yield from contradictions(member)
    if not node.conjunction or node.negated:
        return
    rules: dict[str, list[Comparison]] = {}
    for member in node.members:
        if isinstance(member, Comparison):
            rules.setdefault(member.fact.name, []).append(member)
    for asked in rules.values():
        if len(asked) > 1 and _cannot_hold(asked):
            yield asked[0].fact.label


def _cannot_hold(rules: list[Comparison]) -> bool:
    operators = {rule.operator for rule in rules}
    if _O.NULL in operators and operators != {_O.NULL}:
        return True
    if rules[0].fact.type in _LISTS:
        return {_O.EMPTY, _O.NOT_EMPTY} <= operators
    room = _Room()
    return not all(room.narrow(rule) for rule in rules)


@dataclasses.dataclass
class _Room:
    """The values that a fact may still have."""

    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False
    among: frozenset[Any] | None = None

    def narrow(self, rule: Comparison) -> bool:
        """Take in one more rule and return whether a value is left; relative days and other facts say nothing."""
        values = [operand.compared for operand in rule.operands if isinstance(operand, Value)]
        if not values or len(values) != len(rule.operands):
            return True
        if rule.operator in {_O.EQUAL, _O.IN}:
            self.among = frozenset(values) if self.among is None else self.among & frozenset(values)
        elif rule.operator in {_O.NOT_EQUAL, _O.NOT_IN} and self.among is not None:
            self.among -= frozenset(values)
        elif rule.operator in {_O.GREATER, _O.GREATER_EQUAL}:
            self._from(values[0], exclusive=rule.operator is _O.GREATER)
        elif rule.operator in {_O.LESS, _O.LESS_EQUAL}:
            self._up_to(values[0], exclusive=rule.operator is _O.LESS)
        elif rule.operator is _O.BETWEEN:
            self._from(values[0], exclusive=False)
            self._up_to(values[1], exclusive=False)
        return self._has_room()

    def _from(self, value: Any, *, exclusive: bool) -> None:
        if self.low is None or value > self.low or (value == self.low and exclusive):
            self.low, self.low_open = value, exclusive

    def _up_to(self, value: Any, *, exclusive: bool) -> None:
        if self.high is None or value < self.high or (value == self.high and exclusive):
            self.high, self.high_open = value, exclusive

    def _has_room(self) -> bool:
        if self.among is not None:
            return any(self._within(value) for value in self.among)
        if self.low is None or self.high is None:
            return True
        return bool(self.low < self.high or (self.low == self.high and not self.low_open and not self.high_open))

    def _within(self, value: Any) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return bool(above and below)
