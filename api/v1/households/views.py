"""Households ("hane"): units of service."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged, read_if_match, sent, with_etag
from api.v1.households.serializers import (
    HouseholdChangeSerializer,
    HouseholdJoinSerializer,
    HouseholdOpenSerializer,
    HouseholdRowSerializer,
    HouseholdSerializer,
    HouseholdSplitSerializer,
    MemberChangeSerializer,
    MemberLeaveSerializer,
    MemberMoveSerializer,
    member_drafts,
)
from api.v1.shapes import results_of
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people.operations import households as operations
from apps.people.queries import households as queries
from apps.people.queries.people import find_person
from omuz.kernel import clock


class _View(OmuzView):
    def whole(self, household_id: uuid.UUID, *, status: int = 200) -> Response:
        detail = queries.get_household(self.actor, household_id=household_id, on=self.today)
        return with_etag(Response(HouseholdSerializer(detail).data, status=status), detail.row.version)


class PersonHouseholdView(_View):
    """The household of a person."""

    required_rights: ClassVar = {"GET": PEOPLE_READING}

    @extend_schema(
        operation_id="people_household_read", responses=results_of("PersonHouseholdResults", HouseholdSerializer)
    )
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return the households that the person belongs to today; as a rule one, or none."""
        person = find_person(person_id, actor=self.actor)
        found = queries.households_of(person, actor=self.actor, on=self.today)
        return Response({"results": HouseholdSerializer(found, many=True).data})


class HouseholdListView(_View):
    """List and open."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="households_list",
        parameters=[OpenApiParameter(name, str) for name in ("q", "cursor", "page_size")],
        responses=HouseholdRowSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of households, the newest first."""
        rows = queries.list_households(self.actor, text=request.query_params.get("q", "")[:120], on=self.today)

        def present(page: list[Any]) -> Any:
            return HouseholdRowSerializer(page, many=True).data

        return paged(request, rows, order=("-opened_on", "-id"), present=present)

    @extend_schema(
        operation_id="households_create", request=HouseholdOpenSerializer, responses={201: HouseholdSerializer}
    )
    def post(self, request: Request) -> Response:
        """Open a household with its first members."""
        values = sent(request, HouseholdOpenSerializer)
        members = member_drafts(values.pop("members"))
        household = operations.open_household(members=members, actor=self.actor, now=clock.now(), **values)
        return self.whole(household.id, status=201)


class HouseholdView(_View):
    """One household."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "PUT": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="households_read", responses=HouseholdSerializer)
    def get(self, request: Request, household_id: uuid.UUID) -> Response:
        """Return the household with the members whom the reader may find."""
        return self.whole(household_id)

    @extend_schema(operation_id="households_update", request=HouseholdChangeSerializer, responses=HouseholdSerializer)
    def put(self, request: Request, household_id: uuid.UUID) -> Response:
        """Change label and note (If-Match)."""
        values = sent(request, HouseholdChangeSerializer)
        operations.change_household(
            household_id, actor=self.actor, version=read_if_match(request), now=clock.now(), **values
        )
        return self.whole(household_id)


class HouseholdMembersView(_View):
    """Joining."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="households_join", request=HouseholdJoinSerializer, responses=HouseholdSerializer)
    def post(self, request: Request, household_id: uuid.UUID) -> Response:
        """Let people join."""
        values = sent(request, HouseholdJoinSerializer)
        operations.join_household(
            household_id, member_drafts(values["members"]), actor=self.actor, since=values["since"], now=clock.now()
        )
        return self.whole(household_id)


class HouseholdSplitView(_View):
    """Splitting."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="households_split", request=HouseholdSplitSerializer, responses={201: HouseholdSerializer}
    )
    def post(self, request: Request, household_id: uuid.UUID) -> Response:
        """Let some members form a household of their own (If-Match); answers with the new one."""
        values = sent(request, HouseholdSplitSerializer)
        members = member_drafts(values.pop("members"))
        new = operations.split_household(
            household_id, members=members, actor=self.actor, version=read_if_match(request), now=clock.now(), **values
        )
        return self.whole(new.id, status=201)


class MemberView(_View):
    """One membership."""

    required_rights: ClassVar = {"PUT": Right.PEOPLE_WRITE}

    @extend_schema(
        operation_id="households_member_update", request=MemberChangeSerializer, responses=HouseholdSerializer
    )
    def put(self, request: Request, member_id: uuid.UUID) -> Response:
        """Change the role; a new head takes over from the one before."""
        values = sent(request, MemberChangeSerializer)
        member = operations.change_member(member_id, actor=self.actor, now=clock.now(), **values)
        return self.whole(member.household_id)


class MemberLeaveView(_View):
    """Leaving."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="households_leave", request=MemberLeaveSerializer, responses=HouseholdSerializer)
    def post(self, request: Request, member_id: uuid.UUID) -> Response:
        """End the membership on a day; answers with the household that was left."""
        values = sent(request, MemberLeaveSerializer)
        household = operations.leave_household(member_id, actor=self.actor, on=values["on"], now=clock.now())
        return self.whole(household.id)


class MemberMoveView(_View):
    """Moving."""

    required_rights: ClassVar = {"POST": Right.PEOPLE_WRITE}

    @extend_schema(operation_id="households_move", request=MemberMoveSerializer, responses=HouseholdSerializer)
    def post(self, request: Request, member_id: uuid.UUID) -> Response:
        """Move someone to another household; answers with that one."""
        values = sent(request, MemberMoveSerializer)
        household = operations.move_member(
            member_id, to_household_id=values["household"], role=values["role"], on=values["on"], actor=self.actor,
            now=clock.now(),
        )  # fmt: skip
        return self.whole(household.id)
