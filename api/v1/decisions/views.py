"""Decisions: the list, a page, and what is done on the way from a proposal to its effect."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, OmuzView, paged, read_if_match, sent, with_etag
from api.params import uuid_param
from api.v1.decisions import shapes
from api.v1.decisions.bodies import page_body, row_body
from apps.accounts.queries import names_of
from apps.accounts.rights import CASES_READING, CASES_WRITING
from apps.decisions.enums import DecisionKind
from apps.decisions.models import Decision
from apps.decisions.operations.effecting import try_again
from apps.decisions.operations.hearing import ask_statement, record_statement
from apps.decisions.operations.proposing import GivenEvidence, Proposal, change_proposal, withdraw
from apps.decisions.operations.taking import Taking, take
from apps.decisions.queries.decisions import LISTS, DecisionFilter, list_decisions, undeliverable_ids
from apps.decisions.queries.pages import decision_page
from apps.letters.queries.about import letters_about
from apps.programmes.queries.pinned import pinned_definitions, version_numbers
from omuz.kernel import clock

FILTERS = [
    OpenApiParameter("list", OpenApiTypes.STR, enum=list(LISTS), description="Which list; open ones by default."),
    OpenApiParameter("kind", OpenApiTypes.STR, enum=DecisionKind.values),
    OpenApiParameter("programme", OpenApiTypes.UUID),
    OpenApiParameter("person", OpenApiTypes.UUID),
    OpenApiParameter("case", OpenApiTypes.UUID),
    OpenApiParameter("cursor", OpenApiTypes.STR),
    OpenApiParameter("page_size", OpenApiTypes.INT),
]


class DecisionsView(OmuzView):
    """A view of decisions."""

    def page(self, decision_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return a decision's page with its version."""
        page = decision_page(decision_id, actor=self.actor, today=self.today)
        numbers = version_numbers([page.decision.programme_version_id])
        number = numbers.get(page.decision.programme_version_id, 0)
        body = shapes.DecisionSerializer(page_body(page, version_number=number, today=self.today)).data
        return with_etag(Response(body, status=status), page.decision.version)


def proposal_of(values: dict[str, Any], *, kind: str) -> Proposal:
    """Return what was sent as a proposal."""
    evidence = [
        GivenEvidence(kind=one["kind"], record_id=one["record"], text=one["text"]) for one in values["evidence"]
    ]
    return Proposal(
        kind=kind, ground=values["ground"], transition=values["transition"], closure=values["closure"],
        evidence=evidence, reason=values["reason"], named_taker_id=values["named_taker"],
    )  # fmt: skip


class DecisionListView(DecisionsView):
    """The list."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="decisions_list", parameters=FILTERS,
                   responses=shapes.DecisionRowSerializer(many=True))  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return a page of decisions, the latest first."""
        params = request.query_params
        where = DecisionFilter(
            which=params.get("list", "open") if params.get("list") in LISTS else "open",
            kind=params.get("kind", ""), programme_id=uuid_param(request, "programme"),
            person_id=uuid_param(request, "person"), case_id=uuid_param(request, "case"),
        )  # fmt: skip
        failed = undeliverable_ids(self.actor) if where.which == "undeliverable" else ()
        rows = list_decisions(self.actor, where=where, today=self.today, undeliverable=failed)

        def present(page: list[Decision]) -> Any:
            definitions = pinned_definitions({row.programme_version_id for row in page})
            letters = letters_about("decision", [row.pk for row in page])
            names = names_of(key for row in page for key in (row.proposed_by_id, row.taken_by_id) if key is not None)
            bodies = [
                row_body(row, definitions[row.programme_version_id], letters=letters[row.pk], names=names,
                         today=self.today)
                for row in page
            ]  # fmt: skip
            return shapes.DecisionRowSerializer(bodies, many=True).data

        return paged(request, rows, order=("-proposed_at", "-id"), present=present)


class DecisionView(DecisionsView):
    """One decision."""

    required_rights: ClassVar = {"GET": CASES_READING, "PATCH": CASES_WRITING}

    @extend_schema(operation_id="decisions_read", responses=shapes.DecisionSerializer)
    def get(self, request: Request, decision_id: uuid.UUID) -> Response:
        """Return a decision's page: steps, who, what it rests on, hearing, letters, what the articles ask."""
        return self.page(decision_id)

    @extend_schema(operation_id="decisions_change", request=shapes.ProposalChangeSerializer,
                   responses=shapes.DecisionSerializer, parameters=[IF_MATCH])  # fmt: skip
    def patch(self, request: Request, decision_id: uuid.UUID) -> Response:
        """Change a proposal that nobody has decided (If-Match)."""
        values = sent(request, shapes.ProposalChangeSerializer)
        change_proposal(decision_id, proposal_of(values, kind=""), actor=self.actor, version=read_if_match(request),
                        now=clock.now())  # fmt: skip
        return self.page(decision_id)


class HearingView(DecisionsView):
    """Asking for a statement."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(operation_id="decisions_hearing", request=shapes.HearingSerializer,
                   responses=shapes.DecisionSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, decision_id: uuid.UUID) -> Response:
        """Ask the person to explain, by a letter (If-Match); again gives more time."""
        values = sent(request, shapes.HearingSerializer)
        ask_statement(decision_id, **values, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.page(decision_id)


class StatementView(DecisionsView):
    """What was explained."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(operation_id="decisions_statement", request=shapes.StatementSerializer,
                   responses=shapes.DecisionSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, decision_id: uuid.UUID) -> Response:
        """Keep what was said or written, or that nothing came (If-Match)."""
        values = sent(request, shapes.StatementSerializer)
        record_statement(decision_id, **values, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.page(decision_id)


class TakingView(DecisionsView):
    """Taking a decision."""

    #: A superior who was named may take it without the right itself; the operation asks.
    required_rights: ClassVar = {"POST": CASES_READING}

    @extend_schema(operation_id="decisions_taking", request=shapes.TakingSerializer,
                   responses=shapes.DecisionSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, decision_id: uuid.UUID) -> Response:
        """Take the decision and draft its letter (If-Match); refusals cite their article."""
        values = sent(request, shapes.TakingSerializer)
        take(decision_id, Taking(**values), actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.page(decision_id)


class EffectView(DecisionsView):
    """Carrying out what was held up."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(operation_id="decisions_effect", request=None, responses=shapes.DecisionSerializer,
                   parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, decision_id: uuid.UUID) -> Response:
        """Carry out a decision whose day has come (If-Match)."""
        try_again(decision_id, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.page(decision_id)


class WithdrawalView(DecisionsView):
    """Taking a decision back."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(operation_id="decisions_withdrawal", request=shapes.BecauseSerializer,
                   responses=shapes.DecisionSerializer, parameters=[IF_MATCH])  # fmt: skip
    def post(self, request: Request, decision_id: uuid.UUID) -> Response:
        """Take back a proposal, or a decision whose day has not come (If-Match)."""
        values = sent(request, shapes.BecauseSerializer)
        withdraw(decision_id, **values, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.page(decision_id)
