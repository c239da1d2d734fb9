"""Who is let in changes with time and state: every address of the API follows at once.

The matrix (test_matrix.py) says what each role may; here the same addresses are asked when a role is held for somebody
else, has been taken away, when its holder has left, the session is over, or the municipality is out of service.
"""

import dataclasses
import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from apps.accounts.enums import AssignmentKind, Role
from apps.accounts.models import RoleAssignment
from apps.accounts.operations import close_account, end_role
from apps.accounts.queries import actor_for
from apps.accounts.rights import ROLE_RIGHTS
from apps.accounts.sessions import LAST_USED
from omuz.isolation.routes import SIGN_IN, SIGN_IN_ROUTES
from omuz.kernel import clock
from tenants import scope
from tenants.domains import domain_map
from tests.support.routes import endpoints
from tests.support.staff import ApiClient, make_user, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

READS = [one for one in endpoints() if one.method == "GET"]
TODAY = clock.local_date(clock.now())


@pytest.fixture
def kayseri(municipalities):
    cache.clear()
    return municipalities["kayseri"]


def client_of(municipality, user, *, mfa=True):
    client = ApiClient(f"{municipality.slug}.localhost")
    with scope.enter(municipality):
        sign_in(client, user, mfa=mfa)
    client.session_key = client.cookies["omuz_session"].value
    return client


def walk(client):
    """Return the code at the door ("in" where it opened) of every readable address, each with the same session."""
    found = {}
    for endpoint in READS:
        client.cookies["omuz_session"] = client.session_key
        answer = client.get(endpoint.path())
        is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
        code = answer.json().get("code", "") if is_problem else ""
        found[endpoint] = code if code in {"no_right", "not_signed_in", "mfa_required", "maintenance",
                                           "municipality_not_active"} else "in"  # fmt: skip
    return found


def assert_all(found, expected):
    wrong = [f"{one.name}: {code}" for one, code in found.items() if code != expected(one)]
    assert not wrong, "\n".join(wrong)


def stranger(endpoint):
    return "in" if endpoint.required == "*" else "not_signed_in"


def test_acting_for_somebody_gives_their_role_and_only_for_its_days(kayseri):
    with scope.enter(kayseri):
        absent, deputy = make_user(role=Role.KVKK_CONTACT), make_user(role=None)
        cover = RoleAssignment.objects.create(
            user=deputy, role=Role.KVKK_CONTACT, starts_on=TODAY, ends_on=TODAY, kind=AssignmentKind.ACTING,
            acting_for=absent,
        )  # fmt: skip
    client = client_of(kayseri, deputy)
    assert_all(walk(client), lambda one: "in" if one.may(Role.KVKK_CONTACT) else "no_right")
    with scope.enter(kayseri):
        yesterday = TODAY - dt.timedelta(days=1)
        RoleAssignment.objects.filter(pk=cover.pk).update(starts_on=yesterday, ends_on=yesterday)
    assert_all(walk(client), lambda one: "in" if one.required in {"*", "signed_in",
               "signed_in_before_second_factor"} else "no_right")  # fmt: skip


def test_a_role_that_is_taken_away_opens_nothing_in_the_very_next_request(kayseri):
    with scope.enter(kayseri):
        admin = actor_for(make_user(role=Role.TENANT_ADMIN), on=TODAY, mfa=True)
        user = make_user(role=Role.UNIT_MANAGER)
    client = client_of(kayseri, user)
    assert client.get("/api/v1/people/").status_code == 200
    with scope.enter(kayseri):
        held = RoleAssignment.objects.get(user=user)
        end_role(held.pk, actor=admin, reason="Görev değişikliği", now=clock.now())
    assert_all(walk(client), stranger)


def test_a_leaver_opens_nothing_in_the_very_next_request_nor_with_a_new_session(kayseri):
    with scope.enter(kayseri):
        admin = actor_for(make_user(role=Role.TENANT_ADMIN), on=TODAY, mfa=True)
        user = make_user(role=Role.UNIT_MANAGER)
    client = client_of(kayseri, user)
    assert client.get("/api/v1/people/").status_code == 200
    with scope.enter(kayseri):
        close_account(user.pk, actor=admin, reason="Emekli oldu", now=clock.now())
        user.refresh_from_db()
    assert_all(walk(client), stranger)
    assert_all(walk(client_of(kayseri, user)), stranger)


@pytest.mark.parametrize("how", ["expired", "idle", "deleted"])
def test_a_session_that_is_over_opens_nothing(kayseri, how):
    with scope.enter(kayseri):
        user = make_user(role=Role.UNIT_MANAGER)
    client = client_of(kayseri, user)
    with scope.enter(kayseri):
        rows = Session.objects.filter(session_key=client.session_key)
        if how == "expired":
            rows.update(expire_date=clock.now() - dt.timedelta(seconds=1))
        elif how == "deleted":
            rows.delete()
        else:
            row = rows.get()
            values = row.get_decoded() | {LAST_USED: (clock.now() - dt.timedelta(hours=3)).isoformat()}
            row.session_data = Session.objects.encode(values)
            row.save()
    assert_all(walk(client), stranger)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"state": "suspended"}, "municipality_not_active"), ({"migrations_applied": 1}, "maintenance")],
)
def test_a_municipality_out_of_service_answers_503_at_every_address(kayseri, monkeypatch, change, code):
    with scope.enter(kayseri):
        user = make_user(role=Role.UNIT_MANAGER)
    client = client_of(kayseri, user)
    find, closed = domain_map.find, dataclasses.replace(kayseri, **change)
    monkeypatch.setattr(domain_map, "find", lambda host: closed if host.startswith("kayseri.") else find(host))
    monkeypatch.setattr(domain_map, "find_newer", lambda *_: None)
    assert_all(walk(client), lambda _: code)
    for route in SIGN_IN_ROUTES:
        answer = client.get(f"/{SIGN_IN}{route}")
        assert (answer.status_code, answer.json()["code"]) == (503, code), route
        assert int(answer["Retry-After"]) > 0
    assert client.get("/").status_code == 503


def test_the_table_of_rights_has_no_role_without_a_right():
    assert all(ROLE_RIGHTS[role] for role in Role)
