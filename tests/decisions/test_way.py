"""The way of a decision: proposed, heard, taken, in effect, ended, withdrawn; second use; what days do."""

import datetime as dt

import pytest

from apps.cases.models import Case
from apps.cases.operations.lifecycle import close_case, reopen_case
from apps.cases.timeline import StoryCase, Wanted
from apps.decisions.models import Decision, Evidence
from apps.decisions.operations.effecting import carry_out_due, settle_left_over, try_again
from apps.decisions.operations.proposing import GivenEvidence, Proposal, change_proposal, withdraw
from apps.decisions.queries.deciders import who_decided
from apps.decisions.queries.decisions import DecisionFilter, list_decisions
from apps.decisions.queries.pages import decision_page
from apps.decisions.queries.story import decisions as told
from apps.decisions.queries.texts import reason_of, withdrawn_why
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.signing import record_signature
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from tests.decisions.support import SEEN, TODAY, case_in, later, of, programme, proposed, taken
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(kayseri):
    return programme()


@pytest.fixture
def case(version):
    return case_in(version)


@pytest.fixture
def manager(kayseri):
    return make_actor("unit_manager")


def _stage(case):
    row = Case.objects.get(pk=case.pk)
    return row.stage, row.state


def test_a_decision_with_its_day_ahead_takes_effect_that_day_and_once(case):
    decision = taken(proposed(case), effective_on=TODAY + dt.timedelta(days=3))
    assert (decision.state, _stage(case)) == ("taken", ("monitoring", "open"))
    assert carry_out_due(now=later(2)) == 0
    assert carry_out_due(now=later(3)) == 1
    assert (of(decision.pk).state, _stage(case)) == ("in_effect", ("suspended", "open"))
    assert carry_out_due(now=later(3)) == 0


def test_suspended_resumed_and_suspended_again(case):
    first = taken(proposed(case))
    going_on = proposed(case, kind="resume", ground="", evidence=[], transition="resume")
    resumed = taken(going_on, reason="Katılım sözü verildi.", waived_because="")
    assert (resumed.state, of(first.pk).state, _stage(case)[0]) == ("ended", "ended", "assessment")
    second = taken(proposed(case, ground="rules_broken"))
    again = taken(proposed(case, kind="resume", ground="", evidence=[], transition="resume"), waived_because="")
    assert (of(second.pk).state, again.state) == ("ended", "ended")
    assert Decision.objects.filter(case=case).count() == 4


def test_several_ways_back_are_chosen_from(case):
    taken(proposed(case))
    with pytest.raises(Invalid) as refused:
        proposed(case, kind="resume", ground="", evidence=[])
    assert refused.value.problems[0].field == "transition"


def test_a_termination_ends_the_suspension_and_what_was_proposed_beside(case):
    suspended = taken(proposed(case))
    beside = proposed(case, kind="resume", ground="", evidence=[], transition="resume")
    ended = taken(proposed(case, kind="terminate", ground="rules_broken"))
    assert (ended.state, of(suspended.pk).state, of(beside.pk).state) == ("in_effect", "ended", "withdrawn")
    assert _stage(case) == ("closed", "closed")


def test_one_proposal_of_a_kind_at_a_time(case):
    proposed(case)
    with pytest.raises(Conflict) as refused:
        proposed(case)
    assert refused.value.code == "decision_open_already"
    assert proposed(case, kind="terminate").state == "proposed"


def test_a_proposal_is_changed_by_who_made_it_and_its_evidence_with_it(case, manager):
    assessor = make_actor("assessor")
    decision = proposed(case, actor=assessor)
    two = [SEEN, GivenEvidence(kind="observation", text="İkinci.")]
    given = Proposal(kind="", ground="documents_not_presented", evidence=two, reason="Belgeler gelmedi.")
    with pytest.raises(NotAllowed):
        change_proposal(decision.pk, given, actor=make_actor("assessor"), version=1, now=NOW)
    changed = change_proposal(decision.pk, given, actor=assessor, version=1, now=NOW)
    assert (changed.ground, changed.evidence_count, reason_of(changed)) == (
        "documents_not_presented",
        2,
        "Belgeler gelmedi.",
    )
    assert Evidence.objects.filter(decision=decision).count() == 2
    with pytest.raises(Conflict):
        change_proposal(decision.pk, given, actor=assessor, version=1, now=NOW)


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ([GivenEvidence(kind="observation", text="  ")], "required"),
        ([GivenEvidence(kind="submission", record_id=new_id())], "unknown_record"),
        ([SEEN] * 21, "too_many"),
    ],
)
def test_evidence_has_to_be_of_this_case(case, evidence, code):
    with pytest.raises(Invalid) as refused:
        proposed(case, evidence=evidence)
    assert refused.value.problems[0].code == code


def test_what_was_taken_back_stays_on_record_and_what_is_in_effect_cannot_be(case, manager):
    ahead = taken(proposed(case), effective_on=TODAY + dt.timedelta(days=3))
    with pytest.raises(NotAllowed):
        withdraw(ahead.pk, reason="Vazgeçildi.", actor=make_actor("assessor"), version=ahead.version, now=NOW)
    back = withdraw(ahead.pk, reason="Belgeler geldi.", actor=manager, version=ahead.version, now=NOW)
    assert (back.state, withdrawn_why(back)) == ("withdrawn", "Belgeler geldi.")
    assert carry_out_due(now=later(3)) == 0
    done = taken(proposed(case))
    with pytest.raises(Conflict):
        withdraw(done.pk, reason="Olmaz.", actor=manager, version=done.version, now=NOW)


def test_a_case_that_went_elsewhere_holds_the_decision_up_and_says_so(case, manager):
    decision = taken(proposed(case), effective_on=TODAY + dt.timedelta(days=1))
    Case.objects.filter(pk=case.pk).update(stage="pre_application")
    assert carry_out_due(now=later(1)) == 0
    row = of(decision.pk)
    assert (row.state, "adım" in row.held_up) == ("taken", True)
    with pytest.raises(Conflict):
        try_again(decision.pk, actor=manager, version=row.version, now=later(1))
    Case.objects.filter(pk=case.pk).update(stage="assessment")
    assert try_again(decision.pk, actor=manager, version=row.version, now=later(1)).held_up == ""
    assert _stage(case)[0] == "suspended"


@pytest.mark.parametrize(
    ("stage", "state", "code"),
    [("pre_application", "open", "no_such_act"), ("monitoring", "closed", "case_closed"), ("monitoring", "open", "")],
)
def test_that_a_case_went_elsewhere_is_said_before_somebody_decides(case, manager, stage, state, code):
    waiting = proposed(case)
    closed_at = NOW if state == "closed" else None
    Case.objects.filter(pk=case.pk).update(stage=stage, state=state, closed_at=closed_at)
    told = decision_page(waiting.pk, actor=manager, today=TODAY).taking
    assert told.code == code
    if not code:
        assert taken(waiting).state == "in_effect"
        return
    with pytest.raises(Conflict) as refused:
        taken(waiting)
    assert (refused.value.code, refused.value.message, refused.value.remedy) == (code, told.message, told.remedy)


def test_a_case_closed_otherwise_leaves_nobody_to_decide(case, manager):
    waiting = proposed(case)
    row = Case.objects.get(pk=case.pk)
    close_case(case.pk, actor=manager, version=row.version, reason="Taşındı.", closure="moved", now=NOW)
    assert settle_left_over(now=NOW) == 1
    assert of(waiting.pk).state == "withdrawn"
    with pytest.raises(Conflict):
        taken(of(waiting.pk))
    assert settle_left_over(now=NOW) == 0


def test_a_termination_ends_with_the_reopening_of_its_case(case, manager):
    ended = taken(proposed(case, kind="terminate"))
    reopen_case(case.pk, actor=manager, version=Case.objects.get(pk=case.pk).version, reason="İtiraz kabul.", now=NOW)
    assert settle_left_over(now=NOW) == 1
    assert of(ended.pk).state == "ended"


def test_a_superior_who_was_named_may_take_it_and_a_stranger_may_not(case, manager):
    named = make_actor("assessor")
    decision = proposed(case, actor=manager, named_taker_id=named.id)
    with pytest.raises(NotAllowed):
        taken(decision, actor=make_actor("assessor"))
    done = taken(decision, actor=named)
    assert (done.taken_by_id, _stage(case)[0]) == (named.id, "suspended")
    with pytest.raises(Invalid):
        proposed(case_in(case.programme_version), actor=manager, named_taker_id=manager.id)


def test_who_decided_is_known_of_the_case_and_of_the_person(case, manager):
    assessor = make_actor("assessor")
    taken(proposed(case, actor=assessor), actor=manager)
    assert who_decided(case_id=case.pk) == {assessor.id, manager.id} == who_decided(person_id=case.person_id)
    with pytest.raises(ValueError, match="person or a case"):
        who_decided()


def test_nobody_finds_a_decision_of_a_case_that_they_do_not_find(case):
    proposed(case)
    rows = list_decisions(make_actor("trainer"), where=DecisionFilter(which="all"), today=TODAY)
    assert not rows.exists()
    with pytest.raises(NotFound):
        proposed(case, actor=make_actor("job_coach"))


def test_lists_of_a_manager(case, manager):
    decision = proposed(case)
    assert [row.pk for row in list_decisions(manager, where=DecisionFilter(which="mine"), today=TODAY)] == [decision.pk]
    own = proposed(case, actor=manager, kind="terminate")
    assert own.pk not in {row.pk for row in list_decisions(manager, where=DecisionFilter(which="mine"), today=TODAY)}
    assert list_decisions(manager, where=DecisionFilter(which="open"), today=TODAY).count() == 2
    taken(decision)
    assert [row.pk for row in list_decisions(manager, where=DecisionFilter(which="in_effect"), today=TODAY)] == [
        decision.pk
    ]


def test_the_story_tells_each_step_in_order_and_in_plain_words(case, manager):
    taken(proposed(case), effective_on=TODAY + dt.timedelta(days=2))
    story = StoryCase(case.pk, case.person_id, case.programme_id, case.opened_at)
    entries = told(story, actor=manager, wanted=Wanted(limit=10))
    assert [one.title for one in entries][-1] == "Askıya alma önerildi."
    assert any(one.plain.startswith("Hizmetinizi bir süre için durdurmaya") for one in entries)
    assert len({one.place for one in entries}) == len(entries)


def test_every_step_is_in_the_history(case):
    taken(proposed(case))
    acts = set(AuditEvent.objects.filter(action__startswith="decision.").values_list("action", flat=True))
    assert acts == {"decision.proposed", "decision.taken", "decision.in_effect"}


def test_withdrawing_cancels_the_letter_that_nobody_signed_and_leaves_a_signed_one(case, manager):
    ahead = taken(proposed(case), effective_on=TODAY + dt.timedelta(days=3))
    withdraw(ahead.pk, reason="Yeni bilgi geldi.", actor=manager, version=ahead.version, now=NOW)
    assert Letter.objects.get(pk=ahead.letter_id).state == "cancelled"
    noted = AuditEvent.objects.filter(action="decision.withdrawn", subject_id=ahead.pk)
    assert noted.count() == 1
    again = taken(proposed(case), effective_on=TODAY + dt.timedelta(days=3))
    letter = approve_letter(again.letter_id, actor=make_actor("unit_manager"), version=1, now=NOW)
    record_signature(letter.pk, actor=manager, version=letter.version, signed_on=TODAY, now=NOW)
    withdraw(again.pk, reason="Yeni bilgi geldi.", actor=manager, version=again.version, now=NOW)
    assert (of(again.pk).state, Letter.objects.get(pk=again.letter_id).state) == ("withdrawn", "signed")
