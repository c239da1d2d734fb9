"""Recording an application: the number, on an appointment that the candidate attended and a complete file.

Both are guards of a programme that has adopted such articles (İzmir Art. 8, 9); a programme without them records an
application by the same step without being asked for either.
"""

import datetime as dt
import uuid
from typing import Final

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING
from apps.appointments.operations.recording import constraint_of
from apps.cases.enums import ApplicationGround, WillExpressed
from apps.cases.models import Application, ApplicationNumberCounter, Case
from apps.cases.models.intake import EXCEPTION_FIELD
from apps.cases.operations.documents import log_special_reading
from apps.cases.operations.recording import locked_case
from apps.cases.operations.steps import take_transition
from apps.cases.queries.answers import closed_in
from apps.cases.queries.cases import find_case
from apps.cases.queries.intake import APPOINTMENT, FILE, IntakeFile, application_of, file_of
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act, Transition
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound

__all__ = ["open_exception", "record_application"]

LEAST_REASON: Final = 10
MOST_REASON: Final = 2000


@transaction.atomic
def record_application(
    case_id: uuid.UUID,
    *,
    actor: Actor,
    version: int,
    now: dt.datetime,
    exception_reason: str = "",
    will: str = "",
    reason: str = "",
) -> Application:
    """Record the application of a case, take the step that stands for it, and return it with its number.

    `exception_reason` replaces the attended appointment where somebody could not be met (reasonable accommodation,
    5378 m. 4/A): reasoned, sealed, in the history with who wrote it. It never replaces the candidate's own will: `will`
    says how that was learnt. A case whose application stands already keeps its number.

    Raises:
        NotFound, NotAllowed: out of the actor's reach.
        Conflict: changed meanwhile, closed, recorded already, or no step of the stage records an application.
        GuardRefusedError: an article of the programme says no; named with its text.
        StepRefusedError: rules, forms or roles stand in the way.
        Invalid: half an exception, or one that nothing asks for.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor, version=version)
    definition = pinned_definition(case.programme_version_id)
    known = application_of(case)
    step = _step(case, definition, known)
    excepted = _exception(definition, exception_reason, will)
    file = file_of(case, definition, on=local_date(now), closed=closed_in(case, on=local_date(now)))
    for guard, verdict in ((APPOINTMENT, file.on_appointment(is_excepted=bool(excepted))), (FILE, file.on_file())):
        hold(bound(definition, guard), verdict, programme_id=case.programme_id, actor=actor, now=now)
    moved = take_transition(
        case_id, step.key, actor=actor, version=version, now=now, reason=reason, act=Act.RECORD_APPLICATION
    )
    return known or _recorded(moved, definition, file, reason=excepted, will=will, actor=actor, now=now)


@transaction.atomic
def open_exception(case_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = "") -> str:
    """Return why an application was recorded without an appointment, and log the reading: it may tell of an illness.

    Raises:
        NotFound: out of reach, no application, or one that stands on an appointment.
        NotAllowed: the person's special values are out of the reader's reach.
        DomainError: 428, no purpose.
    """
    case = find_case(case_id, actor=actor)
    row = application_of(case)
    if row is None or not row.sealed_exception:
        raise NotFound
    log_special_reading(case, actor=actor, now=now, task=task, purpose=purpose)
    return crypto.open_text(row.sealed_exception, field=EXCEPTION_FIELD, row_id=row.id)


def _step(case: Case, definition: Definition, known: Application | None) -> Transition:
    step = definition.step_for(Act.RECORD_APPLICATION, stage=case.stage)
    if step is not None:
        return step
    if known is not None:
        raise Conflict(
            "application_recorded", f"Başvuru {known.number} numarasıyla kaydedilmiş.", remedy="Sayfayı yenileyin."
        )
    raise Conflict("no_such_step", "Bu aşamadan başvuru kaydedilemez.", remedy="Sayfayı yenileyin.")


def _exception(definition: Definition, reason: str, will: str) -> str:
    """Return the reason of the exception, empty without one. Raises Invalid."""
    text = " ".join(reason.split())
    if not text and not will:
        return ""
    problems = []
    if bound(definition, APPOINTMENT) is None:
        problems.append(
            FieldProblem("exception_reason", "not_asked", "Bu program başvuru için randevu istemiyor.",
                         "İstisna yazmadan kaydedin.")
        )  # fmt: skip
    elif len(text) < LEAST_REASON:
        problems.append(
            FieldProblem("exception_reason", "required", "Randevunun neden yapılamadığı yazılmalı.",
                         "Makul düzenlemenin gerekçesini yazın; denetim izinde durur.")
        )  # fmt: skip
    elif len(text) > MOST_REASON:
        problems.append(
            FieldProblem("exception_reason", "too_long", f"En çok {MOST_REASON} karakter olabilir.", "Kısaltın.")
        )
    if will not in WillExpressed.values:
        problems.append(
            FieldProblem("will", "required", "Adayın kendi isteğinin nasıl öğrenildiği seçilmeli.",
                         "İstisna randevunun yerine geçer, adayın iradesinin yerine geçmez.")
        )  # fmt: skip
    if problems:
        raise Invalid(problems)
    return text


def _recorded(
    case: Case, definition: Definition, file: IntakeFile, *, reason: str, will: str, actor: Actor, now: dt.datetime
) -> Application:
    met = file.meeting
    row = Application(
        case=case, programme_version_id=case.programme_version_id, recorded_at=now, recorded_by_id=actor.id,
        ground=ApplicationGround.NOT_ASKED,
    )  # fmt: skip
    if met is not None and not reason:
        row.ground, row.appointment_id = ApplicationGround.APPOINTMENT, met.id
    elif reason:
        row.ground, row.will = ApplicationGround.EXCEPTION, WillExpressed(will)
        row.sealed_exception = crypto.seal_text(reason, field=EXCEPTION_FIELD, row_id=row.id)
    try:
        with transaction.atomic():
            row.number = next_application_number(local_date(now).year)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _refusal(constraint_of(error)) from error
    audit.record(
        actor=actor, action="case.application_recorded", subject=row, person_id=case.person_id, now=now,
        after={"number": row.number, "ground": row.ground, "will": row.will, "appointment": row.appointment_id},
        reason=reason,
    )  # fmt: skip
    return row


def _refusal(constraint: str) -> Conflict:
    """Return what the database refused: somebody was quicker with the number, or with the meeting behind it."""
    if constraint in {"application_met", "application_meeting_once"}:
        return Conflict(
            "meeting_changed", "Başvurunun dayanacağı görüşmenin gelme bilgisi bu sırada değişti.",
            remedy="Sayfayı yenileyip eksikleri yeniden okuyun.",
        )  # fmt: skip
    return Conflict("application_recorded", "Başvuru bu sırada başka biri tarafından kaydedildi.")


def next_application_number(year: int) -> str:
    """Return the next application number of the year ("B-2026-00012"); take it last, it locks the year's counter."""
    return f"B-{year}-{ApplicationNumberCounter.take(year):05d}"
