"""Services to employers: the list, one, the programmes that give any, and the numbers."""

import dataclasses
import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Max, Q, Sum

from apps.accounts.rights import Right
from apps.directory.queries import ProviderFilter, list_providers
from apps.employers.enums import ServiceKind
from apps.employers.models import EMPLOYEE_FIELD, SERVICE_FIELD, EmployerService, EmployerServiceQuerySet
from apps.programmes.definition import Definition
from apps.programmes.queries import list_programmes
from apps.programmes.queries.capabilities import closed_capabilities
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.queries.versions import get_programme, published_version, versions_in_use
from apps.programmes.registry import Evidence
from omuz.conditions import Text
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.reach import reaches
from omuz.kernel.text import tr_fold
from omuz.kernel.text.expressions import TrFold

__all__ = [
    "CAPABILITY",
    "Numbers",
    "ProgrammeInForce",
    "ServiceFilter",
    "ServiceWords",
    "find_service",
    "list_services",
    "may_write_in",
    "numbers_of",
    "programme_in_force",
    "programmes_to_record_in",
    "request_evidence",
    "sealed_words",
    "words_of",
]

CAPABILITY = "employer_advice"


@dataclasses.dataclass(frozen=True, slots=True)
class ProgrammeInForce:
    """A programme that advises employers, with the version under which a new service is recorded."""

    id: uuid.UUID
    name: str
    unit_id: uuid.UUID
    version_id: uuid.UUID
    definition: Definition


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFilter:
    """What narrows the list; empty values narrow nothing."""

    programme_id: uuid.UUID | None = None
    kind: str = ""
    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    staff_id: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ServiceWords:
    """What was written with a service, opened."""

    requested_by: str
    note: str
    employee: str


def list_services(actor: Actor, *, where: ServiceFilter, today: dt.date) -> EmployerServiceQuerySet:
    """Return the services that the actor may find, narrowed, with what the rows show."""
    rows = EmployerService.objects.visible_to(actor)
    exact = {
        "programme": where.programme_id, "kind": where.kind or None, "given_on__gte": where.since,
        "given_on__lte": where.until, "staff": where.staff_id,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if where.text.strip():
        # Names lie in the directory, or beside the service where the employer has no card there.
        known = list_providers(actor, today=today, where=ProviderFilter(text=where.text, include_closed=True))
        rows = rows.alias(folded=TrFold("employer_name"))
        rows = rows.filter(Q(folded__contains=tr_fold(where.text.strip())) | Q(provider__in=known.values("pk")))
    return rows.select_related("programme", "unit", "provider", "staff")


def find_service(service_id: uuid.UUID, *, actor: Actor) -> EmployerService:
    """Return one service.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    rows = EmployerService.objects.visible_to(actor).select_related("programme", "unit", "provider", "staff")
    found = rows.filter(pk=service_id).first()
    if found is None:
        raise NotFound
    return found


def words_of(row: EmployerService) -> ServiceWords:
    """Return what was written with a service. Whoever shows the employee's name has logged the reading."""
    words: dict[str, Any] = {}
    if row.sealed:
        words = json.loads(crypto.open_text(row.sealed, field=SERVICE_FIELD, row_id=row.pk))
    name = ""
    if row.sealed_employee:
        name = crypto.open_text(row.sealed_employee, field=EMPLOYEE_FIELD, row_id=row.pk)
    return ServiceWords(str(words.get("requested_by", "")), str(words.get("note", "")), name)


def sealed_words(words: Mapping[str, str], *, row_id: uuid.UUID) -> bytes:
    """Return the sealed document of what is not empty, empty where everything is."""
    kept = {name: value for name, value in words.items() if value}
    return crypto.seal_text(json.dumps(kept, ensure_ascii=False), field=SERVICE_FIELD, row_id=row_id) if kept else b""


def programme_in_force(programme_id: uuid.UUID, *, on: dt.date) -> ProgrammeInForce:
    """Return a programme with the version under which services to employers are recorded today.

    Raises:
        NotFound: no such programme, none in force, or one that advises no employers (off means absent).
    """
    programme = get_programme(programme_id)
    version = published_version(programme.pk)
    if version is None or not programme.is_active or CAPABILITY in closed_capabilities(version, programme.unit_id, on):
        raise NotFound
    return ProgrammeInForce(programme.pk, programme.name, programme.unit_id, version.pk, pinned_definition(version.pk))


def programmes_to_record_in(actor: Actor, *, on: dt.date) -> list[ProgrammeInForce]:
    """Return the programmes in which the actor may record a service to an employer today."""
    reached = [
        one
        for one in list_programmes()
        if one.is_active and may_write_in(actor, unit_id=one.unit_id, programme_id=one.pk)
    ]
    versions = {one.programme_id: one for one in versions_in_use(one.pk for one in reached) if one.state == "published"}
    found = []
    for one in reached:
        version = versions.get(one.pk)
        if version is not None and CAPABILITY not in closed_capabilities(version, one.unit_id, on):
            definition = pinned_definition(version.pk)
            found.append(ProgrammeInForce(one.pk, one.name, one.unit_id, version.pk, definition))
    return found


def may_write_in(actor: Actor, *, unit_id: uuid.UUID, programme_id: uuid.UUID) -> bool:
    """Return whether the actor may record services to employers in a unit and programme, both at once."""
    return reaches(actor, Right.EMPLOYERS_WRITE, unit_id=unit_id, programme_id=programme_id)


@dataclasses.dataclass(frozen=True, slots=True)
class Numbers:
    """What was given between two days: services, minutes, employers, and each kind's share."""

    services: int
    minutes: int
    employers: int
    participants: int
    by_kind: tuple[tuple[str, str, int, int], ...]


def numbers_of(actor: Actor, *, where: ServiceFilter, today: dt.date) -> Numbers:
    """Return the figures of the services that the list would show; two statements."""
    rows = list_services(actor, where=where, today=today).order_by()
    total = rows.aggregate(
        services=Count("pk"), minutes=Sum("minutes"), participants=Sum("participants"),
        known=Count("provider", distinct=True),
        named=Count("employer_name", distinct=True, filter=~Q(employer_name="")),
    )  # fmt: skip
    kinds = {key: (count, minutes) for key, count, minutes in
             rows.values_list("kind").annotate(count=Count("pk"), minutes=Sum("minutes"))}  # fmt: skip
    return Numbers(
        total["services"], total["minutes"] or 0, total["known"] + total["named"], total["participants"] or 0,
        tuple((one.value, one.label, *kinds[one.value]) for one in ServiceKind if one.value in kinds),
    )  # fmt: skip


def request_evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many pieces of advice stand on a recorded request in a programme (İzmir Art. 15)."""
    rows = EmployerService.objects.filter(
        programme=programme_id, kind__in=[ServiceKind.EXISTING_EMPLOYEES, ServiceKind.ISKUR_PROJECT]
    )
    found = rows.aggregate(
        count=Count("pk", filter=Q(requested_on__isnull=False) & ~Q(channel="")), latest=Max("recorded_at")
    )
    label = Text("Talebi kayıtlı işveren danışmanlığı", "Advice with the employer's recorded request")
    return [Evidence(label, found["count"], found["latest"])]


def capacity_evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many activities of capacity building a programme has recorded (İzmir Art. 16)."""
    rows = EmployerService.objects.filter(programme=programme_id, kind=ServiceKind.CAPACITY)
    found = rows.aggregate(count=Count("pk"), latest=Max("recorded_at"))
    return [Evidence(Text("Kapasite geliştirme faaliyeti", "Activities of capacity building"), found["count"],
                     found["latest"])]  # fmt: skip


def activity_evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many services to employers name their activity in a programme (İzmir Art. 5)."""
    rows = EmployerService.objects.filter(programme=programme_id)
    found = rows.aggregate(count=Count("pk", filter=~Q(activity="")), latest=Max("recorded_at"))
    label = Text("Faaliyet koduyla yazılmış işveren hizmeti", "Services to employers with their activity")
    return [Evidence(label, found["count"], found["latest"])]
