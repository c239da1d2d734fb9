"""Rows of a worksheet, streamed: what is held is one chunk of the sheet and the shared texts met so far."""

import math
import zipfile
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from omuz.tabular.errors import FileRefused
from omuz.tabular.limits import Limits
from omuz.tabular.rows import CellFault, CellValue, Row, column_index
from omuz.tabular.safe_xml import XmlFeed, refused_xml
from omuz.tabular.workbook import SheetPart, Workbook, unescape

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day has no time zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL: Final = 2_958_466  # 31.12.9999
_SPLIT: Final = "Listeyi parçalara bölüp ayrı ayrı gönderin."


def serial_to_date(serial: float, *, starts_in_1904: bool = False) -> date | datetime | time | None:
    """Return what a date-formatted number shows; None when no calendar has such a day.

    Excel counts 29.02.1900, a day that never was: serials below 60 are one day later than simple counting says.
    """
    if not 0 <= serial < _LAST_SERIAL:
        return None
    moment = (_EPOCH_1904 if starts_in_1904 else _EPOCH) + timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return moment.time()
    if serial < 60 and not starts_in_1904:
        moment += timedelta(days=1)
    return moment.date() if moment.time() == time() else moment


def read_rows(
    package: zipfile.ZipFile, book: Workbook, sheet: SheetPart, *, limits: Limits, head_only: bool = False
) -> Iterator[Row]:
    """Yield the sheet's rows that show anything, in order, with the numbers the spreadsheet shows.

    `head_only` ends after so much of the sheet as a request may spend time on.

    Raises FileRefused, while iterating, at the row that goes beyond the limits.
    """
    names = {name.lower(): name for name in package.namelist()}
    handler = _SheetHandler(book, limits)
    with package.open(names[sheet.path.lower()]) as stream:
        most = limits.head_bytes if head_only else None
        feed = XmlFeed(stream, start=handler.start, end=handler.end, text=handler.text, limits=limits, most_bytes=most)
        for _ in feed:
            while handler.rows:
                yield handler.rows.popleft()
            if handler.finished:
                return


class _SheetHandler:
    """Turns the elements of <sheetData> into rows."""

    def __init__(self, book: Workbook, limits: Limits) -> None:
        self.rows: deque[Row] = deque()
        self.finished = False
        self._book = book
        self._limits = limits
        self._inside = False
        self._row = 0
        self._row_count = 0
        self._cell_count = 0
        self._values: list[CellValue] = []
        self._formulas: list[int] = []
        self._column = -1
        self._kind = "n"
        self._style = ""
        self._has_formula = False
        self._taking = False
        self._phonetic = False
        self._parts: list[str] = []
        self._size = 0
        self._columns: dict[str, int] = {}
        self._date_styles = {str(style) for style in book.date_styles}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._inside:
            self._inside = name == "sheetData"
        elif name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._taking = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._has_formula = True
        elif name == "t":
            self._taking = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        if not self._inside:
            return
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self._taking = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False
        elif name == "sheetData":
            self._inside = False
            self.finished = True

    def text(self, text: str) -> None:
        if self._taking:
            self._size += len(text)
            if self._size > self._limits.cell_chars:
                raise refused_xml("bir hücrenin metni bir tabloya sığmayacak kadar uzun.")
            self._parts.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number and not (number.isascii() and number.isdigit() and len(number) < 9):
            raise refused_xml("satır numaraları bozuk.")
        row = int(number) if number else self._row + 1
        if row <= self._row:
            raise refused_xml("satırlar sırasıyla gelmiyor.")
        self._row = row
        self._values = []
        self._formulas = []
        self._column = -1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            column = self._column + 1
        else:
            letters = place.rstrip("0123456789")
            known = self._columns.get(letters)
            column = self._learn_column(letters) if known is None else known
        if column <= self._column:
            raise refused_xml("hücreler sırasıyla gelmiyor.")
        self._column = column
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._has_formula = False
        self._parts = []
        self._size = 0

    def _learn_column(self, letters: str) -> int:
        if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isupper()):
            raise refused_xml("hücre adları bozuk.")
        return self._columns.setdefault(letters, column_index(letters))

    def _end_cell(self) -> None:
        value = self._value("".join(self._parts))
        if value is None and not self._has_formula:
            return
        if self._column >= self._limits.columns:
            raise FileRefused(
                "too_many_columns",
                f"Tabloda {self._limits.columns} sütundan fazlası dolu (satır {self._row}).",
                "Yalnızca gereken sütunları yeni bir dosyaya kopyalayın.",
            )
        values = self._values
        values.extend([None] * (self._column - len(values)))
        values.append(value)
        if self._has_formula:
            self._formulas.append(self._column)

    def _end_row(self) -> None:
        if not self._values:
            return
        self._row_count += 1
        self._cell_count += len(self._values)
        if self._row_count > self._limits.rows or self._cell_count > self._limits.cells:
            raise FileRefused("too_many_rows", f"Tabloda en çok {self._limits.rows} dolu satır olabilir.", _SPLIT)
        self.rows.append(Row(self._row, tuple(self._values), frozenset(self._formulas)))

    def _value(self, raw: str) -> CellValue:  # noqa: PLR0911 - one line a kind of cell
        kind = self._kind
        if kind == "s":
            return self._shared(raw)
        if kind in ("inlineStr", "str"):
            return unescape(raw) or (CellFault("formula_empty", "") if self._has_formula and kind == "str" else None)
        if raw == "":
            # A program that does not compute wrote the formula only.
            return CellFault("formula_empty", "") if self._has_formula else None
        if kind == "b":
            return raw.strip() in ("1", "true")
        if kind == "e":
            return CellFault("error_value", raw)
        if kind == "d":
            return raw
        return self._number(raw)

    def _shared(self, raw: str) -> CellValue:
        if not (raw.isascii() and raw.isdigit() and len(raw) < 9) or self._book.shared is None:
            raise refused_xml("bir hücrenin metni dosyada yok.")
        return self._book.shared.get(int(raw)) or None

    def _number(self, raw: str) -> CellValue:
        try:
            number = int(raw) if raw.isdecimal() and len(raw) < 16 else float(raw)
        except ValueError:
            raise refused_xml("bir hücredeki sayı okunamadı.") from None
        if not math.isfinite(number):
            raise refused_xml("bir hücredeki sayı okunamadı.")
        if self._style in self._date_styles:
            shown = serial_to_date(number, starts_in_1904=self._book.starts_in_1904)
            if shown is not None:
                return shown
        if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
            return int(number)
        return number
