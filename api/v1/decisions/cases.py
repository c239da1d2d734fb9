"""Decisions and interim stops of a case."""

import uuid
from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match, sent
from api.v1.decisions import shapes
from api.v1.decisions.bodies import case_decisions_body, form_body
from api.v1.decisions.views import DecisionsView, proposal_of
from apps.accounts.rights import CASES_READING, CASES_WRITING, Right
from apps.decisions.enums import DecisionKind
from apps.decisions.operations.proposing import propose
from apps.decisions.operations.stopping import confirm_stop, lift_stop, start_stop
from apps.decisions.operations.taking import Taking
from apps.decisions.queries.pages import decisions_of, proposal_form
from apps.decisions.queries.stops import find_stop
from apps.programmes.queries.pinned import pinned_definitions
from omuz.kernel import clock
from omuz.kernel.errors import NotFound


class CaseDecisionsBase(DecisionsView):
    """A view of what was decided about a case."""

    def of_case(self, case_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return what the case's page shows of decisions."""
        found = decisions_of(case_id, actor=self.actor, today=self.today)
        definitions = pinned_definitions({one.programme_version_id for one in found.decisions})
        body = case_decisions_body(found, definitions, reader=self.actor.id, today=self.today)
        return Response(shapes.CaseDecisionsSerializer(body).data, status=status)


class CaseDecisionsView(CaseDecisionsBase):
    """Decisions of a case."""

    required_rights: ClassVar = {"GET": CASES_READING, "POST": CASES_WRITING}

    @extend_schema(operation_id="cases_decisions", responses=shapes.CaseDecisionsSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return decisions and interim stops of a case, and what may be proposed."""
        return self.of_case(case_id)

    @extend_schema(operation_id="cases_decisions_propose", request=shapes.ProposalSerializer,
                   responses={201: shapes.DecisionSerializer})  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Propose a decision; what the articles refuse answers 422 with the article."""
        values = sent(request, shapes.ProposalSerializer)
        decision = propose(case_id, proposal_of(values, kind=values["kind"]), actor=self.actor, now=clock.now())
        response = self.page(decision.pk, status=201)
        response["Location"] = f"/api/v1/decisions/{decision.pk}/"
        return response


class ProposalFormView(CaseDecisionsBase):
    """What proposing needs."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_decisions_form", responses=shapes.ProposalFormSerializer,
                   parameters=[OpenApiParameter("kind", OpenApiTypes.STR, enum=DecisionKind.values,
                                                required=True)])  # fmt: skip
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return grounds with their texts, evidence, steps, the letter and what the articles say, before the click."""
        kind = request.query_params.get("kind", "")
        if kind not in DecisionKind.values:
            raise NotFound("unknown_kind", "Böyle bir karar türü yok.")
        form = proposal_form(case_id, kind, actor=self.actor, today=self.today)
        return Response(shapes.ProposalFormSerializer(form_body(form)).data)


class StopsView(CaseDecisionsBase):
    """Stopping a service at once."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(operation_id="cases_interim_stop", request=shapes.StopSerializer,
                   responses={201: shapes.CaseDecisionsSerializer})  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Stop the service at once for a serious risk; no sanction, and over by itself."""
        values = sent(request, shapes.StopSerializer)
        start_stop(case_id, **values, actor=self.actor, now=clock.now())
        return self.of_case(case_id, status=201)


class StopConfirmationView(CaseDecisionsBase):
    """Turning a stop into a suspension."""

    required_rights: ClassVar = {"POST": (Right.DECISIONS_TAKE,)}

    @extend_schema(operation_id="interim_stops_confirmation", request=shapes.TakingSerializer,
                   responses=shapes.DecisionSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, stop_id: uuid.UUID) -> Response:
        """Confirm: a suspension on the ground of serious risk, in effect today (If-Match)."""
        values = sent(request, shapes.TakingSerializer)
        decision = confirm_stop(stop_id, Taking(**values), actor=self.actor, version=read_if_match(request),
                                now=clock.now())  # fmt: skip
        return self.page(decision.pk)


class StopLiftingView(CaseDecisionsBase):
    """Lifting a stop."""

    required_rights: ClassVar = {"POST": (Right.DECISIONS_TAKE,)}

    @extend_schema(operation_id="interim_stops_lifting", request=shapes.BecauseSerializer,
                   responses=shapes.CaseDecisionsSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, stop_id: uuid.UUID) -> Response:
        """Lift the stop with a reason (If-Match); the service goes on."""
        values = sent(request, shapes.BecauseSerializer)
        stop = lift_stop(stop_id, **values, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.of_case(find_stop(stop.pk, actor=self.actor).case_id)
