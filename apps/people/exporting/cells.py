"""People as rows of cells, some hundred at a time: a handful of statements a batch, memory flat."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import QuerySet

from apps.accounts.rights import Right
from apps.people.enums import BirthPrecision, MissingField, MissingReasonCode, Rank, SensitiveKind
from apps.people.exporting.columns import SPECIAL_COLUMNS, AddedColumn, special_kinds
from apps.people.importing.fields import (
    CHANNELS,
    COZGER_LEVELS,
    FACT_LISTS,
    PERMANENCE,
    REPORT_KINDS,
    SENSITIVE_LISTS,
    SEX,
)
from apps.people.importing.history import DatedCode, write_dated
from apps.people.importing.reports import REPORT_FIELDS
from apps.people.models import (
    MedicalReport,
    MissingReason,
    Person,
    PersonFact,
    PersonIdentity,
    SensitiveFact,
)
from apps.people.operations.reading import SensitiveValue, open_value
from apps.people.queries.safe_contact import Printable, printable_contacts
from apps.people.rules.identity import IDENTITY_FIELD
from apps.people.rules.medical import REPORT_FIELD
from apps.privacy.enums import Purpose
from apps.privacy.operations import log_readings
from apps.programmes.catalogue import CODE_LISTS
from apps.programmes.queries.target_groups import LocalGroups
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.tabular.parsing.dates import PartialDate
from omuz.tabular.rows import CellValue

_BATCH: Final = 500
_REPORT_CODES: Final = {"report_kind": REPORT_KINDS, "report_permanence": PERMANENCE, "report_level": COZGER_LEVELS}


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What is written: for whom, which columns, with the whole history of dated facts or as of a day."""

    actor: Actor
    columns: Sequence[str]
    today: dt.date
    now: dt.datetime
    #: Whole histories, for a list that is to be imported elsewhere; otherwise what holds today.
    with_history: bool = False
    #: Columns that modules added and that are open, with the programmes whose people may show in them.
    added: Mapping[str, tuple[AddedColumn, frozenset[uuid.UUID] | None]] = field(default_factory=dict)


@dataclass(slots=True)
class _Related:
    """What belongs to the people of one batch."""

    identities: dict[uuid.UUID, str] = field(default_factory=dict)
    passports: dict[uuid.UUID, str] = field(default_factory=dict)
    facts: dict[tuple[uuid.UUID, str], list[PersonFact]] = field(default_factory=lambda: defaultdict(list))
    special: dict[tuple[uuid.UUID, str], list[tuple[DatedCode, uuid.UUID]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    reports: dict[uuid.UUID, dict[str, CellValue]] = field(default_factory=dict)
    reasons: dict[uuid.UUID, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    contacts: Mapping[uuid.UUID, Printable] = field(default_factory=dict)
    added: dict[str, Mapping[uuid.UUID, CellValue]] = field(default_factory=dict)
    local: LocalGroups = field(default_factory=LocalGroups)


def rows_of(people: QuerySet[Person], plan: ExportPlan) -> Iterator[list[CellValue]]:
    """Yield one row of cells a person; opened special-category values are logged person by person (dossier G)."""
    batch: list[Person] = []
    for person in people.select_related("unit", "programme", "interviewer").iterator(chunk_size=_BATCH):
        batch.append(person)
        if len(batch) == _BATCH:
            yield from _rows(batch, plan)
            batch = []
    if batch:
        yield from _rows(batch, plan)


def _rows(batch: Sequence[Person], plan: ExportPlan) -> Iterator[list[CellValue]]:
    related = _load(batch, plan)
    for person in batch:
        cells = _cells(person, related, plan)
        yield [cells.get(key) for key in plan.columns]


def _load(batch: Sequence[Person], plan: ExportPlan) -> _Related:
    ids = [person.pk for person in batch]
    related = _Related()
    wanted = set(plan.columns)
    if wanted & {"identity", "passport_country"}:
        _load_identities(ids, related)
    related.contacts = printable_contacts(batch, at=plan.now)
    if wanted & set(FACT_LISTS):
        facts = PersonFact.objects.known() if plan.with_history else PersonFact.objects.as_of(plan.today)
        for fact in facts.filter(person__in=ids).order_by("valid_from", "recorded_at", "id"):
            related.facts[(fact.person_id, fact.kind)].append(fact)
    for reason in MissingReason.objects.filter(person__in=ids).order_by("created_at"):
        related.reasons[reason.person_id].append((reason.field, reason.reason))
    if wanted & SPECIAL_COLUMNS:
        _load_special(batch, related, plan)
    for key, (column, programmes) in plan.added.items():
        shown = [one.pk for one in batch if programmes is None or one.programme_id in programmes]
        related.added[key] = column.cells(shown)
    return related


def _load_identities(ids: Sequence[uuid.UUID], related: _Related) -> None:
    order = ("-kind", "created_at")  # a T.C. number before a passport
    for identity in PersonIdentity.objects.filter(person__in=ids, superseded_at__isnull=True).order_by(*order):
        if identity.person_id in related.identities:
            continue
        plain = crypto.open_text(identity.sealed, field=IDENTITY_FIELD, row_id=identity.pk)
        related.identities[identity.person_id] = plain
        if identity.country:
            related.passports[identity.person_id] = identity.country


def _load_special(batch: Sequence[Person], related: _Related, plan: ExportPlan) -> None:
    actor = plan.actor
    units = None if actor.kind == "system" else actor.units_for(Right.PEOPLE_SPECIAL_READ)
    programmes = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_READ)
    ids = [person.pk for person in batch if units is None or person.unit_id in units]
    kinds = special_kinds(plan.columns)
    log_readings(ids, actor=actor, fields=kinds, purpose=Purpose.EXPORT, now=plan.now, task="export")
    facts = SensitiveFact.objects.known() if plan.with_history else SensitiveFact.objects.as_of(plan.today)
    facts = facts.filter(person__in=ids, kind__in=kinds)
    reports = MedicalReport.objects.filter(person__in=ids, superseded_at__isnull=True)
    if programmes is not None:
        facts, reports = facts.filter(programme__in=programmes), reports.filter(programme__in=programmes)
    for fact in facts.select_related("programme").order_by("valid_from", "recorded_at", "id"):
        value = open_value(fact, related.local)
        entry = DatedCode(_exported(value), fact.valid_from, fact.valid_to, fact.programme.name)
        related.special[(fact.person_id, _special_key(fact))].append((entry, fact.programme_id))
    if "medical_report" in kinds:
        for report in reports.order_by("recorded_at"):
            related.reports[report.person_id] = _report_cells(report)


def _exported(value: SensitiveValue) -> str:
    # A code of the catalogue is written by its label later; one of a programme's own is known here only.
    return value.code if CODE_LISTS[value.kind].get(value.code) is not None else value.label


def _special_key(fact: SensitiveFact) -> str:
    if fact.kind == SensitiveKind.TARGET_GROUP:
        return "target_primary" if fact.rank == Rank.PRIMARY else "target_secondary"
    return next(key for key, (kind, _) in SENSITIVE_LISTS.items() if kind == fact.kind)


def _report_cells(report: MedicalReport) -> dict[str, CellValue]:
    content: dict[str, Any] = json.loads(crypto.open_text(report.sealed, field=REPORT_FIELD, row_id=report.pk))
    values = {
        "report_kind": report.kind,
        "report_permanence": report.permanence,
        "report_level": content.get("level"),
    }
    cells: dict[str, CellValue] = {key: _REPORT_CODES[key].labels.get(str(code)) for key, code in values.items()}
    cells |= {
        "report_rate": content.get("rate"),
        "report_issued": report.issued_on,
        "report_expires": report.expires_on,
    }
    return cells


def _cells(person: Person, related: _Related, plan: ExportPlan) -> dict[str, CellValue]:
    cells: dict[str, CellValue] = {
        "file_number": person.file_number,
        "identity": related.identities.get(person.pk),
        "passport_country": related.passports.get(person.pk),
        "given_names": person.given_names,
        "surname": person.surname,
        "other_names": person.other_names,
        "working_label": person.working_label,
        "birth_date": _birth(person),
        "sex": SEX.labels.get(person.sex),
        "programme": person.programme.name if person.programme else None,
        "unit": person.unit.name if person.unit else None,
        "channel": CHANNELS.labels.get(person.channel),
        "registered_on": person.registered_on,
        "interviewer": person.interviewer.full_name if person.interviewer else None,
        "notes": person.notes,
        "missing": _missing(related.reasons[person.pk]),
    }
    cells |= _contact(related.contacts[person.pk])
    for kind, codes in FACT_LISTS.items():
        entries = [DatedCode(one.code, one.valid_from, one.valid_to) for one in related.facts[(person.pk, kind)]]
        cells[kind] = _dated(entries, codes, person, plan)
    for key, (_, codes) in SENSITIVE_LISTS.items():
        entries = [
            entry if programme != person.programme_id else DatedCode(entry.code, entry.valid_from, entry.valid_to)
            for entry, programme in related.special[(person.pk, key)]
        ]
        cells[key] = _dated(entries, codes, person, plan)
    for key, values in related.added.items():
        cells[key] = values.get(person.pk)
    return cells | related.reports.get(person.pk, dict.fromkeys(REPORT_FIELDS))


def _dated(entries: Sequence[DatedCode], codes: Any, person: Person, plan: ExportPlan) -> str | None:
    if not plan.with_history:
        return "; ".join(codes.labels.get(one.code, one.code) for one in entries) or None
    return write_dated(entries, codes, registered_on=person.registered_on) or None


def _birth(person: Person) -> CellValue:
    if person.birth_date is None or person.birth_precision == BirthPrecision.UNKNOWN:
        return None
    if person.birth_precision == BirthPrecision.DAY:
        return person.birth_date
    return str(PartialDate(person.birth_date, "year" if person.birth_precision == BirthPrecision.YEAR else "month"))


def _contact(printable: Printable) -> dict[str, CellValue]:
    """Return telephones, e-mail and address as far as the safe-contact plan lets them stand on a list (readings 4)."""
    return {
        "phone": "; ".join(printable.phones) or None,
        "email": printable.email or None,
        "province": printable.province or None,
        "district": printable.district or None,
        "neighbourhood": printable.neighbourhood or None,
        "address": printable.line or None,
        "postal_code": printable.postal_code or None,
    }


def _missing(reasons: Sequence[tuple[str, str]]) -> str | None:
    labels: Mapping[str, str] = {str(key): str(label) for key, label in MissingField.choices}
    why: Mapping[str, str] = {str(key): str(label) for key, label in MissingReasonCode.choices}
    return "; ".join(f"{labels.get(name, name)}: {why.get(code, code)}" for name, code in reasons) or None
