"""Outcomes of an assessment."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.cases import story_shapes as shapes
from api.v1.cases.views.base import CasesView
from apps.accounts.rights import CASES_READING, CASES_WRITING, Right
from apps.cases.operations.outcomes import Proposed, give_outcomes, withdraw_outcome
from apps.cases.operations.result_letter import ABOUT, draft_result_letter
from apps.cases.queries.outcomes import CaseOutcomes, outcomes_of
from apps.letters.queries.about import letters_about
from omuz.kernel import clock

KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class _Outcomes(CasesView):
    def outcomes(self, case_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return the case's outcomes as they now stand."""
        found = outcomes_of(case_id, actor=self.actor, today=self.today)
        may_read = self.actor.can(Right.LETTERS_READ)
        letters = letters_about(ABOUT, [case_id])[case_id] if may_read and found.given else []
        body = _body(found) | {
            "letters": letters, "today": self.today, "opened_on": clock.local_date(found.case.opened_at),
            "may_write_letter": found.may_write and self.actor.can(Right.LETTERS_WRITE),
        }  # fmt: skip
        return Response(shapes.CaseOutcomesSerializer(body).data, status=status)


def _body(found: CaseOutcomes) -> dict[str, Any]:
    standing = {one.key for one in found.given if one.withdrawn_at is None}
    bound = found.bound
    return {
        "given": found.given,
        "choices": [
            {
                "key": one.outcome.key, "letter": one.outcome.letter, "label": one.outcome.label.tr,
                "text": one.outcome.text.tr if one.outcome.text is not None else "",
                "cited": found.definition.cited(one.outcome.basis),
                "needs_reason": one.outcome.needs_reason or bound is not None, "allowed": one.allowed,
                "is_mine": one.outcome.key in found.mine, "stands": one.outcome.key in standing, "why": one.why,
            }
            for one in found.choices
        ],
        "assessments": found.assessments,
        "guard": {"cited": bound.cited, "title": bound.article.title.tr, "text": bound.text} if bound else None,
        "may_write": found.may_write,
    }  # fmt: skip


class OutcomesView(_Outcomes):
    """Reading and giving."""

    required_rights: ClassVar = {"GET": CASES_READING, "POST": CASES_WRITING}

    @extend_schema(operation_id="cases_outcomes", responses=shapes.CaseOutcomesSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return the outcomes that were given, and which may be given now with the rules and the article about them."""
        return self.outcomes(case_id)

    @extend_schema(
        operation_id="cases_outcomes_give", request=shapes.GiveOutcomesSerializer,
        responses={201: shapes.CaseOutcomesSerializer}, parameters=[KEY],
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Give one or several outcomes, each with its day and its reason: all or none."""
        form = shapes.GiveOutcomesSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        proposed = [Proposed(**one) for one in form.validated_data["outcomes"]]
        give_outcomes(case_id, proposed, actor=self.actor, now=clock.now(),
                      submission_id=form.validated_data["submission"])  # fmt: skip
        return self.outcomes(case_id, status=201)


class WithdrawalView(_Outcomes):
    """Withdrawing."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_outcomes_withdraw", request=shapes.WithdrawOutcomeSerializer,
        responses=shapes.CaseOutcomesSerializer, parameters=[KEY],
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID, outcome_id: uuid.UUID) -> Response:
        """Withdraw an outcome with a reason; it stays in the file."""
        form = shapes.WithdrawOutcomeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        withdraw_outcome(case_id, outcome_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return self.outcomes(case_id)


class ResultLetterView(_Outcomes):
    """The letter about the outcomes."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="cases_outcomes_letter", request=None, responses={201: shapes.CaseOutcomesSerializer},
        parameters=[KEY],
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Draft the letter that tells the person the outcomes that hold."""
        draft_result_letter(case_id, actor=self.actor, now=clock.now())
        return self.outcomes(case_id, status=201)
