"""What rules and figures may ask about a case: where it stands, since when, and what its forms have fed."""

import dataclasses
import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.db.models.expressions import RawSQL

from apps.cases.enums import CaseState
from apps.cases.models import Case, CaseFact
from apps.cases.models.filling import FACT_FIELD
from apps.programmes.definition import Definition
from apps.programmes.definition.forms import FieldKind, FormField
from apps.programmes.forms import fed_catalogue, items_of
from apps.programmes.registry import Facts
from omuz.conditions import Choice, Fact, FactType, Text
from omuz.kernel import crypto
from omuz.kernel.clock import local_date

STAGE: Final = "case.stage"
STATE: Final = "case.state"
DAYS_OPEN: Final = "case.days_open"
DAYS_IN_STAGE: Final = "case.days_in_stage"
#: Facts of every case, whatever its forms feed; what a form feeds under such a name is not read.
FIXED: Final = frozenset({
    STAGE, STATE, DAYS_OPEN, DAYS_IN_STAGE, "case.documents_complete", "case.missing_documents",
    "case.appointment_attended_on", "case.candidate_present", "case.missed_appointments", "case.application_recorded",
    "case.undertaking_signed",
})  # fmt: skip
_FORM: Final = "Dosyanın formu"
_CASE: Final = "Dosya"
_STATES: Final = (
    Choice(CaseState.OPEN.value, Text(CaseState.OPEN.label, "Open")),
    Choice(CaseState.CLOSED.value, Text(CaseState.CLOSED.label, "Closed")),
)


def keys(ids: Sequence[uuid.UUID]) -> RawSQL:
    """Return keys for `__in` as one array: bound one by one, twenty thousand are twenty thousand parameters."""
    return RawSQL("SELECT unnest(%s::uuid[])", [list(ids)])


def fed_fields(definition: Definition) -> dict[str, FormField]:
    """Return the questions that feed facts, by the fact's name; the last of two that feed the same one.

    A question of an older version that feeds the name of a fixed fact feeds nothing: the fixed fact is what is known.
    """
    return {
        item.feeds: item
        for form in definition.forms
        for item in items_of(form)
        if isinstance(item, FormField) and item.feeds is not None and f"case.{item.feeds}" not in FIXED
    }


def case_facts(definition: Definition) -> Sequence[Fact]:
    """Return the catalogue: fixed facts of every case, and one for each question that feeds one."""
    stages = tuple(
        Choice(stage.key, Text(stage.label.tr, stage.label.in_language("en"))) for stage in definition.stages
    )
    fixed = (
        Fact(STAGE, Text("Dosyanın aşaması", "Stage of the case"), FactType.CODE, choices=stages, origin=_CASE),
        Fact(STATE, Text("Dosyanın durumu", "State of the case"), FactType.CODE, choices=_STATES, origin=_CASE),
        Fact(DAYS_OPEN, Text("Dosyanın açık olduğu gün", "Days that the case is open"), FactType.INTEGER, origin=_CASE),
        Fact(
            DAYS_IN_STAGE,
            Text("Aşamada geçen gün", "Days in the stage"),
            FactType.INTEGER,
            origin=_CASE,
        ),
    )
    fed = (dataclasses.replace(fact, origin=_FORM) for fact in fed_catalogue(definition) if fact.name not in FIXED)
    return (*fixed, *fed)


def load_case_facts(
    ids: Sequence[uuid.UUID], *, on: dt.date, names: frozenset[str], definition: Definition
) -> Mapping[uuid.UUID, Facts]:
    """Return the named facts of these cases as of a day; at most two statements. Logs nothing: see the registry."""
    facts: dict[uuid.UUID, dict[str, Any]] = {key: {} for key in ids}
    if names & {STAGE, STATE, DAYS_OPEN, DAYS_IN_STAGE}:
        rows = Case.objects.filter(pk__in=keys(ids)).values_list("pk", "stage", "state", "opened_at", "stage_since")
        for key, stage, state, opened_at, since in rows:
            fixed = {
                STAGE: stage,
                STATE: state,
                DAYS_OPEN: (on - local_date(opened_at)).days,
                DAYS_IN_STAGE: (on - local_date(since)).days,
            }
            facts[key].update({name: value for name, value in fixed.items() if name in names})
    fields = {name: field for name, field in fed_fields(definition).items() if f"case.{name}" in names}
    if fields:
        rows_of: dict[tuple[uuid.UUID, str], list[CaseFact]] = defaultdict(list)
        for row in CaseFact.objects.filter(case__in=keys(ids), name__in=fields, superseded_at__isnull=True):
            rows_of[row.case_id, row.name].append(row)
        for (key, name), found in rows_of.items():
            value = _value(fields[name], found)
            if value is not None:
                facts[key][f"case.{name}"] = value
    return facts


def _value(field: FormField, rows: list[CaseFact]) -> Any:
    """Return what the rows of one fact say, in the type that the question has now; None where they say nothing of it.

    A later version may have made another kind of question of it: then what was said before is not known any more.
    """
    plain = [opened(row) for row in rows]
    if field.kind == FieldKind.CHOICES:
        codes = tuple(sorted(value for value in plain if isinstance(value, str)))
        return codes if len(codes) == len(plain) else None
    value = plain[0]
    return value if isinstance(value, _TYPES[field.kind]) and not _is_flag(field, value) else None


def _is_flag(field: FormField, value: Any) -> bool:
    # bool is an int in Python, and no number of anything.
    return isinstance(value, bool) and field.kind != FieldKind.BOOLEAN


_TYPES: Final[Mapping[FieldKind, tuple[type, ...]]] = {
    FieldKind.TEXT: (str,), FieldKind.LONG_TEXT: (str,), FieldKind.EMAIL: (str,), FieldKind.PHONE: (str,),
    FieldKind.CHOICE: (str,), FieldKind.CHOICES: (str,), FieldKind.BOOLEAN: (bool,), FieldKind.INTEGER: (int,),
    FieldKind.NUMBER: (int, Decimal), FieldKind.DATE: (dt.date,),
}  # fmt: skip


def opened(row: CaseFact) -> Any:
    """Return the value of a fact's row, sealed or not. Whoever shows it to somebody has logged the reading."""
    if row.sealed:
        value = json.loads(crypto.open_text(row.sealed, field=f"{FACT_FIELD}.{row.name}", row_id=row.id))
        return _unpacked(value)
    if row.number is not None:
        return int(row.number) if row.number == row.number.to_integral_value() else row.number.normalize()
    if row.truth is not None:
        return row.truth
    return row.day or row.code or row.text


def packed(value: Any) -> Any:
    """Return a value as JSON holds it: days and numbers with their kind, so that they come back as they were."""
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    return {"number": str(value)} if isinstance(value, Decimal) else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        return dt.date.fromisoformat(value["day"]) if "day" in value else Decimal(value["number"])
    return value
