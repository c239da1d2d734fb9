"""The work list, opening a case, a case's page."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import paged
from api.params import uuid_param
from api.v1.cases import shapes
from api.v1.cases.bodies import answer_body, badge_body, row_body
from api.v1.cases.views.base import CasesView
from api.v1.shapes import results_of
from apps.accounts.rights import CASES_READING, CASES_WRITING
from apps.cases.badges import badges_of
from apps.cases.operations.opening import STILL_HELPED, NotEligibleError, open_case, preview_opening
from apps.cases.queries.cases import ORDERS, CaseFilter, list_cases
from apps.cases.queries.choices import list_choices
from apps.cases.queries.detail import definitions_of
from apps.cases.queries.opening import offers
from apps.people.queries.people import find_person
from omuz.kernel import clock
from omuz.kernel.errors import DomainError

_YES = {"1", "true"}
FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Number of a case, or what finds its person."),
    OpenApiParameter("person", OpenApiTypes.UUID),
    OpenApiParameter("programme", OpenApiTypes.UUID),
    OpenApiParameter("stage", OpenApiTypes.STR),
    OpenApiParameter("responsible", OpenApiTypes.STR, description="A key, “me” or “nobody”."),
    OpenApiParameter("state", OpenApiTypes.STR, enum=["open", "closed", "all"]),
    OpenApiParameter("overdue", OpenApiTypes.BOOL),
    OpenApiParameter("sort", OpenApiTypes.STR, enum=list(ORDERS)),
    OpenApiParameter("cursor", OpenApiTypes.STR),
    OpenApiParameter("page_size", OpenApiTypes.INT),
]


class CaseListView(CasesView):
    """List and open."""

    required_rights: ClassVar = {"GET": CASES_READING, "POST": CASES_WRITING}

    @extend_schema(operation_id="cases_list", parameters=FILTERS, responses=shapes.CaseListRowSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return a page of cases, open ones and those that wait longest first."""
        rows = list_cases(self.actor, where=self._filter(request), today=self.today)
        order = ORDERS.get(request.query_params.get("sort", ""), ORDERS["waiting"])

        def present(page: list[Any]) -> Any:
            definitions = definitions_of(page)
            badges = badges_of(page, definitions=definitions, today=self.today)
            bodies = [
                row_body(case, definitions[case.programme_version_id], today=self.today) | badge_body(badges[case.pk])
                for case in page
            ]
            return shapes.CaseListRowSerializer(bodies, many=True).data

        return paged(request, rows, order=order, present=present, count=True)

    def _filter(self, request: Request) -> CaseFilter:
        params = request.query_params
        responsible = params.get("responsible", "")
        return CaseFilter(
            text=params.get("q", "")[:100],
            person_id=uuid_param(request, "person"),
            programme_id=uuid_param(request, "programme"),
            stage=params.get("stage", "")[:48],
            responsible_id=self.actor.id if responsible == "me" else _key(request, responsible),
            unassigned=responsible == "nobody",
            state=params.get("state", "open")[:8],
            overdue=params.get("overdue", "") in _YES,
        )

    @extend_schema(
        operation_id="cases_create", request=shapes.OpenCaseSerializer, responses={201: shapes.CaseSerializer},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Open a case. "Not eligible" answers 422 `not_eligible` with the whole decision in `answer`."""
        form = shapes.OpenCaseSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        try:
            opened = open_case(
                form.validated_data["person"], form.validated_data["programme"], actor=self.actor, now=clock.now()
            )
        except NotEligibleError as error:
            return self.refused(error, error.answer)
        response = self.case(opened.case.pk, status=201)
        response["Location"] = f"/api/v1/cases/{opened.case.pk}/"
        return response


def _key(request: Request, responsible: str) -> uuid.UUID | None:
    return uuid_param(request, "responsible") if responsible not in {"", "nobody"} else None


class ListChoicesView(CasesView):
    """What the list can be narrowed by."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_choices", responses=shapes.ListChoicesSerializer)
    def get(self, request: Request) -> Response:
        """Return programmes with their stages, and who is responsible, as far as the reader finds cases of them."""
        programmes, responsible = list_choices(self.actor)
        body = {
            "programmes": [
                {"id": key, "name": name, "stages": [{"key": stage, "label": label} for stage, label in stages.items()]}
                for key, (name, stages) in programmes.items()
            ],
            "responsible": [{"id": key, "name": name} for key, name in responsible],
        }
        return Response(shapes.ListChoicesSerializer(body).data)


class OffersView(CasesView):
    """Where a case may be opened for a person."""

    required_rights: ClassVar = {"GET": CASES_WRITING}

    @extend_schema(
        operation_id="cases_offers",
        parameters=[OpenApiParameter("person", OpenApiTypes.UUID, required=True)],
        responses=results_of("CaseOffers", shapes.OfferSerializer),
    )
    def get(self, request: Request) -> Response:
        """Return the programmes in which the reader may open a case for a person."""
        person = find_person(_required(request, "person"), actor=self.actor)
        body = [
            {"id": one.id, "name": one.name,
             "case": {"id": one.open_case.pk, "number": one.open_case.number} if one.open_case is not None else None}
            for one in offers(person.pk, actor=self.actor)
        ]  # fmt: skip
        return Response({"results": shapes.OfferSerializer(body, many=True).data})


class OpeningView(CasesView):
    """What opening a case would say."""

    required_rights: ClassVar = {"GET": CASES_WRITING}

    @extend_schema(
        operation_id="cases_opening",
        parameters=[
            OpenApiParameter("person", OpenApiTypes.UUID, required=True),
            OpenApiParameter("programme", OpenApiTypes.UUID, required=True),
        ],
        responses=shapes.OpeningSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return whether a case could be opened today, with the decision about eligibility; nothing is written."""
        person_id, programme_id = _required(request, "person"), _required(request, "programme")
        answer, obstacle = preview_opening(person_id, programme_id, actor=self.actor, now=clock.now())
        body = {
            "can_open": obstacle is None,
            "obstacle": obstacle.message if obstacle is not None else "",
            "remedy": (obstacle.remedy or STILL_HELPED) if obstacle is not None else "",
            "answer": answer_body(answer),
        }
        return Response(shapes.OpeningSerializer(body).data)


def _required(request: Request, name: str) -> uuid.UUID:
    found = uuid_param(request, name)
    if found is None:
        raise DomainError("required", "Adreste eksik bilgi var.", field=name, remedy="Sayfayı yenileyin.", status=400)
    return found


class CaseView(CasesView):
    """One case."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_read", responses=shapes.CaseSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return the case's page: where it stands, the next steps with their reasons, its forms and documents."""
        return self.case(case_id)
