"""What may be written, and how much of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from omuz.kernel.errors import FieldProblem

MOST_LINE: Final = 200
MOST_WORDS: Final = 2000
MOST_GOALS: Final = 12
MOST_SERVICES: Final = 20


def too_long(field: str, text: str, most: int = MOST_WORDS) -> list[FieldProblem]:
    """Return the problem of a text that is longer than the record takes."""
    if len(text) <= most:
        return []
    return [FieldProblem(field, "too_long", f"En çok {most} karakter yazılabilir.", "Kısaltın.")]


def unknown_codes(field: str, codes: Collection[str], known: Iterable[str]) -> list[FieldProblem]:
    """Return the problem of codes that are none of the known ones, or that stand twice."""
    if set(codes) <= set(known) and len(set(codes)) == len(codes):
        return []
    return [FieldProblem(field, "unknown_code", "Listede olmayan bir seçim var.", "Listeden seçin.")]


def required(field: str, message: str, remedy: str) -> FieldProblem:
    """Return the problem of something that was left empty."""
    return FieldProblem(field, "required", message, remedy)
