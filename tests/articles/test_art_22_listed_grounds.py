"""Article 22 of İzmir's regulation: suspension and termination on five listed grounds, with evidence."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from apps.cases.enums import EventKind
from apps.cases.models import Case, CaseEvent
from apps.cases.operations.lifecycle import close_case, reopen_case
from apps.cases.operations.steps import take_transition
from apps.cases.queries.detail import get_case
from apps.decisions.models import Decision, InterimStop
from apps.decisions.operations.stopping import lift_stop, start_stop
from apps.decisions.queries.pages import decisions_of, proposal_form
from apps.decisions.rules.grounds import listed_grounds
from apps.decisions.rules.stopping import interim_stop_allowed, step_under_stop
from apps.programmes.models import GuardRefusal
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound, evidence_for
from omuz.kernel.audit.deferred import deferring, flush_deferred
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from tests.articles.support import BEDESTEM, IZMIR, definition_of, programme
from tests.cases.support import kitchen, opened
from tests.decisions.support import SEEN, TODAY, case_in, proposed, taken
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db
#: The five grounds of the text by their letters.
FIVE = {"a": "false_information", "b": "documents_not_presented", "c": "no_participation", "ç": "rules_broken",
        "d": "serious_risk"}  # fmt: skip


@pytest.fixture
def version(kayseri):
    return programme()


@pytest.fixture
def case(version):
    return case_in(version)


def test_art_22_the_text_lists_five_grounds_and_each_may_be_chosen():
    definition = definition_of(IZMIR)
    assert {one.letter: one.key for one in definition.grounds} == FIVE
    for kind in ("suspend", "terminate"):
        assert all(listed_grounds(definition, kind=kind, ground=one, evidence=1).allowed for one in FIVE.values())


@pytest.mark.parametrize("ground", ["", "withdrawn", "missed_appointments", "a"])
def test_art_22_nothing_else_is_a_ground(ground):
    verdict = listed_grounds(definition_of(IZMIR), kind="terminate", ground=ground, evidence=3)
    assert (verdict.allowed, verdict.code) == (False, "ground_not_listed")


def test_art_22_a_ground_without_evidence_is_none():
    verdict = listed_grounds(definition_of(IZMIR), kind="suspend", ground="no_participation", evidence=0)
    assert (verdict.allowed, verdict.code) == (False, "no_evidence")
    assert listed_grounds(definition_of(IZMIR), kind="resume", ground="", evidence=0).allowed


def test_art_22_the_refusal_names_the_article_and_is_remembered(case, version):
    with deferring():
        with pytest.raises(GuardRefusedError) as refused:
            proposed(case, ground="withdrawn")
        with pytest.raises(GuardRefusedError):
            proposed(case, evidence=[])
        flush_deferred()
    assert refused.value.article.endswith("m. 22")
    refusals = GuardRefusal.objects.filter(programme=version.programme, guard="listed_grounds")
    assert sorted(refusals.values_list("code", flat=True)) == ["ground_not_listed", "no_evidence"]
    assert not Decision.objects.exists()


def test_art_22_the_database_holds_a_taken_decision_to_its_evidence(case):
    decision = taken(proposed(case))
    with pytest.raises(IntegrityError, match="decision_taken_is_whole"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(evidence_count=0)


def test_art_22_rules_propose_and_decide_nothing(case):
    definition = pinned_definition(case.programme_version_id)
    form = proposal_form(case.pk, "suspend", actor=make_actor("assessor"), today=TODAY)
    assert len(form.grounds) == 5
    # Whatever they propose, the case stands where it stood and nobody has been suspended.
    assert {one.ground for one in form.proposed} <= {one.key for one in definition.grounds}
    assert (Case.objects.get(pk=case.pk).stage, Decision.objects.count()) == ("monitoring", 0)


def test_art_22_termination_closes_with_the_closure_that_the_text_keeps_for_it(case):
    taken(proposed(case, kind="terminate", ground="rules_broken"))
    ended = Case.objects.get(pk=case.pk)
    assert (ended.state, ended.stage, ended.closure) == ("closed", "closed", "terminated")


def test_art_22_closures_that_are_no_sanction_are_another_list_and_another_door(case):
    manager = make_actor("unit_manager")
    with pytest.raises(Invalid) as refused:
        close_case(case.pk, actor=manager, version=case.version, reason="Bitti.", closure="terminated", now=NOW)
    assert refused.value.problems[0].code == "by_decision_only"
    with pytest.raises(Invalid):
        take_transition(case.pk, "close", actor=manager, version=case.version, reason="Bitti.", closure="terminated",
                        now=NOW)  # fmt: skip
    for step in ("suspend", "terminate"):
        with pytest.raises(Conflict, match="kendi işlemiyle"):
            take_transition(
                case.pk, step, actor=manager, version=case.version, reason="x", closure="terminated", now=NOW
            )
    moved = close_case(case.pk, actor=manager, version=case.version, reason="Taşındı.", closure="moved", now=NOW)
    assert moved.closure == "moved"


def test_art_22_d_serious_risk_stops_a_service_at_once_and_nothing_else_does():
    definition = definition_of(IZMIR)
    assert definition.due_process.interim_stop_ground == FIVE["d"]
    assert interim_stop_allowed(definition, started_on=TODAY, ends_on=TODAY, ran_out_on=None).allowed
    without = definition_of(BEDESTEM)
    assert interim_stop_allowed(without, started_on=TODAY, ends_on=TODAY, ran_out_on=None).code == "no_interim_stop"


def test_art_22_d_an_interim_stop_is_never_longer_than_the_programme_allows(case):
    limit = pinned_definition(case.programme_version_id).due_process.interim_stop_days
    last = TODAY + dt.timedelta(days=limit - 1)
    with pytest.raises(GuardRefusedError) as refused:
        start_stop(case.pk, risk="Makinede yalnız çalışıyor.", ends_on=last + dt.timedelta(days=1),
                   actor=make_actor("assessor"), now=NOW)  # fmt: skip
    assert refused.value.code == "stop_too_long"
    stop = start_stop(case.pk, risk="Makinede yalnız çalışıyor.", actor=make_actor("assessor"), now=NOW)
    assert (stop.ends_on, Case.objects.get(pk=case.pk).stage) == (last, "monitoring")
    with pytest.raises(IntegrityError, match="stop_within_limit"), transaction.atomic():
        InterimStop.objects.filter(pk=stop.pk).update(ends_on=last + dt.timedelta(days=1))


def test_art_22_d_a_stopped_service_is_not_carried_on_and_what_helps_stays_open():
    definition = definition_of(IZMIR)
    on = {(one.key, source) for one in definition.transitions if one.act is None for source in one.sources
          if not step_under_stop(definition, stage=source, target=one.target, ends_on=TODAY).allowed}  # fmt: skip
    # Assessing again, planning anew and closing without a sanction are never held up.
    assert on == {("start_assessment", "application"), ("start_plan", "assessment"),
                  ("start_monitoring", "support_plan")}  # fmt: skip
    assert step_under_stop(definition, stage="support_plan", target="monitoring", ends_on=None).allowed


def test_art_22_d_the_step_on_says_so_before_the_click_and_waits_until_the_stop_is_over(version):
    clerk, manager = make_actor("intake_clerk"), make_actor("unit_manager")
    case = case_in(version, "support_plan", actor=clerk)
    stop = start_stop(case.pk, risk="Makinede yalnız çalışıyor.", actor=make_actor("assessor"), now=NOW)
    steps = {one.transition.key: one for one in get_case(case.pk, actor=manager, today=TODAY).steps}
    told = next(one for one in steps["start_monitoring"].obstacles if one.code == "service_stopped")
    assert (told.guard, told.article[-5:], "ciddi risk" in told.text) == ("listed_grounds", "m. 22", True)
    assert f"{stop.ends_on:%d.%m.%Y}" in told.remedy
    for key in ("reassess", "close", "suspend", "terminate"):
        assert all(one.code != "service_stopped" for one in steps[key].obstacles), key
    with deferring():
        with pytest.raises(GuardRefusedError) as refused:
            take_transition(case.pk, "start_monitoring", actor=manager, version=case.version, now=NOW)
        flush_deferred()
    assert (refused.value.code, refused.value.message, refused.value.article) == (told.code, told.message, told.article)
    assert GuardRefusal.objects.get(programme=version.programme).code == "service_stopped"
    assert not CaseEvent.objects.filter(case=case, kind=EventKind.STAGE).exists()
    after = stop.ends_on + dt.timedelta(days=1)
    assert "service_stopped" not in _codes(case, manager, on=after)
    lift_stop(stop.pk, reason="Koruyucu takıldı.", actor=manager, version=stop.version, now=NOW)
    assert "service_stopped" not in _codes(case, manager, on=TODAY)


def test_art_22_d_under_a_stop_the_case_goes_back_to_be_assessed_and_is_closed_as_the_person_wishes(version):
    clerk = make_actor("intake_clerk")
    case = case_in(version, "support_plan", actor=clerk)
    start_stop(case.pk, risk="Makinede yalnız çalışıyor.", actor=make_actor("assessor"), now=NOW)
    back = take_transition(case.pk, "reassess", actor=clerk, version=case.version, reason="Riske yeniden bakılacak.",
                           now=NOW)  # fmt: skip
    assert back.stage == "assessment"
    closed = close_case(case.pk, actor=clerk, version=back.version, reason="Vazgeçti.", closure="withdrawn", now=NOW)
    assert closed.state == "closed"


def test_art_22_d_a_stop_holds_up_no_step_where_the_text_has_no_such_article(kayseri):
    without = programme(articles=None)
    manager = make_actor("unit_manager")
    case = case_in(without, "support_plan")
    start_stop(case.pk, risk="Makinede yalnız çalışıyor.", actor=make_actor("assessor"), now=NOW)
    assert "service_stopped" not in _codes(case, manager, on=TODAY)


def _codes(case, actor, *, on):
    return {found.code for one in get_case(case.pk, actor=actor, today=on).steps for found in one.obstacles}


def test_art_22_evidence_is_counted_for_the_page_of_articles(case, version):
    taken(proposed(case))
    counted = {one.label.tr: one.count for one in evidence_for("listed_grounds", version.programme_id)}
    assert counted["Sayılan bir gerekçeyle ve dayanağıyla verilmiş karar"] == 1


def test_art_22_does_not_fire_in_a_programme_that_has_not_adopted_it(kayseri):
    for definition in (definition_of(BEDESTEM), pinned_definition(kitchen().pk)):
        assert bound(definition, "listed_grounds") is None


def test_art_22_a_programme_without_the_act_shows_none_and_takes_none(kayseri):
    meal = opened(kitchen())
    shown = decisions_of(meal.pk, actor=make_actor("unit_manager"), today=TODAY)
    assert (shown.kinds, shown.stop) == ((), None)
    with pytest.raises(Conflict) as refused:
        proposed(meal, ground="", evidence=[SEEN])
    assert refused.value.code == "no_such_act"
    assert not GuardRefusal.objects.exists()


def test_art_22_what_a_decision_ended_is_opened_by_who_decides_and_by_no_clerk(version, case):
    clerk, manager = make_actor("intake_clerk"), make_actor("unit_manager")
    taken(proposed(case, kind="terminate"))
    row = Case.objects.get(pk=case.pk)
    # The page says so before the click, with the article and its text; to the manager it says nothing.
    (told,) = get_case(case.pk, actor=clerk, today=TODAY).reopening
    assert (told.code, told.guard, told.article[-5:]) == ("closed_by_decision", "listed_grounds", "m. 22")
    assert "askıya alınabilir" in told.text
    assert get_case(case.pk, actor=manager, today=TODAY).reopening == ()
    with pytest.raises(NotAllowed) as refused:
        reopen_case(case.pk, actor=clerk, version=row.version, reason="Yanlışlık olmuş.", now=NOW)
    assert (refused.value.code, refused.value.message, refused.value.article) == (told.code, told.message, told.article)
    assert reopen_case(case.pk, actor=manager, version=row.version, reason="İtiraz kabul.", now=NOW).state == "open"


def test_art_22_what_was_closed_without_a_sanction_a_clerk_opens_again(version, case):
    clerk = make_actor("intake_clerk")
    closed = close_case(case.pk, actor=clerk, version=case.version, reason="Taşındı.", closure="moved", now=NOW)
    assert get_case(case.pk, actor=clerk, today=TODAY).reopening == ()
    assert reopen_case(case.pk, actor=clerk, version=closed.version, reason="Geri döndü.", now=NOW).state == "open"
