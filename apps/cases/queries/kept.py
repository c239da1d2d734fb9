"""Files, pre-applications and appointments as records that are kept for a time, and which of them are over."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from apps.accounts.rights import CASES_READING, Right
from apps.appointments.queries.kept import Appointment, over
from apps.appointments.queries.services import label_of_service
from apps.cases.enums import CaseState
from apps.cases.models import Application, Case, CaseEvent
from apps.people.queries.people import shown_name
from apps.people.queries.visibility import visible_people
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act
from apps.programmes.registry.retained import Asked, RetainedItem, RetentionSource
from omuz.kernel.clock import TURKEY
from omuz.kernel.reach import within

__all__ = ["APPOINTMENT", "CASE_FILE", "PRE_APPLICATION", "SOURCES", "became_application", "in_a_file"]

CASE_FILE: Final = "case_file"
PRE_APPLICATION: Final = "pre_application"
APPOINTMENT: Final = "appointment"


def became_application(definitions: Mapping[uuid.UUID, Definition]) -> Q:
    """Return the condition that a case is more than a pre-application: with a number, or ever past the first stage.

    Where no step records an application every case is more; files of the time before there were numbers count too.
    """
    condition = Q(Exists(Application.objects.filter(case=OuterRef("pk"))))
    alike: dict[frozenset[str] | None, list[uuid.UUID]] = defaultdict(list)
    for version_id, definition in definitions.items():
        records = any(one.act is Act.RECORD_APPLICATION for one in definition.transitions)
        further = frozenset(one.key for one in definition.stages if one.kind == "step") if records else None
        alike[further].append(version_id)
    for further, versions in alike.items():
        these = Q(programme_version__in=versions)
        if further is not None:
            stood = CaseEvent.objects.filter(case=OuterRef("pk"), stage__in=further)
            these &= Q(stage__in=further) | Q(Exists(stood))
        condition |= these
    return condition


def in_a_file() -> Exists:
    """Return the condition that an appointment belongs to a file of its person: one that was open at it or after it."""
    files = Case.objects.filter(person=OuterRef("person"), programme=OuterRef("programme"))
    return Exists(files.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=OuterRef("starts_at"))))


def _closed(asked: Asked) -> QuerySet[Case]:
    """Return the closed cases of whoever plans disposal; the KVKK contact opens no file and plans it all the same."""
    reach = within(asked.actor, *asked.rights) & visible_people(asked.actor, prefix="person__")
    rows = Case.objects.filter(reach, state=CaseState.CLOSED).select_related("person", "programme")
    return rows.annotate(
        kept_ended=TruncDate("closed_at", tzinfo=TURKEY), kept_recorded=TruncDate("opened_at", tzinfo=TURKEY)
    )


def _files(asked: Asked) -> QuerySet[Case]:
    return _closed(asked).filter(became_application(asked.definitions))


def _pre_applications(asked: Asked) -> QuerySet[Case]:
    return _closed(asked).exclude(became_application(asked.definitions))


def _case_items(rows: Sequence[Case], asked: Asked) -> list[RetainedItem]:
    may_open = asked.actor.can_any(*CASES_READING)
    return [
        RetainedItem(title=row.number, programme=row.programme.name, who=shown_name(row.person),
                     link=f"/dosyalar/{row.pk}" if may_open else "")
        for row in rows
    ]  # fmt: skip


def _appointments(asked: Asked) -> QuerySet[Appointment]:
    """Return what no file holds: bookings that never became a person, and meetings that nothing followed."""
    rows = over(asked.actor, today=asked.today).filter(within(asked.actor, *asked.rights))
    return rows.filter(~in_a_file()).select_related("person", "programme")


def _appointment_items(rows: Sequence[Appointment], asked: Asked) -> list[RetainedItem]:
    return [
        RetainedItem(
            title=f"{row.starts_at.astimezone(TURKEY):%d.%m.%Y %H.%M}", programme=row.programme.name,
            who=shown_name(row.person) if row.person is not None else "", link=f"/randevular/{row.pk}",
            hint=label_of_service(asked.definitions.get(row.programme_version_id), row.service),
        )
        for row in rows
    ]  # fmt: skip


SOURCES: Final = (
    RetentionSource(
        CASE_FILE, "Dosyalar", ended="Dosyanın kapandığı gün", recorded="Dosyanın açıldığı gün",
        rows=_files, items=_case_items, rank=10,
    ),
    RetentionSource(
        PRE_APPLICATION, "Ön başvurular", ended="Dosyanın kapandığı gün", recorded="Dosyanın açıldığı gün",
        rows=_pre_applications, items=_case_items, rank=20,
    ),
    RetentionSource(
        APPOINTMENT, "Dosyasız randevular", ended="Randevunun günü ya da iptal edildiği gün",
        recorded="Randevunun verildiği gün",
        rows=_appointments, items=_appointment_items, rights=(Right.APPOINTMENTS_READ,), rank=40,
    ),
)  # fmt: skip
