"""The shape of an answer: never a bare yes or no (architecture 4)."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from apps.programmes.deciding.compiling import CompiledClause
from apps.programmes.definition import Citation, Definition
from apps.programmes.definition.flow import EffectKind
from omuz.conditions import Catalogue, Evaluation, Language, TraceEntry, Truth, render, render_expected, render_rule
from omuz.conditions import render_value as in_words

#: Effects that can make an answer "no".
REFUSING: Final = frozenset({EffectKind.REQUIRE, EffectKind.EXCLUDE})


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

    def as_json(self) -> dict[str, Any]:
        """Return the fact as the API shows it."""
        return {"fact": self.fact, "label": self.label, "special": self.special}


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

    def as_json(self) -> dict[str, Any]:
        """Return the line as the API shows it."""
        return {
            "fact": self.fact, "label": self.label, "operator": self.operator, "sentence": self.sentence,
            "expected": self.expected, "seen": self.seen, "outcome": self.outcome, "special": self.special,
            "records": [[line.as_json() for line in record] for record in self.records],
        }  # fmt: skip


class AskedClause:
    """What is the same of a clause for everybody: made once a decider, shared by all its answers."""

    __slots__ = ("basis", "catalogue", "compiled", "language", "message", "sentences")

    def __init__(self, compiled: CompiledClause, definition: Definition, catalogue: Catalogue, language: Language):
        self.compiled, self.catalogue, self.language = compiled, catalogue, language
        self.message = compiled.clause.message.in_language(language)
        self.basis = cited(definition, compiled.clause.basis)
        #: Sentences of single rules by their places, rendered when one is first shown.
        self.sentences: dict[str, str] = {}

    def sentence(self) -> str:
        """Return the condition as a sentence; empty where it cannot be read."""
        condition = self.compiled.condition
        if condition is None:
            return ""
        if "" not in self.sentences:
            self.sentences[""] = render(condition, self.language)
        return self.sentences[""]

    def sentence_of(self, entry: TraceEntry) -> str:
        """Return one rule as a sentence."""
        key = f"{entry.place} {entry.field}"
        if key not in self.sentences:
            self.sentences[key] = render_rule(entry, self.language)
        return self.sentences[key]


class ClauseAnswer:
    """What one clause answered. `decided` says that its effect took place: it refused, or added its value.

    Sentence and trace are put together when they are first read; the facts must not change before.
    """

    def __init__(self, asked: AskedClause, truth: Truth, evaluation: Evaluation | None, *, decided: bool) -> None:
        self._asked, self._evaluation = asked, evaluation
        self.truth, self.decided = truth, decided

    def __repr__(self) -> str:
        # What was seen stays out: it may be personal, and reprs end up in logs.
        return f"<ClauseAnswer {self.rule_set}.{self.key}: {self.outcome}>"

    @property
    def key(self) -> str:
        """The key of the clause."""
        return self._asked.compiled.clause.key

    @property
    def rule_set(self) -> str:
        """The key of its rule set."""
        return self._asked.compiled.rule_set.key

    @property
    def effect(self) -> EffectKind:
        """What follows where it is decided."""
        return self._asked.compiled.clause.effect.kind

    @property
    def value(self) -> str | None:
        """The value that the effect carries."""
        return self._asked.compiled.clause.effect.value

    @property
    def points(self) -> int | None:
        """The points, or the limit, that the effect carries."""
        return self._asked.compiled.clause.effect.points

    @property
    def outcome(self) -> str:
        """Whether the condition holds: "true", "false" or "unknown"."""
        return self.truth.value

    @property
    def message(self) -> str:
        """How the clause is explained."""
        return self._asked.message

    @property
    def basis(self) -> Basis | None:
        """The text that it comes from."""
        return self._asked.basis

    @property
    def sentence(self) -> str:
        """The condition as a sentence; empty where it cannot be read."""
        return self._asked.sentence()

    @property
    def problem(self) -> str:
        """Why the condition cannot be read (it asks for a fact that is no longer offered); empty as a rule."""
        problems = self._asked.compiled.problems
        return problems.items[0].message.in_language(self._asked.language) if problems is not None else ""

    @cached_property
    def trace(self) -> tuple[TraceLine, ...]:
        """One line per rule, in the order of the source."""
        return tuple(_line(entry, self._asked) for entry in self._evaluation.trace) if self._evaluation else ()

    @cached_property
    def missing(self) -> tuple[MissingFact, ...]:
        """The facts for want of which the clause is undecided."""
        if self._evaluation is None or self.truth is not Truth.UNKNOWN:
            return ()
        asked = self._asked
        return tuple(missing_fact(name, asked.catalogue, asked.language) for name in self._evaluation.missing)

    def as_json(self) -> dict[str, Any]:
        """Return the clause as the API shows it."""
        return {
            "key": self.key, "rule_set": self.rule_set, "effect": self.effect.value, "value": self.value,
            "points": self.points, "outcome": self.outcome, "decided": self.decided, "message": self.message,
            "sentence": self.sentence, "problem": self.problem,
            "basis": dataclasses.asdict(self.basis) if self.basis is not None else None,
            "trace": [line.as_json() for line in self.trace],
            "missing": [fact.as_json() for fact in self.missing],
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
        return tuple(c for c in self.clauses if c.decided and c.effect in REFUSING)

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
            "missing": [fact.as_json() for fact in self.missing],
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


def _line(entry: TraceEntry, asked: AskedClause) -> TraceLine:
    fact, language = entry.fact, asked.language
    return TraceLine(
        fact=fact.name,
        label=fact.label.in_language(language),
        operator=entry.operator,
        sentence=asked.sentence_of(entry),
        expected=render_expected(entry, language),
        seen=None if entry.seen is None else in_words(fact, entry.seen, language),
        outcome=entry.outcome.value,
        special=fact.holds_special(),
        records=tuple(tuple(_line(inner, asked) for inner in record) for record in entry.records),
    )
