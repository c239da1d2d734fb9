"""Art. 24: duties of candidate and family; missed appointments only ever propose."""

import pytest

from apps.cases.operations.steps import take_transition
from apps.cases.queries.answers import answers_of
from apps.cases.queries.intake_facts import load_meeting_facts
from apps.cases.rules.undertakings import duties_propose_only
from apps.programmes.definition.flow import Act
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.actors import system_actor
from tests.cases.intake_support import candidate_case, izmir_version, met
from tests.support.staff import NOW, TODAY, make_actor


@pytest.mark.parametrize(
    ("act", "by_staff", "allowed"),
    [
        ("suspend", False, False),
        ("terminate", False, False),
        ("suspend", True, True),
        ("record_application", False, True),
    ],
)
def test_art_24_a_sanction_is_decided_by_somebody(act, by_staff, allowed):
    assert duties_propose_only(act, by_person_of_staff=by_staff).allowed is allowed


def test_art_24_three_missed_appointments_are_proposed_as_a_ground_and_change_nothing(izmir):
    clerk = make_actor("intake_clerk")
    version = izmir_version()
    case = candidate_case(version, clerk)
    for _ in range(3):
        row = met(case, clerk, service="guidance")
        type(row).objects.filter(pk=row.pk).update(state="missed", candidate_present=None, missed_reason="unknown")
    names = frozenset({"case.missed_appointments"})
    told = load_meeting_facts([case.pk], on=TODAY, names=names, definition=version.definition)
    assert told[case.pk] == {"case.missed_appointments": 3}
    grounds = answers_of(case, version.definition, ["suspension_grounds"], on=TODAY, closed=frozenset())
    assert "no_participation" in grounds["suspension_grounds"].certain_values()
    case.refresh_from_db()
    assert (case.stage, case.state) == ("pre_application", "open")


def test_art_24_no_task_suspends_by_itself(izmir):
    version = izmir_version()
    case = candidate_case(version, make_actor("intake_clerk"))
    type(case).objects.filter(pk=case.pk).update(stage="monitoring")
    case.refresh_from_db()
    with pytest.raises(GuardRefusedError) as refused:
        take_transition(
            case.pk, "suspend", actor=system_actor("test"), version=case.version, now=NOW, reason="3 randevu",
            act=Act.SUSPEND,
        )  # fmt: skip
    assert (refused.value.guard, refused.value.code) == ("duties_propose_only", "never_by_itself")


def test_art_24_binds_no_programme_that_has_not_adopted_it(izmir):
    version = izmir_version(articles=None)
    case = candidate_case(version, make_actor("intake_clerk"))
    type(case).objects.filter(pk=case.pk).update(stage="monitoring")
    case.refresh_from_db()
    moved = take_transition(
        case.pk, "suspend", actor=system_actor("test"), version=case.version, now=NOW, reason="x", act=Act.SUSPEND
    )
    assert moved.stage == "suspended"
