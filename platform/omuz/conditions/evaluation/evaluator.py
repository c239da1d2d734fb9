"""The evaluator's front door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from omuz.conditions.evaluation.program import Context, Program, compile_node
from omuz.conditions.evaluation.trace import RawEntry, TraceEntry, build
from omuz.conditions.nodes import Condition
from omuz.conditions.truth import Truth

_KEPT_DAYS: Final = 4


class Evaluation:
    """An outcome and why: the trace is put together when it is first read."""

    __slots__ = ("_built", "_raw", "outcome")

    def __init__(self, outcome: Truth, raw: list[RawEntry]) -> None:
        self.outcome = outcome
        self._raw = raw
        self._built: tuple[TraceEntry, ...] | None = None

    @property
    def trace(self) -> tuple[TraceEntry, ...]:
        """One entry per rule, in the order of the source."""
        if self._built is None:
            self._built = build(self._raw)
        return self._built

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the facts for want of which some rule is UNKNOWN, whatever the outcome of the whole."""
        return tuple(dict.fromkeys(name for entry in self.trace for name in entry.missing))


class Evaluator:
    """A condition made ready for one day; use it for many sets of facts."""

    __slots__ = ("_program",)

    def __init__(self, program: Program) -> None:
        self._program = program

    def evaluate(self, facts: Mapping[str, Any]) -> Evaluation:
        """Return the outcome with a trace of every rule; raise FactTypeError when a fact has a wrong type.

        A trace keeps the values that it saw, not copies: read it before the facts change.
        """
        raw: list[RawEntry] = []
        return Evaluation(self._program.traced(facts, raw), raw)

    def decide(self, facts: Mapping[str, Any]) -> Truth:
        """Return the outcome alone, stopping as early as possible; raise FactTypeError as `evaluate` does."""
        return self._program.plain(facts)


def prepare(condition: Condition, *, on: date) -> Evaluator:
    """Return the condition made ready for decisions of the day `on`."""
    if isinstance(on, datetime):
        # A moment is a day only in a time zone, which the caller knows.
        raise TypeError("the day of the decision must be a date, not a datetime")
    evaluator: Evaluator | None = condition.prepared.get(on)
    if evaluator is None:
        evaluator = Evaluator(compile_node(condition.root, Context(on, condition.folding)))
        if len(condition.prepared) >= _KEPT_DAYS:
            condition.prepared.clear()
        condition.prepared[on] = evaluator
    return evaluator


def evaluate(condition: Condition, facts: Mapping[str, Any], *, on: date) -> Evaluation:
    """Return the outcome on that day with a trace of every rule.

    `facts` maps the catalogue's names to values; a name that is absent or None is a missing fact. Raise FactTypeError
    when a value is of another type than the catalogue says.
    """
    return prepare(condition, on=on).evaluate(facts)


def decide(condition: Condition, facts: Mapping[str, Any], *, on: date) -> Truth:
    """Return the outcome on that day without a trace."""
    return prepare(condition, on=on).decide(facts)
