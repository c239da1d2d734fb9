"""Members of staff for tests, and clients signed in as them."""

import datetime as dt
from typing import Any

from rest_framework.test import APIClient

from apps.accounts.enums import Role
from apps.accounts.models import RoleAssignment, User
from omuz.kernel import context
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from tenants import scope
from tests.support import twice

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


def make_user(*, role: str | None, full_name: str = "Deneme Görevlisi") -> User:
    """Return a stored member of staff of the entered municipality holding `role` in all units."""
    user = User.objects.create(email=f"{new_id().hex}@example.org", full_name=full_name)
    if role is not None:
        RoleAssignment.objects.create(user=user, role=Role(role), starts_on=dt.date(2014, 1, 1))
    return user


def make_actor(role: str = "unit_manager", *, mfa: bool = True) -> Actor:
    """Return the actor of a new member of staff holding `role`."""
    from apps.accounts.queries import actor_for

    actor = actor_for(make_user(role=role), on=TODAY, mfa=mfa)
    assert actor is not None
    return actor


class ApiClient(APIClient):
    """DRF's client on a municipality's host; `user` is who is signed in."""

    user: User | None = None
    #: Whether a POST that is done is sent once more under its key, and must change nothing then (support/twice).
    sends_twice = True

    def __init__(self, host: str, **defaults: Any) -> None:
        super().__init__(HTTP_HOST=host, **defaults)
        self.host = host

    def generic(self, *args: Any, **extra: Any) -> Any:
        """Return the answer to a request; a POST that is done is sent twice and must change nothing then."""
        send = super().generic
        if args[0] == "POST" and self.sends_twice and twice.may_be_sent_twice():
            return twice.send_twice(send, *args, **extra)
        return send(*args, **extra)


def signed_in(municipality: context.Municipality, *, role: str | None, mfa: bool = True) -> ApiClient:
    """Return a client on the municipality's host; `role=None` is someone who is not signed in."""
    client = ApiClient(f"{municipality.slug}.localhost")
    if role is None:
        return client
    with scope.enter(municipality):
        user = make_user(role=role)
        sign_in(client, user, mfa=mfa)
        client.user = user
    return client


def sign_in(client: ApiClient, user: User, *, mfa: bool) -> None:
    """Store a session in the entered municipality as allauth's sign-in leaves it, and give the client its cookie."""
    from apps.accounts.sessions import start_session

    session = start_session(user, mfa=mfa)
    client.cookies["omuz_session"] = session.session_key or ""
