"""Reading reports: which there are, and one of them counted on a day."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connection

from apps.accounts.rights import Right
from apps.indicators import rules
from apps.indicators.compiling import Reach, Statement, compile_indicator, is_total
from apps.indicators.definitions import Cohort, Indicator, ReportDefinition, Words, all_reports, report_definition
from apps.indicators.enums import NONE, OUTSIDE, TOTAL, UNKNOWN
from apps.indicators.grounds import Ground, shipped_ground
from apps.indicators.models import PublishedFigure, ReportSetting
from apps.indicators.queries.programmes import LeftOut, find_report, readable_reports
from apps.programmes.queries.capabilities import ABSENT, open_programmes
from apps.programmes.registry.doors import Door
from omuz.conditions import render
from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError, NotAllowed, NotFound
from omuz.kernel.text import tr_key

#: Nothing was recorded before; a day like 0001-01-01 is a slip of the pen.
EARLIEST_DAY = dt.date(1990, 1, 1)
_UNKNOWN_LABEL = Words("Bilinmiyor", "Not known")
_NONE_LABEL = Words("Hiçbiri", "None of them")
_TOTAL_LABEL = Words("Toplam", "Total")


@dataclasses.dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A figure with the name of its row."""

    label: Words
    figure: rules.Figure


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """One table, counted: its rows, its total where it has one, and all that the reader may ask about them."""

    definition: Indicator
    rows: Sequence[LabelledFigure]
    total: LabelledFigure | None
    counts: rules.Counts
    ground: Ground

    @property
    def population(self) -> Words:
        """Return all units that were looked at."""
        return self.ground.population.label

    @property
    def unit(self) -> Words:
        """Return what one is counted."""
        return self.ground.population.counted

    @property
    def exclusions(self) -> tuple[Words, ...]:
        """Return who is not in the population."""
        return self.ground.population.exclusions

    @property
    def cohort_sentence(self) -> Words:
        """Return the condition of who is counted, as a sentence."""
        return _sentence(self.definition.cohort)

    @property
    def denominator_sentence(self) -> Words | None:
        """Return the condition of whose share it is, as a sentence; None without shares."""
        return _sentence(self.definition.denominator) if self.definition.denominator else None


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """A report counted as of a day; `pinned` is the municipality's own default day and its reason, if it set one.

    `left_out` are tables that the reader is told of and not shown.
    """

    definition: ReportDefinition
    as_of: dt.date
    tables: Sequence[Table]
    pinned_as_of: dt.date | None
    pinned_reason: str
    published_source: str
    left_out: Sequence[LeftOut] = ()


def list_reports(*, actor: Actor, today: dt.date) -> list[tuple[ReportDefinition, ReportSetting | None]]:
    """Return the reports that the actor may read, with what the municipality set for each.

    A report behind a capability is absent where no programme holds it; reports of programmes follow the others, without
    their tables.

    Raises:
        NotAllowed: without the right to read reports.
    """
    _check(actor)
    settings = {setting.report: setting for setting in ReportSetting.objects.all()}
    reports = [report for key, report in all_reports().items() if open_programmes(Door.REPORT, key, on=today) != ABSENT]
    own = sorted(readable_reports(actor), key=lambda report: tr_key(report.programme))
    return [(report, settings.get(report.key)) for report in (*reports, *own)]


def get_report(key: str, *, actor: Actor, as_of: dt.date | None, today: dt.date) -> Report:
    """Return the report counted as of a day: the given one, else the municipality's pinned one, else today.

    Only counts of people of the actor's units are read, people under confidentiality included: no value of a person
    leaves this function, so nothing is logged as a reading of special-category data.

    Raises:
        NotAllowed: without the right to read reports.
        NotFound: there is no such report.
        DomainError: 422, a day in the future or before records began.
    """
    _check(actor)
    own = find_report(key, actor=actor, today=today)
    definition = report_definition(key) if own is None else own.definition
    within = open_programmes(Door.REPORT, key, on=today)
    if definition is None or within == ABSENT:
        raise NotFound("report_unknown", "Böyle bir rapor yok.", remedy="Raporlar sayfasından birini seçin.")
    setting = ReportSetting.objects.filter(report=key).first()
    pinned = setting.pinned_as_of if setting else None
    day = as_of or pinned or today
    if not EARLIEST_DAY <= day <= today:
        raise DomainError(
            "as_of_out_of_range",
            "Raporun günü bugünden sonra ya da 1990'dan önce olamaz.",
            field="as_of",
            remedy="Başka bir gün seçin.",
        )
    published, source = _published(key, day)
    with _hash_joins():
        tables = [
            _table(
                indicator,
                day,
                published.get(indicator.key, {}),
                _reach(actor, within, narrower),
                shipped_ground(indicator.unit) if own is None else own.grounds[indicator.unit],
            )
            for indicator in definition.tables
            if (narrower := open_programmes(Door.REPORT_TABLE, f"{key}.{indicator.key}", on=today)) != ABSENT
        ]
    left_out = own.left_out if own is not None else ()
    return Report(definition, day, tables, pinned, setting.pinned_reason if setting else "", source, left_out)


def _check(actor: Actor) -> None:
    if not actor.can(Right.REPORTS_READ):
        raise NotAllowed("reports_not_allowed", "Raporları görme yetkiniz yok.", remedy="Yöneticinizden yetki isteyin.")


@contextmanager
def _hash_joins() -> Iterator[None]:
    """Count with hash joins for the block.

    On tables without statistics (a fresh municipality, a fresh import) the planner expects one row and would loop over
    thousands for each of thousands: a report took minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")


def _published(report: str, day: dt.date) -> tuple[dict[str, dict[str, rules.Printed]], str]:
    tables: dict[str, dict[str, rules.Printed]] = defaultdict(dict)
    source = ""
    for row in PublishedFigure.objects.filter(report=report, as_of=day):
        tables[row.table][row.row] = rules.Printed(row.percent, row.why_tr, row.why_en)
        source = row.source
    return tables, source


def _reach(actor: Actor, *within: frozenset[uuid.UUID] | None) -> Reach:
    """Return whose people are counted: the reader's, of programmes in which the capability of a door is held."""
    programmes = actor.programmes_for(Right.REPORTS_READ)
    for limit in within:
        if limit is not None:
            programmes = limit if programmes is None else programmes & limit
    return Reach(actor.units_for(Right.REPORTS_READ), programmes)


def _table(
    indicator: Indicator, day: dt.date, printed: Mapping[str, rules.Printed], reach: Reach, ground: Ground
) -> Table:
    statement = compile_indicator(indicator, on=day, reach=reach, ground=ground)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        counts = _counts(indicator, cursor.fetchall(), statement)
    dimension = indicator.dimension
    rows = rules.figures(
        counts,
        always=[key for key in dimension.labels if key not in dimension.rare],
        only_if_any=(*(key for key in dimension.labels if key in dimension.rare), NONE, OUTSIDE, UNKNOWN),
        empty=dimension.empty,
        printed=printed,
    )
    extra = {NONE: _NONE_LABEL, OUTSIDE: dimension.outside or _UNKNOWN_LABEL, UNKNOWN: _UNKNOWN_LABEL}
    labels = dimension.labels | extra
    total = None
    if indicator.total is not None:
        figure = rules.total_figure(counts, rows, mode=indicator.total, printed=printed.get(TOTAL))
        total = LabelledFigure(_TOTAL_LABEL, figure)
    return Table(indicator, [LabelledFigure(labels[row.key], row) for row in rows], total, counts, ground)


def _counts(indicator: Indicator, lines: Sequence[Sequence[object]], statement: Statement) -> rules.Counts:
    rows: dict[str, int] = defaultdict(int)
    total = whole = undecided = others = 0
    for line in lines:
        value, _, n, of, open_cases, outside = line
        if is_total(line):
            total, whole, undecided, others = int(str(n)), int(str(of)), int(str(open_cases)), int(str(outside))
        else:
            # A code that is no row of this table: an old one. It counts, in a row of its own.
            rows[statement.keys.get(str(value), statement.stray)] += int(str(n))
    return rules.Counts(dict(rows), total, whole if indicator.denominator else None, undecided, others)


def _sentence(cohort: Cohort) -> Words:
    return Words(render(cohort.condition, "tr"), render(cohort.condition, "en"))
