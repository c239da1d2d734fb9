"""Looking at a plan again: it goes on, is re-structured, or ends (Art. 5-f, 14)."""

import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import Right
from apps.coaching.enums import PlanState, ReviewResult
from apps.coaching.models import PlanReview, SupportPlan
from apps.coaching.models.plan import PLAN_FIELD, REVIEW_FIELD
from apps.coaching.queries.plans import find_plan
from apps.coaching.queries.reach import COACHING, writable_case
from apps.coaching.queries.words import opened_words, sealed_words
from apps.coaching.rules.words import required, too_long
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

__all__ = ["hold_review"]


@transaction.atomic
def hold_review(
    plan_id: uuid.UUID,
    *,
    result: str,
    held_on: dt.date,
    actor: Actor,
    version: int,
    now: dt.datetime,
    note: str = "",
    next_on: dt.date | None = None,
) -> SupportPlan:
    """Record what came of looking at a plan again and return the plan.

    A plan that goes on, or that waits for the one that re-structures it, has its next review; one that ends needs the
    reason. Ending support is no sanction and suspends nothing (that is Art. 22).

    Raises:
        NotAllowed, NotFound: out of reach.
        Conflict: the plan is not in use any more, or at another version.
        Invalid: no result, no next day, a day that cannot be.
        DomainError: no reason for the end.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    case = writable_case(find_plan(plan_id, actor=actor).case_id, actor=actor, capability=COACHING, on=local_date(now))
    plan: SupportPlan = SupportPlan.objects.select_for_update().get(pk=plan_id)
    if plan.version != version:
        raise Conflict.stale_version()
    if plan.state != PlanState.AGREED or plan.agreed_on is None:
        raise Conflict("plan_not_in_use", "Bu plan uygulanmıyor.", remedy="Uygulanan planı açın.")
    text = require_reason(note) if result == ReviewResult.END else note.strip()
    problems = _problems(result, held_on, next_on, text, agreed_on=plan.agreed_on, today=local_date(now))
    if problems:
        raise Invalid(problems)
    review = plan.reviews.select_for_update().get(held_on__isnull=True)
    review.held_on, review.held_by_id, review.result = held_on, actor.id, result
    review.sealed = sealed_words({"note": text}, field=REVIEW_FIELD, row_id=review.pk)
    review.version += 1
    review.save()
    plan.version += 1
    if result == ReviewResult.END:
        plan.state, plan.ended_on = PlanState.ENDED, held_on
        words = opened_words(plan, field=PLAN_FIELD) | {"end_reason": text}
        plan.sealed = sealed_words(words, field=PLAN_FIELD, row_id=plan.pk)
    elif next_on is not None:
        PlanReview.objects.create(case_id=plan.case_id, plan=plan, due_on=next_on)
    plan.save()
    audit.record(
        actor=actor, action="plan.reviewed", subject=plan, person_id=case.person_id, now=now,
        after={"result": result, "held_on": held_on, "next_on": next_on, "note": text},
    )  # fmt: skip
    return plan


def _problems(
    result: str, held_on: dt.date, next_on: dt.date | None, text: str, *, agreed_on: dt.date, today: dt.date
) -> list[FieldProblem]:
    problems = too_long("note", text)
    if result not in ReviewResult.values:
        problems.append(required("result", "Gözden geçirmenin sonucu seçilmemiş.", "Listeden seçin."))
    if held_on > today:
        problems.append(FieldProblem("held_on", "ahead", "Gözden geçirme günü ileri bir tarih olamaz.", "Düzeltin."))
    elif held_on < agreed_on:
        problems.append(FieldProblem("held_on", "before_plan", "Plan bu günden sonra kabul edilmiş.", "Düzeltin."))
    if result in {ReviewResult.CONTINUE, ReviewResult.RESTRUCTURE}:
        if next_on is None:
            problems.append(required("next_on", "Sonraki gözden geçirme günü yazılmamış.", "Tarihi seçin."))
        elif next_on <= held_on:
            problems.append(FieldProblem("next_on", "not_later", "Sonraki gözden geçirme bugünden sonra olmalı.",
                                         "Tarihi düzeltin."))  # fmt: skip
    return problems
