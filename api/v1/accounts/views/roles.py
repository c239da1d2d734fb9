"""Roles: the table of rights, and who holds which."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from api.params import uuid_param
from api.v1.accounts.serializers import (
    AssignmentEndSerializer,
    AssignmentSerializer,
    AssignmentWriteSerializer,
    RoleTableSerializer,
)
from apps.accounts import operations, queries
from apps.accounts.enums import AssignmentKind, Role
from apps.accounts.rights import MFA_ROLES, RIGHT_LABELS, ROLE_RIGHTS, Right
from omuz.kernel import clock


class RoleTableView(OmuzView):
    """What each role may do."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.STAFF_READ}

    @extend_schema(operation_id="staff_roles", responses=RoleTableSerializer)
    def get(self, request: Request) -> Response:
        """Return the roles of this room with their rights, and the names of the rights."""
        known = [role for role in Role if role in queries.rooms_roles()]
        roles = [
            {"role": role, "label": role.label, "mfa_required": role in MFA_ROLES, "rights": sorted(ROLE_RIGHTS[role])}
            for role in known
        ]
        held = {right for role in known for right in ROLE_RIGHTS[role]}
        rights = [{"right": right, "label": RIGHT_LABELS[right]} for right in Right if right in held]
        return Response(RoleTableSerializer({"roles": roles, "rights": rights}).data)


class AssignmentListView(OmuzView):
    """Roles held, past and to come."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.STAFF_READ, "POST": Right.ROLES_ASSIGN}

    @extend_schema(
        operation_id="staff_assignments_list",
        parameters=[OpenApiParameter(name, str) for name in ("user", "cursor", "page_size")],
        responses=AssignmentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of assignments, the latest first."""
        rows = queries.list_assignments(self.actor, user_id=uuid_param(request, "user"))

        def present(page: list[Any]) -> Any:
            return AssignmentSerializer(page, many=True).data

        return paged(request, rows, order=("-starts_on", "-id"), present=present)

    @extend_schema(
        operation_id="staff_assignments_create",
        request=AssignmentWriteSerializer,
        responses={201: AssignmentSerializer},
    )
    def post(self, request: Request) -> Response:
        """Give a role."""
        form = AssignmentWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data = form.validated_data
        asked = operations.Appointment(
            user_id=data["user"],
            role=Role(data["role"]),
            period=operations.Period(data["starts_on"], data["ends_on"]),
            unit_id=data["unit"],
            programme_id=data["programme_id"],
            kind=AssignmentKind(data["kind"]),
            acting_for_id=data["acting_for"],
        )
        assignment = operations.assign_role(asked, actor=self.actor, reason=data["reason"], now=clock.now())
        return Response(AssignmentSerializer(assignment).data, status=201)


class AssignmentEndView(OmuzView):
    """The end of a role."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.ROLES_ASSIGN}

    @extend_schema(
        operation_id="staff_assignments_end",
        request=AssignmentEndSerializer,
        responses={200: AssignmentSerializer, 204: None},
    )
    def post(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """End a role at once or on a day; 204 where it had not begun and is taken back whole."""
        form = AssignmentEndSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        assignment = operations.end_role(assignment_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return Response(status=204) if assignment is None else Response(AssignmentSerializer(assignment).data)
