"""Days for a statement that fall into a force majeure (İzmir Art. 23, 27): the programme's own, they stand still."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from apps.cases.queries.deadlines import Clock
from apps.cases.standstill import StandingClock, register_runs_on, register_standing_clock
from apps.decisions.models import DecisionQuerySet
from apps.decisions.operations.checks import happened, store
from apps.decisions.queries.hearing import awaited, day_under
from apps.decisions.rules.stopping import risk_ground
from apps.programmes.definition import Definition
from omuz.kernel.actors import Actor

__all__ = ["offer", "recount_statements", "statements_moved"]


def statements_moved(programme_id: uuid.UUID | None, clock: Clock) -> int:
    """Return how many people would get a later day for their statement under a clock, nothing written."""
    return sum(day_under(one, clock) != one.answer_until for one in _concerned(programme_id))


def recount_statements(programme_id: uuid.UUID | None, *, clock: Clock, actor: Actor, now: dt.datetime) -> int:
    """Store the last days for statements anew where days were declared or taken back; return how many changed.

    Part of the declaration. The day that the letter says stays beside it, and no day becomes earlier than that one.
    """
    changed = 0
    for decision in _concerned(programme_id).select_for_update(of=("self",)):
        until = day_under(decision, clock)
        if until != decision.answer_until:
            decision.answer_given = decision.answer_given or decision.answer_until
            decision.answer_until = until
            store(decision, "answer_given", "answer_until")
            happened(decision, "statement_day_moved", actor=actor, now=now, answer_until=until)
            changed += 1
    return changed


def offer() -> None:
    """Register that statements stand still and interim stops do not; called once when the app is ready."""
    register_standing_clock(
        StandingClock(
            key="statements", label="Açıklama için tanınan süre", is_known=lambda definition: bool(definition.grounds),
            moved=statements_moved, recount=recount_statements,
        )
    )  # fmt: skip
    register_runs_on(_interim_stops)


def _concerned(programme_id: uuid.UUID | None) -> DecisionQuerySet:
    rows = awaited().select_related("case").order_by("id")
    return rows if programme_id is None else rows.filter(case__programme=programme_id)


def _interim_stops(definitions: Sequence[Definition]) -> Iterable[tuple[str, str]]:
    if any(risk_ground(one) is not None for one in definitions):
        # It weighs on the person: closed offices must not make a stop without a decision longer (readings 8).
        yield "Tedbiren durdurma", "“Tedbiren durdurma” kişinin aleyhine uzamaz; son gününde kendiliğinden kalkar."
