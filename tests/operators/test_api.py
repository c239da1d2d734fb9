"""The operators' addresses: what they tell, what they refuse, what they cost. They exist on the public domain only."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.enums import Role
from omuz.kernel import clock
from tenants import scope
from tenants.models import Domain, FleetJob, Municipality, MunicipalityHealth
from tests.support.staff import ApiClient, make_user, sign_in

pytestmark = pytest.mark.django_db
FLEET = "/api/v1/fleet/"
LIST = f"{FLEET}municipalities/"
ORDER = {
    "name": "Ürgüp Belediyesi",
    "slug": "urgup",
    "kind": "district",
    "province": "Nevşehir",
    "district": "Ürgüp",
    "parent_id": None,
    "admin_name": "Gülşah İlkyönetici",
    "admin_email": "ilk.yonetici@example.org",
}


def at_platform(role=Role.PLATFORM_OPERATOR):
    client = ApiClient("localhost")
    with scope.enter(None):
        client.user = make_user(role=role, full_name="Çağrı İşletir")
        sign_in(client, client.user, mfa=True)
    return client


@pytest.fixture
def operator(municipalities, db):
    return at_platform()


@pytest.fixture
def measured(municipalities, db):
    with scope.enter(None):
        for size, (slug, municipality) in enumerate(sorted(municipalities.items()), start=1):
            MunicipalityHealth.objects.create(
                municipality_id=municipality.id,
                size_bytes=size * 1_000_000,
                tables=60,
                outbox_waiting=size,
                grade="bad" if slug == "kayseri" else "good",
                findings=["outbox_stuck"] if slug == "kayseri" else [],
                measured_at=clock.now(),
            )


def read(client, slug):
    row = next(row for row in client.get(LIST).json()["results"] if row["slug"] == slug)
    return client.get(f"{LIST}{row['id']}/")


def test_the_list_says_how_each_municipality_is(operator, measured):
    body = operator.get(LIST).json()
    assert [row["slug"] for row in body["results"]] == ["izmir", "kayseri"]
    assert body["count"] == 2
    kayseri = body["results"][1]
    assert (kayseri["version_state"], kayseri["state"]) == ("current", "active")
    assert kayseri["health"]["findings"] == [
        {"code": "outbox_stuck", "label": "Gönderim kuyruğu bir saattir ilerlemiyor"}
    ]
    assert kayseri["health"]["size_bytes"] == 2_000_000


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "IZMIR"}, ["izmir"]),
        ({"q": "buyuksehir kayseri"}, ["kayseri"]),
        ({"state": "suspended"}, []),
        ({"province": "İzmir"}, ["izmir"]),
        ({"kind": "town"}, []),
        ({"grade": "bad"}, ["kayseri"]),
        ({"version": "behind"}, []),
        ({"sort": "-size"}, ["kayseri", "izmir"]),
        ({"sort": "queue"}, ["izmir", "kayseri"]),
        ({"sort": "-name"}, ["kayseri", "izmir"]),
        ({"sort": "bogus"}, ["izmir", "kayseri"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(operator, measured, query, found):
    assert [row["slug"] for row in operator.get(LIST, query).json()["results"]] == found


@pytest.mark.parametrize("sort", ["name", "-size", "size", "backup", "-queue", "created"])
def test_pages_follow_each_other_in_every_order(operator, measured, sort):
    first = operator.get(LIST, {"sort": sort, "page_size": 1}).json()
    second = operator.get(LIST, {"sort": sort, "page_size": 1, "cursor": first["next"]}).json()
    assert {first["results"][0]["slug"], second["results"][0]["slug"]} == {"izmir", "kayseri"}
    assert second["next"] is None


def test_a_municipality_that_was_never_measured_is_in_the_list_all_the_same(operator):
    rows = operator.get(LIST, {"sort": "size", "page_size": 1}).json()
    assert rows["results"][0]["health"] is None
    assert operator.get(LIST, {"sort": "size", "page_size": 1, "cursor": rows["next"]}).json()["results"]


def test_the_lists_cost_does_not_grow_with_its_rows(operator, measured):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            assert operator.get(LIST).status_code == 200
        return len(asked)

    operator.get(LIST)
    few = statements()
    with scope.enter(None):
        for number in range(30):
            key = f"yedek{number}"
            new = Municipality(
                key=key, schema_name=f"m_{key}", slug=key, name=f"Örnek {number}", kind="town", province="İzmir"
            )
            new.save(force_insert=True)
            MunicipalityHealth.objects.create(municipality=new, measured_at=clock.now())
    assert statements() == few <= 12


def test_nobody_is_counted_or_named(operator, measured):
    text = operator.get(LIST).content.decode() + operator.get(FLEET).content.decode()
    text += read(operator, "kayseri").content.decode()
    for word in ("people", "staff", "person", "count_of", "users", "email"):
        assert word not in text


def test_the_coordinator_sees_no_sizes(municipalities, measured):
    coordinator = at_platform(Role.COORDINATOR)
    for path in (FLEET, LIST, f"{FLEET}jobs/", f"{FLEET}addresses/urgup/"):
        assert coordinator.get(path).status_code == 403
    assert "size" not in coordinator.get("/api/v1/municipalities/").content.decode()


def test_the_fleet_is_summed_up(operator, measured):
    body = operator.get(FLEET).json()
    assert (body["municipalities"], body["current"], body["behind"], body["failed"]) == (2, 2, 0, 0)
    assert (body["good"], body["bad"], body["is_worker_alive"]) == (1, 1, False)


def test_an_order_becomes_a_job_that_can_be_followed(operator, municipalities):
    answer = operator.post(LIST, ORDER, format="json", HTTP_IDEMPOTENCY_KEY="bir")
    assert answer.status_code == 202
    job = answer.json()
    assert (job["kind"], job["state"], job["address"]) == ("create", "queued", "http://urgup.localhost:8000")
    assert job["asked_by"] == "Çağrı İşletir"
    assert operator.get(f"{FLEET}jobs/{job['id']}/").json()["steps"][0]["state"] == "waiting"
    again = operator.post(LIST, ORDER, format="json", HTTP_IDEMPOTENCY_KEY="bir")
    assert again.json()["id"] == job["id"]
    with scope.enter(None):
        assert FleetJob.objects.count() == 1
    assert ORDER["admin_email"] not in json.dumps(operator.get(f"{FLEET}jobs/").json())


def test_wrong_fields_are_named_in_turkish(operator):
    answer = operator.post(LIST, ORDER | {"slug": "kayseri", "district": "", "admin_email": "x"}, format="json")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {error["field"] for error in answer.json()["errors"]} == {"slug", "district", "admin_email"}


@pytest.mark.parametrize(("slug", "is_free"), [("urgup", True), ("kayseri", False), ("www", False), ("Ürgüp", False)])
def test_an_address_is_checked_while_it_is_typed(operator, slug, is_free):
    body = operator.get(f"{FLEET}addresses/{slug}/").json()
    assert body["is_free"] is is_free
    assert bool(body["message"]) is not is_free


def put(client, path, etag, **body):
    return client.put(path, body, format="json", HTTP_IF_MATCH=etag)


def test_a_municipality_is_suspended_and_resumed_with_a_reason(operator, municipalities):
    shown = read(operator, "izmir")
    path = f"{LIST}{shown.json()['id']}/state/"
    assert put(operator, path, shown["ETag"], state="suspended", reason=" ").status_code in {400, 422}
    done = put(operator, path, shown["ETag"], state="suspended", reason="Sözleşme sona erdi")
    assert (done.status_code, done.json()["state"]) == (200, "suspended")
    stale = put(operator, path, shown["ETag"], state="active", reason="Yanlışlıkla")
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    assert put(operator, path, done["ETag"], state="active", reason="Yeni sözleşme").json()["state"] == "active"
    assert operator.put(path, {"state": "suspended", "reason": "abc"}, format="json").status_code == 428
    told = operator.get("/api/v1/audit/", {"subject": shown.json()["id"]}).json()["results"]
    assert [(event["action"], event["reason"]) for event in told] == [
        ("municipality.resumed", "Yeni sözleşme"),
        ("municipality.suspended", "Sözleşme sona erdi"),
    ]


def test_a_renamed_municipality_is_reached_under_both_addresses(operator, municipalities):
    shown = read(operator, "izmir")
    path = f"{LIST}{shown.json()['id']}/"
    done = put(operator, path, shown["ETag"], name="İzmir B.Ş.B.", slug="izmirbb", reason="Kısa adres istendi")
    assert (done.json()["slug"], done.json()["name"]) == ("izmirbb", "İzmir B.Ş.B.")
    with scope.enter(None):
        rows = dict(Domain.objects.filter(tenant_id=shown.json()["id"]).values_list("domain", "is_primary"))
    assert rows == {"izmir.localhost": False, "izmirbb.localhost": True}
    taken = put(operator, path, done["ETag"], name="İzmir", slug="kayseri", reason="Deneme")
    assert taken.json()["errors"][0]["code"] == "slug_taken"


def test_jobs_are_asked_for_with_a_reason_and_once(operator, municipalities):
    path = f"{LIST}{municipalities['izmir'].id}/jobs/"
    assert operator.post(path, {"kind": "migrate"}, format="json").status_code == 422
    job = operator.post(path, {"kind": "migrate", "reason": "Sürüm geride"}, format="json")
    assert (job.status_code, job.json()["municipality"]["slug"]) == (202, "izmir")
    again = operator.post(path, {"kind": "migrate", "reason": "Sürüm geride"}, format="json")
    assert again.json()["code"] == "job_already_open"
    listed = operator.get(f"{FLEET}jobs/", {"municipality": str(municipalities["izmir"].id), "state": "open"}).json()
    assert [row["id"] for row in listed["results"]] == [job.json()["id"]]
    everything = operator.post(f"{FLEET}jobs/", {"kind": "migrate", "reason": "Yeni sürüm"}, format="json")
    assert (everything.status_code, everything.json()["municipality"]) == (202, None)
    assert operator.post(f"{FLEET}jobs/", {"kind": "create"}, format="json").status_code == 422


def test_a_municipality_has_none_of_these_addresses(api, municipalities):
    client = api(role="tenant_admin")
    for path in (FLEET, LIST, f"{FLEET}jobs/", f"{LIST}{uuid.uuid4()}/"):
        assert client.get(path).status_code in {403, 404}
