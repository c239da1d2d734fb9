"""Duplicate warnings, merging, undo."""

import uuid
from typing import ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match
from api.params import uuid_param
from api.v1.people.serializers.merging import (
    CandidateSerializer,
    ComparisonSerializer,
    DecisionSerializer,
    DuplicatesSerializer,
    MergeSerializer,
    MergeWriteSerializer,
    UndoSerializer,
)
from api.v1.people.views.base import PeopleView
from api.v1.shapes import results_of
from apps.accounts.rights import Right
from apps.people.operations import merging as operations
from apps.people.queries.duplicates import candidate_of, find_duplicates
from apps.people.queries.merging import compare_people, list_merges
from apps.people.queries.people import find_person
from omuz.kernel import clock
from omuz.kernel.errors import DomainError


class DuplicatesView(PeopleView):
    """Who may be registered already."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="people_duplicates", request=CandidateSerializer, responses=DuplicatesSerializer)
    def post(self, request: Request) -> Response:
        """Return who may be the person being registered: a score, reasons, no programme."""
        form = CandidateSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(DuplicatesSerializer(find_duplicates(form.to_candidate(), actor=self.actor)).data)


class PersonDuplicatesView(PeopleView):
    """Who may be the same as a registered person."""

    required_rights: ClassVar = {"GET": Right.PEOPLE_MERGE}

    @extend_schema(operation_id="people_duplicates_of", responses=DuplicatesSerializer)
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return likely duplicates of the person, without those decided to be different."""
        person = find_person(person_id, actor=self.actor)
        return Response(DuplicatesSerializer(find_duplicates(candidate_of(person), actor=self.actor)).data)


class DecisionView(PeopleView):
    """What was decided about two people who look alike."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_MERGE}

    @extend_schema(operation_id="people_duplicates_decide", request=DecisionSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Record that two people are different, so that nobody is warned again."""
        form = DecisionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        operations.decide_duplicate(
            values["first"], values["second"], actor=self.actor, verdict=values["verdict"], reason=values["reason"],
            now=clock.now(),
        )  # fmt: skip
        return Response(status=204)


class MergeView(PeopleView):
    """Merging another record into this one."""

    required_rights: ClassVar = {"GET": Right.PEOPLE_MERGE, "POST": Right.PEOPLE_MERGE}

    @extend_schema(
        operation_id="people_merge_compare", responses=ComparisonSerializer,
        parameters=[OpenApiParameter("with", OpenApiTypes.UUID, required=True)],
    )  # fmt: skip
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return both records side by side."""
        other = uuid_param(request, "with")
        if other is None:
            raise DomainError("required", "Karşılaştırılacak kayıt seçilmemiş.", field="with", status=400)
        survivor, absorbed, rows = compare_people(person_id, other, actor=self.actor, today=self.today)
        body = {"survivor": survivor, "absorbed": absorbed, "rows": rows}
        return Response(ComparisonSerializer(body).data)

    @extend_schema(
        operation_id="people_merge", request=MergeWriteSerializer, responses={201: MergeSerializer},
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, person_id: uuid.UUID) -> Response:
        """Merge another record into this one, choosing field by field."""
        form = MergeWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        merge = operations.merge_people(
            person_id, values["absorbed"], actor=self.actor, version=read_if_match(request),
            absorbed_version=values["absorbed_version"], choices=values["choices"], reason=values["reason"],
            now=clock.now(),
        )  # fmt: skip
        return Response(MergeSerializer(merge).data, status=201)


class MergesView(PeopleView):
    """Merges into a person's record."""

    required_rights: ClassVar = {"GET": Right.PEOPLE_MERGE}

    @extend_schema(operation_id="people_merges_list", responses=results_of("MergeResults", MergeSerializer))
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return the merges, the latest first."""
        return Response({"results": MergeSerializer(list_merges(person_id, actor=self.actor), many=True).data})


class UndoView(PeopleView):
    """Taking a merge back."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_MERGE}

    @extend_schema(operation_id="people_merge_undo", request=UndoSerializer, responses=MergeSerializer)
    def post(self, request: Request, merge_id: uuid.UUID) -> Response:
        """Take the merge back exactly; 409 names what has been edited since."""
        form = UndoSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        merge = operations.undo_merge(merge_id, actor=self.actor, reason=form.validated_data["reason"], now=clock.now())
        return Response(MergeSerializer(merge).data)
