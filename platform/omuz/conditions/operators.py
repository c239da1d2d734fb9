"""The operators, which types of facts accept them, and the modes of quantifiers."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from omuz.conditions.catalogue import FactType


class Operator(StrEnum):
    """The query builder's own names; `empty` and `notEmpty` are added for lists."""

    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    LESS_EQUAL = "<="
    GREATER = ">"
    GREATER_EQUAL = ">="
    BETWEEN = "between"
    NOT_BETWEEN = "notBetween"
    IN = "in"
    NOT_IN = "notIn"
    CONTAINS = "contains"
    NOT_CONTAINS = "doesNotContain"
    BEGINS = "beginsWith"
    NOT_BEGINS = "doesNotBeginWith"
    ENDS = "endsWith"
    NOT_ENDS = "doesNotEndWith"
    NULL = "null"
    NOT_NULL = "notNull"
    EMPTY = "empty"
    NOT_EMPTY = "notEmpty"


class MatchMode(StrEnum):
    """How many records of a list must meet the inner condition."""

    ALL = "all"
    SOME = "some"
    NONE = "none"
    AT_LEAST = "atLeast"
    AT_MOST = "atMost"
    EXACTLY = "exactly"


class RelativeUnit(StrEnum):
    """Units of a date relative to the day of the decision."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_O = Operator
EQUALITY: Final = frozenset({_O.EQUAL, _O.NOT_EQUAL})
ORDER: Final = frozenset({_O.LESS, _O.LESS_EQUAL, _O.GREATER, _O.GREATER_EQUAL})
RANGES: Final = frozenset({_O.BETWEEN, _O.NOT_BETWEEN})
CHOICES: Final = frozenset({_O.IN, _O.NOT_IN})
CONTAINING: Final = frozenset({_O.CONTAINS, _O.NOT_CONTAINS})
AFFIXES: Final = frozenset({_O.BEGINS, _O.NOT_BEGINS, _O.ENDS, _O.NOT_ENDS})
PRESENCE: Final = frozenset({_O.NULL, _O.NOT_NULL})
EMPTINESS: Final = frozenset({_O.EMPTY, _O.NOT_EMPTY})

COUNTED_MODES: Final = frozenset({MatchMode.AT_LEAST, MatchMode.AT_MOST, MatchMode.EXACTLY})

NEGATIONS: Final[dict[Operator, Operator]] = {
    _O.NOT_EQUAL: _O.EQUAL,
    _O.NOT_BETWEEN: _O.BETWEEN,
    _O.NOT_IN: _O.IN,
    _O.NOT_CONTAINS: _O.CONTAINS,
    _O.NOT_BEGINS: _O.BEGINS,
    _O.NOT_ENDS: _O.ENDS,
    _O.NOT_EMPTY: _O.EMPTY,
    _O.NOT_NULL: _O.NULL,
}
"""A negative operator and the positive one that it negates, in three-valued logic."""

_MEASURED: Final = EQUALITY | ORDER | RANGES | CHOICES | PRESENCE
ALLOWED: Final[dict[FactType, frozenset[Operator]]] = {
    FactType.TEXT: EQUALITY | CHOICES | CONTAINING | AFFIXES | PRESENCE,
    FactType.CODE: EQUALITY | CHOICES | PRESENCE,
    FactType.NUMBER: _MEASURED,
    FactType.INTEGER: _MEASURED,
    FactType.DATE: _MEASURED,
    FactType.BOOLEAN: EQUALITY | PRESENCE,
    FactType.CODES: CHOICES | CONTAINING | PRESENCE | EMPTINESS,
    FactType.RECORDS: PRESENCE | EMPTINESS,
}


def operators_for(kind: FactType) -> tuple[Operator, ...]:
    """Return the operators that facts of this type accept, in the order of the enum."""
    return tuple(operator for operator in Operator if operator in ALLOWED[kind])
