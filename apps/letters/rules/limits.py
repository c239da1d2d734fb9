"""How long the parts of a letter may be."""

from collections.abc import Iterator, Sequence
from typing import Final

from omuz.kernel.errors import FieldProblem

MOST_SUBJECT: Final = 200
MOST_BODY: Final = 40_000
MOST_LINES: Final = 30
MOST_LINE: Final = 300


def text_problems(subject: str, body: str) -> Iterator[FieldProblem]:
    """Yield what is wrong with a letter's subject and text as typed."""
    if not subject.strip():
        yield FieldProblem("subject", "required", "Konu yazılmamış.", "Yazının konusunu kısaca yazın.")
    elif len(subject) > MOST_SUBJECT or "\n" in subject.strip():
        yield FieldProblem("subject", "too_long", "Konu tek satır ve en çok 200 karakter olmalı.", "Kısaltın.")
    if not body.strip():
        yield FieldProblem("body", "required", "Yazının metni boş.", "Metni yazın.")
    elif len(body) > MOST_BODY:
        yield FieldProblem("body", "too_long", "Metin bir yazının taşıyabileceğinden uzun.", "Ek olarak verin.")


def list_problems(field: str, lines: Sequence[str]) -> Iterator[FieldProblem]:
    """Yield what is wrong with a list of the letter (annexes, references, distribution, address)."""
    if len(lines) > MOST_LINES or any(len(line) > MOST_LINE for line in lines):
        yield FieldProblem(
            field, "too_long", f"En çok {MOST_LINES} satır, satır başına en çok {MOST_LINE} karakter.", "Kısaltın."
        )
