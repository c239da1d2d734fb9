"""Taking a decision: by a manager who did not propose it, with reason, hearing or why none, and its day."""

import dataclasses
import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_READING
from apps.cases.enums import CaseState
from apps.decisions.enums import DecisionState
from apps.decisions.models import Decision
from apps.decisions.models.decision import REASON_FIELD, WAIVED_FIELD
from apps.decisions.operations.checks import (
    advance,
    happened,
    locked_decision,
    refuse_too_long,
    sealed,
    store,
)
from apps.decisions.operations.effecting import carry_out
from apps.decisions.operations.writing import draft_decision
from apps.decisions.queries.decisions import holds_right
from apps.decisions.queries.texts import waived_because
from apps.decisions.rules.grounds import listed_grounds, still_decidable
from apps.decisions.rules.notice import Hearing, reasoned_notice
from apps.decisions.rules.states import may_take
from apps.programmes.definition import Definition
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import Verdict, bound
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed

__all__ = ["Taking", "complete_taking", "hearing_of", "take"]

#: Which field of the form a refusal is about.
_FIELDS = {
    "reason_missing": "reason", "effective_day_missing": "effective_on", "effective_before_decision": "effective_on",
    "statement_still_possible": "answer_until", "hearing_undecided": "waived_because",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What whoever takes a decision says: why, from which day on, and why nobody was heard where nobody was."""

    reason: str
    effective_on: dt.date | None
    waived_because: str = ""
    review_on: dt.date | None = None


@transaction.atomic
def take(decision_id: uuid.UUID, given: Taking, *, actor: Actor, version: int, now: dt.datetime) -> Decision:
    """Take a proposed decision, draft its letter, and return it; on its day it takes effect, today's at once.

    Raises:
        NotFound: out of reach.
        NotAllowed: the actor proposed it, or may not decide there and was not named.
        Conflict: changed meanwhile, decided already, the case has left the stage or is closed.
        GuardRefusedError: the ground is not listed or not shown, the reason, the day or the hearing is missing
            (İzmir Art. 22, 23).
        StepRefusedError: the day is today and something holds the step up.
        Invalid: a text is too long, the review lies before the effect.
    """
    require(actor, *CASES_READING)
    decision = locked_decision(decision_id, actor=actor, version=version)
    verdict = may_take(
        actor_id=actor.id, proposed_by=decision.proposed_by_id, named=decision.named_taker_id,
        holds_right=actor.kind == "system" or holds_right(decision.case, actor=actor),
    )  # fmt: skip
    if not verdict.allowed:
        raise NotAllowed(verdict.code, verdict.message, remedy=verdict.remedy)
    if decision.state not in {DecisionState.PROPOSED, DecisionState.HEARING}:
        raise Conflict("already_decided", "Bu öneri daha önce sonuçlandırılmış.", remedy="Sayfayı yenileyin.")
    complete_taking(decision, given, actor=actor, now=now)
    return decision


def complete_taking(decision: Decision, given: Taking, *, actor: Actor, now: dt.datetime) -> None:
    """Hold a decision to its articles, write it down as taken, draft its letter, carry it out if its day is today."""
    definition, today = pinned_definition(decision.case.programme_version_id), local_date(now)
    # The case may have been moved to another version since: what holds today is held against it.
    possible = still_decidable(definition, kind=decision.kind, transition=decision.transition,
                               stage=decision.case.stage, is_open=decision.case.state == CaseState.OPEN)  # fmt: skip
    if not possible.allowed:
        raise Conflict(possible.code, possible.message, remedy=possible.remedy)
    decision.programme_version_id = decision.case.programme_version_id
    _hold_to_articles(decision, given, definition, actor=actor, now=now)
    _check(given, today=today)
    advance(decision, "take")
    decision.taken_at, decision.taken_by_id, decision.taken_for_id = now, actor.id, actor.acting_for
    decision.effective_on, decision.review_on = given.effective_on, given.review_on
    decision.sealed_reason = sealed(given.reason.strip(), field=REASON_FIELD, row_id=decision.pk)
    if decision.asked_on is None:
        decision.sealed_waived = sealed(given.waived_because.strip(), field=WAIVED_FIELD, row_id=decision.pk)
    draft_decision(decision, actor=actor, now=now)
    store(decision, "state", "programme_version", "taken_at", "taken_by_id", "taken_for_id", "effective_on",
          "review_on", "sealed_reason", "sealed_waived", "letter_id")  # fmt: skip
    happened(decision, "taken", actor=actor, now=now, kind=decision.kind, ground=decision.ground,
             effective_on=given.effective_on, reason=given.reason.strip())  # fmt: skip
    if given.effective_on is not None and given.effective_on <= today:
        carry_out(decision, actor=actor, now=now)


def hearing_of(decision: Decision, *, waived: str = "") -> Hearing:
    """Return whether the person was heard, as far as the row and what is being said tell."""
    return Hearing(
        answer_until=decision.answer_until,
        is_answered=decision.answered_on is not None,
        is_waived=bool(waived.strip() or waived_because(decision)),
    )


def _hold_to_articles(
    decision: Decision, given: Taking, definition: Definition, *, actor: Actor, now: dt.datetime
) -> None:
    grounds = listed_grounds(definition, kind=decision.kind, ground=decision.ground, evidence=decision.evidence_count)
    notice = reasoned_notice(
        kind=decision.kind, reason=given.reason, effective_on=given.effective_on,
        hearing=hearing_of(decision, waived=given.waived_because), today=local_date(now),
    )  # fmt: skip
    for key, verdict, field in (
        ("listed_grounds", grounds, "ground"), ("reasoned_notice", notice, _FIELDS.get(notice.code, "reason")),
    ):  # fmt: skip
        hold(bound(definition, key), verdict, programme_id=decision.case.programme_id, actor=actor, now=now,
             field=field)  # fmt: skip
    # A programme that has adopted no such article still gives reasons and a day: the database holds every one to it.
    _refuse_unwritten(notice)


def _refuse_unwritten(notice: Verdict) -> None:
    if notice.code in {"reason_missing", "effective_day_missing", "effective_before_decision"}:
        raise Invalid([FieldProblem(_FIELDS[notice.code], notice.code, notice.message, notice.remedy)])


def _check(given: Taking, *, today: dt.date) -> None:
    refuse_too_long(given.reason, field="reason")
    refuse_too_long(given.waived_because, field="waived_because")
    if given.review_on is not None and given.review_on <= (given.effective_on or today):
        raise Invalid([FieldProblem("review_on", "before_effect", "Gözden geçirme günü karardan sonra olmalı.",
                                    "Daha ileri bir gün seçin.")])  # fmt: skip
