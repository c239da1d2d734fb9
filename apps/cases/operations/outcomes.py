"""Giving and withdrawing outcomes of an assessment."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import CASES_WRITING
from apps.cases.models import Case, CaseOutcome, Submission
from apps.cases.models.outcome import OUTCOME_FIELD, WITHDRAWAL_FIELD
from apps.cases.operations.recording import locked_case
from apps.cases.operations.steps import reason_problems
from apps.cases.queries.answers import roles_for
from apps.cases.queries.outcomes import GUARD, choices_now, withdrawing_verdict
from apps.cases.rules.outcomes import FIELDS, MOST_REASON, Choice, Proposed, reasoned_outcomes
from apps.programmes.definition import Definition
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound

__all__ = ["Proposed", "give_outcomes", "withdraw_outcome"]

#: More than any text lists.
MOST_AT_ONCE = 30


@transaction.atomic
def give_outcomes(
    case_id: uuid.UUID,
    proposed: Sequence[Proposed],
    *,
    actor: Actor,
    now: dt.datetime,
    submission_id: uuid.UUID | None = None,
) -> list[CaseOutcome]:
    """Give one or several outcomes to an open case, each with its own day and reason, and return them.

    All or none. `submission_id` names the assessment that they rest on.

    Raises:
        NotFound, NotAllowed: out of the actor's reach.
        Conflict: the case is closed; one of the outcomes stands already.
        GuardRefusedError: the article about outcomes (İzmir Art. 10) says no.
        Invalid: what the programme's list, its rules or the calendar do not take, each at its place.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    definition, today = pinned_definition(case.programme_version_id), local_date(now)
    if not proposed or len(proposed) > MOST_AT_ONCE:
        raise Invalid([FieldProblem("outcomes", "required", "En az bir sonuç seçilmeli.", "Listeden seçin.")])
    choices, _ = choices_now(case, definition, actor=actor, today=today)
    _guard(case, definition, proposed, choices, actor=actor, now=now)
    problems = [
        problem
        for index, one in enumerate(proposed)
        for problem in _problems(definition, one, f"outcomes.{index}", choices, today=today)
    ] + _repeated(proposed)
    if problems:
        raise Invalid(problems)
    _refuse_standing(case, proposed)
    rests_on = _assessment(case, submission_id)
    return [_stored(case, one, rests_on, actor=actor, now=now) for one in proposed]


def _guard(
    case: Case, definition: Definition, proposed: Sequence[Proposed], choices: Sequence[Choice], *, actor: Actor,
    now: dt.datetime,
) -> None:  # fmt: skip
    article = bound(definition, GUARD)
    if article is None:
        return
    roles, today = roles_for(case, actor=actor, on=local_date(now)), local_date(now)
    for index, one in enumerate(proposed):
        verdict = reasoned_outcomes(one, choices=choices, roles=roles, today=today)
        field = f"outcomes.{index}.{FIELDS.get(verdict.code, 'outcome')}"
        hold(article, verdict, programme_id=case.programme_id, actor=actor, now=now, field=field)


def _problems(
    definition: Definition, one: Proposed, place: str, choices: Sequence[Choice], *, today: dt.date
) -> list[FieldProblem]:
    """Return what is wrong in any programme: the list and the rules are its own, and a day to come is no day yet."""
    choice = next((each for each in choices if each.outcome.key == one.outcome), None)
    if choice is None:
        return [FieldProblem(f"{place}.outcome", "unknown_code", "Bu sonuç programın listesinde yok.", "Seçin.")]
    found = []
    if choice.allowed is not True:
        message = "Bilgi eksik." if choice.allowed is None else "Programın kurallarına göre verilemez."
        found.append(FieldProblem(f"{place}.outcome", "outcome_not_allowed", message, " ".join(choice.why) or None))
    if one.given_on > today:
        found.append(FieldProblem(f"{place}.given_on", "in_the_future", "Tarih ileri bir gün olamaz.", "Düzeltin."))
    text = one.reason.strip()
    if choice.outcome.needs_reason and not text:
        cited = definition.cited(choice.outcome.basis)
        found.append(FieldProblem(f"{place}.reason", "required", "Gerekçe yazılmalı.", cited or None))
    if len(text) > MOST_REASON:
        message = f"Gerekçe en çok {MOST_REASON} karakter olabilir."
        found.append(FieldProblem(f"{place}.reason", "too_long", message, "Kısaltın."))
    return found


def _repeated(proposed: Sequence[Proposed]) -> list[FieldProblem]:
    seen: set[str] = set()
    found = []
    for index, one in enumerate(proposed):
        if one.outcome in seen:
            found.append(FieldProblem(f"outcomes.{index}.outcome", "repeated", "Aynı sonuç iki kez seçilmiş.",
                                      "Birini çıkarın."))  # fmt: skip
        seen.add(one.outcome)
    return found


def _refuse_standing(case: Case, proposed: Sequence[Proposed]) -> None:
    keys = [one.outcome for one in proposed]
    if CaseOutcome.objects.filter(case=case, outcome__in=keys, withdrawn_at__isnull=True).exists():
        raise _stands()


def _stands() -> Conflict:
    return Conflict(
        "outcome_stands", "Seçilen sonuçlardan biri dosyada zaten var.",
        remedy="Değiştirmek için önce eskisini gerekçesiyle geri alın.",
    )  # fmt: skip


def _assessment(case: Case, submission_id: uuid.UUID | None) -> Submission | None:
    if submission_id is None:
        return None
    found = Submission.objects.filter(pk=submission_id, case=case).first()
    if found is None:
        raise Invalid([FieldProblem("submission", "unknown", "Değerlendirme bu dosyada yok.", "Listeden seçin.")])
    return found


def _stored(case: Case, one: Proposed, rests_on: Submission | None, *, actor: Actor, now: dt.datetime) -> CaseOutcome:
    row = CaseOutcome(
        case=case, programme_version_id=case.programme_version_id, outcome=one.outcome, given_on=one.given_on,
        recorded_at=now, recorded_on=local_date(now), by_id=actor.id, submission=rests_on,
    )  # fmt: skip
    text = one.reason.strip()
    if text:
        row.sealed = crypto.seal_text(text, field=OUTCOME_FIELD, row_id=row.id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # Given by somebody else since the look: the unique index let one through.
        raise _stands() from error
    told = {"outcome": one.outcome, "given_on": one.given_on.isoformat()} | ({"reason": text} if text else {})
    audit.record(actor=actor, action="case.outcome_given", subject=case, person_id=case.person_id, after=told, now=now)
    return row


@transaction.atomic
def withdraw_outcome(
    case_id: uuid.UUID, outcome_id: uuid.UUID, *, actor: Actor, reason: str, now: dt.datetime
) -> CaseOutcome:
    """Withdraw an outcome with a reason ("geri al") and return it; it stays in the file as it was given.

    Raises:
        NotFound, NotAllowed: out of the actor's reach, or not theirs to give.
        Conflict: the case is closed, or it has been withdrawn before.
        Invalid: no reason.
    """
    require(actor, *CASES_WRITING)
    case = locked_case(case_id, actor=actor)
    row = CaseOutcome.objects.filter(case=case, pk=outcome_id).select_for_update().first()
    if row is None:
        raise NotFound
    if row.withdrawn_at is not None:
        raise Conflict("outcome_withdrawn", "Bu sonuç daha önce geri alınmış.", remedy="Sayfayı yenileyin.")
    text = require_reason(reason)
    if problems := reason_problems(text):
        raise Invalid(problems)
    definition = pinned_definition(row.programme_version_id)
    _guard_withdrawal(case, definition, row, actor=actor, now=now)
    row.withdrawn_at, row.withdrawn_by_id = now, actor.id
    row.sealed_withdrawal = crypto.seal_text(text, field=WITHDRAWAL_FIELD, row_id=row.id)
    row.save(update_fields=["withdrawn_at", "withdrawn_by_id", "sealed_withdrawal"])
    told = {"outcome": row.outcome, "reason": text}
    audit.record(
        actor=actor, action="case.outcome_withdrawn", subject=case, person_id=case.person_id, after=told, now=now
    )
    return row


def _guard_withdrawal(case: Case, definition: Definition, row: CaseOutcome, *, actor: Actor, now: dt.datetime) -> None:
    """Whoever may not give an outcome does not take it away: as its line says beforehand."""
    today = local_date(now)
    found = withdrawing_verdict(row, definition, roles=roles_for(case, actor=actor, on=today), today=today)
    if found is not None:
        hold(*found, programme_id=case.programme_id, actor=actor, now=now, field="reason")
