"""A POST that is sent twice under one key is done once, at every address: those that are added join by themselves."""

import uuid

import pytest
from django.core.cache import cache
from rest_framework.response import Response

from apps.accounts.enums import Role
from apps.accounts.rights import MUNICIPAL_ROLES
from omuz.isolation.routes import Endpoint
from tenants import scope
from tests.support.routes import endpoints
from tests.support.staff import ApiClient, make_user, sign_in

pytestmark = pytest.mark.django_db

POSTS = [endpoint for endpoint in endpoints() if endpoint.method == "POST"]


class _Clients:
    """One client for each role that is asked for, in Kayseri or, where no municipal role may, on the platform."""

    def __init__(self, municipality) -> None:
        self.municipality = municipality
        self.known: dict[Role, ApiClient] = {}

    def may(self, endpoint: Endpoint) -> ApiClient:
        role = next((one for one in sorted(MUNICIPAL_ROLES) if endpoint.may(one)), Role.PLATFORM_OPERATOR)
        if role not in self.known:
            room = self.municipality if role in MUNICIPAL_ROLES else None
            self.known[role] = ApiClient(f"{room.slug}.localhost" if room else "localhost")
            with scope.enter(room):
                sign_in(self.known[role], make_user(role=role), mfa=True)
        return self.known[role]


def test_every_post_under_one_key_is_done_once_and_answered_alike(municipalities, monkeypatch):
    """What a view does is put aside here: asked is whether its address keeps the first answer, gates left open."""
    cache.clear()
    monkeypatch.setattr("api.capabilities.pass_gate", lambda *_: None)
    monkeypatch.setattr("api.capabilities.CapabilityView.gated_programme", lambda *_args, **_how: None)
    clients, wrong = _Clients(municipalities["kayseri"]), []
    assert len(POSTS) > 150
    for endpoint in POSTS:
        client, key, done = clients.may(endpoint), str(uuid.uuid4()), []

        def post(_view, _request, *_args, done=done, **_how) -> Response:
            done.append(1)
            return Response({"done": len(done)}, status=201)

        with monkeypatch.context() as here:
            here.setattr(endpoint.view, "post", post)
            answers = [
                client.generic("POST", path, "{}", content_type="application/json", HTTP_IDEMPOTENCY_KEY=key)
                for path in [endpoint.path()] * 2
            ]
        statuses = [answer.status_code for answer in answers]
        if statuses != [201, 201] or len(done) != 1 or answers[0].content != answers[1].content:
            wrong.append(f"{endpoint.name}: {statuses}, done {len(done)} times")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
