"""Packs over the API: what ships, who runs it, and an upgrade from preview to draft."""

import pytest

from apps.accounts.models import OrgUnit
from apps.programmes.definition.paths import value_at, with_value
from apps.programmes.models import Programme, ProgrammeVersion
from apps.programmes.operations.versions import save_section, start_from_document
from apps.programmes.packs import Pack, get_shipped, list_shipped
from omuz.kernel.ids import new_id
from tenants import scope
from tests.programmes.support import drafted
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db
TITLE = ("name", "tr")


def _pack() -> Pack:
    pack = get_shipped("bedestem")
    assert pack is not None
    return pack


@pytest.fixture
def behind(kayseri) -> ProgrammeVersion:
    return _behind()


def _behind() -> ProgrammeVersion:
    """Return a draft that runs an older bedestem, in which the purpose was another, with a name of its own."""
    older = with_value(_pack().definition.document(), ("purpose", "tr"), "Eski amaç.")
    older = with_value(older, TITLE, "Eski ad")
    unit = OrgUnit.objects.create(name=f"Birim {new_id().hex[-6:]}")
    writer = make_actor("tenant_admin")
    version = start_from_document(
        older, unit_id=unit.pk, actor=writer, now=NOW, pack="bedestem", upstream_version="0.9.0"
    )
    name = {**older["name"], "tr": "Bizim merkezimiz"}
    return save_section(version.pk, "name", name, seen=version.version, actor=writer, now=NOW)


def test_every_shipped_pack_is_listed_with_its_state_and_sources(api, kayseri):
    rows = api(role="tenant_admin").get("/api/v1/packs/").json()["results"]
    assert sorted(row["code"] for row in rows) == sorted(pack.code for pack in list_shipped())
    for row in rows:
        assert row["sources"], row["code"]
        assert row["status"] != "preview" or row["pending"], f"{row['code']} does not say what is still to come"


def test_a_pack_names_its_basis_its_modules_and_who_runs_it(api, behind):
    shown = api(role="tenant_admin").get("/api/v1/packs/bedestem/").json()
    assert shown["programmes"] == [
        {"id": str(behind.programme_id), "name": "Eski ad", "upstream_version": "0.9.0", "is_current": False}
    ]
    assert shown["legal_basis"]
    assert {one["key"] for one in shown["modules"]} >= {"information_referral"}
    assert shown["holds"]["forms"] == len(_pack().definition.forms)


@pytest.mark.parametrize("code", ["none", "..", "BEDESTEM"])
def test_there_is_no_other_pack(api, kayseri, code):
    assert api(role="tenant_admin").get(f"/api/v1/packs/{code}/").status_code == 404


def test_an_upgrade_is_previewed_decided_and_drafted(api, behind):
    client = api(role="tenant_admin")
    address = f"/api/v1/programmes/{behind.programme_id}/upgrade/"
    shown = client.get(address).json()
    assert (shown["taken"], shown["offered"], shown["is_current"]) == ("0.9.0", _pack().version, False)
    assert [one["label"] for one in shown["local_changes"]] == ["Ad"]
    (conflict,) = shown["conflicts"]
    assert (conflict["place"], conflict["mine"]) == ("name.tr", "Bizim merkezimiz")
    assert [one["section"] for one in shown["changes"]] == ["purpose"]

    refused = client.post(address, {"choices": {}}, format="json")
    assert refused.status_code == 422
    assert [one["field"] for one in refused.json()["errors"]] == ["choices.name.tr"]

    made = client.post(address, {"choices": {"name.tr": "mine"}}, format="json")
    assert made.status_code == 201, made.content
    body = made.json()
    assert body["document"]["name"]["tr"] == "Bizim merkezimiz"
    assert body["document"]["purpose"]["tr"] == _pack().definition.purpose.tr
    assert body["upstream_version"] == _pack().version
    assert client.get(address).json()["is_current"] is True


def test_a_choice_is_one_of_two(api, behind):
    answer = api(role="tenant_admin").post(
        f"/api/v1/programmes/{behind.programme_id}/upgrade/", {"choices": {"name.tr": "both"}}, format="json"
    )
    assert answer.status_code == 400


def test_a_programme_of_ones_own_says_why_there_is_nothing_to_take_over(api, kayseri):
    version = drafted()
    answer = api(role="tenant_admin").get(f"/api/v1/programmes/{version.programme_id}/upgrade/")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_upstream")


def test_another_municipalitys_programme_is_not_there(api, municipalities):
    with scope.enter(municipalities["kayseri"]):
        programme_id = _behind().programme_id
    answer = api(role="tenant_admin", municipality="izmir").get(f"/api/v1/programmes/{programme_id}/upgrade/")
    assert answer.status_code == 404


def test_lists_cost_the_same_however_many_programmes_run_the_packs(api, behind, django_assert_max_num_queries, kayseri):
    client = api(role="tenant_admin")
    client.get("/api/v1/packs/")
    with scope.enter(kayseri):
        for number in range(5):
            programme = Programme.objects.create(
                code=f"p-{number}", name=f"Program {number}", unit_id=behind.programme.unit_id, pack="bedestem"
            )
            ProgrammeVersion.objects.create(
                programme=programme, number=1, document=behind.document, drafted_by_id=behind.drafted_by_id
            )
    with django_assert_max_num_queries(12):
        assert client.get("/api/v1/packs/").status_code == 200
    with django_assert_max_num_queries(14):
        assert client.get(f"/api/v1/programmes/{behind.programme_id}/upgrade/").status_code == 200


def test_the_document_that_was_taken_over_is_the_packs_to_the_letter(api, behind):
    client = api(role="tenant_admin")
    client.post(f"/api/v1/programmes/{behind.programme_id}/upgrade/", {"choices": {"name.tr": "theirs"}}, format="json")
    behind.refresh_from_db()
    assert behind.upstream == _pack().definition.document()
    assert behind.document == behind.upstream
    assert value_at(behind.document, TITLE) == _pack().definition.name.tr


def test_a_programme_is_started_from_a_pack_in_a_unit(api, kayseri):
    client = api(role="tenant_admin")
    unit = OrgUnit.objects.create(name=f"Birim {new_id().hex[-6:]}")
    made = client.post("/api/v1/programmes/", {"pack": "iskep-2014-2016", "unit": str(unit.pk)}, format="json")
    assert made.status_code == 201, made.content
    draft = client.get(f"/api/v1/programme-versions/{made.json()['version']}/").json()
    assert (draft["state"], draft["programme"]["id"], draft["number"]) == ("draft", made.json()["id"], 1)
    again = client.post("/api/v1/programmes/", {"pack": "iskep-2014-2016", "unit": str(unit.pk)}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "programme_exists")
    unknown = client.post("/api/v1/programmes/", {"pack": "none", "unit": str(unit.pk)}, format="json")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "pack_unknown")


def test_a_clerk_starts_no_programme(api, kayseri):
    unit = OrgUnit.objects.create(name=f"Birim {new_id().hex[-6:]}")
    answer = api(role="intake_clerk").post(
        "/api/v1/programmes/", {"pack": "bedestem", "unit": str(unit.pk)}, format="json"
    )
    assert answer.status_code == 403


def test_a_condition_in_conflict_is_shown_as_a_sentence(api, kayseri):
    writer = make_actor("tenant_admin")
    unit = OrgUnit.objects.create(name=f"Birim {new_id().hex[-6:]}")
    document, rules = _pack().definition.document(), _pack().definition.document()["rules"]
    at = ("rules", rules[0]["key"], "clauses", rules[0]["clauses"][0]["key"], "condition")
    leaf = {"field": "age", "operator": ">="}
    older = with_value(document, at, {"combinator": "and", "rules": [{**leaf, "value": 16}]})
    version = start_from_document(
        older, unit_id=unit.pk, actor=writer, now=NOW, pack="bedestem", upstream_version="0.9.0"
    )
    mine = with_value(older, at, {"combinator": "and", "rules": [{**leaf, "value": 18}]})
    save_section(version.pk, "rules", mine["rules"], seen=version.version, actor=writer, now=NOW)
    shown = api(role="tenant_admin").get(f"/api/v1/programmes/{version.programme_id}/upgrade/").json()
    (conflict,) = shown["conflicts"]
    assert "18" in conflict["mine_sentence"]
    assert conflict["mine_sentence"].endswith(".")
    assert conflict["theirs_sentence"]
    assert conflict["mine_sentence"] != conflict["theirs_sentence"]
