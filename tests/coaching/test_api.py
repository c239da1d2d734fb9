"""Coaching over HTTP: the contract of the screens, retries, budgets, what is absent."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.queries import actor_for
from apps.cases.models import Case
from apps.coaching.models import SupportPlan, Visit
from apps.coaching.operations.visits import record_visit
from apps.people.models import Person
from apps.programmes.models import GuardRefusal
from omuz.kernel import clock
from omuz.kernel.ids import new_id
from tenants import scope
from tests.cases.support import opened
from tests.coaching.support import a_visit, izmir, light, neighbours

pytestmark = pytest.mark.django_db
VISITS = "/api/v1/visits/"


@pytest.fixture
def coach(api):
    return api(role="job_coach")


@pytest.fixture
def room(municipalities, coach):
    with scope.enter(municipalities["kayseri"]):
        yield


def case_for(client, version):
    case = opened(version)
    Person.objects.filter(pk=case.person_id).update(interviewer=client.user)
    Case.objects.filter(pk=case.pk).update(responsible=client.user, opened_at=clock.now() - dt.timedelta(days=40),
                                           stage_since=clock.now())  # fmt: skip
    return case


def today():
    return clock.local_date(clock.now())


def body(case, **values):
    fields = {
        "case": str(case.pk), "client_key": str(new_id()), "visited_on": today().isoformat(), "place": "workplace",
        "minutes": 30, "activity": "monitoring", "topics": ["tasks"], "note": "Sakin geçti.",
    }  # fmt: skip
    return fields | values


def test_a_visit_is_written_read_mended_and_listed(room, coach):
    case = case_for(coach, light())
    made = coach.post(VISITS, body(case), format="json")
    assert made.status_code == 201, made.content
    assert (made.json()["words"]["note"], made.json()["may_mend"]) == ("Sakin geçti.", True)
    path = made["Location"]
    mended = coach.patch(path, body(case, minutes=50), format="json", HTTP_IF_MATCH=made["ETag"])
    assert (mended.status_code, mended.json()["minutes"]) == (200, 50)
    assert coach.patch(path, body(case), format="json").status_code == 428
    listed = coach.get(VISITS, {"case": str(case.pk)}).json()["results"]
    assert [row["minutes"] for row in listed] == [50]


def test_a_double_submit_writes_one_visit_with_and_without_the_header(room, coach):
    case = case_for(coach, light())
    sent = body(case)
    headers = {"HTTP_IDEMPOTENCY_KEY": "bir-kez"}
    answers = [coach.post(VISITS, sent, format="json", **headers) for _ in range(2)]
    answers.append(coach.post(VISITS, sent, format="json"))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Visit.objects.count() == 1


def test_a_refusal_names_the_article_and_is_remembered(room, coach):
    case = case_for(coach, izmir())
    refused = coach.post(VISITS, body(case, activity=""), format="json")
    assert refused.status_code == 422
    assert refused.json()["article"].endswith("m. 5")
    assert GuardRefusal.objects.filter(guard="activity_code", programme=case.programme_id).count() == 1


def test_a_plan_from_draft_to_agreement_and_review(room, coach):
    case = case_for(coach, light())
    plan = {
        "goals": [{"words": "Yalnız gitmek istiyorum."}],
        "services": [{"activity": "monitoring", "responsible": str(coach.user.pk), "rhythm": "weekly", "times": 1}],
        "coaching": [], "review_on": (today() + dt.timedelta(days=30)).isoformat(),
    }  # fmt: skip
    path = f"/api/v1/cases/{case.pk}/plans/"
    made = coach.post(path, plan, format="json")
    assert made.status_code == 201, made.content
    assert made.json()["missing"] == []
    home, agreement = made["Location"], {"agreed_on": today().isoformat(), "agreed_by": "person"}
    agreed = coach.post(f"{home}agreement/", agreement, format="json", HTTP_IF_MATCH=made["ETag"])
    assert (agreed.status_code, agreed.json()["state"]) == (200, "agreed")
    assert coach.post(f"{home}agreement/", agreement, format="json", HTTP_IF_MATCH=made["ETag"]).status_code == 409
    printed = coach.get(f"{home}print/", {"copy": "plain"})
    assert printed.content[:5] == b"%PDF-"
    review = {"result": "continue", "held_on": today().isoformat(),
              "next_on": (today() + dt.timedelta(days=60)).isoformat()}  # fmt: skip
    done = coach.post(f"{home}review/", review, format="json", HTTP_IF_MATCH=agreed["ETag"])
    assert [row["result"]["key"] if row["result"] else None for row in done.json()["reviews"]] == [None, "continue"]
    assert [row["state"] for row in coach.get(path).json()["results"]] == ["agreed"]


def test_employment_and_referrals_of_a_case(room, coach):
    case = case_for(coach, light())
    path = f"/api/v1/cases/{case.pk}/employment/"
    day = today().isoformat()
    noted = coach.post(path, {"since": day, "source": "person", "source_on": day, "work": "Paketleme"}, format="json")
    assert noted.status_code == 201, noted.content
    assert noted.json()["observations"][0]["work"] == "Paketleme"
    referral = {"kind": "iskur", "referred_on": day, "activity": "monitoring"}
    sent = coach.post(f"/api/v1/cases/{case.pk}/institution-referrals/", referral, format="json")
    assert [row["institution"] for row in sent.json()["referrals"]] == ["İŞKUR"]
    row = sent.json()["referrals"][0]
    told = coach.post(f"/api/v1/institution-referrals/{row['id']}/outcome/", {"outcome": "waiting", "outcome_on": day},
                      format="json", HTTP_IF_MATCH='"1"')  # fmt: skip
    assert told.json()["referrals"][0]["outcome"]["key"] == "waiting"


def test_what_a_programme_has_not_is_absent(room, coach):
    case = case_for(coach, neighbours(capabilities={"held": [{"key": "case_management"}]}))
    for path in ("coaching", "plans", "employment"):
        assert coach.get(f"/api/v1/cases/{case.pk}/{path}/").status_code == 404
    assert coach.post(VISITS, body(case), format="json").status_code == 404
    assert not SupportPlan.objects.exists()


def test_others_words_are_closed_until_a_purpose_is_given(room, coach, api, municipalities):
    case = case_for(coach, light())
    made = coach.post(VISITS, body(case), format="json").json()
    manager = api(role="unit_manager")
    seen = manager.get(f"{VISITS}{made['id']}/").json()
    assert (seen["words"], seen["has_words"], seen["may_mend"]) == (None, True, False)
    assert manager.post(f"{VISITS}{made['id']}/words/", {}, format="json").status_code == 428
    opened_ = manager.post(f"{VISITS}{made['id']}/words/", {"purpose": "supervision"}, format="json")
    assert opened_.json()["note"] == "Sakin geçti."


def test_budgets(room, coach):
    version = light()
    actor = actor_for(coach.user, on=today(), mfa=True)
    cases = [case_for(coach, version) for _ in range(4)]
    for case in cases:
        for _ in range(3):
            draft = a_visit(visited_on=today(), next_on=today())
            record_visit(case.pk, draft, client_key=new_id(), actor=actor, now=clock.now())
    for path, most in ((VISITS, 14), ("/api/v1/coaching/today/", 13), ("/api/v1/coaching/done/", 14),
                       (f"/api/v1/cases/{cases[0].pk}/coaching/", 14), (f"/api/v1/cases/{cases[0].pk}/plans/", 13),
                       (f"/api/v1/cases/{cases[0].pk}/employment/", 17)):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = coach.get(path)
        assert answer.status_code == 200, path
        assert len(asked) <= most, (path, len(asked), "\n".join(row["sql"][:140] for row in asked))
