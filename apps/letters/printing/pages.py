"""A letter as PDF (PDF/UA-1), official or as an easy-read copy in large print."""

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal

from apps.letters.queries.contents import AddresseeText, LetterText, grouped
from omuz.kernel.numbers import format_date
from omuz.kernel.text import tr_upper
from omuz.kernel.typesetting import Format, typeset

__all__ = ["LetterPage", "Variant", "print_letter", "print_letters"]

Variant = Literal["official", "plain"]
_TEMPLATE: Final = Path(__file__).with_name("letter.typ")
_WORDS: Final = {
    "number": "Sayı", "subject": "Konu", "reference": "İlgi", "annexes": "Ek", "distribution": "Dağıtım",
    "code": "Doğrulama kodu", "check": "Doğrulama adresi", "page": "Sayfa", "acting": "V.",
    "in_place": "yerine, vekâleten", "easy": "Bu yazı kolay okunur biçimde hazırlanmıştır.",
    "reach": "Bize ulaşmak için:",
}  # fmt: skip
#: Letters of the Turkish alphabet by which references are told apart.
_LETTERS: Final = "abcçdefgğhıijklmnoöprsştuüvyz"
_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """Everything that stands on a letter. `stamp` is a word across the page ("TASLAK"); `dated` the day on it."""

    municipality: str
    unit: str
    contact: tuple[str, ...]
    check: str
    code: str
    number: str
    dated: dt.date | None
    text: LetterText
    addressee: AddresseeText
    signatory_name: str
    signatory_title: str
    signatory_acting_for: str
    by_hand: bool
    stamp: str = ""


def print_letter(
    page: LetterPage, *, printed_on: dt.date, variant: Variant = "official", format: Format = "pdf"
) -> bytes:
    """Return the letter as PDF (or its first page as image). The same letter on the same day is the same bytes."""
    title = f"{page.text.subject} · {page.municipality}"
    return _typeset([page], title=title, printed_on=printed_on, variant=variant, format=format)


def print_letters(
    pages: Sequence[LetterPage], *, title: str, printed_on: dt.date, variant: Variant = "official"
) -> bytes:
    """Return several letters as one PDF, each with its own page numbers."""
    return _typeset(pages, title=title, printed_on=printed_on, variant=variant, format="pdf")


def _typeset(
    pages: Sequence[LetterPage], *, title: str, printed_on: dt.date, variant: Variant, format: Format
) -> bytes:
    values = {
        "variant": variant, "words": _WORDS, "title": title, "municipality": pages[0].municipality,
        "letters": [_values(page, variant) for page in pages],
    }  # fmt: skip
    return typeset(_TEMPLATE, values, printed_on=printed_on, format=format)


def _values(page: LetterPage, variant: Variant) -> dict[str, Any]:
    text = page.text
    body = text.plain if variant == "plain" else text.body
    return {
        "heading": tr_upper(page.municipality),
        "unit": page.unit,
        "contact": list(page.contact),
        "check": page.check,
        "code": grouped(page.code),
        "number": page.number,
        "date": format_date(page.dated) if page.dated is not None else "",
        "subject": text.subject,
        "addressee": dataclasses.asdict(page.addressee),
        "by_hand": "ELDEN" if page.by_hand else "",
        "references": _references(text.references),
        "body": [{"text": one, "lined": "\n" in one or one.startswith("Sayın ")} for one in paragraphs(body)],
        "annexes": list(text.annexes),
        "distribution": list(text.distribution),
        "signatory": {
            "name": page.signatory_name, "title": page.signatory_title, "acting_for": page.signatory_acting_for,
        },
        "stamp": page.stamp,
    }  # fmt: skip


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, without empty ones."""
    return [one.strip() for one in _BREAK.split(text.replace("\r\n", "\n")) if one.strip()]


def _references(texts: tuple[str, ...]) -> list[dict[str, str]]:
    if len(texts) < 2:
        return [{"label": "", "text": one} for one in texts]
    return [{"label": f"{_LETTERS[index]})", "text": one} for index, one in enumerate(texts[: len(_LETTERS)])]
