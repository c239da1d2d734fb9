"""İzmir Art. 13: kind and duration of coaching follow from the candidate's needs."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.coaching.operations.plans import agree_plan, draft_plan
from apps.coaching.rules.plan import coaching_follows_need
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound, evidence_for
from tests.articles.support import document_of
from tests.coaching.support import a_plan, agreed, izmir, neighbours, work
from tests.support.staff import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(kayseri):
    return work()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"need": " "}, "coaching_need_missing"),
        ({"coaching_to": None}, "coaching_duration_missing"),
        ({"coaching_from": None}, "coaching_duration_missing"),
        ({"coaching": ()}, "coaching_kind_missing"),
    ],
)
def test_art_13_a_plan_is_agreed_with_kind_need_and_duration_only(one, parts, code):
    plan = draft_plan(one.case.pk, a_plan(one.coach, **parts), actor=one.coach, now=NOW)
    with pytest.raises(GuardRefusedError) as refused:
        agree_plan(plan.pk, agreed_on=TODAY, agreed_by="person", actor=one.coach, version=1, now=NOW)
    assert (refused.value.guard, refused.value.code) == ("coaching_by_need", code)
    plan.refresh_from_db()
    assert (plan.state, plan.reviews.count()) == ("draft", 0)


def test_art_13_a_whole_plan_is_agreed_and_counts_as_evidence(one):
    plan = agreed(one)
    assert (plan.state, plan.agreed_by, plan.coaching) == ("agreed", "person", ["before_work"])
    assert [row.count for row in evidence_for("coaching_by_need", one.case.programme_id)] == [1, 0]


def test_art_13_the_duration_may_be_a_single_day_and_the_draft_may_still_lack_it(one):
    assert coaching_follows_need(a_plan(one.coach, coaching_from=TODAY, coaching_to=TODAY)).allowed
    assert draft_plan(one.case.pk, a_plan(one.coach, need="", coaching_to=None), actor=one.coach, now=NOW).pk


def test_art_13_a_programme_without_the_article_is_not_bound(kayseri):
    one = work(neighbours())
    free = {"coaching": ("at_work",), "need": "", "coaching_from": None, "coaching_to": None, "services": ()}
    assert bound(pinned_definition(one.case.programme_version_id), "coaching_by_need") is None
    services = a_plan(one.coach).services
    unnamed = tuple(type(row)(responsible_id=row.responsible_id, words="Yürüyüş") for row in services)
    plan = agreed(one, **(free | {"services": unnamed}))
    assert plan.state == "agreed"


def test_art_13_izmirs_own_text_without_its_guard_is_not_bound(kayseri):
    articles = [row | {"guards": []} for row in document_of()["articles"]]
    one = work(izmir(articles=articles))
    assert agreed(one, need="", coaching_to=None).coaching_from == TODAY


def test_art_14_support_goes_down_and_up_again_and_each_plan_says_what_changed_and_why(one):
    first = agreed(one, coaching_hours=Decimal("6.0"))
    told = {"change": "less", "changed": "Haftada altı saatten üçe indi.", "why": "Yolu kendi buluyor."}
    second = agreed(one, coaching_hours=Decimal("3.0"), **told)
    back = {"change": "more", "changed": "Yeniden beş saat.", "why": "Vardiyası değişti, zorlandığını söyledi."}
    third = agreed(one, coaching_hours=Decimal("5.0"), **back)
    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.state, second.state, third.state] == ["ended", "ended", "agreed"]
    assert (second.replaces_id, third.replaces_id) == (first.pk, second.pk)
    assert first.reviews.get().result == "restructure"
    assert third.reviews.get(held_on__isnull=True).due_on == TODAY + dt.timedelta(days=30)
    assert evidence_for("coaching_by_need", one.case.programme_id)[1].count == 2
