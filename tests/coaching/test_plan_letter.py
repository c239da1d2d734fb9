"""An agreed plan goes to the person as a letter in plain words: one click, one letter, the usual way to service."""

import dataclasses
import datetime as dt

import pytest

from apps.coaching.operations.letters import draft_plan_letter
from apps.coaching.operations.plans import draft_plan
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter, cancel_letter
from apps.letters.queries.contents import text_of
from apps.people.models import Representative
from omuz.kernel.errors import Conflict, NotAllowed, NotFound
from omuz.kernel.numbers import format_date
from tenants import scope
from tests.coaching.support import a_plan, agreed, give, light, work
from tests.support.staff import NOW, TODAY, make_actor

URL = "/api/v1/plans/"


@pytest.fixture
def one(kayseri):
    return work(light())


def _letter(plan, coach):
    return Letter.objects.get(pk=draft_plan_letter(plan.pk, actor=coach, now=NOW))


def test_the_letter_says_in_plain_words_what_was_agreed(one):
    plan = agreed(one)
    letter = _letter(plan, one.coach)
    text = text_of(letter)
    assert (letter.use, letter.case_id, letter.about_id) == ("support_plan", one.case.pk, plan.pk)
    for said in (text.body, text.plain):
        assert "- Otobüsle kendim gitmek istiyorum." in said
        assert "- Yol alıştırması: Deneme Görevlisi." in said
        assert format_date(TODAY + dt.timedelta(days=30)) in said
    # Why somebody needs coaching stays in the file; the letter names no programme (readings 4).
    assert plan.programme_version.programme.name not in text.body + text.plain
    assert "zorlanıyor" not in text.body + text.plain
    done = approve_letter(letter.pk, actor=make_actor(), version=letter.version, now=NOW)
    assert done.number is not None


def test_who_acts_for_the_person_is_addressed_and_the_person_gets_the_copy(one):
    guardian = Representative.objects.create(
        person_id=one.person.pk, kind="guardian", full_name="Fatma İğde", document_ref="Konak 1. Sulh Hukuk 2026/1",
        receives_notices=True, verified_on=TODAY, recorded_by_id=one.coach.id,
    )  # fmt: skip
    letter = _letter(agreed(one), one.coach)
    assert letter.representative_id == guardian.pk
    assert any("erişilebilir kopya" in line for line in text_of(letter).distribution)


def test_a_plan_in_use_has_one_letter_and_a_cancelled_one_is_drafted_again(one):
    draft = draft_plan(one.case.pk, a_plan(one.coach), actor=one.coach, now=NOW)
    with pytest.raises(Conflict) as refused:
        draft_plan_letter(draft.pk, actor=one.coach, now=NOW)
    assert refused.value.code == "plan_not_agreed"
    other = work(light(code="komsu-kocu-iki"))
    plan = agreed(other)
    first = _letter(plan, other.coach)
    with pytest.raises(Conflict) as refused:
        draft_plan_letter(plan.pk, actor=other.coach, now=NOW)
    assert refused.value.code == "letter_exists"
    cancel_letter(first.pk, actor=make_actor(), version=first.version, reason="Metin eksik.", now=NOW)
    assert _letter(plan, other.coach).pk != first.pk


def test_only_who_writes_the_plan_drafts_its_letter(one):
    plan = agreed(one)
    for actor in (make_actor("job_coach"), make_actor("intake_clerk")):
        with pytest.raises((NotAllowed, NotFound)):
            draft_plan_letter(plan.pk, actor=actor, now=NOW)
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_through_the_api_the_plans_page_names_its_letter(municipalities, api):
    client = api(role="job_coach")
    with scope.enter(municipalities["kayseri"]):
        made = work(light())
        plan = agreed(made)
        give(made.case, dataclasses.replace(made.coach, id=client.user))
    assert client.get(f"{URL}{plan.pk}/").json()["letter"] is None
    first = client.post(f"{URL}{plan.pk}/letter/", {}, format="json")
    assert first.status_code == 201, first.content
    assert client.post(f"{URL}{plan.pk}/letter/", {}, format="json").json()["code"] == "letter_exists"
    with scope.enter(municipalities["kayseri"]):
        assert first.json()["letter"]["id"] == str(Letter.objects.get(about_id=plan.pk).pk)
