"""What an operator says about one known value: the innermost, hottest part."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from omuz.conditions.catalogue import FactType, Folding
from omuz.conditions.days import resolve
from omuz.conditions.nodes import Comparison, Operand, RelativeDay, Value
from omuz.conditions.operators import NEGATIONS, Operator
from omuz.conditions.truth import Truth

Test = Callable[[Any], bool]
Judge = Callable[[Any], Truth]

# `partial` puts the operand first, so the order is turned round: fact < 18 is 18 > fact.
_TURNED: Final[dict[Operator, Callable[[Any, Any], bool]]] = {
    Operator.EQUAL: python.eq,
    Operator.NOT_EQUAL: python.ne,
    Operator.LESS: python.gt,
    Operator.LESS_EQUAL: python.ge,
    Operator.GREATER: python.lt,
    Operator.GREATER_EQUAL: python.le,
}


def compare(operator: Operator, fact: Any, other: Any) -> bool:
    """Return whether a comparison of two known values holds."""
    return _TURNED[operator](other, fact)


def operand_value(operand: Operand, on: date) -> Any:
    """Return what facts are compared with on that day."""
    if isinstance(operand, RelativeDay):
        return resolve(operand, on)
    if isinstance(operand, Value):
        return operand.compared
    raise TypeError("a reference has no value of its own")


def scalar_test(node: Comparison, on: date, folding: Folding) -> Test:
    """Return the test of a known value of a fact that is no list."""
    values = [operand_value(operand, on) for operand in node.operands]
    test = _affirmed(node.operator, values)
    if node.fact.type is not FactType.TEXT:
        return test
    fold = folding.python
    return lambda text: test(fold(text))


def _affirmed(operator: Operator, values: list[Any]) -> Test:
    positive = NEGATIONS.get(operator)
    if operator in _TURNED:
        return partial(_TURNED[operator], values[0])
    if positive is not None:
        affirmed = _affirmed(positive, values)
        return lambda value: not affirmed(value)
    if operator is Operator.BETWEEN:
        low, high = values
        return lambda value: bool(low <= value <= high)
    if operator is Operator.IN:
        return frozenset(values).__contains__
    return _within_text(operator, values[0])


def _within_text(operator: Operator, needle: str) -> Test:
    if operator is Operator.BEGINS:
        return lambda text: bool(text.startswith(needle))
    if operator is Operator.ENDS:
        return lambda text: bool(text.endswith(needle))
    return lambda text: needle in text


def codes_judge(node: Comparison) -> Judge:
    """Return the judge of a known list of codes; a code that is None could be any of them."""
    operator = node.operator
    positive = NEGATIONS.get(operator)
    if operator in {Operator.EMPTY, Operator.NOT_EMPTY}:
        return emptiness_judge(operator)
    wanted = frozenset(operand.compared for operand in node.operands if isinstance(operand, Value))
    found, absent = (Truth.TRUE, Truth.FALSE) if positive is None else (Truth.FALSE, Truth.TRUE)

    def judge(codes: Any) -> Truth:
        if not wanted.isdisjoint(codes):
            return found
        return Truth.UNKNOWN if None in codes else absent

    return judge


def emptiness_judge(operator: Operator) -> Judge:
    """Return the judge of `empty` or `notEmpty` for a known list."""
    empty, full = (Truth.TRUE, Truth.FALSE) if operator is Operator.EMPTY else (Truth.FALSE, Truth.TRUE)
    return lambda items: full if items else empty
