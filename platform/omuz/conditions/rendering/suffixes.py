"""The Turkish genitive of a number: 18'in, 20'nin, 12,5'in."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_ONES: Final = ("", "in", "nin", "ün", "ün", "in", "nın", "nin", "in", "un")
_TENS: Final = ("", "un", "nin", "un", "ın", "nin", "ın", "in", "in", "ın")
_HUNDRED: Final = "ün"  # yüz
# bin, milyon, milyar, trilyon, katrilyon, kentilyon, sekstilyon, septilyon, oktilyon
_POWERS: Final = ("", "in", "un", "ın", "un", "un", "un", "un", "un", "un")


def genitive(number: int | Decimal) -> str:
    """Return the ending of a number, by the word that is spoken last (sıfır, beş, on, yüz, bin ...)."""
    fraction = format(number, "f").partition(".")[2] if isinstance(number, Decimal) else ""
    digits = fraction or str(abs(int(number)))
    digits = digits.lstrip("0")
    if not digits:
        return "ın"  # sıfır
    zeros = len(digits) - len(digits.rstrip("0"))
    last = int(digits[-1 - zeros])
    place = zeros % 3
    if zeros >= 3:
        return _POWERS[min(zeros // 3, len(_POWERS) - 1)]
    return (_ONES[last], _TENS[last], _HUNDRED)[place]
