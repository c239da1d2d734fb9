"""A report as PDF (PDF/UA-1: tagged, with language, title, table headers and texts for charts)."""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any, Final

from apps.indicators.printing.words import WORDS
from apps.indicators.queries.explained import ExplainedReport, ExplainedRow, ExplainedTable, shown_day
from omuz.kernel.numbers import format_date, format_number
from omuz.kernel.typesetting import typeset

_TEMPLATE: Final = Path(__file__).parent / "report.typ"


def report_pdf(report: ExplainedReport, *, printed_on: dt.date) -> bytes:
    """Return the PDF. Fonts are those inside typst, so it looks the same on every machine."""
    return typeset(_TEMPLATE, _values(report, printed_on), printed_on=printed_on)


def _values(report: ExplainedReport, printed_on: dt.date) -> dict[str, Any]:
    words = WORDS[report.language]
    day = words["as_of"].format(day=shown_day(report))
    return {
        **{name: getattr(report, name) for name in ("title", "municipality", "language")},
        "description": " ".join([report.description, *(f"{one.title}: {one.reason}" for one in report.left_out)]),
        "day": day,
        "is_pinned_day": report.as_of == report.pinned_as_of,
        "pinned_reason": report.pinned_reason,
        "published_source": report.published_source,
        "printed_on": words["printed_on"].format(day=format_date(printed_on)),
        "words": words,
        "tables": [_table(table, words) for table in report.tables],
    }


def _table(table: ExplainedTable, words: dict[str, str]) -> dict[str, Any]:
    return {
        **dataclasses.asdict(table),
        "rows": [_row(row) for row in table.rows],
        "total": _row(table.total) if table.total else None,
        "denominator_count": None if table.denominator is None else format_number(table.denominator),
        "undecided_text": words["undecided"].format(n=format_number(table.undecided)),
    }


def _row(row: ExplainedRow) -> dict[str, Any]:
    return {**dataclasses.asdict(row), "count": format_number(row.n)}
