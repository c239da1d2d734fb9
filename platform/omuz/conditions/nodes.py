"""The parsed condition: immutable, every name resolved, every value typed.

Places (JSON pointers into the source) do not take part in equality: a condition and its canonical form are equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from omuz.conditions.catalogue import Fact, Folding
from omuz.conditions.operators import MatchMode, Operator, RelativeUnit

Scalar = str | int | Decimal | bool | date


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: `compared` is what facts are compared with (a folded text), `written` what the author wrote."""

    compared: Scalar
    written: Scalar


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day counted from the day of the decision; the last day of a shorter month stands for a missing one."""

    unit: RelativeUnit
    amount: int


@dataclass(frozen=True, slots=True)
class FactReference:
    """The value of another fact of the same scope."""

    fact: Fact


Operand = Value | RelativeDay | FactReference


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rule: a fact, an operator and its operands (none, one, two, or the values of a list)."""

    fact: Fact
    operator: Operator
    operands: tuple[Operand, ...]
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Quantifier:
    """How many records of a list meet an inner condition on the record's own fields."""

    fact: Fact
    mode: MatchMode
    threshold: int | None
    inner: Group
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Members joined by "and" (conjunction) or "or"; without members (a root only) it is TRUE."""

    members: tuple[Node, ...]
    conjunction: bool = True
    negated: bool = False
    place: str = field(default="", compare=False)


Node = Group | Comparison | Quantifier


@dataclass(frozen=True, slots=True)
class Condition:
    """A whole condition, with the folding of the catalogue that it was parsed against."""

    root: Group
    folding: Folding
    prepared: dict[date, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """The evaluators of the last few days, kept by `evaluate`; not part of the condition."""
