"""Clocks of apps above cases that stand still with the programme's own deadlines (force majeure, İzmir Art. 27).

An app registers from its `ready` what it does when days are declared, or taken back. Statutory clocks never do
(readings 7), nor does what weighs on a person: an interim stop does not grow longer because offices were closed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from apps.cases.queries.deadlines import Clock
from apps.programmes.definition import Definition
from omuz.kernel.actors import Actor

__all__ = ["RunsOn", "StandingClock", "register_runs_on", "register_standing_clock", "runs_on", "standing_clocks"]


class Recount(Protocol):
    """Stores the last days anew under a clock, inside the caller's transaction; returns how many changed."""

    def __call__(self, programme_id: uuid.UUID | None, *, clock: Clock, actor: Actor, now: dt.datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class StandingClock:
    """One kind of period. `label` is what the screen calls it; `moved` counts what a clock would move, unwritten."""

    key: str
    label: str
    is_known: Callable[[Definition], bool]
    moved: Callable[[uuid.UUID | None, Clock], int]
    recount: Recount


#: For the programmes concerned: label of a period that runs on, and why.
RunsOn = Callable[[Sequence[Definition]], Iterable[tuple[str, str]]]

_clocks: Final[dict[str, StandingClock]] = {}
_running: Final[list[RunsOn]] = []


def register_standing_clock(clock: StandingClock) -> None:
    """Add a kind of period that stands still.

    Raises:
        ValueError: another one has the same key.
    """
    if clock.key in _clocks:
        raise ValueError(f"{clock.key} is registered twice")
    _clocks[clock.key] = clock


def register_runs_on(source: RunsOn) -> None:
    """Add what runs on and is to be named before somebody declares days."""
    _running.append(source)


def standing_clocks() -> tuple[StandingClock, ...]:
    """Return the kinds of periods of apps above."""
    return tuple(_clocks.values())


def runs_on(definitions: Sequence[Definition]) -> list[tuple[str, str]]:
    """Return what runs on all the same, with its reason."""
    return [row for source in _running for row in source(definitions)]
