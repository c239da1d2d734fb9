"""Badges of cases in lists: what holds of a case today and a reader of its row has to know, registered by every app.

A badge warns and never blocks. Whoever reads the row of a case reads its badges, so they say no more than the page of
the case does. From an app's `ready`::

    register_badges(BadgeSource("interim_stop", _stopped, order=10))

where `_stopped(asked)` returns, for the cases of one page, those that have the badge, in one statement.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from apps.cases.models import Case
from apps.programmes.definition import Definition

__all__ = ["Asked", "Badge", "BadgeSource", "badges_of", "register_badges"]


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words beside a case's stage. `meaning` chooses the colour, which never says anything by itself."""

    key: str
    label: str
    meaning: Literal["info", "attention", "danger"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The cases of one page, found within their reader's reach, with the definitions of their versions."""

    cases: Sequence[Case]
    definitions: Mapping[uuid.UUID, Definition]
    today: dt.date


@dataclass(frozen=True, slots=True)
class BadgeSource:
    """Who gives a badge. `badges` asks for a page at once, in one statement."""

    key: str
    badges: Callable[[Asked], Mapping[uuid.UUID, Badge]]
    order: int = 50


_sources: Final[dict[str, BadgeSource]] = {}


def register_badges(source: BadgeSource) -> None:
    """Offer a badge; an app calls this when it is ready.

    Raises:
        ValueError: another source has that key.
    """
    if _sources.setdefault(source.key, source) is not source:
        raise ValueError(f"there is a source {source.key} of badges already")


def badges_of(
    cases: Sequence[Case], *, definitions: Mapping[uuid.UUID, Definition], today: dt.date
) -> dict[uuid.UUID, list[Badge]]:
    """Return the badges of the cases of a page, one statement a source."""
    found: dict[uuid.UUID, list[Badge]] = {one.pk: [] for one in cases}
    asked = Asked(cases, definitions, today)
    for source in sorted(_sources.values(), key=lambda one: one.order) if cases else ():
        for case_id, badge in source.badges(asked).items():
            found[case_id].append(badge)
    return found
