"""Identity numbers: T.C. (checked), foreigners' 99… (checked with a warning only), passports."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from stdnum.tr import tckimlik

from omuz.tabular.errors import Problem
from omuz.tabular.fields import ParseContext, Parsed, Parser
from omuz.tabular.parsing.texts import clean, digits_of, failed, lenient
from omuz.tabular.rows import CellValue

_PASSPORT: Final = re.compile(r"[A-Z]{1,2}\d{6,8}|[A-Z]{2}[A-Z0-9]{5,7}")
_AS_TEXT: Final = "Sütunu “Metin” biçimine çevirip 11 rakamı yeniden yazın."


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number and what kind of document it comes from."""

    kind: Literal["tckn", "foreigner", "passport"]
    number: str


def check_digits_fit(number: str) -> bool:
    """Tell whether eleven digits end in the check digits of a T.C. identity number, leading 0 allowed."""
    return bool(tckimlik.calc_check_digits(number[:9]) == number[9:])


def is_identity_like(value: CellValue) -> bool:
    """Tell whether a cell looks like an identity number: eleven digits whose check digits fit."""
    shown, lost = digits_of(value) if not isinstance(value, bool) else ("", True)
    return not lost and len(shown) == 11 and shown.isascii() and shown.isdigit() and check_digits_fit(shown)


def identity_number() -> Parser:
    """Return a parser of identity numbers (IdentityNumber).

    Numbers with a leading 0 can belong to nobody: they are taken in demo municipalities only (dossier part I).
    A message never repeats the number: messages are kept with the import job, numbers are not.
    """

    def read(value: CellValue, context: ParseContext) -> Parsed:
        shown, lost = digits_of(value)
        if lost:
            return failed("digits_lost", "Kimlik numarasının son rakamları kaybolmuş (bilimsel gösterim).", _AS_TEXT)
        compact = re.sub(r"[\s.\-]", "", shown).upper()
        if compact.isascii() and compact.isdigit():
            # A number that lost its leading 0 on the way through a spreadsheet.
            if context.is_demo and isinstance(value, int | float) and len(compact) == 10:
                compact = "0" + compact
            return _digits(compact, context)
        if _PASSPORT.fullmatch(compact):
            return Parsed(IdentityNumber("passport", compact))
        return failed(
            "not_an_identity", "Bu bir kimlik numarası değil.", "11 rakamı boşluksuz yazın ya da boş bırakın."
        )

    return lenient(read)


def _digits(number: str, context: ParseContext) -> Parsed:
    if len(number) != 11:
        return failed(
            "identity_length",
            f"Kimlik numarası 11 rakamdır; burada {len(number)} var.",
            "Eksik ya da fazla rakamı düzeltin.",
        )
    fits = check_digits_fit(number)
    if number.startswith("99"):
        note = Problem(
            "foreigner_unchecked",
            "Yabancı kimlik numarasının denetim rakamları uymuyor.",
            "Belgeden bir kez daha bakın.",
        )
        return Parsed(IdentityNumber("foreigner", number), notes=() if fits else (note,))
    if number.startswith("0") and not context.is_demo:
        return failed("identity_zero", "Kimlik numarası 0 ile başlayamaz.", "Numarayı belgeden bir kez daha yazın.")
    if not fits:
        return failed(
            "identity_checksum",
            "Kimlik numarasının denetim rakamları uymuyor; bir rakamı yanlış.",
            "Numarayı belgeden bir kez daha yazın ya da boş bırakın.",
        )
    return Parsed(IdentityNumber("tckn", number))


def passport_number() -> Parser:
    """Return a parser of passport numbers (IdentityNumber)."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        compact = re.sub(r"[\s.\-]", "", clean(value)).upper()
        if not re.fullmatch(r"[A-Z0-9]{5,15}", compact):
            return failed("not_a_passport", "Pasaport numarası harf ve rakamlardan oluşur.", "Örnek: U12345678")
        return Parsed(IdentityNumber("passport", compact))

    return lenient(read)


def country_code() -> Parser:
    """Return a parser of two-letter country codes (ISO 3166 alpha-2)."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        shown = clean(value).upper()
        if not re.fullmatch(r"[A-Z]{2}", shown):
            return failed("not_a_country", "Ülke kodu iki harftir.", "Örnek: SY")
        return Parsed(shown)

    return lenient(read)
