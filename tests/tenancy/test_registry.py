"""The registry as the coordinator sees it."""

from apps.accounts.enums import Role
from tenants import scope
from tests.support.staff import ApiClient, make_user, sign_in

URL = "/api/v1/municipalities/"


def in_platform_room(role):
    client = ApiClient("localhost")
    with scope.enter(None):
        sign_in(client, make_user(role=role), mfa=True)
    return client


def test_the_coordinator_sees_the_municipalities_and_nothing_in_them(municipalities, db):
    body = in_platform_room(Role.COORDINATOR).get(URL).json()
    assert [row["slug"] for row in body["results"]] == ["izmir", "kayseri"]
    assert body["results"][0]["kind_label"] == "Büyükşehir belediyesi"
    assert not {"people", "staff", "count"} & set(body["results"][0])


def test_names_are_found_whatever_the_letters(municipalities, db):
    found = in_platform_room(Role.COORDINATOR).get(URL, {"q": "IZMIR"}).json()["results"]
    assert [row["slug"] for row in found] == ["izmir"]


def test_a_municipality_does_not_have_the_address(api):
    assert api(role="tenant_admin").get(URL).status_code in {403, 404}
