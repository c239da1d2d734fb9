"""Recording services to employers: asked for where the law wants it, never about filling a post (Art. 6, 15)."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.queries import is_at_work
from apps.accounts.rights import Right
from apps.directory.queries import get_provider
from apps.employers.models import EMPLOYEE_FIELD, EmployerService
from apps.employers.queries.guarded import CAPACITY_TOPICS, EMPLOYER_REQUEST
from apps.employers.queries.services import (
    ProgrammeInForce,
    find_service,
    may_write_in,
    programme_in_force,
    sealed_words,
    words_of,
)
from apps.employers.rules.service import FIELDS, ServiceDraft, capacity_in_topics, employer_asked, service_problems
from apps.programmes.definition import Definition
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from apps.programmes.registry.activities import ACTIVITY_CODE, activity_named
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound

__all__ = ["edit_service", "open_employee", "record_service"]

_CODES = ("kind", "activity", "channel", "requested_on", "subject", "topics", "given_on", "minutes", "participants",
          "employer_name", "employee_consent_on")  # fmt: skip


@transaction.atomic
def record_service(programme_id: uuid.UUID, draft: ServiceDraft, *, actor: Actor, now: dt.datetime) -> EmployerService:
    """Record a service to an employer and return it.

    Raises:
        NotFound: no such programme, or it advises no employers.
        NotAllowed: the actor records none in its unit and programme.
        GuardRefusedError: no request, subject, topic or activity where an article asks for it (Art. 5, 15, 16).
        Invalid: a field is wrong, or an employee is named without consent.
    """
    require(actor, Right.EMPLOYERS_WRITE)
    programme = programme_in_force(programme_id, on=local_date(now))
    _check_reach(programme, actor=actor)
    row = EmployerService(
        programme_id=programme.id, programme_version_id=programme.version_id, unit_id=programme.unit_id,
        recorded_at=now, recorded_by_id=actor.id,
    )  # fmt: skip
    _fill(row, draft, programme.definition, actor=actor, now=now)
    row.save(force_insert=True)
    audit.record(actor=actor, action="employer_service.recorded", subject=row, now=now, after=_told(row))
    return row


@transaction.atomic
def edit_service(
    service_id: uuid.UUID, draft: ServiceDraft, *, actor: Actor, version: int, now: dt.datetime,
    keeps_employee: bool = False,
) -> EmployerService:  # fmt: skip
    """Change a recorded service and return it; the log keeps what stood there.

    `keeps_employee`: the name that was recorded stays without having been opened.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: at another version.
        GuardRefusedError, Invalid: as `record_service`.
    """
    require(actor, Right.EMPLOYERS_WRITE)
    found = find_service(service_id, actor=actor)
    programme = programme_in_force(found.programme_id, on=local_date(now))
    _check_reach(programme, actor=actor)
    row = EmployerService.objects.select_for_update().get(pk=found.pk)
    if row.version != version:
        raise Conflict.stale_version()
    before = _told(row)
    if keeps_employee and row.sealed_employee:
        draft = dataclasses.replace(draft, employee=words_of(row).employee, employee_consent_on=row.employee_consent_on)
    _fill(row, draft, pinned_definition(row.programme_version_id), actor=actor, now=now)
    row.version += 1
    row.save()
    audit.record(actor=actor, action="employer_service.edited", subject=row, now=now, before=before, after=_told(row))
    return row


@transaction.atomic
def open_employee(service_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> str:
    """Return the name of the employee whom a service was about; that it was opened is written down.

    Raises:
        NotFound: out of reach, or nobody is named.
        NotAllowed: without `employers.read`.
    """
    require(actor, Right.EMPLOYERS_READ)
    row = find_service(service_id, actor=actor)
    if not row.sealed_employee:
        raise NotFound
    audit.record(actor=actor, action="employer_service.employee_read", subject=row, now=now)
    return words_of(row).employee


def _check_reach(programme: ProgrammeInForce, *, actor: Actor) -> None:
    if not may_write_in(actor, unit_id=programme.unit_id, programme_id=programme.id):
        raise NotAllowed(
            "outside_your_programmes", "Bu programda işveren hizmeti kaydetme yetkiniz yok.",
            remedy="Programın birimindeki bir çalışma arkadaşınızdan isteyin.",
        )  # fmt: skip


def _hold(definition: Definition, draft: ServiceDraft, *, programme_id: uuid.UUID, actor: Actor,
          now: dt.datetime) -> bool:  # fmt: skip
    """Ask the articles and return whether the programme has adopted that employers ask first."""
    asked = bound(definition, EMPLOYER_REQUEST)
    checks = (
        (bound(definition, ACTIVITY_CODE), activity_named(definition, draft.activity), "activity"),
        (asked, employer_asked(draft), ""),
        (bound(definition, CAPACITY_TOPICS), capacity_in_topics(draft), ""),
    )
    for one, verdict, field in checks:
        hold(one, verdict, programme_id=programme_id, actor=actor, now=now,
             field=field or FIELDS.get(verdict.code))  # fmt: skip
    return asked is not None


def _fill(row: EmployerService, draft: ServiceDraft, definition: Definition, *, actor: Actor,
          now: dt.datetime) -> None:  # fmt: skip
    row.needs_request = _hold(definition, draft, programme_id=row.programme_id, actor=actor, now=now)
    today = local_date(now)
    problems = service_problems(draft, today=today)
    if draft.activity and not activity_named(definition, draft.activity).allowed:
        problems.append(FieldProblem("activity", "activity_unknown", "Böyle bir faaliyet yok.", "Listeden seçin."))
    staff = draft.staff_id or actor.id
    if not is_at_work(staff, on=today):
        problems.append(FieldProblem("staff", "no_such_user", "Görevli bulunamadı.", "Listeden seçin."))
    if problems:
        raise Invalid(problems)
    provider = get_provider(actor, provider_id=draft.provider_id) if draft.provider_id is not None else None
    row.provider, row.employer_name = provider, "" if provider is not None else draft.employer_name.strip()
    row.kind, row.activity, row.channel, row.requested_on = (
        draft.kind,
        draft.activity,
        draft.channel,
        draft.requested_on,
    )
    row.subject, row.topics, row.given_on, row.minutes = (
        draft.subject,
        list(draft.topics),
        draft.given_on,
        draft.minutes,
    )
    row.participants, row.staff_id = draft.participants, staff
    words = {"requested_by": draft.requested_by.strip(), "note": draft.note.strip()}
    row.sealed = sealed_words(words, row_id=row.pk)
    name = draft.employee.strip()
    row.employee_consent_on = draft.employee_consent_on if name else None
    row.sealed_employee = crypto.seal_text(name, field=EMPLOYEE_FIELD, row_id=row.pk) if name else b""


def _told(row: EmployerService) -> dict[str, Any]:
    """What the log keeps: codes and days. Names of people stay out of it, since no person's key seals them here."""
    return {name: getattr(row, name) for name in _CODES} | {"provider": row.provider_id, "staff": row.staff_id}
