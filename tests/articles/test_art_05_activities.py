"""İzmir Art. 5: every record of service says which activity it was, a to h with ğ."""

import pytest

from apps.coaching.models import InstitutionReferral, Visit
from apps.coaching.operations.employment import record_referral
from apps.coaching.operations.plans import agree_plan, draft_plan
from apps.coaching.operations.visits import record_visit
from apps.coaching.rules.employment import Referral
from apps.coaching.rules.plan import ServiceDraft
from apps.employers.operations.services import record_service
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.registry import evidence_for
from omuz.kernel.errors import Invalid
from omuz.kernel.ids import new_id
from tests.articles.support import IZMIR, definition_of
from tests.coaching.support import a_plan, a_visit, neighbours, work
from tests.employers.support import a_service, adviser_of
from tests.support.staff import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(kayseri):
    return work()


def test_art_5_the_activities_of_the_pack_carry_the_letters_a_to_h_with_g_twice_told_apart():
    assert [row.letter for row in definition_of(IZMIR).activities] == list("abcçdefgğh")


@pytest.mark.parametrize("activity", ["", "vacancies"])
def test_art_5_a_visit_names_an_activity_of_the_programme(one, activity):
    with pytest.raises(GuardRefusedError) as refused:
        record_visit(one.case.pk, a_visit(activity=activity), client_key=new_id(), actor=one.coach, now=NOW)
    assert refused.value.guard == "activity_code"
    assert not Visit.objects.exists()


def test_art_5_so_do_the_services_of_a_plan_referrals_and_services_to_employers(one):
    services = (ServiceDraft(activity="", responsible_id=one.coach.id),)
    plan = draft_plan(one.case.pk, a_plan(one.coach, services=services), actor=one.coach, now=NOW)
    with pytest.raises(GuardRefusedError) as refused:
        agree_plan(plan.pk, agreed_on=TODAY, agreed_by="person", actor=one.coach, version=1, now=NOW)
    assert (refused.value.guard, refused.value.field) == ("activity_code", "services.0.activity")
    with pytest.raises(GuardRefusedError):
        record_referral(one.case.pk, Referral(kind="iskur", referred_on=TODAY), actor=one.coach, now=NOW)
    with pytest.raises(GuardRefusedError):
        record_service(one.case.programme_id, a_service(activity=""), actor=adviser_of(), now=NOW)
    assert not InstitutionReferral.objects.exists()


def test_art_5_what_was_done_is_counted_as_evidence(one):
    record_visit(one.case.pk, a_visit(), client_key=new_id(), actor=one.coach, now=NOW)
    record_service(one.case.programme_id, a_service(), actor=adviser_of(), now=NOW)
    told = {row.label.en: row.count for row in evidence_for("activity_code", one.case.programme_id)}
    assert told["Visits with their activity"] == 1
    assert told["Services to employers with their activity"] == 1


def test_art_5_a_programme_without_the_article_is_not_bound_but_cannot_name_what_it_does_not_have(kayseri):
    one = work(neighbours())
    assert record_visit(one.case.pk, a_visit(activity=""), client_key=new_id(), actor=one.coach, now=NOW).activity == ""
    with pytest.raises(Invalid):
        record_visit(one.case.pk, a_visit(activity="monitoring"), client_key=new_id(), actor=one.coach, now=NOW)
