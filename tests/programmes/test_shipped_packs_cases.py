"""Cases run under the shipped packs: one is walked to monitoring and ended; any can be left at any time."""

import datetime as dt
from typing import Any

import pytest

from apps.cases.enums import CaseState
from apps.cases.models import Case
from apps.cases.operations.application import record_application
from apps.cases.operations.forms import submit_form
from apps.cases.operations.opening import open_case
from apps.cases.operations.steps import StepRefusedError, take_transition
from apps.people.operations import SensitiveDraft
from apps.programmes.definition.flow import Act
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict
from tests.cases.intake_support import candidate_case, filed, met
from tests.coaching.support import Work, agreed, give
from tests.people.support import register, unit
from tests.programmes.support import published
from tests.programmes.test_shipped_packs import SHIPPED, definition_of
from tests.programmes.test_shipped_packs_running import filled
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db


def running(code: str) -> ProgrammeVersion:
    """Return the published version of a shipped pack."""
    document = definition_of(code).document()
    document |= {"effective": {"starts_on": "2026-01-01"}}
    if not document["target_groups"].get("chosen") and document["target_groups"]["offered"]:
        chosen = ["disabled", "poverty", "working_children_family"]
        document["target_groups"] = document["target_groups"] | {"chosen": chosen}
    return published(document, unit=unit())


def opened(version: ProgrammeVersion, clerk: Actor, *, months: int = 30 * 12) -> Case:
    """Return a new case of a disabled woman of that age, registered for the programme."""
    person = register(
        clerk,
        sex="female",
        birth_date=TODAY - dt.timedelta(days=round(months * 30.44)),
        birth_precision="day",
        unit_id=version.programme.unit_id,
        programme_id=version.programme_id,
        sensitive=[
            SensitiveDraft(kind="target_group", code="disabled", rank="primary", valid_from=TODAY, valid_to=None),
        ],
    )
    return open_case(person.pk, version.programme_id, actor=clerk, now=NOW).case


def step(case: Case, transition: str, actor: Actor, **values: Any) -> Case:
    case.refresh_from_db()
    return take_transition(case.pk, transition, actor=actor, version=case.version, now=NOW, **values)


def test_izmir_runs_from_the_pre_application_to_monitoring_and_is_ended_by_the_manager_only(izmir):
    assessor, manager = make_actor("assessor"), make_actor("unit_manager")
    clerk = make_actor("intake_clerk")
    version = running("izmir-destekli-istihdam")
    definition = version.definition
    case = candidate_case(version, clerk)
    assert case.stage == "pre_application"
    with pytest.raises(GuardRefusedError) as refused:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert "m. 8" in (refused.value.article or "")
    filed(case, clerk)
    met(case, clerk)
    case.refresh_from_db()
    assert record_application(case.pk, actor=clerk, version=case.version, now=NOW).number == "B-2026-00001"
    for form, transition in (
        ("application", "start_assessment"),
        ("assessment", "start_plan"),
    ):
        submit_form(case.pk, form, filled(definition, form, yes=True), actor=assessor, now=NOW)
        step(case, transition, assessor)
    with pytest.raises(StepRefusedError):
        step(case, "start_monitoring", assessor)
    coach = make_actor("job_coach")
    give(case, coach)
    agreed(Work(coach, Case.objects.select_related("person").get(pk=case.pk)))
    step(case, "start_monitoring", assessor)
    case.refresh_from_db()
    assert case.stage == "monitoring"
    submit_form(case.pk, "monitoring", filled(definition, "monitoring", yes=True), actor=assessor, now=NOW)
    with pytest.raises(Conflict, match="kendi işlemiyle"):
        step(case, "suspend", manager, reason="Ciddi risk")
    with pytest.raises(StepRefusedError):
        step(case, "suspend", assessor, reason="Ciddi risk", act=Act.SUSPEND)
    suspended = step(case, "suspend", manager, reason="Ciddi iş güvenliği riski", act=Act.SUSPEND)
    assert suspended.stage == "suspended"
    ended = step(case, "terminate", manager, reason="Risk giderilemedi.", closure="terminated", act=Act.TERMINATE)
    assert (ended.stage, ended.state) == ("closed", CaseState.CLOSED)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_case_opens_and_can_be_left_before_any_form_is_filled_in(code, kayseri):
    version = running(code)
    clerk = make_actor("intake_clerk")
    case = opened(version, clerk, months=48 if code == "cocuk-merkezi" else 30 * 12)
    definition = version.definition
    start = definition.start_stage()
    assert start is not None
    assert case.stage == start.key
    ways = [one for one in definition.transitions if one.key in {"close", "finish"} and start.key in one.sources]
    closure = next(one.key for one in definition.closures if not one.needs_reason)
    left = step(case, ways[0].key, clerk, reason="Vazgeçti.", closure=closure)
    assert left.state == CaseState.CLOSED
