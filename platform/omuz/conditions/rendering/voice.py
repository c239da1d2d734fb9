"""What a language must be able to say, and what both say alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple, Protocol

from omuz.conditions.catalogue import Fact
from omuz.conditions.nodes import Comparison, FactReference, Operand, Quantifier, RelativeDay, Value

FIRST_LETTER: Final = re.compile(r"[^\W\d_]")
"""The first letter of a sentence, behind parentheses too."""


class Clause(NamedTuple):
    """A part of the sentence; one with an "and" or "or" of its own gets parentheses beside others."""

    text: str
    compound: bool = False


class Voice(Protocol):
    """One language."""

    def joined(self, clauses: Sequence[str], *, conjunction: bool) -> str:
        """Return the clauses joined by "and" or "or"."""

    def negated(self, clause: str) -> str:
        """Return the denial of a clause, which already has parentheses."""

    def always(self) -> str:
        """Return what a condition without rules says."""

    def comparison(self, node: Comparison) -> Clause:
        """Return what a rule says."""

    def quantifier(self, node: Quantifier, inner: str | None) -> str:
        """Return what a list's rule says; `inner` is None where any record will do."""

    def capitalised(self, sentence: str) -> str:
        """Return the sentence with its first letter as a capital."""


def listed(items: Sequence[str], last: str) -> str:
    """Return "a, b veya c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def day(value: date) -> str:
    """Return a day as it is written in Turkey: 19.11.2016."""
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


def grouped(number: object, *, thousands: str, point: str) -> str:
    """Return a number with its digits in threes."""
    whole, _, fraction = format(number, "f" if not isinstance(number, int) else "d").partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    head = len(digits) % 3
    threes = ([digits[:head]] if head else []) + [digits[i : i + 3] for i in range(head, len(digits), 3)]
    return sign + thousands.join(threes) + (point + fraction if fraction else "")


def written(operand: Operand) -> object:
    """Return a literal as its author wrote it."""
    if not isinstance(operand, Value):
        raise TypeError("only literals are written")
    return operand.written


def is_day(operand: Operand, fact: Fact) -> bool:
    """Return whether the operand is spoken of as a day."""
    return isinstance(operand, RelativeDay) or fact.type == "date"


def referenced(operand: Operand) -> Fact | None:
    """Return the fact that a reference names, None for other operands."""
    return operand.fact if isinstance(operand, FactReference) else None
