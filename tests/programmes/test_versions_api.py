"""The lifecycle over the API: what a screen gets, and what it costs."""

import uuid

import pytest

from apps.programmes.models import ProgrammeVersion
from tenants import scope
from tests.programmes.support import drafted, made_up, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(kayseri):
    return drafted()


def _address(version, step=""):
    return f"/api/v1/programme-versions/{version.pk}/{step}"


def test_a_section_is_saved_against_the_version_that_was_seen(api, draft):
    client = api(role="tenant_admin")
    answer = client.put(_address(draft, "sections/name/"), {"value": {"tr": "Işık programı"}}, format="json",
                        headers={"If-Match": '"1"'})  # fmt: skip
    assert answer.status_code == 200, answer.content
    assert answer.json()["document"]["name"] == {"tr": "Işık programı"}
    assert answer["ETag"] == '"2"'
    stale = client.put(_address(draft, "sections/name/"), {"value": {"tr": "Eski"}}, format="json",
                       headers={"If-Match": '"1"'})  # fmt: skip
    assert stale.status_code == 409
    assert stale.json()["code"] == "stale_version"


def test_a_mistake_names_its_field_and_the_remedy(api, draft):
    client = api(role="tenant_admin")
    value = [{"key": "Büyük", "label": {"tr": ""}, "amount": 0, "unit": "days", "starts": "case_opened"}]
    answer = client.put(_address(draft, "sections/deadlines/"), {"value": value}, format="json",
                        headers={"If-Match": '"1"'})  # fmt: skip
    assert answer.status_code == 422
    problems = {one["field"]: one["message"] for one in answer.json()["errors"]}
    assert set(problems) == {"deadlines.0.key", "deadlines.0.label.tr", "deadlines.0.amount"}
    assert "İngilizce küçük harf" in problems["deadlines.0.key"]


@pytest.mark.parametrize("section", ["format", "code", "nothing", "__class__"])
def test_no_other_part_can_be_addressed(api, draft, section):
    answer = api(role="tenant_admin").put(
        _address(draft, f"sections/{section}/"), {"value": 1}, format="json", headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 404


def test_a_screen_knows_before_the_click_what_is_missing_and_who_may_go_on(api, kayseri):
    version = drafted(made_up(effective={}))
    shown = api(role="tenant_admin").get(_address(version)).json()
    assert [(one["code"], one["weight"]) for one in shown["findings"]] == [("no_effective_day", "blocker")]
    assert shown["can"]["edit"]["allowed"] is True
    assert shown["can"]["approve"] == {
        "allowed": False, "reason": "Bu sürüm onay beklemiyor.", "remedy": "Önce onaya sunulmalı.", "article": "",
    }  # fmt: skip


def test_the_whole_way_from_draft_to_a_correction(api, draft, municipalities):
    writer, manager = api(role="tenant_admin"), api(role="unit_manager")
    assert writer.post(_address(draft, "submission/"), {"note": "İlk"}, format="json").json()["state"] == "review"
    assert writer.post(_address(draft, "approval/"), {}, format="json").status_code == 403
    assert manager.post(_address(draft, "return/"), {"reason": "Eksik"}, format="json").json()["state"] == "draft"
    writer.post(_address(draft, "submission/"), {"note": "İkinci"}, format="json")
    assert manager.post(_address(draft, "approval/"), {}, format="json").json()["state"] == "published"
    path = ["forms", "basvuru", "sections", "genel", "items", "istek", "label", "tr"]
    wrong = writer.post(_address(draft, "corrections/"), {"changes": [{"path": path, "after": "Adresiniz?"}],
                                                        "reason": "Yazım"}, format="json")  # fmt: skip
    assert wrong.status_code == 422
    done = writer.post(_address(draft, "corrections/"), {"changes": [{"path": path, "after": "Ne istiyordunuz?"}],
                                                       "reason": "Yazım"}, format="json")  # fmt: skip
    assert done.status_code == 201, done.content
    label = done.json()["document"]["forms"][0]["sections"][0]["items"][0]["label"]
    assert label == {"tr": "Ne istiyordunuz?"}
    with scope.enter(municipalities["kayseri"]):
        stored = ProgrammeVersion.objects.get(pk=draft.pk).document
    assert stored["forms"][0]["sections"][0]["items"][0]["label"] == {"tr": "Ne istiyorsunuz?"}
    acts = [one["label"] for one in writer.get(_address(draft, "history/")).json()["results"]]
    assert acts == ["Yazım düzeltmesi yapıldı", "Yayımlandı", "Onaya sunuldu", "Düzeltme için geri gönderildi",
                    "Onaya sunuldu", "Taslak başlatıldı"]  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        ["effective", "starts_on"], ["forms", "basvuru", "key"], ["legal_basis", "karar", "number"], ["nowhere"],
        ["stages", "giris", "label", "tr", "more"], ["transitions", "bitir", "needs_reason"], ["stages", "0", "tr"],
        ["@order"], ["forms", "@order"],
    ],
)  # fmt: skip
def test_nothing_but_wording_is_corrected(api, kayseri, path):
    version = published()
    answer = api(role="tenant_admin").post(
        _address(version, "corrections/"), {"changes": [{"path": path, "after": "x"}], "reason": "Yazım"}, format="json"
    )
    assert answer.status_code == 422


def test_a_draft_says_what_it_changes_in_words(api, kayseri):
    first = published()
    client = api(role="tenant_admin")
    draft = client.post(f"/api/v1/programmes/{first.programme_id}/versions/", {"note": "Süre"}, format="json").json()
    address = f"/api/v1/programme-versions/{draft['id']}/"
    assert client.get(f"{address}diff/").json() == {"against": str(first.pk), "entries": []}
    client.put(f"{address}sections/naming/", {"value": {"person": {"tr": "Aday"}, "case": {"tr": "Dosya"}}},
               format="json", headers={"If-Match": '"1"'})  # fmt: skip
    entries = client.get(f"{address}diff/", {"against": str(first.pk)}).json()["entries"]
    assert entries
    assert {one["section"] for one in entries} == {"naming"}
    assert any("Aday" in str(one["after"]) for one in entries)
    assert client.get(f"{address}diff/", {"against": "upstream"}).json()["code"] == "no_upstream"
    for unknown in ("x", str(uuid.uuid4())):
        assert client.get(f"{address}diff/", {"against": unknown}).status_code == 404


def test_a_programmes_page_and_a_version_cost_a_fixed_number_of_statements(api, draft, django_assert_max_num_queries):
    client = api(role="tenant_admin")
    with django_assert_max_num_queries(16):
        assert client.get("/api/v1/programmes/").status_code == 200
    with django_assert_max_num_queries(18):
        assert client.get(_address(draft)).status_code == 200


@pytest.mark.parametrize("role", ["intake_clerk", "job_coach", "trainer"])
def test_who_may_not_read_definitions_gets_no_draft(api, draft, role):
    assert api(role=role).get(_address(draft)).status_code == 404
