"""One's own account."""

import datetime as dt
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.capabilities import board_of
from api.permissions import BEFORE_SECOND_FACTOR, SIGNED_IN
from api.v1.accounts.serializers import MeSerializer, MeWriteSerializer, ViewAsSerializer, ViewAsWriteSerializer
from apps.accounts import operations, queries
from apps.accounts.enums import Language, Role, Theme
from apps.accounts.rights import ROLE_RIGHTS, Right
from omuz.kernel import clock, context


class MeView(OmuzView):
    """The account that is signed in, with the rights of this moment."""

    everywhere = True
    required_rights: ClassVar = {"GET": BEFORE_SECOND_FACTOR, "PATCH": BEFORE_SECOND_FACTOR}

    @extend_schema(operation_id="me_read", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Return the own account."""
        return self._whole()

    @extend_schema(operation_id="me_update", request=MeWriteSerializer, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        """Change title, language and theme."""
        form = MeWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        user = queries.get_staff(self.actor, self.actor.id, today=clock.local_date(clock.now()))
        operations.update_profile(
            actor=self.actor,
            version=read_if_match(request),
            title=data.get("title", user.title),
            language=Language(data.get("language", user.language)),
            theme=Theme(data.get("theme", user.theme)),
            now=clock.now(),
        )
        return self._whole()

    def _whole(self) -> Response:
        actor, now = self.actor, clock.now()
        user = queries.get_staff(actor, actor.id, today=clock.local_date(now))
        body = {
            "id": user.pk,
            "version": user.version,
            "email": user.email,
            "full_name": user.full_name,
            "title": user.title,
            "language": user.language,
            "theme": user.theme,
            "is_demo": user.is_demo,
            "kind": actor.kind,
            "municipality": _municipality(),
            "roles": getattr(user, "current_roles", []),
            "rights": sorted(actor.rights),
            "units": None if actor.unit_ids is None else sorted(actor.unit_ids),
            "mfa": {
                "required": actor.mfa_required,
                "enrolled": getattr(user, "mfa_enrolled", False),
                "satisfied": actor.mfa,
            },
            "view_as": _view_as(actor.viewing_as, operations.viewing_until(self.request.session)),
            "capabilities": _capabilities(self.request),
        }
        return with_etag(Response(MeSerializer(body).data), user.version)


class ViewAsView(OmuzView):
    """Looking through a role."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.VIEW_AS_ROLE, "DELETE": SIGNED_IN}

    @extend_schema(operation_id="me_view_as", request=ViewAsWriteSerializer, responses=ViewAsSerializer)
    def post(self, request: Request) -> Response:
        """Look through a role for half an hour; rights are only taken away."""
        form = ViewAsWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        role = Role(form.validated_data["role"])
        until = operations.view_as(request.session, role, actor=self.actor, now=clock.now())
        return Response(ViewAsSerializer(_view_as(role.value, until)).data)

    @extend_schema(operation_id="me_view_as_end", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Go back to the own roles."""
        operations.stop_viewing(request.session, actor=self.actor, now=clock.now())
        return Response(status=204)


class EndSessionsView(OmuzView):
    """Signing out everywhere."""

    everywhere = True
    required_rights: ClassVar = {"POST": BEFORE_SECOND_FACTOR}

    @extend_schema(operation_id="me_end_sessions", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End every session of the own account, this one included."""
        operations.end_own_sessions(actor=self.actor, now=clock.now())
        request.session.flush()
        return Response(status=204)


def _municipality() -> dict[str, Any] | None:
    municipality = context.current_municipality()
    if municipality is None:
        return None
    names = ("slug", "name", "kind", "province", "district", "is_demo")
    return {name: getattr(municipality, name) for name in names}


def _capabilities(request: Request) -> dict[str, dict[str, str]]:
    if context.current_municipality() is None:
        return {}
    held = board_of(request).held()
    return {str(one): {key: standing.opening.value for key, standing in row.items()} for one, row in held.items()}


def _view_as(role: str | None, until: dt.datetime | None) -> dict[str, Any] | None:
    if role is None or until is None:
        return None
    return {"role": role, "label": Role(role).label, "until": until, "rights": sorted(ROLE_RIGHTS[Role(role)])}
