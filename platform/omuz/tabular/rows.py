"""Rows and cells as every source hands them out."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

#: OWASP's list of what starts a formula, full-width look-alikes included; apostrophes before it are ours.
_FORMULA: Final = re.compile(r"'*[\s\0]*[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that holds no value: a spreadsheet error, or text that cannot be told apart from its neighbours."""

    code: str
    shown: str


CellValue = None | str | int | float | bool | date | datetime | time | CellFault


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the spreadsheet shows it (from 1), and its values from column A on."""

    number: int
    values: tuple[CellValue, ...]
    #: Columns (from 0) whose value is the last result of a formula.
    formulas: frozenset[int] = field(default=frozenset())

    def value(self, column: int) -> CellValue:
        """Return the value in a column (from 0); None where the row is shorter."""
        return self.values[column] if column < len(self.values) else None


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 -> A, 27 -> AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the place of a column, counted from 0: A -> 0, AB -> 27."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def cell_name(row: int, column: int) -> str:
    """Return a cell's name as the spreadsheet shows it: row 14, column 2 -> C14."""
    return f"{column_letters(column)}{row}"


def is_blank(value: CellValue) -> bool:
    """Tell whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def neutralise(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula: an apostrophe goes before a dangerous start.

    `restore(neutralise(text)) == text` for every text, so an exported list can be imported unchanged.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """Take back what `neutralise` did."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def as_text(value: CellValue) -> str:  # noqa: PLR0911 - one line a kind of value
    """Return what the person saw in the cell: 21.11.2026 for dates, no .0 behind whole numbers, no apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return restore(value)
    if isinstance(value, bool):
        return "Evet" if value else "Hayır"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, CellFault):
        return value.shown
    return str(value)
