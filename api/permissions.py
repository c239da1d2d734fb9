"""A view names the right that each method needs; a view that names none is refused and fails a test."""

from typing import Any

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from omuz.kernel import audit, clock
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotAllowed

#: Said by views that anyone may call (sign-in page's own needs). Listed in the route matrix as such.
ANYONE = "*"
#: Said by views that every signed-in person may call.
SIGNED_IN = "signed_in"
#: The same, also while a second factor that the roles demand is missing: one's own account, and nothing else.
BEFORE_SECOND_FACTOR = "signed_in_before_second_factor"

#: What a view says of a method: one of the words above, a right, or several of which one is enough.
Required = str | tuple[str, ...]


def allows(actor: Actor, required: Required | None) -> bool:
    """Return whether a signed-in actor may call what requires `required`; None (undeclared) is never allowed."""
    if required is None:
        return False
    if required == BEFORE_SECOND_FACTOR:
        return True
    if required == SIGNED_IN:
        return not actor.mfa_pending
    return actor.can_any(*required) if isinstance(required, tuple) else actor.can(required)


class HasRequiredRight(BasePermission):
    """Allows a request when the actor holds the right that the view requires for its method."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return whether the request may go on.

        Raises:
            NotAuthenticated: nobody is signed in.
            NotAllowed: the roles held demand a second factor that this session has not passed.
        """
        required = getattr(view, "required_rights", {}).get(request.method if request.method != "HEAD" else "GET")
        if required == ANYONE:
            return True
        actor = getattr(request, "actor", None)
        if actor is None:
            raise NotAuthenticated
        if allows(actor, required):
            return True
        audit.after_response(
            actor=actor,
            action="access.refused",
            subject=("accounts.user", actor.id),
            reason=f"{request.method} {type(view).__name__}",
            now=clock.now(),
        )
        if actor.mfa_pending:
            raise NotAllowed(
                "mfa_required",
                "Bu işlem için ikinci doğrulama adımı gerekiyor.",
                remedy="Hesabım sayfasında doğrulama uygulaması ya da güvenlik anahtarı ekleyin.",
            )
        return False
