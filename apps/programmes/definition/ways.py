"""The ways through a programme's stages: which stages a case reaches only by an act in law. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from apps.programmes.definition.flow import Act, Transition
from apps.programmes.definition.programme import Definition


def reached(start: Iterable[str], steps: Iterable[Transition]) -> frozenset[str]:
    """Return the stages that these steps lead to from some stages, those included."""
    ways, found = tuple(steps), set(start)
    new = set(found)
    while new:
        new = {one.target for one in ways if new & set(one.sources)} - found
        found |= new
    return frozenset(found)


def behind(definition: Definition, act: Act) -> frozenset[str]:
    """Return the stages, ends left out, that a case reaches only by an act: it stands there because of that act.

    Of recording an application they are those that presuppose its number (İzmir Art. 9), of a suspension those in which
    the service is suspended (Art. 22). Empty where the programme has no such step.
    """
    start = definition.start_stage()
    if start is None or all(one.act != act for one in definition.transitions):
        return frozenset()
    without = reached([start.key], [one for one in definition.transitions if one.act != act])
    return frozenset(one.key for one in definition.stages if one.kind != "end" and one.key not in without)


def leads_on(definition: Definition, stage: str, target: str) -> bool:
    """Return whether a step from one stage to another leads on: to a later one in the programme's own order, no end.

    Going back, to assess again or to plan anew, does not; neither does an end.
    """
    order = {one.key: place for place, one in enumerate(definition.stages) if one.kind != "end"}
    return stage in order and target in order and order[target] > order[stage]
