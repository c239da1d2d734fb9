"""How long records are kept, and which become due: a preview, nothing here disposes of anything."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from django.db.models import Case as Either
from django.db.models import DateField, F, Func, IntegerField, Q, QuerySet, Value, When

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.appointments.queries.kept import Appointment, days_of
from apps.cases.models import Case
from apps.cases.queries.kept import APPOINTMENT, CASE_FILE, PRE_APPLICATION, became_application
from apps.programmes.definition import Definition
from apps.programmes.definition.retaining import Kept, RecordDays, kept_until, period_of
from apps.programmes.queries.pinned import pinned_definition, standing_definitions
from apps.programmes.registry.retained import Asked, RetainedItem, RetentionSource, retention_sources
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.counting import count_all
from omuz.kernel.errors import FieldProblem, Invalid

__all__ = [
    "DUE_READING",
    "MOST_COUNTED",
    "ORDER",
    "AppointmentKept",
    "DueKind",
    "DueRecords",
    "kept",
    "kept_appointment",
]

#: Who plans disposal: managers, and the KVKK contact, who records why data are kept or shared.
DUE_READING: Final = (Right.DECISIONS_TAKE, Right.BASIS_RECORD)
#: What is due soonest stands on top.
ORDER: Final = ("kept_until", "id")
MOST_COUNTED: Final = 1000


class _MonthsAfter(Func):
    """`omuz.kernel.months.months_after` of a column: PostgreSQL ends a month without that day alike."""

    template = "CAST(%(expressions)s) AS date)"
    arg_joiner = " + make_interval(months => "
    arity = 2
    output_field: Any = DateField()


@dataclasses.dataclass(frozen=True, slots=True)
class DueKind:
    """A kind of record with how many of it become due; `MOST_COUNTED + 1` says that there are more."""

    source: RetentionSource
    rows: QuerySet[Any]
    count: int


class DueRecords:
    """The records within reach whose period ends by a day, those whose period is over included.

    A manager finds what they may read; the KVKK contact, who reads no file, finds the cases of the programmes that they
    answer for, and of other kinds what their rights open.
    """

    def __init__(self, actor: Actor, *, today: dt.date, until: dt.date) -> None:
        """Prepare the question.

        Raises:
            NotAllowed: somebody who decides nothing of the kind.
            Invalid: a day in the past.
        """
        require(actor, *DUE_READING)
        if until < today:
            raise Invalid([FieldProblem("until", "in_past", "Gün geçmişte.", "Bugünden sonraki bir gün seçin.")])
        self._asked = Asked(actor, DUE_READING, today, standing_definitions())
        self._until = until

    def kinds(self) -> list[DueKind]:
        """Return the kinds that the reader may be told of, each with its rows and their number; one statement."""
        actor = self._asked.actor
        sources = [one for one in retention_sources() if not one.rights or actor.can_any(*one.rights)]
        rows = [self._due(source) for source in sources]
        counts = count_all(rows, most=MOST_COUNTED + 1)
        return [DueKind(*found) for found in zip(sources, rows, counts, strict=True)]

    def shown(self, source: RetentionSource, rows: Sequence[Any]) -> list[tuple[Any, RetainedItem, Kept]]:
        """Return a page of a kind: every row with its words, and how long it is kept and why."""
        items = source.items(rows, self._asked)
        return [
            (row, item, self._kept(source.key, row)) for row, item in zip(rows, items, strict=True)
        ]  # fmt: skip

    def _kept(self, kind: str, row: Any) -> Kept:
        found = kept_until(
            self._asked.definitions[row.programme_version_id], kind, RecordDays(row.kept_recorded, row.kept_ended)
        )
        # The rows are those of versions that say something of the kind.
        return cast("Kept", found)

    def _due(self, source: RetentionSource) -> QuerySet[Any]:
        rows = source.rows(self._asked)
        begins, months = _branches(source.key, self._asked.definitions)
        if not months:
            # Nothing to list, in the same order as where there is something.
            nothing: QuerySet[Any] = rows.annotate(kept_until=Value(None, output_field=DateField())).none()
            return nothing
        rows = rows.annotate(
            kept_from=Either(*begins, output_field=DateField()),
            kept_months=Either(*months, output_field=IntegerField()),
        )  # fmt: skip
        until = _MonthsAfter(F("kept_from"), F("kept_months"))
        due: QuerySet[Any] = rows.annotate(kept_until=until).filter(kept_until__lte=self._until)
        return due


def _branches(kind: str, definitions: Mapping[Any, Definition]) -> tuple[list[When], list[When]]:
    """Return from which day and for how many months each version keeps records of a kind that it ever ends."""
    begins, months = [], []
    for version_id, definition in definitions.items():
        period = period_of(definition, kind)
        if period is None or period.months is None:
            continue
        this = Q(programme_version=version_id)
        day: Any = F("kept_ended") if period.starts == "case_closed" else F("kept_recorded")
        if period.starts == "programme_ended":
            day = Value(definition.effective.ends_on, output_field=DateField())
        begins.append(When(this, then=day))
        months.append(When(this, then=Value(period.months)))
    return begins, months


def kept(case: Case, definition: Definition) -> Kept | None:
    """Return how long the records of a case are kept under its version, None where that says nothing."""
    more = became_application({case.programme_version_id: definition})
    kind = CASE_FILE if Case.objects.filter(more, pk=case.pk).exists() else PRE_APPLICATION
    ended = local_date(case.closed_at) if case.closed_at is not None else None
    return kept_until(definition, kind, RecordDays(local_date(case.opened_at), ended))


@dataclasses.dataclass(frozen=True, slots=True)
class AppointmentKept:
    """How long an appointment is kept. `with_file`: as long as its person's file, whose days the
    reader may not know.
    """

    kept: Kept | None
    with_file: bool


def kept_appointment(row: Appointment, *, actor: Actor, today: dt.date) -> AppointmentKept:
    """Return how long an appointment is kept: with the file that it belongs to, otherwise by its own class.

    The file is the first that was open at the appointment or after it: an application stands on it (Art. 8).
    """
    files = Case.objects.filter(person=row.person_id, programme=row.programme_id) if row.person_id is not None else None
    if files is not None:
        later = files.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=row.starts_at))
        case = later.order_by(F("closed_at").asc(nulls_last=True), "id").first()
        if case is not None:
            seen = Case.objects.visible_to(actor).filter(pk=case.pk).exists()
            return AppointmentKept(kept(case, pinned_definition(case.programme_version_id)) if seen else None, True)
    definition = pinned_definition(row.programme_version_id)
    return AppointmentKept(kept_until(definition, APPOINTMENT, days_of(row, today=today)), False)
