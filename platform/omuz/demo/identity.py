"""Identity numbers, phones and addresses that cannot belong to anyone (dossier I).

A T.C. identity number never starts with 0, so a number with a leading 0 and correct check digits exercises the
checksum and can never be issued. A foreigner's number starts with 99 and, as every number of that checksum, ends in an
even digit; ours end in an odd one. Area code 000 does not exist. example.org is reserved (RFC 2606).
"""

from omuz.kernel.text import tr_fold


def fictional_tckn(serial: int) -> str:
    """Return an 11-digit number with a leading 0 and correct check digits; `serial` is 1..99,999,999."""
    body = f"0{serial:08d}"
    digits = [int(digit) for digit in body]
    tenth = (7 * sum(digits[0::2]) - sum(digits[1::2])) % 10
    return f"{body}{tenth}{(sum(digits) + tenth) % 10}"


def fictional_foreigner_number(serial: int) -> str:
    """Return an 11-digit number that starts with 99 and ends in an odd digit, which no issued number does."""
    return f"99{serial:08d}{2 * (serial % 5) + 1}"


def fictional_passport(serial: int) -> str:
    """Return a passport number that says what it is."""
    return f"ORNEK{serial:04d}"


def fictional_phone(serial: int) -> str:
    """Return a number in the non-existent area code 000, in E.164 notation."""
    return f"+90000{5_000_000 + serial:07d}"


def fictional_email(name: str, serial: int) -> str:
    """Return an address under example.org made of a folded name."""
    return f"{tr_fold(name).replace(' ', '.')}.{serial}@example.org"
