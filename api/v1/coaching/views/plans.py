"""Support plans: those of a case, one, agreeing to it, looking at it again, printing it."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match, with_etag
from api.files import attachment
from api.v1.coaching import shapes
from api.v1.coaching.bodies import plan_body, plan_row
from api.v1.coaching.views.base import KEY, CoachingView
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import COACHING_READING, Right
from apps.coaching.enums import PlanState
from apps.coaching.models import SupportPlan
from apps.coaching.operations.letters import ABOUT, draft_plan_letter
from apps.coaching.operations.plans import agree_plan, discard_plan, draft_plan, edit_plan
from apps.coaching.operations.printing import print_plan
from apps.coaching.operations.reading import open_plan
from apps.coaching.operations.reviews import hold_review
from apps.coaching.queries.plans import find_plan, list_plans, open_review_days, plan_view
from apps.coaching.queries.reach import COACHING, coached_case, is_own, may_write_coaching
from apps.coaching.rules.plan import Goal, PlanDraft, ServiceDraft
from apps.letters.queries.about import letters_about
from apps.people.queries.representation import list_representatives
from omuz.kernel import clock


class PlansView(CoachingView):
    """A view that shows a plan."""

    def plan(self, plan: SupportPlan, *, is_open: bool = False, status: int = 200) -> Response:
        """Return a plan's page with its version; `is_open` where the reading was logged."""
        may_write = plan.case.closed_at is None and may_write_coaching(plan.case, actor=self.actor)
        is_closed = not is_open and not is_own(plan.case, actor=self.actor)
        view = plan_view(plan, today=self.today)
        signatories = (
            list_representatives(plan.case.person, actor=self.actor, on=self.today)
            if may_write and plan.state == PlanState.DRAFT
            else []
        )
        shown = {plan.drafted_by_id, *(one.row.held_by_id for one in view.reviews if one.row.held_by_id is not None)}
        letters = letters_about(ABOUT, [plan.pk])[plan.pk] if plan.state != PlanState.DRAFT else []
        body = plan_body(view, may_write=may_write, is_closed=is_closed, names=names_of(shown),
                         signatories=signatories, letters=letters, today=self.today)  # fmt: skip
        return with_etag(Response(shapes.SupportPlanSerializer(body).data, status=status), plan.version)

    def again(self, plan_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return a plan after it was written."""
        return self.plan(find_plan(plan_id, actor=self.actor), status=status)


def draft_of(sent: dict[str, Any]) -> PlanDraft:
    """Return what was sent as a plan to be written."""
    goals = tuple(Goal(words=one["words"], measure=one["measure"]) for one in sent["goals"])
    services = tuple(
        ServiceDraft(responsible_id=one["responsible"], **{k: v for k, v in one.items() if k != "responsible"})
        for one in sent["services"]
    )
    rest = {name: value for name, value in sent.items() if name not in {"goals", "services", "coaching"}}
    return PlanDraft(goals=goals, services=services, coaching=tuple(sent["coaching"]), **rest)


class CasePlansView(PlansView):
    """The plans of a case."""

    required_rights: ClassVar = {"GET": COACHING_READING, "POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="plans_list", responses=results_of("CasePlans", shapes.SupportPlanRowSerializer))
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return the plans of a case, the latest first."""
        case = coached_case(case_id, actor=self.actor, capability=COACHING, on=self.today)
        plans = list(list_plans(case))
        due = open_review_days(plans)
        bodies = [plan_row(one, due_on=due.get(one.pk), today=self.today) for one in plans]
        return Response({"results": shapes.SupportPlanRowSerializer(bodies, many=True).data})

    @extend_schema(operation_id="plans_create", request=shapes.SupportPlanWriteSerializer,
                   responses={201: shapes.SupportPlanSerializer}, parameters=[KEY])  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Begin a plan; while another one is in use, the new one re-structures that."""
        form = shapes.SupportPlanWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        plan = draft_plan(case_id, draft_of(form.validated_data), actor=self.actor, now=clock.now())
        response = self.again(plan.pk, status=201)
        response["Location"] = f"/api/v1/plans/{plan.pk}/"
        return response


class PlanView(PlansView):
    """One plan."""

    required_rights: ClassVar = {
        "GET": COACHING_READING, "PATCH": Right.COACHING_WRITE_OWN, "DELETE": Right.COACHING_WRITE_OWN,
    }  # fmt: skip

    @extend_schema(operation_id="plans_read", responses=shapes.SupportPlanSerializer)
    def get(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Return the plan; its words where it is of the reader's own people."""
        return self.again(plan_id)

    @extend_schema(operation_id="plans_edit", request=shapes.SupportPlanWriteSerializer,
                   responses=shapes.SupportPlanSerializer, parameters=[IF_MATCH])  # fmt: skip
    def patch(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Change a draft (If-Match): the whole of it is sent."""
        form = shapes.SupportPlanWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        edit_plan(plan_id, draft_of(form.validated_data), actor=self.actor, version=read_if_match(request),
                  now=clock.now())  # fmt: skip
        return self.again(plan_id)

    @extend_schema(operation_id="plans_discard", responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Throw a draft away (If-Match)."""
        discard_plan(plan_id, actor=self.actor, version=read_if_match(request), now=clock.now())
        return Response(status=204)


class PlanWordsView(PlansView):
    """A plan opened by somebody whose person it is not."""

    required_rights: ClassVar = {"POST": COACHING_READING}

    @extend_schema(operation_id="plans_words", request=shapes.CoachingOpeningSerializer,
                   responses=shapes.SupportPlanSerializer)  # fmt: skip
    def post(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Open the plan's words; the reading is logged with its purpose."""
        form = shapes.CoachingOpeningSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        plan = open_plan(plan_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return self.plan(plan, is_open=True)


class PlanAgreementView(PlansView):
    """Agreeing to a plan."""

    required_rights: ClassVar = {"POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="plans_agree", request=shapes.PlanAgreementSerializer,
                   responses=shapes.SupportPlanSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Record who agreed to the draft and when (If-Match); the plan before ends that day."""
        form = shapes.PlanAgreementSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        agree_plan(plan_id, agreed_on=sent["agreed_on"], agreed_by=sent["agreed_by"],
                   representative_id=sent["representative"], actor=self.actor, version=read_if_match(request),
                   now=clock.now())  # fmt: skip
        return self.again(plan_id)


class PlanReviewView(PlansView):
    """Looking at a plan again."""

    required_rights: ClassVar = {"POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="plans_review", request=shapes.SupportPlanReviewWriteSerializer,
                   responses=shapes.SupportPlanSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Record what came of the review (If-Match): it goes on, will be re-structured, or ends."""
        form = shapes.SupportPlanReviewWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        hold_review(plan_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.again(plan_id)


class PlanLetterView(PlansView):
    """The plan as a letter to the person."""

    required_rights: ClassVar = {"POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="plans_letter", request=None, responses={201: shapes.SupportPlanSerializer},
                   parameters=[KEY])  # fmt: skip
    def post(self, request: Request, plan_id: uuid.UUID) -> Response:
        """Draft the letter of an agreed plan; its key stands in the plan's `letter`. A second one answers 409."""
        draft_plan_letter(plan_id, actor=self.actor, now=clock.now())
        return self.again(plan_id, status=201)


class PlanPrintView(PlansView):
    """The plan on paper."""

    required_rights: ClassVar = {"GET": COACHING_READING}

    @extend_schema(
        operation_id="plans_print",
        parameters=[
            OpenApiParameter("copy", OpenApiTypes.STR, enum=["full", "plain"],
                             description="“plain” is the person's own copy in plain words."),
            OpenApiParameter("purpose", OpenApiTypes.STR, description="Of other people than the reader's own."),
        ],
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY, description="PDF/UA-1")},
    )  # fmt: skip
    def get(self, request: Request, plan_id: uuid.UUID) -> HttpResponse:
        """Return the plan as a PDF: whole, or the person's copy in plain words and large letters."""
        plain = request.query_params.get("copy", "") == "plain"
        page = print_plan(plan_id, plain=plain, purpose=request.query_params.get("purpose", "")[:40],
                          actor=self.actor, now=clock.now())  # fmt: skip
        return attachment(page.name, "application/pdf", page.content)
