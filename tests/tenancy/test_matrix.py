"""Endpoint x role x municipality, generated: who is let in is what the table of rights says, and nobody else.

The expectations come from ROLE_RIGHTS and from what each view declares; the answers come from real requests. An address
that is added joins by itself. Keys in the addresses belong to no row, so an open door answers 400, 404 or 422 at worst.
"""

import pytest
from django.core.cache import cache
from django.db import transaction

from api.permissions import ANYONE, BEFORE_SECOND_FACTOR
from apps.accounts.enums import Role
from apps.accounts.rights import MFA_ROLES, MUNICIPAL_ROLES, PUBLIC_ROLES
from omuz.isolation.routes import SIGN_IN, SIGN_IN_ROUTES
from tenants import scope
from tests.support.routes import Endpoint, endpoints
from tests.support.staff import ApiClient, make_user, sign_in

ENDPOINTS = endpoints()
DOOR_CODES = {"no_right", "mfa_required", "not_signed_in"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def _ask(client: ApiClient, endpoint: Endpoint, session: str | None) -> tuple[int, str]:
    """Return status and problem code of one request whose effects are taken back."""
    client.cookies.clear()
    if session is not None:
        client.cookies["omuz_session"] = session
    with transaction.atomic():
        answer = client.generic(endpoint.method, endpoint.path(), "{}", content_type="application/json")
        transaction.set_rollback(True)
    is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
    return answer.status_code, answer.json().get("code", "") if is_problem else ""


def _session_of(municipality, role: Role, *, mfa: bool) -> str:
    client = ApiClient("ignored")
    with scope.enter(municipality):
        sign_in(client, make_user(role=role), mfa=mfa)
    return client.cookies["omuz_session"].value


def _walk(host: str, session: str | None, expected) -> list[str]:
    """Return what answered otherwise than `expected(endpoint)` says: "in", or the code at the door.

    In the platform's own room a municipality's addresses do not exist, for whoever asks.
    """
    client, wrong = ApiClient(host), []
    for endpoint in ENDPOINTS:
        status, code = _ask(client, endpoint, session)
        at_door = code if code in DOOR_CODES else "in"
        is_absent = host == "localhost" and not endpoint.view.everywhere
        wanted = "not_found" if is_absent else expected(endpoint)
        if status >= 500 or wanted not in {at_door, code}:
            wrong.append(f"{endpoint.name}: {status} {code or '-'}, expected {wanted}")
    return wrong


def _stranger(endpoint: Endpoint) -> str:
    return "in" if endpoint.required == ANYONE else "not_signed_in"


def test_the_matrix_is_not_empty():
    assert len(ENDPOINTS) > 20


@pytest.mark.parametrize("role", sorted(MUNICIPAL_ROLES))
def test_in_the_own_municipality_the_table_of_rights_decides(municipalities, role):
    session = _session_of(municipalities["kayseri"], role, mfa=True)
    wrong = _walk("kayseri.localhost", session, lambda e: "in" if e.may(role) else "no_right")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", sorted(PUBLIC_ROLES))
def test_in_the_platforms_own_room_the_table_of_rights_decides(municipalities, role):
    session = _session_of(None, role, mfa=True)
    wrong = _walk("localhost", session, lambda e: "in" if e.may(role) else "no_right")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", [Role.TENANT_ADMIN, Role.UNIT_MANAGER, Role.INTAKE_CLERK])
def test_without_a_second_factor_only_the_own_account_opens(municipalities, role):
    assert role in MFA_ROLES
    session = _session_of(municipalities["kayseri"], role, mfa=False)
    wrong = _walk(
        "kayseri.localhost", session, lambda e: "in" if e.required in {ANYONE, BEFORE_SECOND_FACTOR} else "mfa_required"
    )
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("host", ["izmir.localhost", "localhost"])
@pytest.mark.parametrize("role", [Role.TENANT_ADMIN, Role.UNIT_MANAGER])
def test_a_session_of_kayseri_opens_nothing_elsewhere(municipalities, role, host):
    session = _session_of(municipalities["kayseri"], role, mfa=True)
    wrong = _walk(host, session, _stranger)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", sorted(PUBLIC_ROLES))
def test_a_session_of_the_platforms_room_opens_no_municipality(municipalities, role):
    session = _session_of(None, role, mfa=True)
    wrong = _walk("kayseri.localhost", session, _stranger)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("host", ["kayseri.localhost", "izmir.localhost", "localhost"])
def test_nobody_gets_in_without_signing_in(municipalities, host):
    wrong = _walk(host, None, _stranger)
    assert not wrong, "\n".join(wrong)


def _sign_in_routes(host: str, session: str | None) -> dict[str, int]:
    """Return how each route of signing in answers a reading; those that only take POST say 405 to whom they let in."""
    client, found = ApiClient(host), {}
    for route in SIGN_IN_ROUTES:
        client.cookies.clear()
        if session is not None:
            client.cookies["omuz_session"] = session
        with transaction.atomic():
            found[route] = client.get(f"/{SIGN_IN}{route}").status_code
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("host", ["kayseri.localhost", "izmir.localhost", "localhost"])
@pytest.mark.parametrize("whose", ["nobody", "kayseri", "platform"])
def test_ones_own_account_is_closed_to_nobody_and_to_a_session_of_another_room(municipalities, host, whose):
    room = {"kayseri": municipalities["kayseri"], "platform": None}
    role = Role.PLATFORM_OPERATOR if whose == "platform" else Role.UNIT_MANAGER
    session = None if whose == "nobody" else _session_of(room[whose], role, mfa=True)
    is_home = (whose, host) in {("kayseri", "kayseri.localhost"), ("platform", "localhost")}
    found = _sign_in_routes(host, session)
    closed = {route for route, status in found.items() if status == 401}
    own = {route for route, keeper in SIGN_IN_ROUTES.items() if keeper == "own"}
    assert all(status < 500 for status in found.values()), found
    assert own.isdisjoint(closed) if is_home else own <= closed, {route: found[route] for route in own}


def test_at_a_host_of_nobody_there_is_no_route_at_all(municipalities):
    session = _session_of(municipalities["kayseri"], Role.UNIT_MANAGER, mfa=True)
    assert set(_sign_in_routes("nowhere.localhost", session).values()) == {404}
    client = ApiClient("nowhere.localhost")
    assert {_ask(client, endpoint, session) for endpoint in ENDPOINTS} == {(404, "unknown_host")}
