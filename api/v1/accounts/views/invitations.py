"""Invitations: for administrators, and for who holds a link."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle

from api.base import OmuzView, paged
from api.permissions import ANYONE
from api.v1.accounts.serializers import (
    AcceptedSerializer,
    AcceptSerializer,
    InvitationSerializer,
    InvitationWriteSerializer,
    OpenInvitationSerializer,
)
from apps.accounts import operations, queries
from apps.accounts.enums import Role
from apps.accounts.rights import Right
from omuz.kernel import clock, context


class InvitationListView(OmuzView):
    """Invitations that wait for an answer."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.STAFF_MANAGE, "POST": Right.STAFF_MANAGE}

    @extend_schema(
        operation_id="staff_invitations_list",
        parameters=[OpenApiParameter(name, str) for name in ("cursor", "page_size")],
        responses=InvitationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of open invitations, the latest first."""
        now = clock.now()

        def present(page: list[Any]) -> Any:
            return InvitationSerializer(page, many=True, context={"now": now}).data

        return paged(request, queries.list_invitations(), order=("-sent_at", "-id"), present=present)

    @extend_schema(
        operation_id="staff_invitations_create",
        request=InvitationWriteSerializer,
        responses={201: InvitationSerializer},
    )
    def post(self, request: Request) -> Response:
        """Invite someone by e-mail."""
        form = InvitationWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data, now = form.validated_data, clock.now()
        roles = [
            operations.InvitedRole(Role(r["role"]), unit_id=r["unit_id"], programme_id=r["programme_id"])
            for r in data["roles"]
        ]
        sent = operations.invite(
            actor=self.actor,
            email=data["email"],
            full_name=data["full_name"],
            title=data["title"],
            roles=roles,
            now=now,
        )
        return Response(InvitationSerializer(sent.invitation, context={"now": now}).data, status=201)


class InvitationResendView(OmuzView):
    """The mail again."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.STAFF_MANAGE}

    @extend_schema(operation_id="staff_invitations_resend", request=None, responses=InvitationSerializer)
    def post(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """Send the invitation again under a new link, valid for seven more days."""
        now = clock.now()
        sent = operations.resend_invitation(invitation_id, actor=self.actor, now=now)
        return Response(InvitationSerializer(sent.invitation, context={"now": now}).data)


class InvitationView(OmuzView):
    """One invitation."""

    everywhere = True
    required_rights: ClassVar = {"DELETE": Right.STAFF_MANAGE}

    @extend_schema(operation_id="staff_invitations_revoke", request=None, responses={204: None})
    def delete(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """Take the invitation back."""
        operations.revoke_invitation(invitation_id, actor=self.actor, now=clock.now())
        return Response(status=204)


class LinkThrottle(SimpleRateThrottle):
    """Nobody tries links by the hundred."""

    scope = "invitation_link"
    rate = "30/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Return the key of the sender's machine."""
        return f"invitation-link:{self.get_ident(request)}"


class OpenInvitationView(OmuzView):
    """The page behind a link."""

    everywhere = True
    required_rights: ClassVar = {"GET": ANYONE, "POST": ANYONE}
    throttle_classes = [LinkThrottle]

    @extend_schema(operation_id="invitations_read", responses=OpenInvitationSerializer)
    def get(self, request: Request, key: str) -> Response:
        """Return what the link invites to."""
        invitation = operations.find_invitation(key, now=clock.now())
        municipality = context.current_municipality()
        body = {
            "municipality": municipality.name if municipality is not None else "Omuz",
            "email": invitation.email,
            "full_name": invitation.full_name,
            "expires_at": invitation.expires_at,
            "roles": [Role(wanted["role"]).label for wanted in invitation.roles],
        }
        return Response(OpenInvitationSerializer(body).data)

    @extend_schema(operation_id="invitations_accept", request=AcceptSerializer, responses={201: AcceptedSerializer})
    def post(self, request: Request, key: str) -> Response:
        """Make the account; signing in is the next step."""
        form = AcceptSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        user = operations.accept_invitation(key, password=form.validated_data["password"], now=clock.now())
        return Response({"email": user.email, "full_name": user.full_name}, status=201)
