"""What may be named as evidence: records of the case, told by their kind and day, never by what they say."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Q

from apps.accounts.rights import Right
from apps.appointments.queries.appointments import AppointmentFilter, list_appointments
from apps.cases.queries.evidence import submissions_of
from apps.cases.queries.visibility import Case
from apps.coaching.queries.visits import VisitFilter, list_visits
from apps.decisions.enums import EvidenceKind
from apps.decisions.models import InterimStop
from apps.documents.enums import FileKind
from apps.documents.queries import files_of
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

__all__ = ["Record", "evidence_choices", "known_records"]

_MOST: int = 50


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """A record that may be named. `link` is its address on the screens, empty where it has none of its own."""

    kind: str
    id: uuid.UUID
    label: str
    on: dt.date
    link: str = ""


def evidence_choices(case: Case, *, actor: Actor) -> list[Record]:
    """Return what may be named as evidence in a case that was found, the latest first; one statement a kind."""
    found = [
        *_submissions(case), *_documents(case, actor), *_appointments(case, actor), *_visits(case, actor),
        *_stops(case),
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on, str(one.id)), reverse=True)


def known_records(
    case: Case, ids: Collection[uuid.UUID], *, actor: Actor
) -> dict[tuple[str, uuid.UUID | None], Record]:
    """Return those of these records that belong to the case, by kind and key; without any no statement."""
    if not ids:
        return {}
    return {(one.kind, one.id): one for one in evidence_choices(case, actor=actor) if one.id in ids}


def _submissions(case: Case) -> list[Record]:
    return [
        Record(EvidenceKind.SUBMISSION, key, label, local_date(at), f"/dosyalar/{case.pk}/kayitlar/{key}")
        for key, label, at in submissions_of(case, limit=_MOST)
    ]


def _documents(case: Case, actor: Actor) -> list[Record]:
    if not actor.can(Right.DOCUMENTS_READ):
        return []
    # What another programme collected is not even named here (readings 3).
    here = Q(programme=case.programme_id) | Q(programme__isnull=True)
    rows = files_of([case.person_id], kinds=list(FileKind)).filter(here).order_by("-uploaded_at")[:_MOST]
    return [
        # The kind of a special file tells of a disability report: it is opened on the person's page, and logged.
        Record(EvidenceKind.DOCUMENT, row.pk, "Özel nitelikli belge" if row.is_special else row.get_kind_display(),
               local_date(row.uploaded_at))
        for row in rows
    ]  # fmt: skip


def _appointments(case: Case, actor: Actor) -> list[Record]:
    where = AppointmentFilter(person_id=case.person_id, programme_id=case.programme_id)
    rows = list_appointments(actor, where=where).order_by("-starts_at", "-id")[:_MOST]
    return [
        Record(EvidenceKind.APPOINTMENT, row.pk, f"Randevu: {row.get_state_display().lower()}",
               local_date(row.starts_at), f"/randevular/{row.pk}")
        for row in rows
    ]  # fmt: skip


def _visits(case: Case, actor: Actor) -> list[Record]:
    rows = list_visits(actor, where=VisitFilter(case_id=case.pk)).order_by("-visited_on", "-id")[:_MOST]
    return [Record(EvidenceKind.VISIT, row.pk, EvidenceKind.VISIT.label, row.visited_on) for row in rows]


def _stops(case: Case) -> list[Record]:
    rows = InterimStop.objects.filter(case=case).order_by("-started_at")[:_MOST]
    return [Record(EvidenceKind.INTERIM_STOP, row.pk, EvidenceKind.INTERIM_STOP.label, row.started_on) for row in rows]
