"""Telephone numbers and e-mail addresses in their one form."""

import re
from typing import Final

import phonenumbers

#: No such area exists: demo numbers that cannot ring at anyone's (dossier I).
_DEMO: Final = re.compile(r"(?:00|\+)?(?:90)?0?000(\d{7})")
_EMAIL: Final = re.compile(
    r"[^@\s\"'<>();,:\\]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_NOT_DIGIT: Final = re.compile(r"\D")


def normalise_phone(text: str, *, is_demo: bool) -> str | None:
    """Return the number as E.164 ("+905321234567"), or None where it is none.

    Numbers of the area 000, which does not exist, are taken in demo municipalities only.
    """
    bare = re.sub(r"[\s().\-/]", "", text)
    demo = _DEMO.fullmatch(bare)
    if demo:
        return f"+90000{demo[1]}" if is_demo else None
    try:
        number = phonenumbers.parse(text, "TR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_digits(number: str) -> str:
    """Return what look-ups compare: the digits without +90, 0090 and leading zero ("5321234567")."""
    digits = _NOT_DIGIT.sub("", number)
    if digits.startswith("0090"):
        digits = digits[4:]
    elif digits.startswith("90") and len(digits) == 12:
        digits = digits[2:]
    elif digits.startswith("00"):
        # Another country's number, or the demo area written with its own zeros.
        return digits if len(digits) == 10 else digits[2:]
    elif digits.startswith("0"):
        digits = digits[1:]
    return digits


def normalise_email(text: str) -> str | None:
    """Return the address with its domain in small letters, or None where it is none."""
    shown = text.strip().removeprefix("mailto:")
    if len(shown) > 254 or not _EMAIL.fullmatch(shown):
        return None
    local, _, domain = shown.rpartition("@")
    return f"{local}@{domain.lower()}"
