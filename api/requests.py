"""What every request carries: where it comes from, and who acts."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from apps.accounts.operations import note_use
from apps.accounts.queries import actor_of_session
from omuz.kernel import audit, clock
from omuz.kernel.ids import new_id

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def sender_address(request: HttpRequest) -> str | None:
    """Return the sender's address: as the outermost trusted proxy saw it, or the connection's where there is none."""
    count = settings.OMUZ_TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    text = forwarded[-count] if 0 < count <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


class OriginMiddleware:
    """Names the request (X-Request-ID) and tells the audit where it came from."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the inner answer with the request's name on it."""
        origin = audit.Origin(
            channel="web",
            request_id=str(new_id()),
            ip=sender_address(request),
            agent=audit.agent_family(request.META.get("HTTP_USER_AGENT", "")),
        )
        with audit.originating(origin):
            response = self.get_response(request)
        response["X-Request-ID"] = origin.request_id
        return response


class ActorMiddleware:
    """Sets `request.actor`: the signed-in member of staff with the rights of today, or None."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the inner answer."""
        now = clock.now()
        actor = actor_of_session(request.user, request.session, now=now)
        request.actor = actor  # type: ignore[attr-defined]
        if actor is not None:
            note_use(request.session, now=now)
        elif request.user.is_authenticated:
            # An idle session, a closed account, a session of another municipality: allauth's own views must not
            # take it for signed in either.
            request.session.flush()
            request.user = AnonymousUser()
        return self.get_response(request)
