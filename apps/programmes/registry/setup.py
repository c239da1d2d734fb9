"""The setup checklist: from an empty municipality to the first registration. Each app offers the steps it knows of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from omuz.conditions import Text


@dataclass(frozen=True, slots=True)
class SetupTask:
    """One step. `done(day)` looks at what there is, so that nobody ticks a box; `to` is the screen where it is done.

    `who` says in words whose step it is, `right` what one needs to take it. A step that is not `needed` can be put
    aside with a reason.
    """

    key: str
    order: int
    title: Text
    hint: Text
    to: str
    who: Text
    right: str
    done: Callable[[dt.date], bool]
    needed: bool = True


_tasks: Final[dict[str, SetupTask]] = {}


def register_setup(*tasks: SetupTask) -> None:
    """Offer steps; called once from an app's `ready`."""
    for task in tasks:
        _tasks[task.key] = task


def setup_tasks() -> tuple[SetupTask, ...]:
    """Return every step in the order in which they are taken."""
    return tuple(sorted(_tasks.values(), key=lambda task: task.order))
