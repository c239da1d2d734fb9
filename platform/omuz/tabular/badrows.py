"""The rows that did not get in, as a file that can be mended and sent again as it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from omuz.tabular.errors import Problem
from omuz.tabular.fields import fold_words
from omuz.tabular.headings import OWN_COLUMNS
from omuz.tabular.rows import CellValue, Row, column_letters, restore
from omuz.tabular.writing import OutColumn, OutRow, write_csv, write_xlsx

_OWN: Final = frozenset(fold_words(name) for name in OWN_COLUMNS)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong, and where: `column` counts from 0; None when the row as a whole is meant."""

    column: int | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row as it was sent, with its problems."""

    row: Row
    problems: tuple[CellProblem, ...]


def describe(problem: CellProblem, headings: Sequence[str]) -> str:
    """Return a problem as one sentence with its place: "C sütunu (Doğum Tarihi): … Gün.ay.yıl olarak yazın." """
    text = f"{problem.problem.message} {problem.problem.remedy}".strip()
    if problem.column is None:
        return text
    heading = headings[problem.column] if problem.column < len(headings) else ""
    return f"{column_letters(problem.column)} sütunu ({heading}): {text}"


def write_bad_rows(
    target: BinaryIO, *, headings: Sequence[str], rows: Iterable[BadRow], csv: bool = False, scratch: Path | None = None
) -> int:
    """Write the same columns as were sent, then "Satır" (the row's number in the file sent) and "Sorunlar".

    Cells with a problem are marked. The two columns are left out when the file comes back. Returns the row count.
    """
    kept = [place for place, heading in enumerate(headings) if fold_words(heading) not in _OWN]
    columns = [OutColumn(headings[place]) for place in kept]
    columns += [OutColumn(OWN_COLUMNS[0], width=8), OutColumn(OWN_COLUMNS[1], width=80)]
    if csv:
        return write_csv(target, columns=columns, rows=_out_rows(rows, headings, kept))
    return write_xlsx(
        target, sheet="Düzeltilecek satırlar", columns=columns, rows=_out_rows(rows, headings, kept), scratch=scratch
    )


def _out_rows(rows: Iterable[BadRow], headings: Sequence[str], kept: Sequence[int]) -> Iterator[OutRow]:
    for bad in rows:
        values: list[CellValue] = [_as_sent(bad.row.value(place)) for place in kept]
        sentences = "\n".join(describe(problem, headings) for problem in bad.problems)
        wrong = {problem.column for problem in bad.problems}
        marked = frozenset(out for out, place in enumerate(kept) if place in wrong)
        yield OutRow([*values, bad.row.number, sentences], marked)


def _as_sent(value: CellValue) -> CellValue:
    # The writer neutralises: a text that came neutralised must not gather a second apostrophe on each round.
    return restore(value) if isinstance(value, str) else value
