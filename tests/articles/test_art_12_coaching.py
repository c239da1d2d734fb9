"""İzmir Art. 12: coaching before and at work, by advice and guidance; it is part of a plan that says what it is for."""

import pytest

from apps.coaching.operations.plans import agree_plan, draft_plan
from apps.coaching.queries.plans import find_plan, plan_view
from apps.coaching.rules.plan import coaching_follows_need
from apps.programmes.operations.guarding import GuardRefusedError
from tests.coaching.support import a_plan, agreed, work
from tests.support.staff import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(kayseri):
    return work()


def test_art_12_a_plan_with_hours_of_coaching_says_what_the_coaching_is_for(one):
    plan = draft_plan(one.case.pk, a_plan(one.coach, coaching=()), actor=one.coach, now=NOW)
    with pytest.raises(GuardRefusedError) as refused:
        agree_plan(plan.pk, agreed_on=TODAY, agreed_by="person", actor=one.coach, version=1, now=NOW)
    assert refused.value.guard == "coaching_by_need"
    assert refused.value.code == "coaching_kind_missing"
    assert refused.value.article.endswith("m. 12")


def test_art_12_the_screen_says_so_before_the_click_with_the_articles_text(one):
    plan = draft_plan(one.case.pk, a_plan(one.coach, need=""), actor=one.coach, now=NOW)
    missing = plan_view(find_plan(plan.pk, actor=one.coach), today=TODAY).missing
    asked = [row for row in missing if row.problem.code == "coaching_need_missing"]
    assert [row.article.endswith("m. 12") for row in asked] == [True]
    assert "İş koçluğu desteği" in asked[0].text


def test_art_12_support_without_coaching_is_a_plan_like_any_other(one):
    plan = a_plan(one.coach, coaching=(), need="", coaching_from=None, coaching_to=None)
    assert coaching_follows_need(plan).allowed
    assert agreed(one, coaching=(), need="", coaching_from=None, coaching_to=None).coaching == []
