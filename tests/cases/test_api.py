"""Cases over HTTP: the contract of the screens."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.queries import actor_for
from apps.cases.models import Case, CaseEvent, FormDraft
from apps.privacy.models import AccessLogEntry
from tenants import scope
from tests.cases.support import KITCHEN, kitchen, opened, person_of
from tests.cases.test_made_up_programme import WISH
from tests.support.staff import TODAY, make_actor

pytestmark = pytest.mark.django_db
CASES = "/api/v1/cases/"


@pytest.fixture
def clerk(api):
    return api(role="intake_clerk")


@pytest.fixture
def room(municipalities, clerk):
    """Enter the clerk's municipality; requests come from outside of it and enter it again."""
    with scope.enter(municipalities["kayseri"]):
        yield


@pytest.fixture
def version(room):
    return kitchen()


@pytest.fixture
def person(room):
    return person_of(make_actor("intake_clerk"))


def _post(client, path, body, *, version=None, key=""):
    headers = {"If-Match": f'"{version}"'} if version is not None else {}
    return client.post(path, body, format="json", headers=headers | ({"Idempotency-Key": key} if key else {}))


def _open(client, person, version):
    answer = _post(client, CASES, {"person": str(person.pk), "programme": str(version.programme_id)})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_case_is_opened_filled_and_moved_on(clerk, person, version):
    case = _open(clerk, person, version)
    assert case["stage"] == {"key": "istek", "label": "İstek alındı"}
    assert case["eligibility"]["outcome"] == "yes"
    # Nobody knows yet how many they are: the second document may still be asked for.
    assert [(one["key"], one["is_certain"]) for one in case["documents"]] == [("kimlik", True), ("hane_belgesi", False)]
    step = next(one for one in case["steps"] if one["key"] == "tanis")
    assert step["allowed"] is False
    assert step["obstacles"][0]["form"] == "istek"

    path = f"{CASES}{case['id']}/"
    refused = _post(clerk, f"{path}transitions/", {"transition": "tanis"}, version=case["version"])
    assert (refused.status_code, refused.json()["code"]) == (422, "step_refused")

    form = clerk.get(f"{path}forms/istek/").json()
    assert form["schema"]["$schema"].endswith("2020-12/schema")
    assert [one["key"] for one in form["special"]] == ["alerjiler"]

    wrong = _post(clerk, f"{path}submissions/", {"form": "istek", "answers": {"eve_gelsin": True}})
    assert wrong.status_code == 422
    assert {one["field"] for one in wrong.json()["errors"]} == {"answers.kisi_sayisi", "answers.adres_tarifi"}

    handed = _post(clerk, f"{path}submissions/", {"form": "istek", "answers": WISH})
    assert handed.status_code == 201
    assert "alerjiler" not in handed.json()["answers"]
    assert handed.json()["has_special"] is True

    case = clerk.get(path).json()
    moved = _post(clerk, f"{path}transitions/", {"transition": "tanis"}, version=case["version"])
    assert moved.json()["stage"]["key"] == "tanisma"
    kinds = [one["kind"] for one in clerk.get(f"{path}timeline/").json()["results"]]
    assert kinds == ["stage", "submission", "opened"]


def test_a_second_click_does_nothing_twice(clerk, person, version):
    case = _open(clerk, person, version)
    path = f"{CASES}{case['id']}/"
    first = _post(clerk, f"{path}submissions/", {"form": "istek", "answers": WISH}, key="aaa")
    again = _post(clerk, f"{path}submissions/", {"form": "istek", "answers": WISH}, key="aaa")
    other = _post(clerk, f"{path}submissions/", {"form": "istek", "answers": WISH}, key="bbb")
    assert first.json()["id"] == again.json()["id"] == other.json()["id"]
    assert other.status_code == 200
    version_seen = clerk.get(path).json()["version"]
    done = _post(clerk, f"{path}transitions/", {"transition": "tanis"}, version=version_seen)
    stale = _post(clerk, f"{path}transitions/", {"transition": "tanis"}, version=version_seen)
    assert (done.status_code, stale.status_code) == (200, 409)
    assert CaseEvent.objects.filter(case=case["id"]).count() == 3
    second = _post(clerk, CASES, {"person": str(person.pk), "programme": str(version.programme_id)})
    assert (second.status_code, second.json()["code"]) == (409, "case_open_already")


def test_not_eligible_answers_with_the_decision_and_the_way_on(clerk, version):
    child = person_of(make_actor("intake_clerk"), birth_date=TODAY.replace(year=2015))
    answer = _post(clerk, CASES, {"person": str(child.pk), "programme": str(version.programme_id)})
    body = answer.json()
    assert (answer.status_code, body["code"], body["article"]) == (422, "not_eligible", "Meclis kararı m. 3")
    assert body["answer"]["clauses"][0]["basis"] == {"title": "Meclis kararı", "article": "3"}
    assert "yönlendirilebilir" in body["detail"]
    told = clerk.get(f"{CASES}opening/", {"person": str(child.pk), "programme": str(version.programme_id)}).json()
    assert told["can_open"] is False
    assert told["answer"]["outcome"] == "no"


def test_a_draft_survives_and_another_window_does_not_overwrite_it_unseen(clerk, person, version):
    path = f"{CASES}{_open(clerk, person, version)['id']}/drafts/istek/"
    assert clerk.get(path).json()["version"] == 0
    half = {"kisi_sayisi": "üç?", "eve_gelsin": None, "artık_yok": [1]}
    saved = clerk.put(path, {"answers": half}, format="json", headers={"If-Match": '"0"'})
    assert saved.json()["version"] == 1
    assert clerk.get(path).json()["answers"] == half
    lost = clerk.put(path, {"answers": {}}, format="json", headers={"If-Match": '"0"'})
    assert (lost.status_code, lost.json()["code"]) == (409, "stale_draft")
    assert clerk.get(path).json()["answers"] == half


def test_nobody_reads_anothers_draft(api, clerk, person, version):
    path = f"{CASES}{_open(clerk, person, version)['id']}/drafts/istek/"
    clerk.put(path, {"answers": {"kisi_sayisi": 2}}, format="json")
    assert api(role="unit_manager").get(path).json()["answers"] == {}
    assert FormDraft.objects.count() == 1


def test_special_answers_open_for_a_purpose_and_leave_a_trace(api, clerk, person, version):
    case = _open(clerk, person, version)
    handed = _post(clerk, f"{CASES}{case['id']}/submissions/", {"form": "istek", "answers": WISH}).json()
    path = f"{CASES}{case['id']}/submissions/{handed['id']}/special/"
    manager = api(role="unit_manager")
    asked = manager.get(path)
    assert (asked.status_code, asked.json()["code"]) == (428, "purpose_required")
    opened_answers = manager.get(path, {"purpose": "service_planning"}).json()["answers"]
    assert opened_answers == {"alerjiler": ["gluten"]}
    entry = AccessLogEntry.objects.get(person_id=person.pk)
    assert (entry.fields, entry.programme_id) == (["case_answers"], version.programme_id)


def test_a_correction_keeps_special_answers_that_nobody_opened(clerk, person, version):
    case = _open(clerk, person, version)
    path = f"{CASES}{case['id']}/submissions/"
    first = _post(clerk, path, {"form": "istek", "answers": WISH}).json()
    plain = {name: value for name, value in WISH.items() if name != "alerjiler"} | {"kisi_sayisi": 4}
    body = {"form": "istek", "answers": plain, "replaces": first["id"], "keeps_special": True}
    second = _post(clerk, path, body)
    assert second.status_code == 201
    assert second.json()["has_special"] is True
    assert second.json()["replaces"] == first["id"]
    assert clerk.get(f"{path}{first['id']}/").json()["replaced_by"] == second.json()["id"]
    late = _post(clerk, path, body)
    assert (late.status_code, late.json()["code"]) == (409, "corrected_meanwhile")


def test_what_another_municipality_has_is_not_there(api, clerk, municipalities):
    with scope.enter(municipalities["kayseri"]):
        case = _open(clerk, person_of(make_actor("intake_clerk")), kitchen())
    stranger = api(role="unit_manager", municipality="izmir")
    assert stranger.get(f"{CASES}{case['id']}/").status_code == 404
    assert stranger.get(CASES).json()["results"] == []
    assert clerk.get(f"{CASES}{uuid.uuid4()}/").status_code == 404


def test_the_list_finds_by_number_name_stage_and_responsible(clerk, person, version):
    case = _open(clerk, person, version)
    opened(version, given_names="Bülent", surname="Çınar")

    def found(**query):
        return [one["number"] for one in clerk.get(CASES, query).json()["results"]]

    assert found(q=case["number"]) == found(q="d-2026-1") == ["D-2026-00001"]
    assert found(q="cinar") == ["D-2026-00002"]
    assert found(stage="istek", sort="number") == ["D-2026-00001", "D-2026-00002"]
    assert found(stage="servis") == found(overdue="1") == found(responsible="me") == []
    Case.objects.filter(pk=case["id"]).update(responsible=clerk.user, due_on="2026-11-01")
    assert found(responsible="me") == found(overdue="1") == ["D-2026-00001"]
    assert found(responsible="nobody") == ["D-2026-00002"]
    choices = clerk.get(f"{CASES}choices/").json()
    assert choices["programmes"][0]["stages"] == [{"key": "istek", "label": "İstek alındı"}]


def test_the_page_and_the_list_ask_a_fixed_number_of_questions(clerk, version):
    first = opened(version)
    paths = (CASES, f"{CASES}{first.pk}/", f"{CASES}{first.pk}/timeline/", f"{CASES}choices/")
    for path in paths:
        clerk.get(path)
    alone = [_questions(clerk, path) for path in paths]
    for name in ("Ali", "Veli", "Ayşe"):
        opened(version, given_names=name)
    assert [_questions(clerk, path) for path in paths] == alone
    assert max(alone) <= 40
    assert alone[0] <= 16


def _questions(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_a_decision_tells_of_special_facts_without_disclosing_them(clerk, person):
    rule = {"combinator": "and", "rules": [{"field": "target_groups", "operator": "contains", "value": "disabled"}]}
    clause = {"key": "grubu", "condition": rule, "effect": {"kind": "require"}, "message": {"tr": "Gruptan olmalı."}}
    asked = {"key": "grup", "point": "eligibility", "label": {"tr": "Grup"}, "clauses": [clause]}
    rules = [*KITCHEN["rules"], asked]
    closed = kitchen(code="kapali-mutfak", rules=rules)
    answer = clerk.get(f"{CASES}opening/", {"person": str(person.pk), "programme": str(closed.programme_id)}).json()
    lines = [line for clause in answer["answer"]["clauses"] for line in clause["trace"] if line["special"]]
    assert lines
    assert all(line["seen"] in {None, "Kapalı (özel nitelikli)"} for line in lines)


def test_assigning_closing_reopening_and_notes(api, clerk, person, version):
    case = _open(clerk, person, version)
    path = f"{CASES}{case['id']}/"
    colleague = api(role="assessor").user
    given = clerk.put(f"{path}responsible/", {"responsible": str(colleague.pk)}, format="json",
                      headers={"If-Match": f'"{case["version"]}"'}).json()  # fmt: skip
    assert given["responsible"]["id"] == str(colleague.pk)
    auditor = api(role="auditor").user
    refused = clerk.put(f"{path}responsible/", {"responsible": str(auditor.pk)}, format="json",
                        headers={"If-Match": f'"{given["version"]}"'})  # fmt: skip
    assert refused.status_code == 422
    unclosed = _post(clerk, f"{path}closing/", {"reason": "Bilinmiyor"}, version=given["version"])
    assert unclosed.json()["errors"][0]["field"] == "closure"
    closed = _post(clerk, f"{path}closing/", {"reason": "Taşındı.", "closure": "tasindi"}, version=given["version"])
    assert (closed.json()["state"], closed.json()["steps"]) == ("closed", [])
    assert _post(clerk, f"{path}submissions/", {"form": "istek", "answers": WISH}).json()["code"] == "case_closed"
    beside = _open(clerk, person, version)
    told = clerk.get(path).json()["reopening"]
    refused = _post(clerk, f"{path}reopening/", {"reason": "Geri döndü."}, version=closed.json()["version"])
    assert (told[0]["code"], told[0]["href"]) == ("case_open_already", f"/dosyalar/{beside['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, told[0]["code"])
    done = {"reason": "Yanlışlıkla açıldı.", "closure": "tasindi"}
    _post(clerk, f"{CASES}{beside['id']}/closing/", done, version=beside["version"])
    assert clerk.get(path).json()["reopening"] == []
    again = _post(clerk, f"{path}reopening/", {"reason": "Geri döndü."}, version=closed.json()["version"])
    assert (again.json()["state"], again.json()["stage"]["key"]) == ("open", "istek")
    assert _post(clerk, f"{path}notes/", {"text": "Kapıcıya haber verildi."}).status_code == 204
    events = clerk.get(f"{path}timeline/").json()["results"]
    assert [(one["kind"], one["text"]) for one in events[:3]] == [
        ("note", "Kapıcıya haber verildi."), ("reopened", "Geri döndü."), ("closed", "Taşındı."),
    ]  # fmt: skip


def test_who_may_only_read_cases_changes_none(api, clerk, person, version, municipalities):
    case = _open(clerk, person, version)
    liaison = api(role="district_liaison")
    assert liaison.get(f"{CASES}{case['id']}/").status_code == 404
    Case.objects.filter(pk=case["id"]).update(responsible=liaison.user)
    actor = actor_for(liaison.user, on=TODAY, mfa=True)
    assert actor is not None
    assert Case.objects.visible_to(actor).count() == 0, "their people are not theirs to find"
    assert _post(liaison, f"{CASES}{case['id']}/notes/", {"text": "x"}).json()["code"] == "no_right"
