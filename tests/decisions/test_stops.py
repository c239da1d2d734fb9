"""Interim stops: one at a time, over by themselves, confirmed by a second person, lifted with a reason."""

import datetime as dt

import pytest

from apps.cases.models import Case
from apps.decisions.models import Decision, InterimStop
from apps.decisions.operations.stopping import announce_ends, confirm_stop, end_by_day, lift_stop, start_stop
from apps.decisions.operations.taking import Taking
from apps.decisions.queries.facts import INTERIM_STOP, load_case_facts
from apps.decisions.queries.stops import interim_stop_of
from apps.letters.queries.about import letters_about
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from tests.decisions.support import TODAY, case_in, later, programme, proposed, taken
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db
RISK = "Makinenin koruyucusu yokken çalıştı; kendisi ve yanındakiler tehlikede."
WHY = Taking(reason="Makine başında koruyucusuz çalışma sürüyor.", effective_on=None, waived_because="Ciddi risk.")


@pytest.fixture
def case(kayseri):
    return case_in(programme())


@pytest.fixture
def manager(kayseri):
    return make_actor("unit_manager")


def _started(case, **parts):
    given = {"risk": RISK, "actor": make_actor("assessor"), "now": NOW} | parts
    return start_stop(case.pk, **given)


def test_it_holds_at_once_and_says_so_to_rules_and_lists_without_moving_the_case(case):
    stop = _started(case)
    assert interim_stop_of([case.pk], on=TODAY)[case.pk].ends_on == stop.ends_on
    definition = pinned_definition(case.programme_version_id)
    facts = load_case_facts([case.pk], on=TODAY, names=frozenset({INTERIM_STOP}), definition=definition)
    assert facts[case.pk] == {INTERIM_STOP: True}
    assert Case.objects.get(pk=case.pk).stage == "monitoring"
    (letter,) = letters_about("interim_stop", [stop.pk])[stop.pk]
    assert letter.use == "interim_stop"


def test_only_one_runs_and_the_risk_has_to_be_said(case):
    with pytest.raises(Invalid):
        _started(case, risk=" ")
    _started(case)
    with pytest.raises(Conflict) as refused:
        _started(case)
    assert refused.value.code == "stopped_already"


def test_nobody_acts_and_it_ends_by_itself_after_a_warning(case):
    stop = _started(case, ends_on=TODAY + dt.timedelta(days=3))
    assert announce_ends(now=later(1)) == 0
    assert (announce_ends(now=later(2)), announce_ends(now=later(2))) == (1, 0)
    assert end_by_day(now=later(3)) == 0
    # Its day is over: it stops nothing any more, though no round has come by yet.
    assert interim_stop_of([case.pk], on=TODAY + dt.timedelta(days=4)) == {}
    assert (end_by_day(now=later(4)), end_by_day(now=later(4))) == (1, 0)
    row = InterimStop.objects.get(pk=stop.pk)
    assert (row.state, row.warned_on, row.ended_by_id) == ("lapsed", TODAY + dt.timedelta(days=2), None)


def test_stops_in_a_row_would_be_a_suspension_without_a_decision(case):
    stop = _started(case, ends_on=TODAY)
    end_by_day(now=later(1))
    with pytest.raises(GuardRefusedError) as refused:
        _started(case, now=later(2))
    assert (refused.value.code, refused.value.article[-5:]) == ("stop_after_stop", "m. 22")
    after = stop.limit_days + 1
    assert _started(case, now=later(after)).state == "running"


def test_confirmed_it_is_a_suspension_of_today_by_a_second_person(case, manager):
    stop = _started(case)
    decision = confirm_stop(stop.pk, WHY, actor=manager, version=stop.version, now=later(1))
    assert (decision.state, decision.ground, decision.kind) == ("in_effect", "serious_risk", "suspend")
    assert decision.effective_on == TODAY + dt.timedelta(days=1)
    row = InterimStop.objects.get(pk=stop.pk)
    assert (row.state, row.decision_id, Case.objects.get(pk=case.pk).stage) == ("confirmed", decision.pk, "suspended")


def test_whoever_started_it_does_not_confirm_it(case, manager):
    stop = _started(case, actor=manager)
    with pytest.raises(NotAllowed) as refused:
        confirm_stop(stop.pk, WHY, actor=manager, version=stop.version, now=NOW)
    assert refused.value.code == "needs_second_person"
    with pytest.raises(NotAllowed):
        confirm_stop(stop.pk, WHY, actor=make_actor("assessor"), version=stop.version, now=NOW)
    with pytest.raises(GuardRefusedError):
        confirm_stop(stop.pk, Taking(reason="", effective_on=None), actor=make_actor("unit_manager"),
                     version=stop.version, now=NOW)  # fmt: skip
    assert InterimStop.objects.get(pk=stop.pk).state == "running"
    assert not Decision.objects.exists()


def test_lifted_with_a_reason_and_not_twice(case, manager):
    stop = _started(case)
    with pytest.raises(NotAllowed):
        lift_stop(stop.pk, reason="Koruyucu takıldı.", actor=make_actor("assessor"), version=stop.version, now=NOW)
    with pytest.raises(Invalid):
        lift_stop(stop.pk, reason="", actor=manager, version=stop.version, now=NOW)
    lifted = lift_stop(stop.pk, reason="Koruyucu takıldı.", actor=manager, version=stop.version, now=NOW)
    assert lifted.state == "lifted"
    with pytest.raises(Conflict):
        lift_stop(stop.pk, reason="Koruyucu takıldı.", actor=manager, version=lifted.version, now=NOW)
    assert _started(case).state == "running"


def test_a_suspension_that_was_proposed_beside_ends_the_stop(case):
    stop = _started(case)
    decision = taken(proposed(case, ground="serious_risk"))
    row = InterimStop.objects.get(pk=stop.pk)
    assert (row.state, row.decision_id) == ("confirmed", decision.pk)
    with pytest.raises(Conflict):
        _started(case)
