"""Checking that a fact holds what the catalogue promises: a wrong type is a bug of the loader, never an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from omuz.conditions.catalogue import Fact, FactType


class FactTypeError(TypeError):
    """A fact was handed in with a value of another type than the catalogue says."""


def _is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_codes(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset) and all(
        code is None or isinstance(code, str) for code in value
    )


def _is_records(value: object) -> bool:
    return isinstance(value, list | tuple) and all(record is None or isinstance(record, Mapping) for record in value)


_CHECKS: Final[dict[FactType, Callable[[object], bool]]] = {
    FactType.TEXT: lambda value: isinstance(value, str),
    FactType.CODE: lambda value: isinstance(value, str),
    # A float is refused: 0.1 would equal 0.1 in SQL and differ here.
    FactType.NUMBER: _is_number,
    FactType.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    FactType.BOOLEAN: lambda value: isinstance(value, bool),
    FactType.DATE: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    FactType.CODES: _is_codes,
    FactType.RECORDS: _is_records,
}

# Values of exactly these classes need no further look; all others take the slow path.
PLAIN: Final[dict[FactType, type | None]] = {
    FactType.TEXT: str,
    FactType.CODE: str,
    FactType.NUMBER: int,
    FactType.INTEGER: int,
    FactType.BOOLEAN: bool,
    FactType.DATE: date,
    FactType.CODES: None,
    FactType.RECORDS: None,
}


def checker(fact: Fact) -> Callable[[Any], None]:
    """Return a function that raises FactTypeError for a value that the fact cannot have."""
    holds, name, kind = _CHECKS[fact.type], fact.name, fact.type

    def check(value: Any) -> None:
        if not holds(value):
            # The value itself stays out of the message: it may be personal.
            raise FactTypeError(f"{name} must be of type {kind.value}, not {type(value).__name__}")

    return check
