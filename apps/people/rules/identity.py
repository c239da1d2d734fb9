"""Identity numbers: T.C. numbers are checked, foreigners' 99… numbers warned about, passports taken as they are."""

import dataclasses
import re
from typing import Final

from omuz.kernel.errors import FieldProblem
from omuz.tabular.parsing.identity import check_digits_fit

#: Under what name numbers are sealed (omuz.kernel.crypto).
IDENTITY_FIELD: Final = "people.identity.value"
_PASSPORT: Final = re.compile(r"[A-Z0-9]{5,20}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


@dataclasses.dataclass(frozen=True, slots=True)
class CheckedIdentity:
    """A number in its one form, and whether its check digits are unusual."""

    kind: str
    number: str
    country: str = ""
    is_unusual: bool = False

    @property
    def canonical(self) -> str:
        """Return what the blind index is made of: equal for equal documents, whatever their kind's name."""
        return f"passport:{self.country}:{self.number}" if self.kind == "passport" else f"tr:{self.number}"


def compact(text: str) -> str:
    """Return the number without spaces, dots and hyphens, in capitals."""
    return re.sub(r"[\s.\-/]", "", text).upper()


def check_identity(
    *, kind: str, number: str, country: str = "", accept_unusual: bool = False, is_demo: bool, field: str
) -> CheckedIdentity | FieldProblem:
    """Return the number in its one form, or what is wrong with it.

    A T.C. number must fit its check digits and cannot begin with 0; such numbers, which can belong to nobody, are
    taken in demo municipalities only (dossier I). For a foreigner's number the same check digits only warn: the first
    refusal asks to look again, `accept_unusual` takes it. Messages never repeat the number.
    """
    plain = compact(number)
    if kind == "passport":
        return _passport(plain, country.strip().upper(), field)
    if not (plain.isascii() and plain.isdigit() and len(plain) == 11):
        return FieldProblem(
            field, "identity_length", "Kimlik numarası 11 rakamdır.", "Eksik ya da fazla rakamı düzeltin."
        )
    fits = check_digits_fit(plain)
    if kind == "foreigner" or plain.startswith("99"):
        return _foreigner(plain, fits=fits, accept_unusual=accept_unusual, field=field)
    if plain.startswith("0") and not is_demo:
        return FieldProblem(
            field, "identity_zero", "T.C. kimlik numarası 0 ile başlayamaz.", "Numarayı belgeden bir kez daha yazın."
        )
    if not fits:
        return FieldProblem(
            field,
            "identity_checksum",
            "Numaranın denetim rakamları uymuyor; en az bir rakamı yanlış.",
            "Numarayı belgeden bir kez daha yazın ya da boş bırakıp nedenini seçin.",
        )
    return CheckedIdentity("tckn", plain)


def _passport(plain: str, country: str, field: str) -> CheckedIdentity | FieldProblem:
    if not _PASSPORT.fullmatch(plain):
        return FieldProblem(
            field, "passport_form", "Pasaport numarası 5-20 harf ve rakamdan oluşur.", "Örnek: U12345678"
        )
    if not _COUNTRY.fullmatch(country):
        return FieldProblem(
            field.replace("number", "country"), "passport_country", "Pasaportu veren ülke gerekli.", "Ülkeyi seçin."
        )
    return CheckedIdentity("passport", plain, country)


def _foreigner(plain: str, *, fits: bool, accept_unusual: bool, field: str) -> CheckedIdentity | FieldProblem:
    if not plain.startswith("99"):
        return FieldProblem(
            field, "foreigner_prefix", "Yabancı kimlik numarası 99 ile başlar.", "Belge türünü ya da numarayı düzeltin."
        )
    if not fits and not accept_unusual:
        return FieldProblem(
            field,
            "foreigner_unchecked",
            "Yabancı kimlik numarasının denetim rakamları uymuyor.",
            "Belgeden bir kez daha bakın; böyle yazıyorsa “Belgede böyle” seçeneğini işaretleyin.",
        )
    return CheckedIdentity("foreigner", plain, is_unusual=not fits)


def masked(number: str) -> str:
    """Return the number with its middle hidden, as lists show it."""
    return f"{number[:2]}{'•' * max(len(number) - 4, 0)}{number[-2:]}" if len(number) > 4 else "•" * len(number)
