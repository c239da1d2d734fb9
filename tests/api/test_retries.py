"""A POST that is sent twice under one key is done once, at every address: those that are added join by themselves."""

import uuid

import pytest
from django.core.cache import cache
from rest_framework.response import Response

from apps.accounts.enums import Role
from apps.accounts.rights import MUNICIPAL_ROLES
from omuz.isolation.routes import Endpoint
from omuz.kernel import idempotency
from tenants import scope
from tests.support import twice
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
            # What is put in the place of the views is no proof that a body was done.
            self.known[role].sends_twice = False
            with scope.enter(room):
                sign_in(self.known[role], make_user(role=role), mfa=True)
        return self.known[role]


def test_a_post_that_is_done_again_or_answered_otherwise_is_noticed(api, monkeypatch):
    """What sends every POST of the tests twice (support/twice) can fail: here the first answer is not looked for."""
    client, body = api(role="intake_clerk"), {"name": "Örnek Dernek", "kind": "ngo"}
    assert client.post("/api/v1/providers/", body, format="json").status_code == 201
    assert "providers/" in twice.SENT_TWICE
    with monkeypatch.context() as here:
        here.setattr(idempotency, "begin", lambda **_: None)
        here.setattr(idempotency, "finish", lambda **_: None)
        with pytest.raises(AssertionError, match=r"POST units/ sent twice under one key writes again: \['m_kayseri"):
            api(role="tenant_admin").post("/api/v1/units/", {"name": "Birim"}, format="json")
    monkeypatch.setattr("api.base.request_hash", lambda _: uuid.uuid4().hex)
    with pytest.raises(AssertionError, match="POST providers/ sent twice: 201, then 422"):
        client.post("/api/v1/providers/", body | {"name": "Başka"}, format="json")


def test_an_address_that_no_test_has_done_fails_the_run():
    every = twice.addresses()
    assert twice.never_sent_twice(every) == []
    assert twice.never_sent_twice(every - {"units/"}) == ["units/"]
    assert set(twice.ANSWERED_OTHERWISE) | set(twice.NEVER_SENT) <= every, "an exception for an address that is gone"


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
