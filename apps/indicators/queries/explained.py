"""A report in one language, every figure with what it means: what the screen, the PDF and the sheet show."""

import dataclasses
import datetime as dt
from typing import Literal

from apps.indicators.enums import UNKNOWN
from apps.indicators.queries.reports import LabelledFigure, Report, Table
from omuz.conditions import Text as Words
from omuz.kernel.numbers import format_date, format_number

Language = Literal["tr", "en"]


@dataclasses.dataclass(frozen=True, slots=True)
class ExplainedRow:
    """One figure. `percent` is "63,8" (None: the table has no shares); `published` was printed before."""

    key: str
    label: str
    n: int
    percent: str | None
    share: float | None
    published: str | None
    differs: bool
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class ExplainedTable:
    """One table with population, unit, exclusions and definition."""

    key: str
    title: str
    unit: str
    population: str
    cohort: str
    definition: str
    denominator: int | None
    denominator_label: str
    exclusions: list[str]
    undecided: int
    others: int
    notes: list[str]
    rows: list[ExplainedRow]
    total: ExplainedRow | None
    summary: str


@dataclasses.dataclass(frozen=True, slots=True)
class ExplainedLeftOut:
    """A table that is not shown to this reader, and why."""

    title: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class ExplainedReport:
    """The whole report."""

    key: str
    title: str
    description: str
    municipality: str
    language: Language
    as_of: dt.date
    pinned_as_of: dt.date | None
    pinned_reason: str
    published_source: str
    programme: str
    left_out: list[ExplainedLeftOut]
    tables: list[ExplainedTable]


def explain_report(report: Report, *, municipality: str, language: Language) -> ExplainedReport:
    """Return the report in words of one language; published texts that the municipality wrote stay as they are."""

    def say(words: Words) -> str:
        return words.in_language(language)

    definition = report.definition
    return ExplainedReport(
        key=definition.key,
        title=say(definition.title),
        description=say(definition.description),
        municipality=municipality,
        language=language,
        as_of=report.as_of,
        pinned_as_of=report.pinned_as_of,
        pinned_reason=report.pinned_reason,
        published_source=report.published_source,
        programme=definition.programme,
        left_out=[ExplainedLeftOut(say(one.title), say(one.reason)) for one in report.left_out],
        tables=[_table(table, language) for table in report.tables],
    )


def _table(table: Table, language: Language) -> ExplainedTable:
    definition, counts = table.definition, table.counts
    whole = definition.denominator
    rows = [_row(row, language) for row in table.rows]
    return ExplainedTable(
        key=definition.key,
        title=definition.title.in_language(language),
        unit=table.unit.in_language(language),
        population=table.population.in_language(language),
        cohort=definition.cohort.label.in_language(language),
        definition=table.cohort_sentence.in_language(language),
        denominator=counts.denominator,
        denominator_label=whole.label.in_language(language) if whole else "",
        exclusions=[words.in_language(language) for words in table.exclusions],
        undecided=counts.undecided,
        others=counts.others,
        notes=[words.in_language(language) for words in definition.notes],
        rows=rows,
        total=_row(table.total, language) if table.total else None,
        summary=_summary(rows, language),
    )


def _row(row: LabelledFigure, language: Language) -> ExplainedRow:
    figure = row.figure
    printed = figure.printed
    why = "" if printed is None else (printed.why_tr if language == "tr" else printed.why_en or printed.why_tr)
    return ExplainedRow(
        key=figure.key,
        label=row.label.in_language(language),
        n=figure.n,
        percent=figure.percent_text,
        share=None if figure.percent is None else float(figure.percent),
        published=printed.percent if printed else None,
        differs=figure.differs,
        why=why,
    )


def _summary(rows: list[ExplainedRow], language: Language) -> str:
    """Return what a chart of the rows shows, in words: for those who do not see it."""
    known = [row for row in rows if row.key != UNKNOWN]
    if not known or not any(row.n for row in known):
        return "Kayıt yok." if language == "tr" else "Nothing recorded."
    sentences = [f"{row.label} {format_number(row.n)}{_share(row)}" for row in known]
    return "; ".join(sentences) + "."


def _share(row: ExplainedRow) -> str:
    return f" (%{row.percent})" if row.percent is not None else ""


def file_name(report: Report, *, municipality: str, extension: str) -> str:
    """Return "kayseri-mdis-2016-11-19.pdf"."""
    return f"{municipality}-{report.definition.key}-{report.as_of.isoformat()}.{extension}"


def shown_day(report: ExplainedReport) -> str:
    """Return the day of the report as people write it."""
    return format_date(report.as_of)
