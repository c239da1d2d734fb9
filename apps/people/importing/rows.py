"""From a line of cells to a row of values, with every bad cell named."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any, Final

from apps.people.enums import MissingReasonCode
from apps.people.importing.targets import ReadRow, RowProblem
from apps.people.models.imports import ROW_TOKEN_FIELD
from omuz.kernel import crypto
from omuz.tabular.errors import Problem
from omuz.tabular.fields import Field, ParseContext, Parsed, fold_words
from omuz.tabular.rows import CellValue, Row, as_text, is_blank

#: How many different cells of a column are remembered with what they mean.
_REMEMBERED: Final = 500
_BLANK: Final = Parsed()
_REASONS: Final[Mapping[str, str]] = {
    fold_words(str(label)): code
    for code, label in MissingReasonCode.choices
    if code != MissingReasonCode.NOT_APPLICABLE
}


class RowReader:
    """Reads rows with one mapping of columns to fields."""

    def __init__(
        self, fields: Sequence[Field], columns: Mapping[int, str], context: ParseContext, *, strict_width: int | None
    ) -> None:
        known = {one.key: one for one in fields}
        self._columns = [(column, known[key]) for column, key in sorted(columns.items()) if key in known]
        self._context = context
        self._seen: dict[int, dict[tuple[type, CellValue], Parsed]] = defaultdict(dict)
        self._width = strict_width

    def read(self, row: Row, kind: str) -> ReadRow:
        """Return the row's values and problems. Needs an entered municipality: the row's token is keyed."""
        result = ReadRow(row, {})
        for column, field in self._columns:
            cell = row.value(column)
            parsed = self._parse(column, field, cell)
            if parsed.problem is not None:
                result.problems.append(RowProblem(column, field.key, parsed.problem))
            elif parsed.value is not None:
                result.values[field.key] = parsed.value
            elif isinstance(cell, str) and (reason := missing_reason(cell)):
                result.missing[field.key] = reason
            result.notes.extend(RowProblem(column, field.key, note) for note in parsed.notes)
        if self._width is not None and any(not is_blank(cell) for cell in row.values[self._width :]):
            result.problems.append(_too_wide(self._width))
        result.token = row_token(kind, result.values)
        return result

    def _parse(self, column: int, field: Field, cell: CellValue) -> Parsed:
        """Parse a cell; lists say the same few things again and again in most of their columns."""
        if cell is None:
            return _BLANK
        known = self._seen[column]
        parsed = known.get((type(cell), cell))
        if parsed is None:
            parsed = field.parse(cell, self._context)
            if len(known) < _REMEMBERED:
                known[(type(cell), cell)] = parsed
        return parsed


def missing_reason(cell: str) -> str:
    """Return the code of the reason that a cell gives in words for holding nothing; empty when it gives none."""
    return _REASONS.get(fold_words(as_text(cell)), "") if len(cell) < 40 else ""


def _too_wide(width: int) -> RowProblem:
    return RowProblem(
        width,
        "",
        Problem(
            "extra_cells",
            "Satırda başlıklardan çok hücre var; bir hücrenin içindeki ayraç satırı kaydırmış olabilir.",
            "Ayraç içeren değeri tırnak içine alın.",
        ),
    )


def row_token(kind: str, values: Mapping[str, Any]) -> str:
    """Return a keyed hash of a row's values: equal rows have equal tokens, in whatever file and column order."""
    plain = json.dumps([kind, sorted(values.items())], default=_plain, ensure_ascii=False)
    return crypto.token(plain, field=ROW_TOKEN_FIELD)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value):
        return [getattr(value, name) for name in value.__dataclass_fields__]
    raise TypeError(f"{type(value).__name__} has no plain form")
