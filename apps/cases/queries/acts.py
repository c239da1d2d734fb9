"""What guards say against the steps of a case, each said by the app that knows.

Of a step that is an act in law the app that takes the act says it, and asks the same guards again when it is taken. Of
the other steps any app may say something; taking the step holds them to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from apps.cases.models import Case
from apps.cases.rules.flow import Obstacle
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act, Transition
from apps.programmes.registry import Bound, Verdict
from omuz.kernel.actors import Actor

__all__ = [
    "AskedAct",
    "Obstacle",
    "act_obstacles",
    "guard_obstacle",
    "guarded_steps",
    "register_act",
    "register_guarded_steps",
]


@dataclass(frozen=True, slots=True)
class AskedAct:
    """An act that somebody may be about to take in a case."""

    case: Case
    definition: Definition
    transition: Transition
    actor: Actor
    on: dt.date
    closed: frozenset[str]


#: For the plain steps that leave a case's stage: what a guard says against each, by its key; one statement at most.
GuardedSteps = Callable[[Case, Definition, Sequence[Transition], dt.date], Mapping[str, Obstacle]]

_guarded: Final[list[GuardedSteps]] = []
_acts: Final[dict[Act, Callable[[AskedAct], Sequence[Obstacle]]]] = {}


def register_act(act: Act, obstacles: Callable[[AskedAct], Sequence[Obstacle]]) -> None:
    """Say what stands in the way of an act; called once from the `ready` of the app that takes it."""
    _acts[act] = obstacles


def act_obstacles(asked: AskedAct) -> list[Obstacle]:
    """Return what stands in the way of an act; nothing for a step that is none."""
    found = _acts.get(asked.transition.act) if asked.transition.act is not None else None
    return list(found(asked)) if found is not None else []


def register_guarded_steps(source: GuardedSteps) -> None:
    """Say what stands in the way of steps that are no acts; called once from an app's `ready`."""
    _guarded.append(source)


def guarded_steps(
    case: Case, definition: Definition, transitions: Sequence[Transition], *, on: dt.date
) -> dict[str, list[Obstacle]]:
    """Return what guards say against the steps that are no acts in law, by the step's key."""
    plain = [one for one in transitions if one.act is None]
    found: dict[str, list[Obstacle]] = {}
    for source in _guarded if plain else ():
        for key, obstacle in source(case, definition, plain, on).items():
            found.setdefault(key, []).append(obstacle)
    return found


def guard_obstacle(one: Bound | None, verdict: Verdict, *, href: str = "") -> Obstacle | None:
    """Return a guard's no as an obstacle with its article and text; None where it lets go or binds nobody here."""
    if one is None or verdict.allowed:
        return None
    return Obstacle(
        verdict.code, verdict.message, verdict.remedy, one.cited, guard=one.guard.key, text=one.text, href=href
    )
