"""Effects on open cases, if they were moved: stage, documents, deadline, and the steps that they may take."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from apps.programmes.deciding import Decider, Outcome, Verdict
from apps.programmes.definition import Definition
from apps.programmes.whatif.dimensions import FACTS, Place, place_of
from apps.programmes.whatif.loading import Reader

#: What can change; a case may change in several ways at once.
CASE_CHANGES: Final = ("stage_removed", "stage_renamed", "documents", "deadline", "transitions")


class CaseEffect(NamedTuple):
    """What a draft would change for one open case that is moved to it."""

    id: uuid.UUID
    person_id: uuid.UUID
    stage: str
    changes: tuple[str, ...]
    place: Place
    documents_added: tuple[str, ...] = ()
    documents_removed: tuple[str, ...] = ()
    #: Of each step that differs: its outcome before and after; None where there is no such step from the stage.
    transitions: tuple[tuple[str, Outcome | None, Outcome | None], ...] = ()


class _Side:
    """One definition, made ready for cases."""

    def __init__(self, definition: Definition, *, on: dt.date, closed: Collection[str]) -> None:
        self.definition = definition
        self._documents = Decider(definition, "required_documents", on=on, closed=closed)
        self._deadlines = Decider(definition, "deadlines", on=on, closed=closed)
        rules = definition.rules_by_key
        self._steps: dict[str, list[tuple[str, Decider | None]]] = {}
        for step in definition.transitions:
            guards = [guard for guard in step.guards if guard in rules]
            decider = Decider(definition, "transition", on=on, rule_sets=guards, closed=closed) if guards else None
            for source in step.sources:
                self._steps.setdefault(source, []).append((step.key, decider))
        self._periods = {one.key: (one.amount, one.unit, one.starts, one.kind) for one in definition.deadlines}

        #: What runs, by the stage's own deadline and what rules say; few of them come up among thousands.
        self._running: dict[object, tuple[object, ...]] = {}

    @property
    def names(self) -> frozenset[str]:
        """The facts that are asked for."""
        steps = (decider.names for found in self._steps.values() for _, decider in found if decider)
        return self._documents.names.union(self._deadlines.names, *steps)

    def documents(self, facts: Mapping[str, Any]) -> Verdict:
        """Return which documents are asked for."""
        return self._documents.verdict(facts)

    def deadline(self, stage: str, facts: Mapping[str, Any]) -> tuple[object, ...]:
        """Return what runs in a stage: its own deadline and those that rules add, with their lengths."""
        found = self.definition.stages_by_key.get(stage)
        own = found.deadline if found is not None else None
        ruled = self._deadlines.verdict(facts)
        running = (own, ruled.values, ruled.may_be)
        if running not in self._running:
            keys = ruled.values | ({own} if own is not None else set())
            self._running[running] = frozenset((key, self._periods.get(key)) for key in keys), ruled.may_be
        return self._running[running]

    def steps(self, stage: str, facts: Mapping[str, Any]) -> dict[str, Outcome]:
        """Return the outcome of each step that leaves a stage."""
        steps = self._steps.get(stage, ())
        return {key: decider.verdict(facts).outcome if decider is not None else Outcome.YES for key, decider in steps}


class CaseExaminer:
    """Open cases under the version on which they stand, and under a draft."""

    def __init__(
        self, *, before: Definition, after: Definition, on: dt.date, closed_before: Collection[str],
        closed_after: Collection[str],
    ) -> None:  # fmt: skip
        self._before = _Side(before, on=on, closed=closed_before)
        self._after = _Side(after, on=on, closed=closed_after)
        self._reader = Reader(
            before=before,
            names_before=self._before.names,
            after=after,
            names_after=self._after.names | FACTS,
            on=on,
            closed_before=closed_before,
            closed_after=closed_after,
        )

    @property
    def before(self) -> Definition:
        """The version on which the cases stand."""
        return self._before.definition

    @property
    def names(self) -> frozenset[str]:
        """The facts on which being in one list or another rests."""
        return self._before.names | self._after.names

    def examine(
        self, ids: Sequence[uuid.UUID], *, stages: Mapping[uuid.UUID, str], persons: Mapping[uuid.UUID, uuid.UUID]
    ) -> Iterator[CaseEffect]:
        """Yield the effect on each case, in the order of the keys."""
        facts_before, facts_after = self._reader.cases(ids, persons)
        for key in ids:
            if key in facts_after:
                yield self._effect(key, persons[key], stages[key], facts_before[key], facts_after[key])

    def _effect(
        self, key: uuid.UUID, person_id: uuid.UUID, stage: str, was: Mapping[str, Any], now: Mapping[str, Any]
    ) -> CaseEffect:
        before, after = self._before, self._after
        changes: list[str] = []
        old, new = before.definition.stages_by_key.get(stage), after.definition.stages_by_key.get(stage)
        if new is None or new.kind == "end":
            changes.append("stage_removed")
        elif old is None or old.label.tr != new.label.tr:
            changes.append("stage_renamed")
        asked_before, asked_after = before.documents(was), after.documents(now)
        asked = asked_before.values | asked_before.may_be, asked_after.values | asked_after.may_be
        if (asked_before.values, asked_before.may_be) != (asked_after.values, asked_after.may_be):
            changes.append("documents")
        if before.deadline(stage, was) != after.deadline(stage, now):
            changes.append("deadline")
        steps_before, steps_after = before.steps(stage, was), after.steps(stage, now)
        steps = tuple(
            (step, steps_before.get(step), steps_after.get(step))
            for step in dict.fromkeys([*steps_before, *steps_after])
            if steps_before.get(step) is not steps_after.get(step)
        )
        if steps:
            changes.append("transitions")
        return CaseEffect(
            key, person_id, stage, tuple(changes), place_of(now), tuple(sorted(asked[1] - asked[0])),
            tuple(sorted(asked[0] - asked[1])), steps,
        )  # fmt: skip
