"""Facts, special-category facts and missing information of a person."""

import datetime as dt
import uuid
from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match
from api.v1.people.serializers.read import (
    FactSerializer,
    MissingSerializer,
    SensitiveReceiptSerializer,
    SensitiveSerializer,
)
from api.v1.people.serializers.write import (
    FactChangeSerializer,
    FactCorrectionSerializer,
    MissingWriteSerializer,
    SensitiveCorrectionSerializer,
    SensitiveEndSerializer,
    SensitiveWriteSerializer,
)
from api.v1.people.views.base import PeopleView
from api.v1.people.views.people import reader_programme
from api.v1.shapes import results_of
from apps.accounts.rights import PEOPLE_READING, SPECIAL_READING, Right
from apps.people import operations
from apps.people.enums import SensitiveKind
from apps.people.queries.people import fact_history, get_person
from omuz.kernel import clock
from omuz.kernel.errors import DomainError


class FactsView(PeopleView):
    """Facts that are no special category."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="people_facts_list", responses=results_of("FactResults", FactSerializer))
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return every row, the latest first, superseded ones too."""
        return Response({"results": FactSerializer(fact_history(person_id, actor=self.actor), many=True).data})

    @extend_schema(operation_id="people_facts_change", request=FactChangeSerializer, responses={201: FactSerializer})
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Record that a fact has changed on a day; what held before stays in the history."""
        form = FactChangeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.change_fact(
            person_id, form.to_draft(), actor=self.actor, now=clock.now(), replaces=form.validated_data["replaces"]
        )
        return Response(FactSerializer(row).data, status=201)


class FactCorrectionView(PeopleView):
    """A row that was wrong."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_facts_correct", request=FactCorrectionSerializer, responses={201: FactSerializer},
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, fact_id: uuid.UUID) -> Response:
        """Replace a wrong row by the right one, with a reason."""
        form = FactCorrectionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.correct_fact(
            fact_id, actor=self.actor, version=read_if_match(request), now=clock.now(), **form.validated_data
        )
        return Response(FactSerializer(row).data, status=201)


class SensitiveView(PeopleView):
    """Special-category facts."""

    required_rights: ClassVar = {"GET": SPECIAL_READING, "POST": Right.PEOPLE_SPECIAL_WRITE}

    @extend_schema(
        operation_id="people_sensitive_read",
        parameters=[
            OpenApiParameter("task", OpenApiTypes.STR, description="Open task from which the purpose follows."),
            OpenApiParameter("purpose", OpenApiTypes.STR, description="Purpose, where no task implies one."),
            OpenApiParameter("programme", OpenApiTypes.UUID, description="Programme in which the reader works."),
            OpenApiParameter("kind", OpenApiTypes.STR, enum=SensitiveKind.values),
            OpenApiParameter("as_of", OpenApiTypes.DATE),
        ],
        responses=results_of("SensitiveResults", SensitiveSerializer),
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Open the person's special-category facts; the reading is logged. 428 `purpose_required`: ask for one."""
        params = request.query_params
        kind = params.get("kind", "")
        values = operations.read_sensitive(
            person_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24], programme_id=reader_programme(request),
            kinds=[kind] if kind in SensitiveKind.values else SensitiveKind.values, as_of=_as_of(request),
        )  # fmt: skip
        return Response({"results": SensitiveSerializer(values, many=True).data})

    @extend_schema(
        operation_id="people_sensitive_create",
        request=SensitiveWriteSerializer,
        responses={201: SensitiveReceiptSerializer},
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Record a special-category fact with its legal basis."""
        form = SensitiveWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.record_sensitive(person_id, form.to_draft(), actor=self.actor, now=clock.now())
        return Response(SensitiveReceiptSerializer(row).data, status=201)


class SensitiveEndView(PeopleView):
    """A fact that has ceased to hold."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_SPECIAL_WRITE}

    @extend_schema(
        operation_id="people_sensitive_end", request=SensitiveEndSerializer, responses=SensitiveReceiptSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, fact_id: uuid.UUID) -> Response:
        """End a special-category fact on a day."""
        form = SensitiveEndSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.end_sensitive(
            fact_id, actor=self.actor, version=read_if_match(request), now=clock.now(), **form.validated_data
        )
        return Response(SensitiveReceiptSerializer(row).data)


class SensitiveCorrectionView(PeopleView):
    """A special-category fact that was wrong."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_SPECIAL_WRITE}

    @extend_schema(
        operation_id="people_sensitive_correct", request=SensitiveCorrectionSerializer,
        responses={200: SensitiveReceiptSerializer, 204: None}, parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, fact_id: uuid.UUID) -> Response:
        """Replace or withdraw a wrong special-category fact, with a reason."""
        form = SensitiveCorrectionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        row = operations.correct_sensitive(
            fact_id, actor=self.actor, version=read_if_match(request), fact=form.to_draft(), now=clock.now(),
            reason=form.validated_data["reason"],
        )  # fmt: skip
        return Response(SensitiveReceiptSerializer(row).data) if row is not None else Response(status=204)


class MissingView(PeopleView):
    """Missing information."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="people_missing_explain",
        request=MissingWriteSerializer,
        responses=results_of("MissingResults", MissingSerializer),
    )
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Say why a fact stays absent, and return what is missing now."""
        form = MissingWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.explain_missing(person_id, actor=self.actor, now=clock.now(), **form.validated_data)
        detail = get_person(person_id, actor=self.actor, today=self.today)
        return Response({"results": MissingSerializer(detail.missing, many=True).data})


def _as_of(request: Request) -> dt.date | None:
    text = request.query_params.get("as_of", "")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DomainError("malformed", "Tarih okunamadı.", field="as_of", status=400) from error
