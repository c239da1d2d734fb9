"""A table inside a file: where its headings are, and the rows below them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from omuz.tabular.errors import FileRefused
from omuz.tabular.fields import Field
from omuz.tabular.headings import recognised
from omuz.tabular.limits import DEFAULT_LIMITS
from omuz.tabular.rows import CellValue, Row, as_text, column_letters, is_blank
from omuz.tabular.source import Source

#: How far below the top a line of headings is looked for: title lines, logos and blank lines stand above it.
_SEARCH_ROWS: Final = 20
_SAMPLE_ROWS: Final = 50


@dataclass(frozen=True)
class Table:
    """A sheet with a known line of headings. Headings are unique: a second "Telefon" becomes "Telefon (2)"."""

    source: Source
    sheet: str | None
    header_row: int
    headings: tuple[str, ...]
    samples: tuple[tuple[CellValue, ...], ...]

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headings that show anything. Raises FileRefused while iterating."""
        for row in self.source.rows(self.sheet):
            if row.number > self.header_row and any(not is_blank(value) for value in row.values):
                yield row


def find_table(
    source: Source, fields: Sequence[Field], *, sheet: str | None = None, header_row: int | None = None
) -> Table:
    """Return the table whose headings name most of the fields; among equals the first visible sheet.

    `sheet` and `header_row` are taken as given when a person has chosen them. Raises FileRefused when there is no
    line of headings with a row below it.
    """
    visible = [one.name for one in source.sheets if not one.hidden][: DEFAULT_LIMITS.head_sheets]
    names: list[str | None] = [sheet] if sheet is not None else [*visible]
    best: tuple[int, Table] | None = None
    for name in names or [None]:
        top = list(islice(source.rows(name, head_only=True), _SEARCH_ROWS + _SAMPLE_ROWS))
        found = _header(top, fields, header_row)
        if found is not None and (best is None or found[0] > best[0]):
            score, row = found
            below = tuple(one.values for one in top if one.number > row.number)
            best = (score, Table(source, name, row.number, unique_headings(row), below[:_SAMPLE_ROWS]))
    if best is None:
        raise FileRefused(
            "no_headings",
            "Dosyada sütun başlığı olan bir tablo bulunamadı.",
            "İlk satıra sütun adlarını yazın; isterseniz boş şablonu indirip doldurun.",
        )
    return best[1]


def _header(top: list[Row], fields: Sequence[Field], wanted: int | None) -> tuple[int, Row] | None:
    if wanted is not None:
        row = next((one for one in top if one.number == wanted), None)
        return None if row is None else (0, row)
    candidates = [(recognised(_texts(row), fields), row) for row in top[:_SEARCH_ROWS] if _could_be_header(row)]
    if not candidates:
        return None
    return max(candidates, key=lambda one: (one[0], -one[1].number))


def _could_be_header(row: Row) -> bool:
    shown = [value for value in row.values if not is_blank(value)]
    return bool(shown) and sum(isinstance(value, str) for value in shown) >= max(1, len(shown) * 0.6)


def _texts(row: Row) -> list[str]:
    return [" ".join(as_text(value).split()) for value in row.values]


def unique_headings(row: Row) -> tuple[str, ...]:
    """Return the headings of a line, without line breaks; empty ones are called by their column's letters."""
    seen: dict[str, int] = {}
    headings: list[str] = []
    for place, text in enumerate(_texts(row)):
        name = text or f"({column_letters(place)} sütunu)"
        seen[name] = seen.get(name, 0) + 1
        headings.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(headings)
