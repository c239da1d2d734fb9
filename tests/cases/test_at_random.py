"""Random definitions, random walks: a case never stands where its version has no stage, and every event is audited."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.cases.enums import CaseState
from apps.cases.models import Case, CaseEvent
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import close_case, reopen_case
from apps.cases.operations.moving import move_cases
from apps.cases.operations.steps import take_transition
from apps.cases.queries.answers import closed_in, steps_of
from apps.cases.rules.moving import places
from apps.programmes.operations.versions import save_document, start_draft
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.errors import DomainError
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from tests.cases.support import opened
from tests.programmes.support import made_up, publish, published
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db


@st.composite
def flows(draw):
    """Draw stages s0 (start), further ones and an end, ways that reach all of them, and which steps ask for what."""
    count = draw(st.integers(2, 5))
    keys = [f"s{index}" for index in range(count)]
    stages = [{"key": key, "label": {"tr": key.upper()}} for key in keys] + [
        {"key": "son", "label": {"tr": "Son"}, "kind": "end"}
    ]
    stages[0]["kind"] = "start"
    asked = draw(st.sets(st.sampled_from(keys), max_size=2))
    for stage in stages:
        if stage["key"] in asked:
            stage["forms"] = [{"form": "basvuru", "required": True}]
    ways = [(one, other) for one, other in zip(keys, [*keys[1:], "son"], strict=True)]
    ways += draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from([*keys, "son"])), max_size=5))
    transitions = [
        {"key": f"t{index}", "label": {"tr": f"T{index}"}, "sources": [source], "target": target,
         "needs_reason": draw(st.booleans())}
        for index, (source, target) in enumerate(ways)
    ]  # fmt: skip
    return {"stages": stages, "transitions": transitions}


ACTS = st.lists(st.tuples(st.sampled_from(["step", "form", "close", "reopen", "move"]), st.integers(0, 9)), max_size=14)


@given(first=flows(), second=flows(), acts=ACTS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_a_case_stands_in_a_stage_of_its_version(kayseri, first, second, acts):
    manager, clerk, writer = make_actor("unit_manager"), make_actor("intake_clerk"), make_actor("tenant_admin")
    version = published(made_up(code=f"rastgele-{new_id().hex[-8:]}", **first))
    case = opened(version, actor=clerk)
    for act, number in acts:
        case.refresh_from_db()
        # What the kernel refuses is as welcome as what it does: what counts is where the case then stands.
        with contextlib.suppress(DomainError):
            _do(act, number, case, manager=manager, writer=writer, second=second)
    case.refresh_from_db()
    definition = pinned_definition(case.programme_version_id)
    assert case.stage in definition.stages_by_key
    assert (case.closed_at is None) == (case.state == CaseState.OPEN)
    if case.state == CaseState.OPEN:
        assert definition.stages_by_key[case.stage].kind != "end"
    events = list(CaseEvent.objects.filter(case=case).order_by("sequence"))
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    audited = AuditEvent.objects.filter(subject_type="cases.case", subject_id=case.pk)
    assert sorted(event.audit_event_id for event in events) == sorted(audited.values_list("pk", flat=True))
    for event in events:
        assert event.stage in pinned_definition(event.programme_version_id).stages_by_key
    assert events[-1].stage == case.stage


def _do(act, number, case: Case, *, manager, writer, second) -> None:
    definition = pinned_definition(case.programme_version_id)
    if act == "step" and case.state == CaseState.OPEN:
        steps = steps_of(case, definition, actor=manager, on=TODAY, closed=closed_in(case, on=TODAY))
        key = steps[number % len(steps)].transition.key if steps else "yok"
        take_transition(case.pk, key, actor=manager, version=case.version, reason="Neden" * (number % 2), now=NOW)
    elif act == "form":
        submit_form(case.pk, "basvuru", {"istek": f"İstek {number}"}, actor=manager, now=NOW)
    elif act == "close":
        close_case(case.pk, actor=manager, version=case.version, reason="Kapatıldı", now=NOW)
    elif act == "reopen":
        reopen_case(case.pk, actor=manager, version=case.version, reason="Açıldı", now=NOW)
    elif act == "move":
        _move(case, number, manager=manager, writer=writer, second=second)


def _move(case: Case, number: int, *, manager, writer, second) -> None:
    draft = start_draft(case.programme_id, actor=writer, now=NOW)
    document = draft.document | second
    newer = publish(save_document(draft.pk, document, seen=draft.version, actor=writer, now=NOW), writer=writer)
    offered = places(pinned_definition(newer.pk))
    chosen = {case.stage: offered[number % len(offered)].key} if number % 3 else {}
    move_cases(newer.pk, actor=manager, reason="Yeni sürüm", stages=chosen, now=NOW)
