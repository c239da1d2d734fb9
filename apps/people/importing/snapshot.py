"""What is already on record of people, as far as an import may add to it. No special-category value is opened."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from apps.people.enums import BirthPrecision, Rank
from apps.people.models import (
    MedicalReport,
    Person,
    PersonAddress,
    PersonFact,
    PersonIdentity,
    PersonPhone,
    SensitiveFact,
)
from apps.people.operations.building import PersonRows
from omuz.kernel.actors import Actor

#: Filled where they are empty, never replaced: the record at the desk is newer than the list.
_FILLABLE: Final = ("given_names", "surname", "other_names", "sex", "email")
_KNOWN: Final = {
    BirthPrecision.UNKNOWN: 0,
    BirthPrecision.YEAR: 1,
    BirthPrecision.MONTH: 2,
    BirthPrecision.DAY: 3,
}


@dataclass(slots=True)
class Snapshot:
    """One person's record in outline."""

    person: Person
    identities: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    has_address: bool = False
    fact_kinds: set[str] = field(default_factory=set)
    #: (programme, kind, token): equal tokens are equal codes.
    sensitive: set[tuple[uuid.UUID, str, str]] = field(default_factory=set)
    primaries: set[uuid.UUID] = field(default_factory=set)
    has_report: bool = False


@dataclass(slots=True)
class Additions:
    """What a row knows and the record does not."""

    columns: dict[str, Any]
    rows: PersonRows
    report: MedicalReport | None = None

    def __bool__(self) -> bool:
        rows = self.rows
        return bool(
            self.columns
            or rows.identities
            or rows.phones
            or rows.addresses
            or rows.facts
            or rows.sensitive
            or self.report
        )


def load_snapshots(person_ids: Iterable[uuid.UUID], *, actor: Actor) -> dict[uuid.UUID, Snapshot]:
    """Return the outlines of those people whom the actor may find; seven statements for any number."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    found = {one.pk: Snapshot(one) for one in Person.objects.visible_to(actor).filter(pk__in=wanted)}
    ids = list(found)
    current = {"person__in": ids, "superseded_at__isnull": True}
    for person, kind in PersonIdentity.objects.filter(**current).values_list("person_id", "kind"):
        found[person].identities.add(kind)
    for person, digits in PersonPhone.objects.filter(person__in=ids).values_list("person_id", "digits"):
        found[person].phones.add(digits)
    for person in PersonAddress.objects.filter(**current).values_list("person_id", flat=True):
        found[person].has_address = True
    for person, kind in PersonFact.objects.filter(**current).values_list("person_id", "kind"):
        found[person].fact_kinds.add(kind)
    sensitive = SensitiveFact.objects.filter(**current)
    for person, programme, kind, token, rank in sensitive.values_list(
        "person_id", "programme_id", "kind", "token", "rank"
    ):
        found[person].sensitive.add((programme, kind, token))
        if rank == Rank.PRIMARY:
            found[person].primaries.add(programme)
    for person in MedicalReport.objects.filter(**current).values_list("person_id", flat=True):
        found[person].has_report = True
    return found


def additions(snapshot: Snapshot, rows: PersonRows, report: MedicalReport | None) -> Additions:
    """Return what `rows`, built from a list, would add to the record; nothing that stands there is replaced."""
    person, new = snapshot.person, rows.person
    columns = {name: getattr(new, name) for name in _FILLABLE if getattr(new, name) and not getattr(person, name)}
    if _KNOWN[BirthPrecision(new.birth_precision)] > _KNOWN[BirthPrecision(person.birth_precision)]:
        columns |= {"birth_date": new.birth_date, "birth_precision": new.birth_precision}
    if new.interviewer_id and not person.interviewer_id:
        columns["interviewer_id"] = new.interviewer_id
    added = PersonRows(person=person)
    added.identities = [row for row in rows.identities if row.kind not in snapshot.identities]
    added.phones = [row for row in rows.phones if row.digits not in snapshot.phones]
    added.addresses = [] if snapshot.has_address else rows.addresses
    added.facts = [row for row in rows.facts if row.kind not in snapshot.fact_kinds]
    added.sensitive = [
        row
        for row in rows.sensitive
        if (row.programme_id, row.kind, row.token) not in snapshot.sensitive
        and not (row.rank == Rank.PRIMARY and row.programme_id in snapshot.primaries)
    ]
    return Additions(columns, added, None if snapshot.has_report else report)
