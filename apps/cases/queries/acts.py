"""What stands in the way of the steps that are acts in law, each said by the app that takes the act.

Such an obstacle is told beforehand, beside the step; the act's own operation asks the same guards again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from apps.cases.models import Case
from apps.cases.rules.flow import Obstacle
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act, Transition
from apps.programmes.registry import Bound, Verdict
from omuz.kernel.actors import Actor

__all__ = ["AskedAct", "act_obstacles", "guard_obstacle", "register_act"]


@dataclass(frozen=True, slots=True)
class AskedAct:
    """An act that somebody may be about to take in a case."""

    case: Case
    definition: Definition
    transition: Transition
    actor: Actor
    on: dt.date
    closed: frozenset[str]


_acts: Final[dict[Act, Callable[[AskedAct], Sequence[Obstacle]]]] = {}


def register_act(act: Act, obstacles: Callable[[AskedAct], Sequence[Obstacle]]) -> None:
    """Say what stands in the way of an act; called once from the `ready` of the app that takes it."""
    _acts[act] = obstacles


def act_obstacles(asked: AskedAct) -> list[Obstacle]:
    """Return what stands in the way of an act; nothing for a step that is none."""
    found = _acts.get(asked.transition.act) if asked.transition.act is not None else None
    return list(found(asked)) if found is not None else []


def guard_obstacle(one: Bound | None, verdict: Verdict, *, href: str = "") -> Obstacle | None:
    """Return a guard's no as an obstacle with its article and text; None where it lets go or binds nobody here."""
    if one is None or verdict.allowed:
        return None
    return Obstacle(
        verdict.code, verdict.message, verdict.remedy, one.cited, guard=one.guard.key, text=one.text, href=href
    )
