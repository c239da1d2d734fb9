"""What may happen to a case beside its steps: who is responsible, closing, reopening, notes."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.queries import actor_for
from apps.accounts.rights import CASES_WRITING
from apps.cases.enums import CaseState, EventKind
from apps.cases.models import Case, CaseEvent
from apps.cases.operations.recording import happened, locked_case, store
from apps.cases.operations.steps import closure_problems, enter_stage, reason_problems
from apps.cases.queries.reopening import BESIDE, reopening_obstacles
from apps.cases.rules.flow import Obstacle, is_end
from apps.people.operations.serving import put_on_caseload
from apps.people.queries.people import find_person
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound
from omuz.kernel.reach import reaches

__all__ = ["assign", "close_case", "reopen_case", "write_note"]

MOST_NOTE = 5000


@transaction.atomic
def assign(case_id: uuid.UUID, user_id: uuid.UUID | None, *, actor: Actor, version: int, now: dt.datetime) -> Case:
    """Make somebody responsible for an open case, or nobody (None), and return it; the same again changes nothing.

    Who works on their own caseload only (a job coach) gets the person onto it, within the unit and programme of their
    role; a confidential record is opened to them by name first.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, closed.
        Invalid: nobody of that key works here, or they could not find the case's person or work on cases.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor, version=version)
    if case.responsible_id == user_id:
        return case
    if user_id is not None:
        _check_receiver(case, user_id, actor=actor, now=now)
    case.responsible_id = user_id
    store(case, "responsible")
    happened(case, EventKind.ASSIGNED, actor=actor, now=now, responsible_id=user_id)
    return case


def _check_receiver(case: Case, user_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> None:
    user = get_user_model().objects.filter(pk=user_id).first()
    receiver = actor_for(user, on=local_date(now), mfa=True) if user is not None else None
    if receiver is None:
        raise Invalid([FieldProblem("responsible", "no_such_user", "Görevli bulunamadı.", "Listeden seçin.")])
    problem = FieldProblem(
        "responsible", "out_of_their_reach", "Bu görevli dosyayı göremez.",
        "Dosya üzerinde çalışabilen birini seçin; gizli kayıtta önce adına yetki verin.",
    )  # fmt: skip
    if not receiver.can_any(*CASES_WRITING):
        raise Invalid([problem])
    try:
        find_person(case.person_id, actor=receiver)
    except NotFound as error:
        within = reaches(receiver, *CASES_WRITING, unit_id=case.unit_id, programme_id=case.programme_id)
        given = within and put_on_caseload(
            case.person, user_id=user_id, reason="Dosyası verildi", actor=actor, now=now
        )  # fmt: skip
        if not given:
            raise Invalid([problem]) from error


@transaction.atomic
def close_case(
    case_id: uuid.UUID, *, actor: Actor, version: int, reason: str, now: dt.datetime, closure: str = ""
) -> Case:
    """Close a case where it stands ("Dosyayı kapat"; no sanction) and return it.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, closed already.
        Invalid: no reason, or no closure of the version's list.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor, version=version)
    text = require_reason(reason)
    definition = pinned_definition(case.programme_version_id)
    problems = reason_problems(text) + closure_problems(definition, closure, text)
    if problems:
        raise Invalid(problems)
    case.state, case.closed_at, case.closure, case.due_on = CaseState.CLOSED, now, closure, None
    store(case, "state", "closed_at", "closure", "due_on")
    happened(case, EventKind.CLOSED, actor=actor, now=now, text=text, closure=closure)
    return case


@transaction.atomic
def reopen_case(case_id: uuid.UUID, *, actor: Actor, version: int, reason: str, now: dt.datetime) -> Case:
    """Open a closed case again and return it; one that was closed at an end goes back to the stage before that.

    One that a decision has ended is opened by who may take decisions there: a clerk undoes none (İzmir Art. 22, 23).

    Raises:
        NotFound, NotAllowed: out of reach, or closed by a decision and the actor takes none.
        Conflict: changed meanwhile, open, or the person has another open case in the programme.
        Invalid: no reason.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor, version=version, is_open=False)
    text = require_reason(reason)
    if problems := reason_problems(text):
        raise Invalid(problems)
    definition = pinned_definition(case.programme_version_id)
    _refuse(reopening_obstacles(case, definition, actor=actor))
    before = case.stage
    if is_end(definition, case.stage):
        enter_stage(case, definition, _stage_before_the_end(case), now=now)
    else:
        enter_stage(case, definition, case.stage, now=now)
    case.state, case.closed_at, case.closure, case.is_twin = CaseState.OPEN, None, "", False
    try:
        with transaction.atomic():
            store(case, "state", "closed_at", "closure", "is_twin", "stage", "stage_since", "due_on")
    except IntegrityError as error:
        raise Conflict(BESIDE.code, BESIDE.message, remedy=BESIDE.remedy) from error
    happened(case, EventKind.REOPENED, actor=actor, now=now, text=text, stage_before=before)
    return case


def _refuse(obstacles: Sequence[Obstacle]) -> None:
    for one in obstacles:
        kind = Conflict if one.code == BESIDE.code else NotAllowed
        raise kind(one.code, one.message, article=one.article or None, remedy=one.remedy)


def _stage_before_the_end(case: Case) -> str:
    last = CaseEvent.objects.filter(case=case, kind=EventKind.STAGE, stage=case.stage).order_by("-sequence").first()
    definition = pinned_definition(case.programme_version_id)
    start = definition.start_stage()
    found = last.stage_before if last is not None else ""
    if found in definition.stages_by_key and not is_end(definition, found):
        return found
    # Moved to a version that has no such stage any more: from the beginning.
    return start.key if start is not None else case.stage


@transaction.atomic
def write_note(case_id: uuid.UUID, text: str, *, actor: Actor, now: dt.datetime) -> CaseEvent:
    """Write a note into a case's timeline, closed ones included, and return the event.

    Raises:
        NotFound, NotAllowed: out of reach.
        Invalid: nothing written, or too much.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor, is_open=None)
    note = text.strip()
    if not note:
        raise Invalid([FieldProblem("text", "required", "Not boş bırakılamaz.", "Notu yazın.")])
    if len(note) > MOST_NOTE:
        raise Invalid([FieldProblem("text", "too_long", f"Not en çok {MOST_NOTE} karakter olabilir.", "Kısaltın.")])
    return happened(case, EventKind.NOTE, actor=actor, now=now, text=note)
