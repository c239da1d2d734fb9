"""Plain texts and numbers, and what every parser needs: blanks, words for "unknown", cells that hold no value."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from omuz.tabular.errors import Problem
from omuz.tabular.fields import ParseContext, Parsed, Parser, fold_words
from omuz.tabular.rows import CellFault, CellValue, as_text, is_blank

BLANK: Final = Parsed()
#: What old lists write where nothing is known.
_MISSING: Final = frozenset(
    (
        "",
        "bilgi yok",
        "bilinmiyor",
        "belirsiz",
        "belirtilmedi",
        "belirtilmemis",
        "bos",
        "eski kayit",
        "gizlilik karari",
        "ibraz edilmedi",
        "kayit yok",
        "n a",
        "nan",
        "none",
        "null",
        "unknown",
        "yok",
    )
)
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SCIENTIFIC: Final = re.compile(r"([+-]?\d+)(?:[.,](\d+))?[eE]\+?(\d{1,3})")

_FAULTS: Final = {
    "error_value": ("Hücrede hesaplama hatası var ({shown}).", "Değeri elle yazın."),
    "formula_empty": (
        "Hücrede sonucu kaydedilmemiş bir formül var.",
        "Sütunu kopyalayıp “Özel Yapıştır > Değerler” ile yapıştırın.",
    ),
    "swallowed_cells": (
        "Açılan bir tırnak kapanmamış; hücre sonraki satırları içine almış.",
        "Bu satırdaki tırnak işaretini silin.",
    ),
    "control_characters": ("Hücrede görünmeyen denetim karakterleri var.", "Hücreyi silip yeniden yazın."),
}


def fault_problem(fault: CellFault) -> Problem:
    """Return what is wrong with a cell that holds no value."""
    message, remedy = _FAULTS.get(fault.code, ("Hücre okunamadı.", "Hücreyi yeniden yazın."))
    return Problem(fault.code, message.format(shown=fault.shown), remedy)


def failed(code: str, message: str, remedy: str) -> Parsed:
    """Return a cell that cannot be taken."""
    return Parsed(problem=Problem(code, message, remedy))


def clean(value: CellValue) -> str:
    """Return a cell's text composed (NFC), on one line, without invisible characters and surplus spaces."""
    return " ".join(unicodedata.normalize("NFC", as_text(value)).translate(_INVISIBLE).split())


def says_missing(value: CellValue) -> bool:
    """Tell whether a cell says in words, or by a dash, that nothing is known."""
    return isinstance(value, str) and len(value) < 24 and fold_words(value) in _MISSING


def lenient(read: Callable[[CellValue, ParseContext], Parsed]) -> Parser:
    """Return a parser that answers for blanks, "bilinmiyor" and broken cells; `read` sees only the rest."""

    def parse(value: CellValue, context: ParseContext) -> Parsed:
        if isinstance(value, CellFault):
            return Parsed(problem=fault_problem(value))
        if is_blank(value) or says_missing(value):
            return BLANK
        return read(value, context)

    return parse


def shortened(text: str, length: int = 40) -> str:
    """Return a value fit to be repeated in a message."""
    return text if len(text) <= length else text[: length - 1] + "…"


def digits_of(value: CellValue) -> tuple[str, bool]:
    """Return a cell's digits as a person would have typed them, and whether some were lost.

    A spreadsheet turns long numbers into 12345678901.0, 1,2345678901E+10 (nothing lost) or 1,2346E+10 (lost).
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.0f}", False
    shown = clean(value)
    scientific = _SCIENTIFIC.fullmatch(shown.replace(" ", ""))
    if scientific:
        whole, fraction, exponent = scientific[1], scientific[2] or "", int(scientific[3])
        fraction = fraction.rstrip("0") if len(fraction) > exponent else fraction
        return (whole + fraction).ljust(len(whole) + exponent, "0")[:40], len(fraction) < exponent
    if re.fullmatch(r"\d{5,}[.,]0+", shown):
        shown = re.split(r"[.,]", shown)[0]
    return shown, False


def text(*, max_length: int = 500, lines: bool = False) -> Parser:
    """Return a parser of free text. `lines` keeps line breaks."""

    def parse(value: CellValue, context: ParseContext) -> Parsed:
        if isinstance(value, CellFault):
            return Parsed(problem=fault_problem(value))
        shown = _CONTROL.sub("", unicodedata.normalize("NFC", as_text(value)).strip()) if lines else clean(value)
        if len(shown) > max_length:
            return failed("too_long", f"Metin en çok {max_length} karakter olabilir ({len(shown)}).", "Metni kısaltın.")
        return Parsed(shown or None)

    return parse


def whole_number(*, least: int = 0, most: int = 1_000_000) -> Parser:
    """Return a parser of counts."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        shown = clean(value).replace(" ", "")
        if re.fullmatch(r"\d{1,3}(\.\d{3})+", shown):
            shown = shown.replace(".", "")
        if not re.fullmatch(r"-?\d{1,15}", shown):
            return failed("not_a_number", f"“{shortened(shown)}” bir tam sayı değil.", "Yalnızca rakam yazın.")
        if not least <= int(shown) <= most:
            return failed("out_of_range", f"{shown} olamaz.", f"{least} ile {most} arasında bir sayı yazın.")
        return Parsed(int(shown))

    return lenient(read)


def rate() -> Parser:
    """Return a parser of percentages from 0 to 100: 40, %40, "40 %", and 0,4 from a cell formatted as a percentage."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        if isinstance(value, float) and 0 < value < 1:
            return Parsed(round(value * 100))
        found = re.fullmatch(r"(?:%|yüzde)?\s*(\d{1,3})(?:[.,]0+)?\s*%?", clean(value), re.IGNORECASE)
        if not found or int(found[1]) > 100:
            return failed("not_a_rate", f"“{shortened(clean(value))}” bir oran değil.", "0-100 arasında yazın: 40")
        return Parsed(int(found[1]))

    return lenient(read)
