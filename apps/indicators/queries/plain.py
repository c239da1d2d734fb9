"""A report as plain values (for programs) and as text (for a terminal)."""

from collections.abc import Sequence
from typing import Any

from apps.indicators.queries.reports import LabelledFigure, Report, Table
from omuz.kernel.numbers import format_date, format_number


def report_as_values(report: Report, *, municipality: str) -> dict[str, Any]:
    """Return {"report", "municipality", "as_of", "tables": {name: {"rows", "total"?}}}.

    A row is `key`, `n`, `percent` ("63,8", None where the table has no shares) and, where a figure was printed before,
    `published`. `total` is such a row too, in tables that have one.
    """
    return {
        "report": report.definition.key,
        "municipality": municipality,
        "as_of": report.as_of.isoformat(),
        "tables": {table.definition.key: _table(table) for table in report.tables},
    }


def _table(table: Table) -> dict[str, Any]:
    values: dict[str, Any] = {"rows": [_row(row) for row in table.rows]}
    if table.total is not None:
        values["total"] = {name: value for name, value in _row(table.total).items() if name != "key"}
    return values


def _row(row: LabelledFigure) -> dict[str, Any]:
    figure = row.figure
    values: dict[str, Any] = {"key": figure.key, "n": figure.n, "percent": figure.percent_text}
    if figure.printed is not None:
        values["published"] = figure.printed.percent
    return values


def report_as_text(report: Report, *, municipality: str) -> str:
    """Return the tables in columns, as people read them in a terminal."""
    lines = [f"{municipality} · {report.definition.title.tr} · {format_date(report.as_of)} itibarıyla"]
    for table in report.tables:
        lines += ["", table.definition.title.tr, *_lines(table)]
        whole = table.definition.denominator
        if whole is not None and table.counts.denominator is not None:
            lines.append(f"  Payda: {format_number(table.counts.denominator)} {table.unit.tr} ({whole.label.tr})")
    return "\n".join(lines) + "\n"


def _lines(table: Table) -> Sequence[str]:
    rows = [*table.rows, *([table.total] if table.total else [])]
    width = max((len(row.label.tr) for row in rows), default=0)
    return [f"  {row.label.tr:<{width}}  {_numbers(row)}" for row in rows] or ["  Kayıt yok."]


def _numbers(row: LabelledFigure) -> str:
    figure = row.figure
    shown = f"{format_number(figure.n):>6}" + (f"  %{figure.percent_text}" if figure.percent_text else "")
    if figure.printed is not None and figure.differs:
        shown += f"   (yayımlanan: %{figure.printed.percent}; {figure.printed.why_tr})"
    return shown
