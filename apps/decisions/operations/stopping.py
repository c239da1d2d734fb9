"""Interim stops: started at once where there is serious risk, confirmed or lifted by a manager, over by themselves."""

import dataclasses
import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_READING, CASES_WRITING
from apps.cases.operations.recording import locked_case
from apps.decisions.enums import DecisionKind, EvidenceKind, StopState
from apps.decisions.models import Decision, Evidence, InterimStop
from apps.decisions.models.stop import LIFTED_FIELD, RISK_FIELD
from apps.decisions.operations.checks import (
    happened,
    locked_stop,
    require_decider,
    require_open,
    sealed,
    store,
    worded,
)
from apps.decisions.operations.proposing import chosen_step
from apps.decisions.operations.taking import Taking, complete_taking
from apps.decisions.operations.writing import draft_lifting, draft_stop
from apps.decisions.queries.stops import ran_out_on
from apps.decisions.rules.states import may_take
from apps.decisions.rules.stopping import ends_tomorrow, interim_stop_allowed, last_day_of_stop, risk_ground
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, NotAllowed

__all__ = ["announce_ends", "confirm_stop", "end_by_day", "lift_stop", "start_stop"]


@transaction.atomic
def start_stop(
    case_id: uuid.UUID, *, risk: str, ends_on: dt.date | None = None, actor: Actor, now: dt.datetime
) -> InterimStop:
    """Stop a case's service at once for a serious risk and return the stop; without a day, as long as is allowed.

    It is no sanction: the case stays in its stage, its deadlines run on, information and referral are not touched.

    Raises:
        NotFound, NotAllowed: the case is out of reach, or may only be read.
        Conflict: it is closed or suspended, or stopped already.
        GuardRefusedError: too long, or on the heels of one that ran out (İzmir 22-d).
        Invalid: the risk is not described.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    definition, today = pinned_definition(case.programme_version_id), local_date(now)
    chosen_step(definition, case, kind=DecisionKind.SUSPEND, transition="")
    limit = definition.due_process.interim_stop_days
    last_day = ends_on if ends_on is not None else last_day_of_stop(today, limit)
    verdict = interim_stop_allowed(
        definition, started_on=today, ends_on=last_day, ran_out_on=ran_out_on(case, today=today)
    )
    hold(bound(definition, "listed_grounds"), verdict, programme_id=case.programme_id, actor=actor, now=now,
         field="ends_on")  # fmt: skip
    ground = risk_ground(definition)
    if not verdict.allowed or ground is None:
        raise DomainError(verdict.code, verdict.message, field="ends_on", remedy=verdict.remedy)
    text = worded(risk, field="risk", missing="Risk yazılmamış.", remedy="Neyin tehlikeli olduğunu kısaca yazın.")
    stop = InterimStop(
        case=case, programme_version_id=case.programme_version_id, ground=ground.key, started_at=now,
        started_by_id=actor.id, started_on=today, ends_on=last_day, limit_days=limit,
    )  # fmt: skip
    stop.sealed_risk = sealed(text, field=RISK_FIELD, row_id=stop.pk)
    try:
        with transaction.atomic():
            stop.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("stopped_already", "Bu dosyada süren bir tedbir var.", remedy="Sayfayı yenileyin.") from error
    draft_stop(stop, actor=actor, now=now)
    store(stop, "letter_id")
    happened(stop, "started", actor=actor, now=now, ends_on=last_day.isoformat(), risk=text)
    return stop


@transaction.atomic
def confirm_stop(stop_id: uuid.UUID, given: Taking, *, actor: Actor, version: int, now: dt.datetime) -> Decision:
    """Turn a running stop into a suspension and return the decision: a manager's, never of whoever started the stop.

    It takes effect at once, whatever day was sent: between stop and suspension there is no gap. Why nobody is heard
    before is said as of any decision; the person may explain afterwards.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, over, or a suspension is being proposed already.
        GuardRefusedError, Invalid: as of any decision.
    """
    require(actor, *CASES_READING)
    stop = locked_stop(stop_id, actor=actor, version=version)
    require_decider(stop.case, actor=actor)
    verdict = may_take(actor_id=actor.id, proposed_by=stop.started_by_id, holds_right=True, named=None)
    if not verdict.allowed:
        raise NotAllowed(verdict.code, "Tedbiri başlatan kişi onaylayamaz; ikinci bir kişi gerekir.",
                         remedy="Başka bir yöneticiden ya da bir üst amirden isteyin.")  # fmt: skip
    _require_running(stop, today=local_date(now))
    require_open(stop.case)
    definition = pinned_definition(stop.case.programme_version_id)
    step = chosen_step(definition, stop.case, kind=DecisionKind.SUSPEND, transition="")
    decision = Decision(
        case=stop.case, programme_version_id=stop.case.programme_version_id, kind=DecisionKind.SUSPEND,
        ground=stop.ground, transition=step.key, evidence_count=1, proposed_at=now, proposed_by_id=stop.started_by_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "decision_open_already", "Bu dosyada sonuçlanmamış bir askıya alma önerisi var.",
            remedy="O öneriyi karara bağlayın; tedbir onunla biter.",
        ) from error  # fmt: skip
    Evidence.objects.create(
        decision=decision, kind=EvidenceKind.INTERIM_STOP, record_id=stop.pk, added_at=now, added_by_id=actor.id
    )
    happened(decision, "proposed", actor=actor, now=now, kind=decision.kind, ground=decision.ground)
    stop.state, stop.ended_at, stop.ended_by_id, stop.decision = StopState.CONFIRMED, now, actor.id, decision
    store(stop, "state", "ended_at", "ended_by_id", "decision")
    happened(stop, "confirmed", actor=actor, now=now)
    today = local_date(now)
    complete_taking(decision, dataclasses.replace(given, effective_on=today), actor=actor, now=now)
    return decision


@transaction.atomic
def lift_stop(stop_id: uuid.UUID, *, reason: str, actor: Actor, version: int, now: dt.datetime) -> InterimStop:
    """Lift a running stop with a reason and return it; the service goes on. Of a manager of the unit.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, no right to decide there, over already.
        Invalid: no reason.
    """
    require(actor, *CASES_READING)
    stop = locked_stop(stop_id, actor=actor, version=version)
    require_decider(stop.case, actor=actor)
    _require_running(stop, today=local_date(now))
    text = worded(reason, field="reason", missing="Neden kaldırıldığı yazılmamış.", remedy="Kısa bir gerekçe yazın.")
    stop.state, stop.ended_at, stop.ended_by_id = StopState.LIFTED, now, actor.id
    stop.sealed_lifted = sealed(text, field=LIFTED_FIELD, row_id=stop.pk)
    draft_lifting(stop, actor=actor, now=now)
    store(stop, "state", "ended_at", "ended_by_id", "sealed_lifted", "lifted_letter_id")
    happened(stop, "lifted", actor=actor, now=now, reason=text)
    return stop


def end_by_day(*, now: dt.datetime) -> int:
    """Write down which stops are over because their last day is, or their case is closed; return how many.

    Nothing waits for it: what a stop stops is asked by its day.
    """
    today, actor, done = local_date(now), system_actor("Takvim"), 0
    running = InterimStop.objects.running()
    over = running.filter(ends_on__lt=today) | running.exclude(case__state="open")
    for key in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            stop = locked_stop(key, actor=actor, version=None)
            if stop.state == StopState.RUNNING:
                stop.state, stop.ended_at = StopState.LAPSED, now
                store(stop, "state", "ended_at")
                happened(stop, "lapsed", actor=actor, now=now)
                done += 1
    return done


def announce_ends(*, now: dt.datetime) -> int:
    """Mark, once each, the stops that end tomorrow: they then stand in the managers' queue. Return how many."""
    today, actor, done = local_date(now), system_actor("Takvim"), 0
    for stop in InterimStop.objects.running().filter(warned_on__isnull=True).select_related("case"):
        if ends_tomorrow(stop.ends_on, today=today):
            stop.warned_on = today
            store(stop, "warned_on")
            happened(stop, "end_announced", actor=actor, now=now)
            done += 1
    return done


def _require_running(stop: InterimStop, *, today: dt.date) -> None:
    if stop.state != StopState.RUNNING or stop.ends_on < today:
        raise Conflict("stop_over", "Bu tedbir sona ermiş.", remedy="Risk sürüyorsa askıya alma önerin.")
