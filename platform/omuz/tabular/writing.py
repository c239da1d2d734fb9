"""Lists to take away: XLSX and CSV that hold values only, whatever the texts in them look like."""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, Final

import xlsxwriter

from omuz.tabular.rows import CellFault, CellValue, as_text, neutralise

_DATE_FORMAT: Final = "dd.mm.yyyy"
_WORKBOOK_OPTIONS: Final[dict[str, object]] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column to write."""

    heading: str
    width: int = 18


@dataclass(frozen=True, slots=True)
class OutRow:
    """A row to write; `marked` columns (from 0) stand out, for the cells that have a problem."""

    values: Sequence[CellValue]
    marked: frozenset[int] = frozenset()


def write_xlsx(
    target: BinaryIO,
    *,
    sheet: str,
    columns: Sequence[OutColumn],
    rows: Iterable[OutRow | Sequence[CellValue]],
    scratch: Path | None = None,
) -> int:
    """Write one sheet row by row and return the number of rows; memory stays flat.

    Texts are inert twice over: written as texts, and neutralised for the day someone saves the sheet as CSV.
    Intermediate files live in a private folder under `scratch` (default: the system's) and are gone at return.
    """
    count = 0
    with tempfile.TemporaryDirectory(prefix="omuz-", dir=scratch) as folder:
        options = _WORKBOOK_OPTIONS | {"constant_memory": True, "tmpdir": folder}
        with xlsxwriter.Workbook(target, options) as book:
            styles = _Styles(book)
            page = book.add_worksheet(sheet[:31])
            page.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                page.set_column(place, place, column.width)
                page.write_string(0, place, neutralise(column.heading), styles.heading)
            for count, row in enumerate(rows, start=1):
                values, marked = (row.values, row.marked) if isinstance(row, OutRow) else (row, frozenset[int]())
                for place, value in enumerate(values):
                    write_cell(page, count, place, value, styles.of(value, marked=place in marked))
            page.autofilter(0, 0, count, max(len(columns) - 1, 0))
    return count


class _Styles:
    """The few formats a list needs."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "bg_color": "#E9ECEF", "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        self._date = book.add_format({"num_format": _DATE_FORMAT, "valign": "top"})
        self._marked = book.add_format({"bg_color": "#FFE3E3", "valign": "top"})
        self._marked_date = book.add_format({"num_format": _DATE_FORMAT, "bg_color": "#FFE3E3", "valign": "top"})

    def of(self, value: CellValue, *, marked: bool) -> object:
        if isinstance(value, date):
            return self._marked_date if marked else self._date
        return self._marked if marked else self._plain


def write_cell(page: Any, row: int, column: int, value: CellValue, style: object) -> None:
    """Write one value by its kind; a text is never looked at for what it might be."""
    if value is None:
        page.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        page.write_string(row, column, as_text(value), style)
    elif isinstance(value, int | float):
        if abs(value) >= 1e15:
            page.write_string(row, column, as_text(value), style)
        else:
            page.write_number(row, column, value, style)
    elif isinstance(value, datetime | date) and value.year >= 1901:
        day = value.date() if isinstance(value, datetime) and value.time() == time() else value
        page.write_datetime(row, column, day, style)
    elif isinstance(value, str):
        page.write_string(row, column, neutralise(value), style)
    elif isinstance(value, CellFault):
        page.write_string(row, column, neutralise(value.shown), style)
    else:
        page.write_string(row, column, as_text(value), style)


def write_csv(target: BinaryIO, *, columns: Sequence[OutColumn], rows: Iterable[OutRow | Sequence[CellValue]]) -> int:
    """Write UTF-8 with its mark and semicolons, as a Turkish Excel opens it; return the number of rows."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    count = 0
    try:
        out = csv.writer(text, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
        out.writerow([neutralise(column.heading) for column in columns])
        for row in rows:
            count += 1
            values = row.values if isinstance(row, OutRow) else row
            out.writerow([_csv_cell(value) for value in values])
    finally:
        text.detach()
    return count


def _csv_cell(value: CellValue) -> str:
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_text(value)
    return neutralise(as_text(value))
