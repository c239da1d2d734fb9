"""The list of people, registration, a person's page, the one box."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, paged, read_if_match
from api.params import uuid_param
from api.v1.people.serializers.read import MatchSerializer, PersonRowSerializer, PersonSerializer, SearchSerializer
from api.v1.people.serializers.write import PersonHeaderSerializer, PersonWriteSerializer
from api.v1.people.views.base import PeopleView
from api.v1.people.views.filters import FILTER_PARAMETERS, list_order, people_filter
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people import operations
from apps.people.operations.reading import log_list_reading
from apps.people.queries.listing import list_people, with_columns
from apps.people.queries.search import search_people
from omuz.kernel import clock
from omuz.kernel.errors import Conflict


class PeopleListView(PeopleView):
    """List and register."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="people_list", parameters=FILTER_PARAMETERS, responses=PersonRowSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return a page of people. Filters by special-category data need a purpose and are logged."""
        where = people_filter(request)
        rows = list_people(self.actor, where=where, today=self.today)

        def present(page: list[Any]) -> Any:
            if where.special_kinds:
                log_list_reading(
                    page, actor=self.actor, kinds=where.special_kinds, now=clock.now(),
                    task=request.query_params.get("task", "")[:40],
                    purpose=request.query_params.get("purpose", "")[:24],
                )  # fmt: skip
            return PersonRowSerializer(page, many=True, context={"today": self.today}).data

        return paged(
            request, with_columns(rows, today=self.today), order=list_order(request), present=present, count=True
        )

    @extend_schema(
        operation_id="people_create", request=PersonWriteSerializer, responses={201: PersonSerializer},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Register a person: a name or a working label, and a channel, are enough."""
        form = PersonWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        person = operations.register_person(form.to_draft(), actor=self.actor, now=clock.now())
        response = self.person(person.id, status=201)
        response["Location"] = f"/api/v1/people/{person.id}/"
        return response


class PersonView(PeopleView):
    """One person."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "PATCH": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="people_read", responses=PersonSerializer)
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return the person's page; a merged record answers with the one that it was merged into."""
        return self.person(person_id)

    @extend_schema(
        operation_id="people_update", request=PersonHeaderSerializer, responses=PersonSerializer, parameters=[IF_MATCH]
    )
    def patch(self, request: Request, person_id: uuid.UUID) -> Response:
        """Change the header. From an older version: 409 with `current` and the sent fields that differ from it."""
        form = PersonHeaderSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        try:
            operations.update_person(
                person_id, actor=self.actor, version=read_if_match(request), changes=form.to_changes(), now=clock.now()
            )
        except Conflict as error:
            if error.code != "stale_version":
                raise
            return self.stale(person_id, error, sent=dict(form.validated_data))
        return self.person(person_id)


class SearchView(PeopleView):
    """The one box."""

    required_rights: ClassVar = {"GET": PEOPLE_READING}

    @extend_schema(
        operation_id="people_search",
        parameters=[OpenApiParameter("q", OpenApiTypes.STR, required=True)],
        responses=SearchSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return up to 20 people found by name, complete identity number, telephone, file number or e-mail."""
        found = search_people(request.query_params.get("q", ""), actor=self.actor)
        return Response({"results": MatchSerializer(found, many=True).data})


def reader_programme(request: Request) -> uuid.UUID | None:
    """Return the programme in which the reader works, from `?programme=`."""
    return uuid_param(request, "programme")
