"""Colleagues: list, change, close, hand over."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged, read_if_match, with_etag
from api.params import uuid_param
from api.v1.accounts.serializers import (
    DepartureSerializer,
    HeldSerializer,
    ReasonSerializer,
    ReassignSerializer,
    StaffSerializer,
    StaffWriteSerializer,
)
from apps.accounts import handover, operations, queries
from apps.accounts.models import User
from apps.accounts.rights import Right
from omuz.kernel import clock


class _StaffView(OmuzView):
    def shown(self, user: User) -> dict[str, Any]:
        """Return one account's JSON, read anew with its roles."""
        fresh = queries.get_staff(self.actor, user.pk, today=clock.local_date(clock.now()))
        return dict(StaffSerializer(fresh, context={"actor": self.actor}).data)

    def whole(self, user: User) -> Response:
        """Return one account with its version."""
        return with_etag(Response(self.shown(user)), user.version)


class StaffListView(_StaffView):
    """The list of staff."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.STAFF_READ}

    @extend_schema(
        operation_id="staff_list",
        parameters=[OpenApiParameter(name, str) for name in ("q", "role", "unit", "state", "cursor", "page_size")],
        responses=StaffSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of colleagues in Turkish order of names; `state` is active, left or all."""
        where = queries.StaffFilter(
            text=request.query_params.get("q", "")[:100],
            role=request.query_params.get("role", "")[:24],
            unit_id=uuid_param(request, "unit"),
            state=request.query_params.get("state", "active"),
        )
        rows = queries.list_staff(self.actor, today=clock.local_date(clock.now()), where=where)

        def present(page: list[Any]) -> Any:
            return StaffSerializer(page, many=True, context={"actor": self.actor}).data

        return paged(request, rows, order=("name_key", "id"), present=present, count=True)


class StaffView(_StaffView):
    """One colleague."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.STAFF_READ, "PUT": Right.STAFF_MANAGE}

    @extend_schema(operation_id="staff_read", responses=StaffSerializer)
    def get(self, request: Request, user_id: uuid.UUID) -> Response:
        """Return the account with its roles of today."""
        return self.whole(queries.get_staff(self.actor, user_id, today=clock.local_date(clock.now())))

    @extend_schema(operation_id="staff_update", request=StaffWriteSerializer, responses=StaffSerializer)
    def put(self, request: Request, user_id: uuid.UUID) -> Response:
        """Change name, title and address; another address ends the sessions."""
        form = StaffWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = read_if_match(request)
        user = operations.update_staff(
            user_id, actor=self.actor, version=version, now=clock.now(), **form.validated_data
        )
        return self.whole(user)


class StaffCloseView(_StaffView):
    """Someone leaves."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.STAFF_MANAGE}

    @extend_schema(operation_id="staff_close", request=ReasonSerializer, responses=DepartureSerializer)
    def post(self, request: Request, user_id: uuid.UUID) -> Response:
        """Close the account at once and return what its holder still holds."""
        form = ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        left = operations.close_account(user_id, actor=self.actor, now=clock.now(), **form.validated_data)
        held = HeldSerializer(left.still_held, many=True).data
        return with_etag(Response({"user": self.shown(left.user), "still_held": held}), left.user.version)


class StaffReopenView(_StaffView):
    """Someone comes back."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.STAFF_MANAGE}

    @extend_schema(operation_id="staff_reopen", request=ReasonSerializer, responses=StaffSerializer)
    def post(self, request: Request, user_id: uuid.UUID) -> Response:
        """Open the account again, without roles."""
        form = ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return self.whole(operations.reopen_account(user_id, actor=self.actor, now=clock.now(), **form.validated_data))


class StaffSecondFactorView(OmuzView):
    """Someone has lost their second factor."""

    everywhere = True
    required_rights: ClassVar = {"DELETE": Right.STAFF_MANAGE}

    @extend_schema(operation_id="staff_reset_second_factor", request=ReasonSerializer, responses={204: None})
    def delete(self, request: Request, user_id: uuid.UUID) -> Response:
        """Take the second factors away; the next sign-in asks for new ones."""
        form = ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        operations.reset_second_factor(user_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return Response(status=204)


class StaffWorkView(OmuzView):
    """What someone holds."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.WORK_REASSIGN}

    @extend_schema(operation_id="staff_work", responses=HeldSerializer(many=True))
    def get(self, request: Request, user_id: uuid.UUID) -> Response:
        """Return how much of each kind of work a colleague holds."""
        user = queries.get_staff(self.actor, user_id, today=clock.local_date(clock.now()))
        return Response(HeldSerializer(handover.held_by(user.pk), many=True).data)


class ReassignView(OmuzView):
    """Handing work over."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.WORK_REASSIGN}

    @extend_schema(operation_id="staff_reassign", request=ReassignSerializer, responses=HeldSerializer(many=True))
    def post(self, request: Request) -> Response:
        """Move a colleague's work to another one and return how much was moved."""
        form = ReassignSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data = form.validated_data
        moved = operations.reassign_work(
            actor=self.actor,
            from_user_id=data["from_user"],
            to_user_id=data["to_user"],
            kinds=data["kinds"],
            reason=data["reason"],
            now=clock.now(),
        )
        return Response(HeldSerializer(moved, many=True).data)
