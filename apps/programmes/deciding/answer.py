"""The shape of an answer: never a bare yes or no (architecture 4)."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from functools import cached_property
from typing import Any

from apps.programmes.deciding.compiling import CompiledClause
from apps.programmes.definition import Citation, Definition
from omuz.conditions import Catalogue, Evaluation, Language, TraceEntry, Truth, render, render_expected, render_rule
from omuz.conditions import render_value as in_words


class Outcome(StrEnum):
    """What a decision point answers. Unknown is not no: a fact is missing that would decide."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclasses.dataclass(frozen=True, slots=True)
class Basis:
    """The text that a clause comes from."""

    title: str
    article: str


@dataclasses.dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact for want of which a clause is undecided."""

    fact: str
    label: str
    special: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class AnsweredValue:
    """A document, outcome, ground ... of the answer. One that is not certain may still join it or leave it."""

    value: str
    label: str
    certain: bool = True
    amount: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class TraceLine:
    """One rule: what it asked for, what it saw, what it answered.

    Of a `special` fact `expected` and `seen` tell special-category data: whoever shows them to somebody logs the
    reading (KVKK Art. 6). `records` holds the lines of each record of a list.
    """

    fact: str
    label: str
    operator: str
    sentence: str
    expected: str
    seen: str | None
    outcome: str
    special: bool
    records: tuple[tuple[TraceLine, ...], ...] = ()


@dataclasses.dataclass(frozen=True)
class ClauseAnswer:
    """What one clause answered. `decided` says that its effect took place: it refused, or added its value.

    Sentence and trace are put together when they are first read; the facts must not change before.
    """

    key: str
    rule_set: str
    effect: str
    value: str | None
    points: int | None
    outcome: str
    decided: bool
    message: str
    basis: Basis | None
    compiled: CompiledClause = dataclasses.field(repr=False)
    evaluation: Evaluation | None = dataclasses.field(repr=False)
    catalogue: Catalogue = dataclasses.field(repr=False)
    language: Language = "tr"

    @cached_property
    def sentence(self) -> str:
        """The condition as a sentence; empty where it cannot be read."""
        return render(self.compiled.condition, self.language) if self.compiled.condition is not None else ""

    @cached_property
    def problem(self) -> str:
        """Why the condition cannot be read (it asks for a fact that is no longer offered); empty as a rule."""
        problems = self.compiled.problems
        return problems.items[0].message.in_language(self.language) if problems is not None else ""

    @cached_property
    def trace(self) -> tuple[TraceLine, ...]:
        """One line per rule, in the order of the source."""
        return tuple(_line(entry, self.language) for entry in self.evaluation.trace) if self.evaluation else ()

    @cached_property
    def missing(self) -> tuple[MissingFact, ...]:
        """The facts for want of which the clause is undecided."""
        if self.evaluation is None or self.evaluation.outcome is not Truth.UNKNOWN:
            return ()
        return tuple(missing_fact(name, self.catalogue, self.language) for name in self.evaluation.missing)

    def as_json(self) -> dict[str, Any]:
        """Return the clause as the API shows it."""
        return {
            "key": self.key, "rule_set": self.rule_set, "effect": self.effect, "value": self.value,
            "points": self.points, "outcome": self.outcome, "decided": self.decided, "message": self.message,
            "sentence": self.sentence, "problem": self.problem,
            "basis": dataclasses.asdict(self.basis) if self.basis is not None else None,
            "trace": [dataclasses.asdict(line) for line in self.trace],
            "missing": [dataclasses.asdict(fact) for fact in self.missing],
        }  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Answer:
    """The answer of a decision point.

    `values` are those of its list that hold or may hold; `points` lie between `points_least` and `points_most` as long
    as clauses are undecided. `ruled` is False where no rule set answers the point: then nothing is restricted, asked
    for or proposed, and whoever asked goes on as without rules.
    """

    point: str
    outcome: Outcome
    clauses: tuple[ClauseAnswer, ...]
    values: tuple[AnsweredValue, ...] = ()
    points_least: int = 0
    points_most: int = 0
    ruled: bool = True

    @cached_property
    def missing(self) -> tuple[MissingFact, ...]:
        """The facts for want of which some clause is undecided, each once."""
        return tuple(dict.fromkeys(fact for clause in self.clauses for fact in clause.missing))

    @property
    def refusals(self) -> tuple[ClauseAnswer, ...]:
        """The clauses that make the answer "no"."""
        return tuple(c for c in self.clauses if c.decided and c.effect in {"require", "exclude"})

    @property
    def special_facts(self) -> frozenset[str]:
        """The special-category facts that the trace saw: showing it to somebody is a reading to be logged."""
        return frozenset(
            line.fact for clause in self.clauses for line in clause.trace if line.special and line.seen is not None
        )

    def certain_values(self) -> frozenset[str]:
        """Return the values that hold whatever the missing facts are."""
        return frozenset(value.value for value in self.values if value.certain)

    def as_json(self) -> dict[str, Any]:
        """Return the answer as the API shows it."""
        return {
            "point": self.point, "outcome": self.outcome.value, "ruled": self.ruled,
            "values": [dataclasses.asdict(value) for value in self.values],
            "points": {"least": self.points_least, "most": self.points_most},
            "clauses": [clause.as_json() for clause in self.clauses],
            "missing": [dataclasses.asdict(fact) for fact in self.missing],
        }  # fmt: skip


def cited(definition: Definition, citation: Citation | None) -> Basis | None:
    """Return the title and article that a citation of this definition leads to; None without a citation."""
    if citation is None:
        return None
    title = next((text.title for text in definition.legal_basis if text.key == citation.source), citation.source)
    return Basis(title, citation.article)


def missing_fact(name: str, catalogue: Catalogue, language: Language) -> MissingFact:
    """Return a missing fact with its label; "reports.rate" is a field of a list of records."""
    labels: list[str] = []
    special = False
    facts, rest = catalogue.facts, name
    while rest:
        # Names may hold dots themselves, so the longest one that fits is taken.
        found = max((known for known in facts if rest == known or rest.startswith(f"{known}.")), key=len, default=None)
        if found is None:
            break
        fact = facts[found]
        labels.append(fact.label.in_language(language))
        special = special or fact.special
        facts, rest = fact.fields_by_name, rest[len(found) + 1 :]
    return MissingFact(name, " › ".join(labels) or name, special)


def _line(entry: TraceEntry, language: Language) -> TraceLine:
    fact = entry.fact
    return TraceLine(
        fact=fact.name,
        label=fact.label.in_language(language),
        operator=entry.operator,
        sentence=render_rule(entry, language),
        expected=render_expected(entry, language),
        seen=None if entry.seen is None else in_words(fact, entry.seen, language),
        outcome=entry.outcome.value,
        special=fact.holds_special(),
        records=tuple(tuple(_line(inner, language) for inner in record) for record in entry.records),
    )
