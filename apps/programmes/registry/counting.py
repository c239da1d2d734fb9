"""Facts that figures can count: where the apps that keep them say how SQL finds them on a day.

The catalogue (`facts`) says what a fact is; this says how one statement reads it for everybody. A fact that stands in
the catalogue and not here can be asked by a rule and not be counted: its value lies sealed. Both give the same answer
for the same person or case; tests of the apps prove it on random records.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from apps.programmes.definition import Definition
from apps.programmes.registry.facts import Subject
from omuz.conditions import Column

#: What the SQL of each subject calls the row that it is about.
PERSON_ALIAS: Final = "p"
CASE_ALIAS: Final = "c"


@dataclass(frozen=True, slots=True)
class Join:
    """What a fact needs beside the population: at most one row a unit, so that nobody is counted twice."""

    sql: str
    params: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Countable:
    """How SQL finds a fact; several facts may share a join."""

    column: Column
    join: Join | None = None


@dataclass(frozen=True, slots=True)
class CountedFor:
    """For which programme is counted, and today: a basis to read another programme's values has to hold today."""

    programme_id: uuid.UUID
    today: dt.date


#: What may be counted under a definition, by name of the fact.
CountableFacts = Callable[[Definition, CountedFor], Mapping[str, Countable]]

_sources: Final[dict[str, tuple[Subject, CountableFacts]]] = {}


def register_countable(key: str, subject: Subject, facts: CountableFacts) -> None:
    """Offer countable facts; called once from an app's `ready`."""
    _sources[key] = (subject, facts)


def countable_facts(definition: Definition, counted: CountedFor, *subjects: Subject) -> dict[str, Countable]:
    """Return what figures over these subjects may count under a definition, by name of the fact."""
    found: dict[str, Countable] = {}
    for subject, facts in _sources.values():
        if subject in subjects:
            found.update(facts(definition, counted))
    return found
