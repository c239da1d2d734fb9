"""Outcomes over HTTP: the contract of the screen, what it is told before the click, the letter."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.cases.models import CaseOutcome
from apps.cases.operations.forms import submit_form
from apps.letters.models import Letter
from apps.programmes.models import GuardRefusal
from apps.programmes.queries.pinned import pinned_definition
from tenants import scope
from tests.articles.support import document_of, programme
from tests.cases.support import opened
from tests.programmes.test_shipped_packs_running import filled
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
GIVEN = {"outcome": "skills", "given_on": TODAY.isoformat(), "reason": "Ev işlerini kendi yapmak istiyor."}


@pytest.fixture
def case(municipalities, api):
    with scope.enter(municipalities["kayseri"]):
        rules = [one for one in document_of()["rules"] if one["point"] != "eligibility"]
        case = opened(programme(rules=rules))
        definition = pinned_definition(case.programme_version_id)
        answers = filled(definition, "assessment", yes=True)
        submit_form(case.pk, "assessment", answers, actor=make_actor("assessor"), now=NOW)
        yield case


@pytest.fixture
def assessor(api):
    return api(role="assessor")


def _address(case, more=""):
    return f"/api/v1/cases/{case.pk}/outcomes/{more}"


def _post(client, address, body, key=""):
    return client.post(address, body, format="json", headers={"Idempotency-Key": key} if key else {})


def test_the_screen_is_told_the_article_and_what_may_be_given(case, assessor, api):
    body = assessor.get(_address(case)).json()
    assert body["guard"]["cited"].endswith("m. 10")
    assert "yönlendirilebilir" in body["guard"]["text"]
    assert [(one["letter"], one["allowed"], one["is_mine"]) for one in body["choices"]] == [
        (letter, True, True) for letter in ("a", "b", "c", "ç", "d")
    ]
    assert body["assessments"][0]["form"] == "assessment"
    clerk = api(role="intake_clerk").get(_address(case)).json()
    assert not any(one["is_mine"] for one in clerk["choices"])


def test_sent_twice_it_is_given_once(case, assessor):
    key = uuid.uuid4().hex
    first = _post(assessor, _address(case), {"outcomes": [GIVEN]}, key)
    again = _post(assessor, _address(case), {"outcomes": [GIVEN]}, key)
    assert (first.status_code, again.status_code, CaseOutcome.objects.count()) == (201, 201, 1)
    assert first.json() == again.json()
    without_key = _post(assessor, _address(case), {"outcomes": [GIVEN]})
    assert (without_key.status_code, without_key.json()["code"]) == (409, "outcome_stands")
    assert CaseOutcome.objects.count() == 1


def test_a_refusal_names_article_and_field_and_is_remembered(case, assessor):
    answer = _post(assessor, _address(case), {"outcomes": [GIVEN, GIVEN | {"outcome": "is_in", "reason": ""}]})
    body = answer.json()
    assert (answer.status_code // 100, body["code"]) == (4, "outcome_without_reason")
    assert body["article"].endswith("m. 10")
    assert "outcomes.1.reason" in str(body)
    assert CaseOutcome.objects.count() == 0
    assert [(one.guard, one.code) for one in GuardRefusal.objects.all()] == [
        ("reasoned_outcomes", "outcome_without_reason")
    ]


def test_one_is_withdrawn_and_the_letter_tells_those_that_hold(case, assessor):
    assert _post(assessor, _address(case, "letter/"), {}).json()["code"] == "no_outcome"
    both = [GIVEN, GIVEN | {"outcome": "is_in"}]
    given = _post(assessor, _address(case), {"outcomes": both}).json()["given"]
    gone = next(one for one in given if one["key"] == "is_in")
    assert _post(assessor, _address(case, f"{uuid.uuid4()}/withdrawal/"), {"reason": "Yanlış"}).status_code == 404
    left = _post(assessor, _address(case, f"{gone['id']}/withdrawal/"), {"reason": "Vazgeçti."}).json()
    assert {one["key"]: bool(one["withdrawn_at"]) for one in left["given"]} == {"is_in": True, "skills": False}
    drafted = _post(assessor, _address(case, "letter/"), {})
    assert (drafted.status_code, len(drafted.json()["letters"])) == (201, 1)
    letter = Letter.objects.get()
    assert (letter.use, letter.case_id, letter.state) == ("assessment_result", case.pk, "draft")


def test_its_statements_do_not_grow_with_outcomes(case, assessor):
    assessor.get(_address(case))
    with CaptureQueriesContext(connection) as few:
        assessor.get(_address(case))
    everything = [GIVEN | {"outcome": key} for key in ("is_in", "skills", "monitoring", "social", "career")]
    assert _post(assessor, _address(case), {"outcomes": everything}).status_code == 201
    with CaptureQueriesContext(connection) as many:
        assert len(assessor.get(_address(case)).json()["given"]) == 5
    # Names of those who gave them, definitions, letters.
    assert len(many) <= len(few) + 3


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"outcomes": []},
        {"outcomes": "skills"},
        {"outcomes": [{"outcome": "skills"}]},
        {"outcomes": [GIVEN | {"given_on": "dün"}]},
        {"outcomes": [GIVEN], "submission": "x"},
        {"outcomes": [GIVEN], "submission": str(uuid.uuid4())},
        {"outcomes": [GIVEN, GIVEN]},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(case, assessor, body):
    answer = _post(assessor, _address(case), body)
    assert answer.status_code in {400, 422}, answer.json()
    assert CaseOutcome.objects.count() == 0
