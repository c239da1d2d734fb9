"""The people and cases that a draft's rules are tried on before it is published."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from apps.programmes.registry.facts import Subject


@dataclass(frozen=True, slots=True)
class SubjectSource:
    """Who is concerned by a programme.

    `ids(programme_id=, on=)` returns the keys of everybody concerned (registrants of the unit, open cases), whoever
    asks: figures count all of them. `visible(ids, actor=)` returns those whom the actor may see, with a label and the
    address of a page, for a drill-down. `persons(ids)` maps each to its person; `standings(ids)` gives for cases the
    pinned version and stage.
    """

    subject: Subject
    ids: Callable[..., Sequence[uuid.UUID]]
    visible: Callable[..., Sequence[Mapping[str, Any]]]
    persons: Callable[[Sequence[uuid.UUID]], Mapping[uuid.UUID, uuid.UUID]]
    standings: Callable[[Sequence[uuid.UUID]], Mapping[uuid.UUID, Standing]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an open case stands: under which version, in which stage, since when."""

    version_id: uuid.UUID
    stage: str
    since: dt.datetime


_sources: Final[dict[Subject, SubjectSource]] = {}


def register_subjects(source: SubjectSource) -> None:
    """Offer the subjects of a kind; called once from an app's `ready`."""
    _sources[source.subject] = source


def subject_source(subject: Subject) -> SubjectSource | None:
    """Return who is concerned, or None while no app offers them."""
    return _sources.get(subject)
