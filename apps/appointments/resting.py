"""What apps above rest on an attendance: a number that was given on it, a decision that names it.

Each registers a source from its `ready`. The screen says beforehand what stands there, the correction asks again, and
where it matters a trigger of the app that rests on it has the last word.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from apps.programmes.registry import Bound, Verdict
from omuz.kernel.actors import Actor

__all__ = ["Asked", "Rest", "register_rest", "rests_on"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The appointment whose attendance somebody wants to correct, and who asks: links lead where they may go."""

    appointment_id: uuid.UUID
    actor: Actor


@dataclass(frozen=True, slots=True)
class Rest:
    """Something that stands on an attendance. `verdict` says what and what to do instead; `bound` cites the article
    where the programme has adopted one; `link` is where it is mended, empty where the asker may not go."""

    verdict: Verdict
    bound: Bound | None = None
    link: str = ""


Source = Callable[[Asked], Iterable[Rest]]
_sources: Final[list[Source]] = []


def register_rest(source: Source) -> None:
    """Offer a source; called once from an app's `ready`. It asks at most two statements where nothing stands."""
    if source not in _sources:
        _sources.append(source)


def rests_on(asked: Asked) -> list[Rest]:
    """Return everything that keeps this attendance from being corrected."""
    return [one for source in _sources for one in source(asked) if not one.verdict.allowed]
