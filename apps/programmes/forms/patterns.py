"""The only regular expressions of compiled forms: written here, never by a form's author.

They use the part of the syntax that means the same in Rust, JavaScript (with the `u` flag) and Python, and none can
backtrack: each character is taken by one branch only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

#: Something other than blanks. `\\s` means different characters to Rust and JavaScript.
NOT_BLANK: Final = "[^ \\t\\r\\n\u00a0]"
BLANKS: Final = " \t\r\n\u00a0"
#: A day from 1000 to 9999; that it exists is the business of `format`.
DAY: Final = "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"
EMAIL: Final = "^[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9-]{1,63}[.]){1,8}[A-Za-z]{2,24}$"
PHONE: Final = "^[+]?([ ()./-]*[0-9]){7,15}[ ()./-]*$"

_SYNTAX: Final = frozenset("^$\\.*+?()[]{}|")


def literal(text: str) -> str:
    """Return a pattern that matches exactly this text."""
    return "".join(f"\\{letter}" if letter in _SYNTAX else letter for letter in text)


def on_or_before(day: dt.date) -> str:
    """Return a pattern that accepts, of all days written YYYY-MM-DD from the year 1000, those up to `day`."""
    return _ordered(day, "0", lambda digit: (0, digit - 1))


def on_or_after(day: dt.date) -> str:
    """Return a pattern that accepts, of all days written YYYY-MM-DD, `day` and those after it."""
    return _ordered(day, "9", lambda digit: (digit + 1, 9))


def _ordered(day: dt.date, end: str, span: Callable[[int], tuple[int, int]]) -> str:
    """Return the alternatives: the first digit that differs lies within `span` of the day's own."""
    written = day.isoformat()
    branches = [written]
    for place, sign in enumerate(written):
        if sign in {"-", end}:
            continue
        low, high = span(int(sign))
        rest = "".join("-" if other == "-" else "[0-9]" for other in written[place + 1 :])
        branches.append(f"{written[:place]}[{low}-{high}]{rest}")
    return f"^({'|'.join(branches)})$"
