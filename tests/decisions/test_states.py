"""Whatever is tried in whatever order, a decision stays on its way and the database agrees."""

import contextlib
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.cases.models import Case
from apps.decisions.enums import DecisionKind, DecisionState
from apps.decisions.operations.effecting import carry_out_due, settle_left_over
from apps.decisions.operations.hearing import ask_statement, record_statement
from apps.decisions.operations.proposing import withdraw
from apps.decisions.rules.states import next_state
from omuz.kernel.errors import DomainError
from tests.decisions.support import TODAY, case_in, later, of, programme, proposed, taken
from tests.support.staff import make_actor

ACTIONS = ("ask", "answer", "change", "take", "withdraw", "effect", "end")
_ORDER = [DecisionState.PROPOSED, DecisionState.HEARING, DecisionState.TAKEN, DecisionState.IN_EFFECT]


@given(kind=st.sampled_from(DecisionKind.values), acts=st.lists(st.sampled_from(ACTIONS), max_size=12))
def test_no_way_leads_back_and_the_end_is_an_end(kind, acts):
    state = DecisionState.PROPOSED
    for act in acts:
        found = next_state(state, act, kind=kind)
        if found is None:
            continue
        assert state not in {DecisionState.ENDED, DecisionState.WITHDRAWN}
        if found in _ORDER:
            assert _ORDER.index(found) >= _ORDER.index(state)
        assert not (kind == DecisionKind.RESUME and found == DecisionState.IN_EFFECT)
        state = found


@pytest.mark.django_db
@given(acts=st.lists(st.sampled_from(["ask", "answer", "none", "take", "ahead", "withdraw", "day"]), max_size=9))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_at_random_a_case_is_suspended_exactly_while_a_decision_is_in_effect(kayseri, acts):
    manager, day = make_actor("unit_manager"), 0
    case = case_in(programme(code=f"rastgele-{id(acts)}-{len(acts)}"))
    decision = proposed(case)
    for act in acts:
        row, now = of(decision.pk), later(day)
        today = TODAY + dt.timedelta(days=day)
        with contextlib.suppress(DomainError):
            if act == "ask":
                ask_statement(row.pk, answer_until=None, actor=manager, version=row.version, now=now)
            elif act in {"answer", "none"}:
                form = {"form": "oral", "by": "person", "text": "Hastaydım."} if act == "answer" else {"form": "none"}
                record_statement(row.pk, **form, actor=manager, version=row.version, now=now)
            elif act in {"take", "ahead"}:
                taken(row, actor=manager, now=now, effective_on=today + dt.timedelta(days=2 if act == "ahead" else 0))
            elif act == "withdraw":
                withdraw(row.pk, reason="Vazgeçildi.", actor=manager, version=row.version, now=now)
            else:
                day += 3
                carry_out_due(now=later(day))
                settle_left_over(now=later(day))
        row = of(decision.pk)
        is_suspended = Case.objects.get(pk=case.pk).stage == "suspended"
        assert is_suspended == (row.state == DecisionState.IN_EFFECT)
        assert row.taken_at is None or (row.letter_id is not None and bool(row.sealed_reason))
