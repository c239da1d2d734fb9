"""Visits: the list, one, writing it down, mending and correcting it."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, paged, read_if_match, with_etag
from api.params import date_param, uuid_param
from api.v1.coaching import shapes
from api.v1.coaching.bodies import visit_body
from api.v1.coaching.views.base import KEY, CoachingView
from apps.accounts.queries import names_of
from apps.accounts.rights import COACHING_READING, Right
from apps.coaching.models import Visit
from apps.coaching.operations.visits import correct_visit, mend_visit, open_visit_words, record_visit
from apps.coaching.queries.reach import writable_among
from apps.coaching.queries.visits import VisitFilter, find_visit, list_visits, own_among
from apps.coaching.rules.visit import VisitDraft
from apps.programmes.queries.pinned import pinned_definitions
from omuz.kernel import clock

_FILTERS = [
    OpenApiParameter("case", OpenApiTypes.UUID),
    OpenApiParameter("by", OpenApiTypes.STR, description="A key of a colleague, or “me”."),
    OpenApiParameter("since", OpenApiTypes.DATE),
    OpenApiParameter("until", OpenApiTypes.DATE),
    OpenApiParameter("activity", OpenApiTypes.STR),
    OpenApiParameter("corrected", OpenApiTypes.BOOL, description="Also those that a correction has replaced."),
    OpenApiParameter("cursor", OpenApiTypes.STR),
    OpenApiParameter("page_size", OpenApiTypes.INT),
]


class VisitsView(CoachingView):
    """A view that shows visits."""

    def bodies(self, page: list[Visit]) -> list[dict[str, Any]]:
        """Return visits as JSON: a fixed number of statements a page."""
        definitions = pinned_definitions({one.programme_version_id for one in page})
        names = names_of(one.acting_for_id for one in page if one.acting_for_id is not None)
        opened = own_among(page, actor=self.actor)
        writes = writable_among({one.case_id for one in page}, actor=self.actor)
        return [
            visit_body(one, definitions=definitions, opened=opened, names=names, writes=writes, reader=self.actor.id,
                       today=self.today)
            for one in page
        ]  # fmt: skip

    def visit(self, visit_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return one visit with its version."""
        found = find_visit(visit_id, actor=self.actor)
        body = shapes.VisitSerializer(self.bodies([found])[0]).data
        return with_etag(Response(body, status=status), found.version)


class VisitListView(VisitsView):
    """List and write down."""

    required_rights: ClassVar = {"GET": COACHING_READING, "POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="visits_list", parameters=_FILTERS, responses=shapes.VisitSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return a page of visits, the latest first."""
        by = request.query_params.get("by", "")
        where = VisitFilter(
            case_id=uuid_param(request, "case"),
            by_id=self.actor.id if by == "me" else uuid_param(request, "by"),
            since=date_param(request, "since"),
            until=date_param(request, "until"),
            activity=request.query_params.get("activity", "")[:48],
            with_corrected=request.query_params.get("corrected", "") in {"1", "true"},
        )
        rows = list_visits(self.actor, where=where)

        def present(page: list[Any]) -> Any:
            return shapes.VisitSerializer(self.bodies(page), many=True).data

        return paged(request, rows, order=("-visited_on", "-id"), present=present)

    @extend_schema(operation_id="visits_create", request=shapes.VisitWriteSerializer,
                   responses={201: shapes.VisitSerializer}, parameters=[KEY])  # fmt: skip
    def post(self, request: Request) -> Response:
        """Write a visit down. The same `client_key` again is the same visit, however late it comes."""
        form = shapes.VisitWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        case_id, key, appointment = sent.pop("case"), sent.pop("client_key"), sent.pop("appointment")
        visit = record_visit(case_id, draft_of(sent, appointment), client_key=key, actor=self.actor, now=clock.now())
        response = self.visit(visit.pk, status=201)
        response["Location"] = f"/api/v1/visits/{visit.pk}/"
        return response


def draft_of(sent: dict[str, Any], appointment: uuid.UUID | None = None) -> VisitDraft:
    """Return what was sent as a visit to be written."""
    return VisitDraft(**(sent | {"topics": tuple(sent["topics"])}), appointment_id=appointment)


class VisitView(VisitsView):
    """One visit."""

    required_rights: ClassVar = {"GET": COACHING_READING, "PATCH": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="visits_read", responses=shapes.VisitSerializer)
    def get(self, request: Request, visit_id: uuid.UUID) -> Response:
        """Return the visit; its words where it is of the reader's own people."""
        return self.visit(visit_id)

    @extend_schema(operation_id="visits_mend", request=shapes.VisitFieldsSerializer, responses=shapes.VisitSerializer,
                   parameters=[IF_MATCH])  # fmt: skip
    def patch(self, request: Request, visit_id: uuid.UUID) -> Response:
        """Change the visit as it stands (If-Match): by its author, on the day on which it was written."""
        form = shapes.VisitFieldsSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        mend_visit(visit_id, draft_of(dict(form.validated_data)), actor=self.actor, version=read_if_match(request),
                   now=clock.now())  # fmt: skip
        return self.visit(visit_id)


class VisitCorrectionView(VisitsView):
    """Correcting a visit of an earlier day."""

    required_rights: ClassVar = {"POST": Right.COACHING_WRITE_OWN}

    @extend_schema(operation_id="visits_correct", request=shapes.VisitCorrectionSerializer,
                   responses={201: shapes.VisitSerializer}, parameters=[IF_MATCH, KEY])  # fmt: skip
    def post(self, request: Request, visit_id: uuid.UUID) -> Response:
        """Write what the visit should have said, with the reason (If-Match); the first stays readable."""
        form = shapes.VisitCorrectionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = dict(form.validated_data)
        reason, key = sent.pop("reason"), sent.pop("client_key")
        right = correct_visit(visit_id, draft_of(sent), reason=reason, actor=self.actor,
                              version=read_if_match(request), client_key=key, now=clock.now())  # fmt: skip
        return self.visit(right.pk, status=201)


class VisitWordsView(VisitsView):
    """What was written with a visit."""

    required_rights: ClassVar = {"POST": COACHING_READING}

    @extend_schema(operation_id="visits_words", request=shapes.CoachingOpeningSerializer,
                   responses=shapes.VisitWordsSerializer)  # fmt: skip
    def post(self, request: Request, visit_id: uuid.UUID) -> Response:
        """Open the words. Of other people than the reader's own the reading is logged with its purpose."""
        form = shapes.CoachingOpeningSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        words = open_visit_words(visit_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return Response(shapes.VisitWordsSerializer(words).data)
