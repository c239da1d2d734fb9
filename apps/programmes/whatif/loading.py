"""Facts under two definitions, read once where both mean the same."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from apps.programmes.deciding import catalogue_of_point
from apps.programmes.definition import Definition
from apps.programmes.registry import Subject, load_facts

Loaded = Mapping[uuid.UUID, Mapping[str, Any]]


class Reader:
    """Reads the facts that two definitions ask for. A fact that both describe alike is read once, with the later."""

    def __init__(
        self, *, before: Definition | None, names_before: frozenset[str], after: Definition,
        names_after: frozenset[str], on: dt.date, closed_before: Collection[str] = (),
        closed_after: Collection[str] = (),
    ) -> None:  # fmt: skip
        self._before, self._after, self._on = before, after, on
        self._closed = {id(before): frozenset(closed_before)} | {id(after): frozenset(closed_after)}
        own: frozenset[str] = frozenset()
        if before is not None:
            old, new = catalogue_of_point(before, "transition").facts, catalogue_of_point(after, "transition").facts
            alike = frozenset(closed_before) == frozenset(closed_after)
            own = frozenset(name for name in names_before if not alike or name not in new or old.get(name) != new[name])
        self._own = own
        self._names = names_after | (names_before - own)

    def people(self, ids: Sequence[uuid.UUID]) -> tuple[Loaded, Loaded]:
        """Return the facts of persons under the earlier and under the later definition."""
        after = self._load(ids, Subject.PERSON, self._names, self._after)
        if not self._own or self._before is None:
            return after, after
        return self._without_own(after, self._load(ids, Subject.PERSON, self._own, self._before)), after

    def cases(self, ids: Sequence[uuid.UUID], persons: Mapping[uuid.UUID, uuid.UUID]) -> tuple[Loaded, Loaded]:
        """Return the facts of cases and of their persons, together, under both definitions."""
        after = self._joined(ids, persons, self._names, self._after)
        if not self._own or self._before is None:
            return after, after
        return self._without_own(after, self._joined(ids, persons, self._own, self._before)), after

    def _without_own(self, after: Loaded, own: Loaded) -> Loaded:
        return {
            key: {name: value for name, value in facts.items() if name not in self._own} | dict(own.get(key, {}))
            for key, facts in after.items()
        }

    def _joined(
        self, ids: Sequence[uuid.UUID], persons: Mapping[uuid.UUID, uuid.UUID], names: frozenset[str],
        definition: Definition,
    ) -> Loaded:  # fmt: skip
        of_persons = self._load(list(set(persons.values())), Subject.PERSON, names, definition)
        of_cases = self._load(ids, Subject.CASE, names, definition)
        return {key: {**of_persons.get(persons[key], {}), **of_cases.get(key, {})} for key in ids if key in persons}

    def _load(
        self, ids: Sequence[uuid.UUID], subject: Subject, names: frozenset[str], definition: Definition
    ) -> Loaded:
        if not ids:
            return {}
        closed = self._closed[id(definition)]
        return load_facts(ids, subject=subject, on=self._on, names=names, definition=definition, closed=closed)
