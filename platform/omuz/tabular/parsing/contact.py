"""Telephone numbers (E.164) and e-mail addresses."""

import re
from typing import Final

import phonenumbers

from omuz.tabular.errors import Problem
from omuz.tabular.fields import ParseContext, Parsed, Parser
from omuz.tabular.parsing.texts import clean, digits_of, failed, lenient, shortened
from omuz.tabular.rows import CellValue

_SEVERAL: Final = re.compile(r"\s*(?:[;,/|\n]|\bve\b|\bveya\b)\s*", re.IGNORECASE)
_EXTENSION: Final = re.compile(r"[\s/,(]*(?:dahili|dah\.?|ext\.?|iç hat)\s*:?\s*\d{1,6}\)?", re.IGNORECASE)
#: No such area exists: numbers that cannot ring at anyone's (dossier part I).
_DEMO: Final = re.compile(r"(?:00|\+)?(?:90)?0?000(\d{7})")
_EMAIL: Final = re.compile(
    r"[^@\s\"'<>();,:\\]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_EXAMPLE: Final = "Alan koduyla yazın: 0532 123 45 67"


def is_phone_like(value: CellValue) -> bool:
    """Tell whether a cell looks like a Turkish telephone number."""
    digits = re.sub(r"\D", "", digits_of(value)[0]) if not isinstance(value, bool) else ""
    return bool(re.fullmatch(r"(?:0|90|0090)?[2-5]\d{9}|(?:0|90)?000\d{7}", digits))


def phones() -> Parser:
    """Return a parser of one or several numbers in a cell (tuple of E.164 strings, first the first written)."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        shown, lost = digits_of(value)
        if lost:
            return failed("digits_lost", "Numaranın son rakamları kaybolmuş (bilimsel gösterim).", _EXAMPLE)
        numbers: list[str] = []
        notes: list[Problem] = []
        without_extension = _EXTENSION.sub("", shown)
        if without_extension != shown:
            notes.append(Problem("extension_dropped", "Dahili numara alınmadı.", "Notlara yazabilirsiniz."))
        for part in _SEVERAL.split(without_extension):
            if not part:
                continue
            number = _one(part, context)
            if number is None:
                return _refused(part)
            if number not in numbers:
                numbers.append(number)
        return Parsed(tuple(numbers) or None, notes=tuple(notes))

    return lenient(read)


def _one(part: str, context: ParseContext) -> str | None:
    demo = _DEMO.fullmatch(re.sub(r"[\s().\-]", "", part))
    if demo:
        return f"+90000{demo[1]}" if context.is_demo else None
    try:
        number = phonenumbers.parse(part, "TR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _refused(part: str) -> Parsed:
    if len(re.sub(r"\D", "", part)) == 7:
        return failed("phone_area", "Numaranın alan kodu eksik.", _EXAMPLE)
    return failed("not_a_phone", "Bu bir telefon numarası değil.", _EXAMPLE)


def email() -> Parser:
    """Return a parser of one e-mail address, the domain in small letters."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        shown = clean(value).removeprefix("mailto:")
        if not _EMAIL.fullmatch(shown) or len(shown) > 254:
            return failed("not_an_email", f"“{shortened(shown)}” bir e-posta adresi değil.", "Örnek: ad@example.org")
        local, _, domain = shown.rpartition("@")
        return Parsed(f"{local}@{domain.lower()}")

    return lenient(read)
