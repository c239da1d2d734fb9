"""A report as XLSX: one sheet of figures as numbers, one that says what they mean."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

import xlsxwriter

from apps.indicators.printing.words import WORDS
from apps.indicators.queries.explained import ExplainedReport, ExplainedTable, shown_day
from omuz.kernel.numbers import format_date
from omuz.tabular.rows import CellValue
from omuz.tabular.writing import write_cell

#: Whatever a text looks like, it stays a text.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FIGURE_WIDTHS: Final = (34, 38, 10, 10, 14, 60)
_MEANING_WIDTHS: Final = (34, 22, 100)


def report_xlsx(report: ExplainedReport, *, printed_on: dt.date) -> bytes:
    """Return the workbook; counts and shares are numbers, so that readers can go on calculating."""
    words = WORDS[report.language]
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, dict(_OPTIONS)) as book:
        book.set_properties({"title": f"{report.title} · {report.municipality}", "author": report.municipality})
        bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        figures = book.add_worksheet(words["figures"])
        _fill(figures, _figures(report, words, printed_on), _FIGURE_WIDTHS, bold, plain)
        meanings = book.add_worksheet(words["definitions"])
        _fill(meanings, _meanings(report, words), _MEANING_WIDTHS, bold, plain)
    return target.getvalue()


def _fill(page: Any, rows: Iterator[Sequence[CellValue]], widths: Sequence[int], bold: Any, plain: Any) -> None:
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    for number, row in enumerate(rows):
        # The first line of a block has no number in it: it is a heading.
        is_heading = not any(isinstance(value, int | float) for value in row)
        for place, value in enumerate(row):
            write_cell(page, number, place, value, bold if is_heading and len(widths) > 3 else plain)


def _figures(report: ExplainedReport, words: dict[str, str], printed_on: dt.date) -> Iterator[Sequence[CellValue]]:
    yield (report.title,)
    yield (report.municipality, words["as_of"].format(day=shown_day(report)))
    yield (words["printed_on"].format(day=format_date(printed_on)),)
    yield ()
    yield (
        words["table"],
        words["row"],
        words["count"],
        f"{words['share']} (%)",
        f"{words['published']} (%)",
        words["why"],
    )
    for table in report.tables:
        for row in [*table.rows, *([table.total] if table.total else [])]:
            yield (table.title, row.label, row.n, row.share, row.published, row.why)


def _meanings(report: ExplainedReport, words: dict[str, str]) -> Iterator[Sequence[CellValue]]:
    for table in report.tables:
        yield from ((table.title, name, value) for name, value in _facts(table, words))
    yield from ((one.title, words["left_out"], one.reason) for one in report.left_out)
    if report.published_source:
        yield (words["published"], words["published_source"], report.published_source)


def _facts(table: ExplainedTable, words: dict[str, str]) -> Iterator[tuple[str, CellValue]]:
    yield words["unit"], table.unit
    yield words["population"], table.population
    yield words["cohort"], table.cohort
    yield words["condition"], table.definition
    if table.denominator is not None:
        yield words["denominator"], f"{table.denominator} ({table.denominator_label})"
    yield words["exclusions"], " ".join(table.exclusions)
    for note in table.notes:
        yield words["notes"], note
    if table.undecided:
        yield words["undecided"].format(n=table.undecided), table.undecided
