"""A view names the right that each method needs; a view that names none is refused and fails a test."""

from typing import Any

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from omuz.kernel import audit, clock

#: Said by views that anyone may call (sign-in page's own needs). Listed in the route matrix as such.
ANYONE = "*"
#: Said by views that every signed-in person may call.
SIGNED_IN = "signed_in"


class HasRequiredRight(BasePermission):
    """Allows a request when the actor holds the right that the view requires for its method."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return whether the request may go on.

        Raises:
            NotAuthenticated: nobody is signed in.
        """
        required = getattr(view, "required_rights", {}).get(request.method if request.method != "HEAD" else "GET")
        if required == ANYONE:
            return True
        actor = getattr(request, "actor", None)
        if actor is None:
            raise NotAuthenticated
        if required is not None and (required == SIGNED_IN or actor.can(required)):
            return True
        audit.after_response(
            actor=actor,
            action="access.refused",
            subject=("accounts.user", actor.id),
            reason=f"{request.method} {type(view).__name__}",
            now=clock.now(),
        )
        return False
