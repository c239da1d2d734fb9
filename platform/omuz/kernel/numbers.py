"""Numbers, percentages and dates as Turkish readers write them: 1.234,5 · 63,8 · 21.11.2026.

Rounding is half up (away from zero), as printed tables do it; Python's own `round` goes to the even neighbour.
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from omuz.kernel.clock import TURKEY

_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN: Final = re.compile(r"[+-]?[0-9]+(,[0-9]+)?")
_DATE: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def round_half_up(value: int | Decimal | Fraction, *, places: int = 0) -> Decimal:
    """Return `value` rounded to `places` decimals, halves away from zero. Exact: no float takes part."""
    unit = Decimal(1).scaleb(-places)
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**places
        steps = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return (Decimal(steps) * unit).copy_sign(Decimal(1 if value >= 0 else -1))
    return Decimal(value).quantize(unit, rounding=ROUND_HALF_UP)


def percentage(part: int, whole: int, *, places: int = 1) -> Decimal | None:
    """Return part/whole in percent, rounded half up; None when there is no whole to be a part of."""
    if whole == 0:
        return None
    return round_half_up(Fraction(part * 100, whole), places=places)


def format_number(value: int | Decimal, *, places: int | None = None) -> str:
    """Return "1.234,5": dots between thousands, a comma before decimals.

    `places` rounds half up and pads; without it the value keeps the decimals it has.
    """
    shown = Decimal(value) if places is None else round_half_up(value, places=places)
    return f"{shown:,f}".translate(str.maketrans(",.", ".,"))


def format_percentage(value: Decimal | None, *, places: int = 1, sign: bool = False) -> str:
    """Return "63,8", with `sign` "%63,8" (in Turkish the sign stands before); a dash when there is no value."""
    if value is None:
        return "–"
    return ("%" if sign else "") + format_number(value, places=places)


def parse_number(text: str) -> Decimal:
    """Return the number that a Turkish reader sees in "1.234,5".

    Raises:
        ValueError: not a number, or ambiguous ("1,234.5" in the English manner, "12.5" with a lone dot).
    """
    cleaned = re.sub(r"\s", "", text)
    if _GROUPED.fullmatch(cleaned) or _PLAIN.fullmatch(cleaned):
        return Decimal(cleaned.replace(".", "").replace(",", "."))
    raise ValueError("not a number in Turkish notation")


def parse_percentage(text: str) -> Decimal:
    """Return 63.8 for "%63,8", "63,8 %" and "63,8".

    Raises:
        ValueError: not a number.
    """
    return parse_number(text.strip().removeprefix("%").removesuffix("%"))


def format_date(day: dt.date) -> str:
    """Return "21.11.2026"."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def format_moment(moment: dt.datetime) -> str:
    """Return "21.11.2026 14:05", on the clock of Türkiye, for an aware moment."""
    local = moment.astimezone(TURKEY)
    return f"{format_date(local.date())} {local:%H:%M}"


def parse_date(text: str) -> dt.date:
    """Return the day written as 21.11.2026, 1.2.2026, 21/11/2026, 21-11-2026 or 2026-11-21.

    Raises:
        ValueError: no such day, or another notation. A year of two digits is refused: 1926 or 2026?
    """
    cleaned = text.strip()
    if _ISO_DATE.fullmatch(cleaned):
        return dt.date.fromisoformat(cleaned)
    found = _DATE.fullmatch(cleaned)
    if found is None:
        raise ValueError("not a date in day.month.year notation")
    day, month, year = map(int, found.groups())
    return dt.date(year, month, day)
