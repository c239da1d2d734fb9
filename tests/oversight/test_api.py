"""The coordinator's page of figures: through a login of its own, in the platform's room, a page at a time."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from apps.accounts.enums import Role
from tenants import scope
from tests.oversight.conftest import cell, release
from tests.support.staff import ApiClient, make_user, sign_in, signed_in

URL = "/api/v1/oversight/figures/"
pytestmark = pytest.mark.usefixtures("committing")


def at_platform(role):
    client = ApiClient("localhost")
    with scope.enter(None):
        sign_in(client, make_user(role=role), mfa=True)
    return client


@pytest.fixture
def released(municipalities):
    release(municipalities["kayseri"], [cell(120), cell(None, gender="f")])
    release(municipalities["izmir"], [cell(2015)])


def test_the_coordinator_reads_what_was_released(released):
    rows = at_platform(Role.COORDINATOR).get(URL).json()["results"]
    assert [(r["municipality"].split()[0], r["value"], r["suppressed"]) for r in rows[:1]] == [("İzmir", 2015, False)]
    found = {(r["municipality"].split()[0], r["value"], tuple(r["dimensions"].items())) for r in rows}
    assert found == {("İzmir", 2015, ()), ("Kayseri", 120, ()), ("Kayseri", None, (("gender", "f"),))}


def test_figures_are_asked_of_the_coordinators_login_only_and_in_one_statement(released):
    client = at_platform(Role.COORDINATOR)
    client.get(URL)
    with CaptureQueriesContext(connections["figures"]) as figures, CaptureQueriesContext(connections["default"]) as web:
        assert client.get(URL).status_code == 200
    asked = [q["sql"] for q in figures.captured_queries if "oversight" in q["sql"]]
    assert len(asked) == 1
    assert not [q["sql"] for q in web.captured_queries if "oversight" in q["sql"]]
    assert len(web.captured_queries) < 15


def test_it_is_narrowed_and_paged(released):
    client = at_platform(Role.COORDINATOR)
    assert len(client.get(URL, {"municipality": "kayseri"}).json()["results"]) == 2
    assert client.get(URL, {"municipality": "yok"}).json()["results"] == []
    assert client.get(URL, {"indicator": "other"}).json()["results"] == []
    assert len(client.get(URL, {"as_of": "2026-10-31"}).json()["results"]) == 3
    assert client.get(URL, {"as_of": "dün"}).status_code == 400
    first = client.get(URL, {"page_size": "2"}).json()
    assert len(first["results"]) == 2
    rest = client.get(URL, {"page_size": "2", "cursor": first["next"]}).json()["results"]
    assert len(rest) == 1


def test_nobody_else_has_the_address(released, municipalities):
    for role in (Role.TENANT_ADMIN, Role.UNIT_MANAGER):
        assert signed_in(municipalities["kayseri"], role=role).get(URL).status_code in {403, 404}
    assert ApiClient("localhost").get(URL).status_code in {401, 403}


def test_without_the_login_the_address_says_so_and_the_rest_works(municipalities, monkeypatch):
    client = at_platform(Role.COORDINATOR)
    monkeypatch.delitem(connections.databases, "figures")
    answer = client.get(URL)
    assert (answer.status_code, answer.json()["code"]) == (503, "figures_unavailable")
    assert client.get("/api/v1/municipalities/").status_code == 200
