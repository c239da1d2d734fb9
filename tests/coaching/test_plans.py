"""Support plans: drafted, agreed, reviewed, re-structured, printed; one in use a case, one draft a case."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from apps.accounts import handover
from apps.coaching.models import PlanReview, SupportPlan
from apps.coaching.operations.handover import count_services, move_services
from apps.coaching.operations.plans import agree_plan, discard_plan, draft_plan, edit_plan
from apps.coaching.operations.printing import print_plan
from apps.coaching.operations.reviews import hold_review
from apps.coaching.queries.plans import draft_of, find_plan
from apps.coaching.queries.today import coachs_day
from apps.people.models import Representative
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import Conflict, DomainError, Invalid
from tests.coaching.support import a_plan, agreed, light, work
from tests.people.support import in_unit
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
SOON = TODAY + dt.timedelta(days=30)


@pytest.fixture
def one(kayseri):
    return work(light())


def drafted(one, **values):
    return draft_plan(one.case.pk, a_plan(one.coach, **values), actor=one.coach, now=NOW)


def agree(one, plan, **values):
    fields = {"agreed_on": TODAY, "agreed_by": "person", "version": plan.version} | values
    return agree_plan(plan.pk, actor=one.coach, now=NOW, **fields)


def test_a_draft_says_back_what_was_written(one):
    draft = a_plan(one.coach)
    plan = draft_plan(one.case.pk, draft, actor=one.coach, now=NOW)
    stored = find_plan(plan.pk, actor=one.coach)
    assert draft_of(stored, list(stored.services.order_by("position"))) == draft
    assert "Otobüs".encode() not in bytes(stored.sealed)


def test_there_is_one_draft_a_case_and_it_can_be_thrown_away(one):
    plan = drafted(one)
    with pytest.raises(Conflict) as second:
        drafted(one)
    assert second.value.code == "draft_exists"
    with pytest.raises(Conflict):
        discard_plan(plan.pk, actor=one.coach, version=7, now=NOW)
    discard_plan(plan.pk, actor=one.coach, version=1, now=NOW)
    assert not SupportPlan.objects.exists()


@pytest.mark.parametrize(
    ("parts", "field"),
    [({"goals": ()}, "goals"), ({"services": ()}, "services"), ({"review_on": None}, "review_on"),
     ({"review_on": TODAY}, "review_on")],
)  # fmt: skip
def test_goals_services_and_the_day_of_the_review_are_there_before_anybody_agrees(one, parts, field):
    plan = drafted(one, **parts)
    with pytest.raises(Invalid) as wrong:
        agree(one, plan)
    assert [row.field for row in wrong.value.problems] == [field]


def test_a_service_without_somebody_responsible_is_no_promise(one):
    services = tuple(type(row)(activity=row.activity) for row in a_plan(one.coach).services)
    with pytest.raises(Invalid) as wrong:
        agree(one, drafted(one, services=services))
    assert [row.field for row in wrong.value.problems] == ["services.0.responsible"]


def test_an_agreed_plan_is_not_changed_but_re_structured_with_reasons(one):
    first = agreed(one)
    with pytest.raises(Conflict) as closed:
        edit_plan(first.pk, a_plan(one.coach), actor=one.coach, version=first.version, now=NOW)
    assert closed.value.code == "plan_is_agreed"
    second = drafted(one)
    assert second.replaces_id == first.pk
    with pytest.raises(Invalid) as wrong:
        agree(one, second)
    assert [row.field for row in wrong.value.problems] == ["change", "changed", "why"]
    first.refresh_from_db()
    assert first.state == "agreed"


def test_two_who_agree_to_the_same_draft_do_it_once(one):
    plan = drafted(one)
    agree(one, plan)
    with pytest.raises(Conflict):
        agree(one, plan)
    assert PlanReview.objects.count() == 1


def test_a_relative_agrees_to_nothing_and_a_guardian_with_a_seen_document_does(one):
    plan = drafted(one)
    clerk = make_actor("intake_clerk").id
    rows = {
        kind: Representative.objects.create(
            person=one.person, kind=kind, full_name="Deneme Yakını", document_ref="2026/1 K.", verified_on=TODAY,
            verified_by_id=clerk, starts_on=dt.date(2020, 1, 1), recorded_by_id=clerk,
        )
        for kind in ("relative", "guardian")
    }  # fmt: skip
    with pytest.raises(Invalid) as wrong:
        agree(one, plan, agreed_by="representative", representative_id=rows["relative"].pk)
    assert [row.code for row in wrong.value.problems] == ["no_authority"]
    with pytest.raises(Invalid):
        agree(one, plan, agreed_by="representative")
    done = agree(one, plan, agreed_by="representative", representative_id=rows["guardian"].pk)
    assert done.representative_id == rows["guardian"].pk


def test_a_plan_in_use_always_has_a_review_to_come(one):
    plan = agreed(one)
    with pytest.raises(Invalid) as wrong:
        hold_review(plan.pk, result="continue", held_on=TODAY, actor=one.coach, version=plan.version, now=NOW)
    assert [row.field for row in wrong.value.problems] == ["next_on"]
    plan = hold_review(plan.pk, result="continue", held_on=TODAY, next_on=SOON, note="İyi gidiyor.", actor=one.coach,
                       version=plan.version, now=NOW)  # fmt: skip
    assert plan.reviews.filter(held_on__isnull=True).count() == 1
    with pytest.raises(DomainError) as asked:
        hold_review(plan.pk, result="end", held_on=TODAY, actor=one.coach, version=plan.version, now=NOW)
    assert asked.value.code == "reason_required"
    plan = hold_review(plan.pk, result="end", held_on=TODAY, note="Hedefe ulaşıldı.", actor=one.coach,
                       version=plan.version, now=NOW)  # fmt: skip
    assert (plan.state, plan.ended_on) == ("ended", TODAY)
    assert not plan.reviews.filter(held_on__isnull=True).exists()
    assert drafted(one).replaces_id is None


def test_reviews_come_onto_the_list_a_week_ahead_and_are_late_afterwards(one):
    agreed(one)
    assert coachs_day(one.coach, today=SOON - dt.timedelta(days=8)).items == ()
    assert [row.kind for row in coachs_day(one.coach, today=SOON - dt.timedelta(days=7)).items] == ["review"]
    assert [row.is_late for row in coachs_day(one.coach, today=SOON + dt.timedelta(days=1)).items] == [True]


def test_the_plan_is_printed_whole_and_in_plain_words_that_name_no_programme(one):
    plan = agreed(one)
    whole = print_plan(plan.pk, plain=False, purpose="", actor=one.coach, now=NOW)
    plain = print_plan(plan.pk, plain=True, purpose="", actor=one.coach, now=NOW)
    texts = ["".join(page.extract_text() for page in PdfReader(io.BytesIO(one_.content)).pages)
             for one_ in (whole, plain)]  # fmt: skip
    assert "Otobüsle kendim gitmek istiyorum." in texts[0]
    assert one.case.number in texts[0]
    assert "Otobüsle kendim gitmek istiyorum." in texts[1]
    assert one.case.programme.name not in texts[1]
    assert one.case.number not in texts[1]
    assert one.person.surname not in plain.name
    with pytest.raises(DomainError) as asked:
        print_plan(plan.pk, plain=True, purpose="", actor=in_unit("unit_manager", one.case.unit), now=NOW)
    assert asked.value.status == 428


def test_a_leavers_services_are_handed_over(one):
    agreed(one)
    receiver = make_actor("job_coach")
    assert "coaching.services" in {kind.key for kind in handover.kinds()}
    assert count_services(one.coach.id) == 1
    moved = move_services(from_user_id=one.coach.id, to_user_id=receiver.id, actor=system_actor("Deneme"), now=NOW)
    assert (moved, count_services(one.coach.id), count_services(receiver.id)) == (1, 0, 1)
