"""Decisions over HTTP: the contract of the screens."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.decisions.models import Decision, InterimStop
from apps.programmes.models import GuardRefusal
from omuz.kernel import clock
from tenants import scope
from tests.cases.support import kitchen, opened
from tests.decisions.support import case_in, programme, proposed
from tests.support.staff import make_actor

pytestmark = pytest.mark.django_db
DECISIONS = "/api/v1/decisions/"
SEEN = {"kind": "observation", "text": "Üç görüşmeye gelmedi."}


@pytest.fixture
def manager(api):
    return api(role="unit_manager")


@pytest.fixture
def assessor(api):
    return api(role="assessor")


@pytest.fixture
def room(municipalities, manager):
    with scope.enter(municipalities["kayseri"]):
        yield


@pytest.fixture
def case(room):
    return case_in(programme())


def _post(client, path, body, *, version=None, key=""):
    headers = {"If-Match": f'"{version}"'} if version is not None else {}
    return client.post(path, body, format="json", headers=headers | ({"Idempotency-Key": key} if key else {}))


def _proposed(client, case, **parts):
    body = {"kind": "suspend", "ground": "no_participation", "evidence": [SEEN]} | parts
    return _post(client, f"/api/v1/cases/{case.pk}/decisions/", body, key=parts.get("key", ""))


def _today():
    return clock.local_date(clock.now())


def test_from_the_form_to_the_effect(assessor, manager, case):
    form = assessor.get(f"/api/v1/cases/{case.pk}/decisions/form/", {"kind": "suspend"}).json()
    assert [one["letter"] for one in form["grounds"]] == ["a", "b", "c", "ç", "d"]
    assert [one["cited"][-5:] for one in form["articles"]] == ["m. 22", "m. 23"]
    assert all(one["text"] for one in form["articles"])
    assert (form["obstacle"]["allowed"], "{gerekce}" in form["letter_body"]) == (True, True)

    made = _proposed(assessor, case)
    assert (made.status_code, made["Location"]) == (201, f"{DECISIONS}{made.json()['id']}/")
    assert assessor.get(made["Location"]).json()["taking"]["code"] == "needs_second_person"

    seen = manager.get(made["Location"])
    page = seen.json()
    assert (page["taking"]["allowed"], page["may_hear"], page["may_withdraw"]) == (True, True, True)
    refused = _post(manager, f"{made['Location']}taking/", {"reason": "Neden"}, version=page["version"])
    assert (refused.status_code, refused.json()["article"][-5:]) == (422, "m. 23")
    assert [one["field"] for one in refused.json()["errors"]] == ["effective_on"]
    body = {"reason": "Görüşmelere gelinmedi.", "effective_on": _today().isoformat(), "waived_because": "İstemedi."}
    taken = _post(manager, f"{made['Location']}taking/", body, version=page["version"])
    assert (taken.status_code, taken.json()["state"], taken.json()["letters"][0]["state"]) == (
        200,
        "in_effect",
        "draft",
    )
    again = _post(manager, f"{made['Location']}taking/", body, version=page["version"])
    assert (again.status_code, again.json()["code"]) == (409, "stale_version")
    shown = manager.get(f"/api/v1/cases/{case.pk}/decisions/").json()
    assert (shown["kinds"], shown["stop"]) == (["terminate", "resume"], None)


def test_what_an_article_refuses_is_remembered_and_nothing_else(assessor, case):
    refused = _proposed(assessor, case, ground="moved")
    assert (refused.status_code, refused.json()["code"]) == (422, "ground_not_listed")
    assert refused.json()["article"].endswith("m. 22")
    assert [row.code for row in GuardRefusal.objects.all()] == ["ground_not_listed"]
    assert not Decision.objects.exists()


def test_a_second_click_proposes_once(assessor, case):
    first, again = (_proposed(assessor, case, key="abc") for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    other = _proposed(assessor, case, key="def")
    assert (other.status_code, other.json()["code"]) == (409, "decision_open_already")
    form = assessor.get(f"/api/v1/cases/{case.pk}/decisions/form/", {"kind": "suspend"}).json()
    assert form["obstacle"]["code"] == "decision_open_already"


def test_hearing_and_statement(assessor, manager, case):
    path = _proposed(assessor, case)["Location"]
    until = (_today() + dt.timedelta(days=5)).isoformat()
    asked = _post(manager, f"{path}hearing/", {"answer_until": until}, version=1)
    assert (asked.json()["state"], asked.json()["answer_until"]) == ("hearing", until)
    assert manager.get(DECISIONS, {"list": "mine"}).json()["results"] == []
    early = _post(manager, f"{path}statement/", {"form": "none"}, version=2)
    assert (early.status_code, early.json()["errors"][0]["code"]) == (422, "still_time")
    said = {"form": "oral", "by": "person", "text": "Hastaydım."}
    kept = _post(manager, f"{path}statement/", said, version=2).json()
    assert (kept["statement"], kept["statement_by_label"], kept["may_hear"]) == ("Hastaydım.", "Kendisi", False)
    assert len(manager.get(DECISIONS, {"list": "mine"}).json()["results"]) == 1


def test_an_interim_stop_is_started_confirmed_and_shown(assessor, manager, case):
    started = _post(assessor, f"/api/v1/cases/{case.pk}/interim-stops/", {"risk": "Koruyucusuz makine."})
    assert started.status_code == 201
    (stop,) = started.json()["stops"]
    assert (stop["is_in_force"], stop["days_left"], stop["is_own"]) == (True, 9, True)
    path = f"/api/v1/interim-stops/{stop['id']}/"
    assert _post(assessor, f"{path}confirmation/", {}, version=stop["version"]).status_code == 403
    body = {"reason": "Risk sürüyor.", "waived_because": "Ciddi risk."}
    confirmed = _post(manager, f"{path}confirmation/", body, version=stop["version"])
    assert (confirmed.status_code, confirmed.json()["ground"]["letter"]) == (200, "d")
    assert InterimStop.objects.get().state == "confirmed"
    late = _post(manager, f"{path}lifting/", {"reason": "Bitti."}, version=stop["version"] + 1)
    assert (late.status_code, late.json()["code"]) == (409, "stop_over")


def test_a_programme_without_such_acts_shows_none(manager, room):
    meal = opened(kitchen())
    shown = manager.get(f"/api/v1/cases/{meal.pk}/decisions/").json()
    assert (shown["kinds"], shown["stop"], shown["decisions"]) == ([], None, [])
    form = manager.get(f"/api/v1/cases/{meal.pk}/decisions/form/", {"kind": "terminate"}).json()
    assert (form["grounds"], form["articles"], form["obstacle"]["code"]) == ([], [], "no_such_act")
    assert manager.get(f"/api/v1/cases/{meal.pk}/decisions/form/", {"kind": "fire"}).status_code == 404


def test_lists_and_pages_cost_the_same_however_many(manager, room):
    version, people = programme(), make_actor("assessor")
    first = proposed(case_in(version), actor=people)

    def cost(path, **query):
        manager.get(path, query)
        with CaptureQueriesContext(connection) as counted:
            assert manager.get(path, query).status_code == 200
        return len(counted)

    alone = {which: cost(DECISIONS, list=which) for which in ("open", "mine", "undeliverable")}
    for _ in range(3):
        proposed(case_in(version), actor=people)
    assert {which: cost(DECISIONS, list=which) for which in alone} == alone
    assert max(alone.values()) <= 20
    assert cost(f"{DECISIONS}{first.pk}/") <= 26
    assert cost(f"/api/v1/cases/{first.case_id}/decisions/") <= 26
    assert cost(f"/api/v1/cases/{first.case_id}/decisions/form/", kind="suspend") <= 40
