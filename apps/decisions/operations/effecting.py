"""Carrying a decision out on its day: the case takes the step, and what the decision replaces ends."""

import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING, Right
from apps.cases.operations.steps import take_transition
from apps.cases.queries.visibility import Case
from apps.decisions.enums import DecisionKind, DecisionState, StopState
from apps.decisions.models import Decision, InterimStop
from apps.decisions.operations.checks import advance, happened, locked_decision, require_decider, store
from apps.decisions.operations.proposing import withdrawn
from apps.decisions.queries.texts import reason_of
from apps.programmes.definition.flow import Act
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError
from omuz.kernel.reach import within

__all__ = ["carry_out", "carry_out_due", "settle_left_over", "try_again"]

_CALENDAR = "Takvim"
_CASE_CLOSED = "Dosya kapandığı için sonuçlandırılmadan kapatıldı."


def carry_out(decision: Decision, *, actor: Actor, now: dt.datetime) -> None:
    """Put a taken decision in effect: the case takes its step; part of an operation that holds both rows.

    Raises:
        Conflict, StepRefusedError: the case stands elsewhere by now, or something holds the step up.
    """
    advance(decision, "effect")
    mover = actor if _may_move(decision.case, actor=actor) else system_actor(actor.label)
    decision.case = take_transition(
        decision.case_id, decision.transition, actor=mover, version=decision.case.version, now=now,
        reason=reason_of(decision)[:2000], closure=decision.closure, act=Act(decision.kind),
        decided_by=decision.taken_by_id,
    )  # fmt: skip
    decision.in_effect_at, decision.held_up = now, ""
    if decision.state == DecisionState.ENDED:
        decision.ended_at = now
    store(decision, "state", "in_effect_at", "ended_at", "held_up")
    happened(decision, "in_effect", actor=actor, now=now, kind=decision.kind)
    _end_what_it_replaces(decision, actor=actor, now=now)


@transaction.atomic
def try_again(decision_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> Decision:
    """Carry out a decision whose day has come and that was held up; return it.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, in effect, its day lies ahead.
        StepRefusedError: it still is.
    """
    require(actor, *CASES_WRITING)
    decision = locked_decision(decision_id, actor=actor, version=version)
    require_decider(decision.case, actor=actor)
    if decision.effective_on is not None and decision.effective_on > local_date(now):
        raise Conflict("not_yet", f"Kararın günü {decision.effective_on:%d.%m.%Y}; o gün kendiliğinden uygulanır.")
    carry_out(decision, actor=actor, now=now)
    return decision


def carry_out_due(*, now: dt.datetime) -> int:
    """Put every decision in effect whose day has come, and return how many; what holds one up is written on it."""
    today, done = local_date(now), 0
    due = Decision.objects.filter(state=DecisionState.TAKEN, effective_on__lte=today).order_by("effective_on", "id")
    for key in list(due.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                actor = system_actor(_CALENDAR)
                decision = locked_decision(key, actor=actor, version=None)
                if decision.state == DecisionState.TAKEN:
                    carry_out(decision, actor=actor, now=now)
                    done += 1
        except DomainError as error:
            _hold_up(key, error)
    return done


def settle_left_over(*, now: dt.datetime) -> int:
    """Settle what a closed or reopened case has left behind, and return how many.

    A case that was closed otherwise needs no suspension any more, and nobody has to decide about it; a termination
    ends with the reopening of its case.
    """
    actor, done = system_actor(_CALENDAR), 0
    closed = Decision.objects.exclude(case__state="open")
    for key in list(closed.open().values_list("pk", flat=True)):
        with transaction.atomic():
            withdrawn(locked_decision(key, actor=actor, version=None), _CASE_CLOSED, actor=actor, now=now)
        done += 1
    over = closed.filter(state=DecisionState.IN_EFFECT, kind=DecisionKind.SUSPEND)
    reopened = Decision.objects.filter(state=DecisionState.IN_EFFECT, kind=DecisionKind.TERMINATE, case__state="open")
    for row in [*over, *reopened]:
        with transaction.atomic():
            _ended(locked_decision(row.pk, actor=actor, version=None), actor=actor, now=now)
        done += 1
    return done


def _hold_up(decision_id: uuid.UUID, error: DomainError) -> None:
    first = next(iter(error.problems), None)
    why = " ".join(dict.fromkeys([error.message, first.message if first is not None else ""])).strip()[:300]
    Decision.objects.filter(pk=decision_id).exclude(held_up=why).update(held_up=why)


def _may_move(case: Case, *, actor: Actor) -> bool:
    return actor.kind == "staff" and Case.objects.filter(within(actor, Right.DECISIONS_TAKE), pk=case.pk).exists()


def _end_what_it_replaces(decision: Decision, *, actor: Actor, now: dt.datetime) -> None:
    if decision.kind != DecisionKind.RESUME:
        for stop in InterimStop.objects.running().select_for_update().filter(case=decision.case_id):
            stop.state, stop.ended_at, stop.ended_by_id = StopState.CONFIRMED, now, decision.taken_by_id
            stop.decision, stop.case = decision, decision.case
            store(stop, "state", "ended_at", "ended_by_id", "decision")
            happened(stop, "confirmed", actor=actor, now=now)
    if decision.kind == DecisionKind.SUSPEND:
        return
    others = Decision.objects.select_for_update().filter(case=decision.case_id).exclude(pk=decision.pk)
    for row in others.filter(kind=DecisionKind.SUSPEND, state=DecisionState.IN_EFFECT):
        row.case = decision.case
        _ended(row, actor=actor, now=now)
    if decision.kind == DecisionKind.TERMINATE:
        for row in others.open():
            row.case = decision.case
            withdrawn(row, _CASE_CLOSED, actor=actor, now=now)


def _ended(decision: Decision, *, actor: Actor, now: dt.datetime) -> None:
    advance(decision, "end")
    decision.ended_at = now
    store(decision, "state", "ended_at")
    happened(decision, "ended", actor=actor, now=now)
