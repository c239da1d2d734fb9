"""The people API as the screens use it."""

import pytest

from apps.privacy.models import AccessLogEntry
from tenants import scope
from tests.people.support import demo_number, programme

AYSE = {"given_names": "Ayşe", "surname": "Işık", "channel": "office"}


@pytest.fixture
def clerk(api):
    return api(role="intake_clerk")


@pytest.fixture
def where(municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        return programme()


def post(client, path, body, **extra):
    return client.post(f"/api/v1/{path}", body, format="json", **extra)


def test_registering_answers_with_the_page_its_version_and_what_is_missing(clerk):
    response = post(clerk, "people/", AYSE)
    assert response.status_code == 201, response.content
    body = response.json()
    assert body["file_number"].endswith("-00001")
    assert body["name"] == "Ayşe Işık"
    assert response["ETag"] == '"1"'
    assert response["Location"].endswith(f"/people/{body['id']}/")
    missing = [item["field"] for item in body["missing"]]
    assert missing == [
        "identity", "birth_date", "sex", "contact", "address", "education", "employment", "target_group",
        "privacy_notice", "interviewer",
    ]  # fmt: skip


def test_a_whole_registration_in_one_request(clerk, where):
    response = post(
        clerk,
        "people/",
        AYSE
        | {
            "birth_date": "1980-05-01", "birth_precision": "year", "sex": "female", "programme": str(where.id),
            "identities": [{"kind": "tckn", "number": demo_number()}],
            "phones": [{"number": "+90 000 123 45 67"}],
            "address": {"province": "Kayseri", "district": "Melikgazi", "neighbourhood": "Alpaslan"},
            "facts": [{"kind": "education", "code": "primary"}, {"kind": "employment", "code": "seeking"}],
            "sensitive": [{"kind": "target_group", "code": "disabled", "rank": "primary"}],
            "missing_reasons": [{"field": "privacy_notice", "reason": "archive"}],
        },
    )  # fmt: skip
    assert response.status_code == 201, response.content
    body = response.json()
    assert body["identities"][0]["masked"].startswith("01•")
    assert [f["label"] for f in body["facts"]] == ["İlkokul", "İş arıyor"] or len(body["facts"]) == 2
    assert [(m["field"], m["reason"]) for m in body["missing"]] == [("privacy_notice", "archive"), ("interviewer", "")]
    assert "disabled" not in response.content.decode()


def test_every_problem_names_its_field_in_turkish(clerk):
    response = post(clerk, "people/", {"channel": "", "phones": [{"number": "12"}]})
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    fields = {error["field"]: error for error in response.json()["errors"]}
    assert set(fields) == {"given_names", "channel", "phones.0.number"}
    assert all(error["message"] and error["remedy"] for error in fields.values())


def test_the_same_key_registers_once(clerk):
    first = post(clerk, "people/", AYSE, HTTP_IDEMPOTENCY_KEY="k-1")
    second = post(clerk, "people/", AYSE, HTTP_IDEMPOTENCY_KEY="k-1")
    assert (second.status_code, second.json()["id"]) == (201, first.json()["id"])


def test_the_second_editor_is_told_what_stands_now(clerk):
    person = post(clerk, "people/", AYSE).json()
    url = f"/api/v1/people/{person['id']}/"
    assert clerk.patch(url, {"surname": "Ak"}, format="json", HTTP_IF_MATCH='"1"').status_code == 200
    refused = clerk.patch(url, {"surname": "Kara", "given_names": "Ayşe"}, format="json", HTTP_IF_MATCH='"1"')
    assert refused.status_code == 409
    assert refused.json()["code"] == "stale_version"
    assert (refused.json()["differs"], refused.json()["current"]["surname"]) == (["surname"], "Ak")
    assert clerk.get(url).json()["surname"] == "Ak"
    assert clerk.patch(url, {"surname": "X"}, format="json").status_code == 428


def test_special_values_open_with_a_purpose_and_leave_a_trace(api, clerk, where, municipalities):
    body = AYSE | {
        "programme": str(where.id),
        "sensitive": [{"kind": "target_group", "code": "ex_offender", "rank": "primary"}],
    }
    person = post(clerk, "people/", body).json()
    manager = api(role="unit_manager")
    url = f"/api/v1/people/{person['id']}/sensitive/"
    asked = manager.get(url)
    assert (asked.status_code, asked.json()["code"]) == (428, "purpose_required")
    opened = manager.get(url, {"purpose": "supervision"})
    assert [v["label"] for v in opened.json()["results"]] == ["Eski hükümlü"]
    assert api(role="district_liaison").get(url, {"task": "interview"}).status_code == 403
    with scope.enter(municipalities["kayseri"]):
        assert AccessLogEntry.objects.filter(person_id=person["id"]).count() == 1


def test_the_list_sorts_as_turkish_sorts_and_pages(clerk):
    for surname in ("Zor", "Işık", "İnan", "Çelik", "Cengiz"):
        post(clerk, "people/", AYSE | {"surname": surname})
    first = clerk.get("/api/v1/people/", {"page_size": 3}).json()
    assert [row["surname"] for row in first["results"]] == ["Cengiz", "Çelik", "Işık"]
    assert first["count"] == 5
    second = clerk.get("/api/v1/people/", {"page_size": 3, "cursor": first["next"]}).json()
    assert [row["surname"] for row in second["results"]] == ["İnan", "Zor"]
    assert second["next"] is None


def test_the_list_filters(clerk):
    post(
        clerk,
        "people/",
        AYSE | {"sex": "female", "birth_date": "2000-01-01", "address": {"province": "Kayseri", "district": "Talas"}},
    )
    post(clerk, "people/", AYSE | {"given_names": "Ali", "sex": "male", "birth_date": "2012-01-01", "channel": "phone"})

    def names(**query):
        return [row["given_names"] for row in clerk.get("/api/v1/people/", query).json()["results"]]

    assert names(sex="male") == ["Ali"]
    assert names(district="Talas") == ["Ayşe"]
    assert names(age_from=20) == ["Ayşe"]
    assert names(age_to=19) == ["Ali"]
    assert names(q="ali") == ["Ali"]
    assert names(channel="phone", missing="1") == ["Ali"]
    assert names(missing="0") == []
    assert clerk.get("/api/v1/people/", {"age_from": "x"}).status_code == 400


def test_special_filters_need_the_right_and_a_purpose(api, clerk, where, municipalities):
    body = AYSE | {
        "programme": str(where.id),
        "sensitive": [{"kind": "target_group", "code": "poverty", "rank": "primary"}],
    }
    post(clerk, "people/", body)
    post(clerk, "people/", AYSE | {"given_names": "Ali"})
    assert clerk.get("/api/v1/people/", {"target_group": "poverty"}).status_code == 403
    manager = api(role="unit_manager")
    assert manager.get("/api/v1/people/", {"target_group": "poverty"}).status_code == 428
    found = manager.get("/api/v1/people/", {"target_group": "poverty", "purpose": "service_planning"})
    assert [row["given_names"] for row in found.json()["results"]] == ["Ayşe"]
    with scope.enter(municipalities["kayseri"]):
        assert AccessLogEntry.objects.get().fields == ["target_group"]


def test_search_never_returns_special_attributes(clerk, where):
    post(clerk, "people/", AYSE | {"programme": str(where.id), "sensitive": [{"kind": "target_group", "code": "roma"}]})
    response = clerk.get("/api/v1/people/search/", {"q": "ISIK"})
    assert [row["name"] for row in response.json()["results"]] == ["Ayşe Işık"]
    assert set(response.json()["results"][0]) == {
        "id", "file_number", "name", "birth_date", "birth_precision", "unit", "by"
    }  # fmt: skip
    assert "roma" not in response.content.decode().lower()


def test_facts_phones_addresses_and_missing_reasons_by_api(clerk):
    person = post(clerk, "people/", AYSE | {"facts": [{"kind": "employment", "code": "seeking"}]}).json()
    base = f"people/{person['id']}"
    changed = post(clerk, f"{base}/facts/", {"kind": "employment", "code": "employed", "valid_from": "2026-01-01"})
    assert changed.status_code == 201
    assert len(clerk.get(f"/api/v1/{base}/facts/").json()["results"]) == 2
    corrected = post(
        clerk, f"people/facts/{changed.json()['id']}/correction/",
        {"code": "student", "valid_from": "2026-01-01", "reason": "Yanlış"}, HTTP_IF_MATCH='"1"',
    )  # fmt: skip
    assert corrected.status_code == 201
    phone = post(clerk, f"{base}/phones/", {"number": "0352 222 11 22", "kind": "home"}).json()
    assert clerk.delete(f"/api/v1/people/phones/{phone['id']}/", HTTP_IF_MATCH='"1"').status_code == 204
    assert post(clerk, f"{base}/addresses/", {"province": "İzmir", "district": "Konak"}).status_code == 201
    missing = post(clerk, f"{base}/missing/", {"field": "sex", "reason": "declined"}).json()["results"]
    assert {
        "field": "sex",
        "label": "Cinsiyet",
        "reason": "declined",
        "reason_label": "Kişi paylaşmak istemedi",
    } in missing


def test_a_page_takes_few_queries(clerk, django_assert_max_num_queries):
    person = post(clerk, "people/", AYSE).json()
    with django_assert_max_num_queries(22):
        clerk.get(f"/api/v1/people/{person['id']}/")
    for _ in range(5):
        post(clerk, "people/", AYSE)
    with django_assert_max_num_queries(14):
        clerk.get("/api/v1/people/")


def test_nobody_signed_in_and_roles_without_people_get_nothing(api):
    assert api(role=None).get("/api/v1/people/").status_code in {401, 403}
    assert api(role="tenant_admin").get("/api/v1/people/").status_code == 403
    assert api(role="trainer").get("/api/v1/people/search/", {"q": "ay"}).status_code == 403
