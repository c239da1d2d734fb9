"""Imports and exports through the API, as the screens make them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.models import OrgUnit
from apps.people.models import Person
from apps.people.models.imports import ImportRow
from apps.programmes.models import Programme
from omuz.kernel import clock, outbox
from omuz.tabular.source import open_source
from tenants import scope
from tests.imports.conftest import GOOD, HEADINGS, xlsx

URL = "/api/v1/imports/"
BAD = [2, "", "Ali Can", "31.02.1980", "E", "", "", "", "", "", ""]


@pytest.fixture
def bedestem(municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        unit = OrgUnit.objects.create(name="BEDESTEM")
        return Programme.objects.create(code="iskep", name="İSKEP", unit=unit)


@pytest.fixture
def work(municipalities):
    """Let the worker do what waits in the outbox."""

    def factory():
        with scope.enter(municipalities["kayseri"]):
            assert outbox.relay(now=clock.now()) > 0

    return factory


def upload(client, content=None, *, name="liste.xlsx", kind="people", **headers):
    file = SimpleUploadedFile(name, content if content is not None else xlsx([GOOD, BAD]))
    return client.post(URL, {"kind": kind, "file": file}, format="multipart", **headers)


def test_a_file_goes_from_upload_to_people_and_its_bad_rows_come_back(api, bedestem, work, municipalities):
    client = api(role="intake_clerk")
    made = upload(client)
    assert made.status_code == 201, made.content
    job = made.json()
    assert job["file_name"] == "liste.xlsx"
    assert {one["heading"]: one["field"] for one in job["columns"]}["Adı Soyadı"] == "full_name"
    url = f"{URL}{job['id']}/"

    sample = client.get(f"{url}sample/").json()["rows"]
    assert sample[0][2] == "Işık Çağlayan"

    changed = client.patch(url, {"options": {"channel": "office", "programme_id": str(bedestem.pk)}}, format="json")
    assert changed.json()["options"]["channel"] == "office"

    assert client.post(f"{url}preview/").status_code == 202
    work()
    preview = client.get(url).json()
    assert (preview["state"], preview["counts"], preview["total"]) == ("ready", {"valid": 1, "invalid": 1}, 2)
    tray = preview["task_id"]
    assert tray

    rows = client.get(f"{url}rows/?state=invalid").json()
    (problem,) = rows["results"][0]["problems"]
    assert (problem["cell"], problem["code"]) == ("D3", "no_such_day")

    assert client.post(f"{url}run/").status_code == 202
    work()
    assert client.get(url).json()["counts"] == {"imported": 1, "invalid": 1}
    bad = client.get(f"{url}bad-rows/")
    assert "d%C3%BCzeltilecek" in bad["Content-Disposition"]
    assert bad["Content-Disposition"].startswith("attachment")
    assert len(list(open_source(bad.content).rows())) == 2
    with scope.enter(municipalities["kayseri"]):
        assert Person.objects.get().channel == "office"


def test_held_rows_show_whom_they_may_be_and_are_decided(api, bedestem, work, municipalities):
    client = api(role="intake_clerk")
    for content in (xlsx([GOOD]), xlsx([[1, "", "IŞIK ÇAĞLAYAN", "21.11.1980", "", "", "", "", "", "", ""]])):
        url = f"{URL}{upload(client, content).json()['id']}/"
        client.post(f"{url}preview/")
        work()
        client.post(f"{url}run/")
        work()
    (row,) = client.get(f"{url}rows/?state=held").json()["results"]
    assert row["matches"][0]["name"] == "Işık Çağlayan"
    body = {"decisions": [{"number": row["number"], "decision": "same", "subject_id": row["matches"][0]["id"]}]}
    assert client.post(f"{url}decisions/", body, format="json").json() == {"decided": 1}
    assert client.post(f"{url}run/").status_code == 202
    work()
    with scope.enter(municipalities["kayseri"]):
        assert Person.objects.count() == 1


def test_a_refused_file_says_why_at_the_field(api):
    answer = upload(api(role="intake_clerk"), b"%PDF-1.7", name="liste.xlsx")
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "unknown_kind"
    assert problem["errors"][0]["field"] == "file"
    assert problem["errors"][0]["remedy"]


def test_an_upload_sent_twice_is_one_import(api):
    client, key, content = api(role="intake_clerk"), str(uuid.uuid4()), xlsx([GOOD])
    first, second = (upload(client, content, HTTP_IDEMPOTENCY_KEY=key) for _ in range(2))
    assert first.json()["id"] == second.json()["id"]


def test_a_colleague_cannot_open_it_and_another_municipality_neither(api):
    job = upload(api(role="intake_clerk")).json()
    for stranger in (api(role="intake_clerk"), api(role="intake_clerk", municipality="izmir")):
        for path in ("", "rows/", "sample/", "bad-rows/"):
            assert stranger.get(f"{URL}{job['id']}/{path}").status_code == 404
        assert stranger.post(f"{URL}{job['id']}/run/").status_code == 404


def test_kinds_templates_and_mappings(api):
    client = api(role="intake_clerk")
    kinds = {one["kind"]: one for one in client.get(f"{URL}kinds/").json()["results"]}
    assert set(kinds) == {"people", "providers"}
    sex = next(one for one in kinds["people"]["fields"] if one["key"] == "sex")
    assert {one["code"] for one in sex["choices"]} == {"female", "male"}
    template = client.get(f"{URL}template/people/")
    assert template.content.startswith(b"PK")
    job = upload(client).json()
    kept = client.post(f"{URL}{job['id']}/mapping/", {"name": "Eski"}, format="json")
    assert kept.status_code == 201
    assert client.get(f"{URL}mappings/?kind=people").json()["results"][0]["name"] == "Eski"
    assert client.delete(f"{URL}mappings/{kept.json()['id']}/").status_code == 204
    assert client.get(f"{URL}?kind=people").json()["count"] == 1


def test_cancelling_before_the_worker_came(api, bedestem, work, municipalities):
    client = api(role="intake_clerk")
    url = f"{URL}{upload(client).json()['id']}/"
    client.post(f"{url}preview/")
    assert client.post(f"{url}cancel/").json()["cancel_requested"]
    work()
    assert client.get(url).json()["state"] == "cancelled"
    with scope.enter(municipalities["kayseri"]):
        assert not ImportRow.objects.exists()


def test_an_export_waits_for_the_second_person_and_is_fetched_once_ready(api, bedestem, work):
    clerk, manager, second = api(role="intake_clerk"), api(role="unit_manager"), api(role="kvkk_contact")
    url = f"{URL}{upload(clerk, xlsx([GOOD])).json()['id']}/"
    clerk.post(f"{url}preview/")
    work()
    clerk.post(f"{url}run/")
    work()
    exports = "/api/v1/people/exports/"
    body = {"reason": "Meclise sunum", "columns": ["surname", "target_primary"], "file_format": "csv"}
    asked = manager.post(exports, body, format="json").json()
    assert (asked["state"], asked["needs_approval"], asked["is_own"]) == ("pending_approval", True, True)
    waiting = second.get(exports).json()["results"]
    assert waiting[0]["requested_by"]
    decision = f"{exports}{asked['id']}/decision/"
    assert manager.post(decision, {"approve": True}, format="json").status_code == 403
    assert second.post(decision, {"approve": True}, format="json").json()["state"] == "approved"
    work()
    file = manager.get(f"{exports}{asked['id']}/file/")
    assert file.status_code == 200
    assert "Yoksul" in file.content.decode("utf-8-sig")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert second.get(f"{exports}{asked['id']}/file/").status_code in (403, 404)
    columns = {one["key"] for one in clerk.get(f"{exports}columns/").json()["results"]}
    assert "target_primary" not in columns
    assert len(HEADINGS) == 11
