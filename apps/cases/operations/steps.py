"""Taking a step: from one stage of the pinned version to another, when its rules and forms allow it."""

import dataclasses
import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING
from apps.cases.enums import CaseState, EventKind
from apps.cases.models import Case
from apps.cases.operations.recording import happened, locked_case, store
from apps.cases.queries.answers import Step, closed_in, steps_of
from apps.cases.queries.deadlines import clock_of
from apps.cases.rules.flow import closure_of, in_words
from apps.cases.rules.undertakings import duties_propose_only
from apps.programmes.deciding import Answer
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound, refused
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

__all__ = ["StepRefusedError", "enter_stage", "take_transition"]

MOST_REASON = 2000


class StepRefusedError(Invalid):
    """Something stands in the way of a step; `answer` is what the rules said, None where they were not asked."""

    def __init__(self, step: Step) -> None:
        problems = [
            FieldProblem(f"transition.{one.form or one.fact or one.code}", one.code, one.message, one.remedy or None)
            for one in step.obstacles
        ]
        articles = dict.fromkeys(one.article for one in step.obstacles if one.article)
        super().__init__(
            problems,
            code="step_refused",
            message="Bu adım şu anda atılamaz.",
            article="; ".join(articles) or None,
        )
        self.answer: Answer | None = step.answer


@transaction.atomic
def take_transition(
    case_id: uuid.UUID,
    transition: str,
    *,
    actor: Actor,
    version: int,
    now: dt.datetime,
    reason: str = "",
    closure: str = "",
    act: Act | None = None,
    decided_by: uuid.UUID | None = None,
) -> Case:
    """Take a step and return the case; one that reaches an end is closed, with a closure where the text lists any.

    A step that is an act in law is taken by its own operation, which says so with `act`. `decided_by` is who decided
    what the calendar now carries out on the day that the decision states: nothing is a sanction by itself.

    Raises:
        NotFound, NotAllowed: out of the actor's reach.
        Conflict: the case has changed since the sender looked, is closed, or no such step leaves its stage.
        GuardRefusedError: an article says no to a step on (a service that is stopped at once, İzmir Art. 22-d).
        StepRefusedError: rules, forms or roles stand in the way, each named with its article.
        Invalid: the step asks for a reason or a closure.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor, version=version)
    definition, today = pinned_definition(case.programme_version_id), local_date(now)
    steps = steps_of(case, definition, actor=actor, on=today, closed=closed_in(case, on=today))
    step = next((one for one in steps if one.transition.key == transition), None)
    if step is None:
        raise Conflict("no_such_step", "Bu aşamadan böyle bir adım atılamaz.", remedy="Sayfayı yenileyin.")
    if step.transition.act != act:
        raise Conflict(
            "step_has_its_own_page", "Bu adım kendi işlemiyle atılır, doğrudan atılamaz.",
            remedy="Dosyanın sayfasındaki ilgili işlemi kullanın.",
        )  # fmt: skip
    if act is not None:
        hold(bound(definition, "duties_propose_only"),
             duties_propose_only(act.value, by_person_of_staff=actor.kind == "staff" or decided_by is not None),
             programme_id=case.programme_id, actor=actor, now=now)  # fmt: skip
        # The act's own operation has asked its guards; an exception that it admits is no obstacle any more.
        step = dataclasses.replace(step, obstacles=tuple(one for one in step.obstacles if not one.guard))
    for one in step.obstacles:
        if one.guard:
            hold(bound(definition, one.guard), refused(one.code, one.message, one.remedy),
                 programme_id=case.programme_id, actor=actor, now=now)  # fmt: skip
    if not step.allowed:
        raise StepRefusedError(step)
    text = _asked_for(definition, step, reason=reason, closure=closure)
    before = case.stage
    enter_stage(case, definition, step.transition.target, now=now)
    fields = ["stage", "stage_since", "due_on"]
    if step.ends:
        case.state, case.closed_at, case.closure, case.due_on = CaseState.CLOSED, now, closure, None
        fields += ["state", "closed_at", "closure"]
    store(case, *fields)
    happened(case, EventKind.STAGE, actor=actor, now=now, text=text, stage_before=before, transition=transition)
    if step.ends:
        happened(case, EventKind.CLOSED, actor=actor, now=now, closure=closure)
    return case


def enter_stage(case: Case, definition: Definition, stage: str, *, now: dt.datetime) -> None:
    """Put a case into a stage of its version, since now, with that stage's deadline; part of an operation."""
    case.stage, case.stage_since = stage, now
    case.due_on = clock_of([case.programme_id]).last_day(
        definition, stage, programme_id=case.programme_id, opened=local_date(case.opened_at), entered=local_date(now)
    )


def _asked_for(definition: Definition, step: Step, *, reason: str, closure: str) -> str:
    problems, text = [], reason.strip()
    if step.transition.needs_reason and not text:
        problems.append(
            FieldProblem("reason", "required", "Bu adım için gerekçe yazılmalı.",
                         in_words(definition, step.transition.basis) or None)
        )  # fmt: skip
    problems += reason_problems(text)
    if step.ends:
        problems += closure_problems(definition, closure, text, act=step.transition.act)
    elif closure:
        problems.append(FieldProblem("closure", "not_an_end", "Bu adım dosyayı kapatmıyor.", "Kapanış seçmeyin."))
    if problems:
        raise Invalid({problem.field: problem for problem in reversed(problems)}.values())
    return text


def reason_problems(text: str) -> list[FieldProblem]:
    """Return the problem of a reason that is too long for the record."""
    if len(text) <= MOST_REASON:
        return []
    return [FieldProblem("reason", "too_long", f"Gerekçe en çok {MOST_REASON} karakter olabilir.", "Kısaltın.")]


def closure_problems(
    definition: Definition, closure: str, reason: str, *, act: Act | None = None
) -> list[FieldProblem]:
    """Return what is wrong with how a case is closed: a closure of the version's list, a reason where that asks.

    The closure that the text keeps for a termination is given by that decision alone (İzmir Art. 22): whoever closes a
    case otherwise does not choose it, and a termination has no other.
    """
    if not definition.closures:
        unknown = FieldProblem("closure", "unknown_code", "Programda kapanış türü yok.", "Boş bırakın.")
        return [unknown] if closure else []
    chosen = closure_of(definition, closure)
    if chosen is None:
        return [FieldProblem("closure", "required", "Dosyanın nasıl kapandığı seçilmemiş.", "Listeden seçin.")]
    reserved = definition.due_process.termination_closure
    if reserved is not None and (closure == reserved) != (act == Act.TERMINATE):
        return [FieldProblem("closure", "by_decision_only", "Bu kapanış yalnızca sonlandırma kararıyla olur.",
                             "Yaptırım olmayan bir kapanış seçin ya da sonlandırma önerin.")]  # fmt: skip
    if chosen.needs_reason and not reason:
        return [FieldProblem("reason", "required", "Bu kapanış için gerekçe yazılmalı.",
                             in_words(definition, chosen.basis) or None)]  # fmt: skip
    return []
