"""Deciding: from the outcomes of clauses to the answer of a decision point.

- REQUIRE: the condition has to hold. False is "no"; unknown leaves the answer unknown.
- EXCLUDE: where the condition holds the answer is "no"; unknown leaves it unknown.
- ADD, REMOVE: a value is in the answer where an ADD clause holds and no REMOVE clause does; where an unknown clause
  could still change that, it "may be". LIMIT names a limit; of several that hold the lowest counts.
- POINTS are summed; unknown clauses widen the sum to a range.
A decided "no" beats every unknown: what is missing could not turn it. A clause of a closed capability is absent.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from apps.programmes.deciding.answer import Answer, AnsweredValue, AskedClause, ClauseAnswer, Outcome
from apps.programmes.deciding.compiling import catalogue_of_point, compiled_rule_sets
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import EffectKind, RuleSet
from apps.programmes.registry import get_point
from omuz.conditions import Evaluator, Language, Truth, prepare

_REFUSES: Final = {EffectKind.REQUIRE: Truth.FALSE, EffectKind.EXCLUDE: Truth.TRUE}
_LISTED: Final = frozenset({EffectKind.ADD, EffectKind.REMOVE, EffectKind.LIMIT})


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """An answer without its reasons: what the what-if compares for thousands."""

    outcome: Outcome
    values: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()


_BARE: Final = {outcome: Verdict(outcome) for outcome in Outcome}
_KEPT: Final = 4096


class Decider:
    """The rule sets of one decision point made ready for one day; use it for many sets of facts."""

    def __init__(
        self,
        definition: Definition,
        point: str,
        *,
        on: dt.date,
        rule_sets: Iterable[str | RuleSet] | None = None,
        closed: Collection[str] = frozenset(),
        language: Language = "tr",
    ) -> None:
        """Raise KeyError when a rule set is named that the definition does not have: a guard is never skipped."""
        self._definition, self._point, self._language = definition, point, language
        chosen = (
            definition.rules_for(point)
            if rule_sets is None
            else tuple(one if isinstance(one, RuleSet) else definition.rules_by_key[one] for one in rule_sets)
        )
        self.ruled = bool(chosen)
        self._clauses = tuple(
            (
                AskedClause(one, definition, catalogue_of_point(definition, one.rule_set.point), language),
                one.clause.effect.kind,
                prepare(one.condition, on=on) if one.condition is not None else None,
            )
            for one in compiled_rule_sets(definition, chosen)
            if one.clause.capability is None or one.clause.capability not in closed
        )
        self._plain = tuple((kind, one.compiled.clause.effect.value, ready) for one, kind, ready in self._clauses)
        #: Few patterns of truths come up among thousands; each is settled once.
        self._verdicts: dict[tuple[bool, int], Verdict] = {}
        self._refuses_only = all(kind in _REFUSES for _, kind, _ in self._clauses)

    @property
    def names(self) -> frozenset[str]:
        """The facts that the clauses ask for."""
        return frozenset(name for one, _, _ in self._clauses for name in one.compiled.names)

    def verdict(self, facts: Mapping[str, Any]) -> Verdict:
        """Return what `answer` answers, without reasons and without points."""
        outcome, pattern = Outcome.YES, 0
        for kind, _value, ready in self._plain:
            truth = Truth.UNKNOWN if ready is None else ready.decide(facts)
            if kind in _REFUSES:
                if truth is _REFUSES[kind]:
                    return _BARE[Outcome.NO]
                if truth is Truth.UNKNOWN:
                    outcome = Outcome.UNKNOWN
            else:
                pattern = pattern * 3 + (1 if truth is Truth.TRUE else 2 if truth is Truth.UNKNOWN else 0)
        if self._refuses_only:
            return _BARE[outcome]
        key = (outcome is Outcome.YES, pattern)
        known = self._verdicts.get(key)
        if known is None:
            if len(self._verdicts) >= _KEPT:
                self._verdicts.clear()
            known = self._verdicts[key] = self._settled(outcome, pattern)
        return known

    def _settled(self, outcome: Outcome, pattern: int) -> Verdict:
        """Return the verdict of clauses that name values, from their truths as digits to the base of three."""
        truths: list[tuple[EffectKind, str | None, Truth]] = []
        for kind, value, _ in reversed([one for one in self._plain if one[0] not in _REFUSES]):
            pattern, digit = divmod(pattern, 3)
            truths.append((kind, value, (Truth.FALSE, Truth.TRUE, Truth.UNKNOWN)[digit]))
        held, may_be = _values(truths)
        unsettled = may_be or any(truth is Truth.UNKNOWN for kind, _, truth in truths if kind not in _LISTED)
        return Verdict(Outcome.UNKNOWN if unsettled else outcome, held, may_be)

    def wanting(self, facts: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the facts for want of which some clause is undecided, by their names."""
        found: dict[str, None] = {}
        for _, _, ready in self._clauses:
            if ready is None:
                continue
            evaluation = ready.evaluate(facts)
            if evaluation.outcome is Truth.UNKNOWN:
                found.update(dict.fromkeys(evaluation.missing))
        return tuple(found)

    def answer(self, facts: Mapping[str, Any]) -> Answer:
        """Return the answer with every clause, its trace and what is missing.

        Raises:
            FactTypeError: a fact has another type than the catalogue says.
        """
        clauses = tuple([_answered_clause(one, kind, ready, facts) for one, kind, ready in self._clauses])
        if any(clause.decided and clause.effect in _REFUSES for clause in clauses):
            return Answer(self._point, Outcome.NO, clauses, ruled=self.ruled)
        if self._refuses_only:
            unknown = any(clause.truth is Truth.UNKNOWN for clause in clauses)
            return Answer(self._point, Outcome.UNKNOWN if unknown else Outcome.YES, clauses, ruled=self.ruled)
        return self._listed(clauses)

    def _listed(self, clauses: tuple[ClauseAnswer, ...]) -> Answer:
        """Return the answer of clauses that name values and points; none of them refuses."""
        held, may_be = _values((clause.effect, clause.value, clause.truth) for clause in clauses)
        points = [(clause.points or 0, clause.truth) for clause in clauses if clause.effect is EffectKind.POINTS]
        certain = sum(amount for amount, truth in points if truth is Truth.TRUE)
        open_points = [amount for amount, truth in points if truth is Truth.UNKNOWN]
        # An unknown entry of a list counts only where it could change the list.
        undecided = any(clause.truth is Truth.UNKNOWN and clause.effect not in _LISTED for clause in clauses)
        return Answer(
            point=self._point,
            outcome=Outcome.UNKNOWN if undecided or may_be else Outcome.YES,
            clauses=clauses,
            values=self._answered(clauses, held, may_be),
            points_least=certain + sum(min(amount, 0) for amount in open_points),
            points_most=certain + sum(max(amount, 0) for amount in open_points),
            ruled=self.ruled,
        )

    def _answered(
        self, clauses: tuple[ClauseAnswer, ...], held: frozenset[str], may_be: frozenset[str]
    ) -> tuple[AnsweredValue, ...]:
        labels = _labels(self._definition, self._point, self._language)
        limits: dict[str, int] = {}
        for clause in clauses:
            applies = clause.truth is Truth.TRUE or (clause.value in may_be and clause.truth is Truth.UNKNOWN)
            if clause.effect is EffectKind.LIMIT and clause.value is not None and applies and clause.points is not None:
                limits[clause.value] = min(clause.points, limits.get(clause.value, clause.points))
        ranks = {key: rank for rank, key in enumerate(labels)}
        return tuple(
            AnsweredValue(key, labels.get(key, key), certain=key in held, amount=limits.get(key))
            for key in sorted(held | may_be, key=lambda key: (ranks.get(key, len(ranks)), key))
        )


def decide(
    definition: Definition,
    point: str,
    facts: Mapping[str, Any],
    *,
    on: dt.date,
    rule_sets: Iterable[str | RuleSet] | None = None,
    closed: Collection[str] = frozenset(),
    language: Language = "tr",
) -> Answer:
    """Return the answer of a decision point on a day, with its reasons.

    `facts` maps the names of the catalogue to values; a name that is absent is a missing fact. `rule_sets` names those
    to ask (the guards of a transition; without any the answer is yes), without it all of the point are asked.
    `closed` are the capabilities that are closed today: their clauses are absent.

    Raises:
        FactTypeError: a fact has another type than the catalogue says.
        KeyError: a rule set is named that the definition does not have.
    """
    decider = Decider(definition, point, on=on, rule_sets=rule_sets, closed=closed, language=language)
    return decider.answer(facts)


def _answered_clause(
    asked: AskedClause, kind: EffectKind, ready: Evaluator | None, facts: Mapping[str, Any]
) -> ClauseAnswer:
    # A condition that cannot be read is unknown: never a silent yes or no.
    evaluation = ready.evaluate(facts) if ready is not None else None
    truth = evaluation.outcome if evaluation is not None else Truth.UNKNOWN
    return ClauseAnswer(asked, truth, evaluation, decided=truth is _REFUSES.get(kind, Truth.TRUE))


def _values(truths: Iterable[tuple[EffectKind, str | None, Truth]]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the values that hold, and those that may hold for all that is known."""
    added: dict[str, Truth] = {}
    removed: dict[str, Truth] = {}
    lower: set[str] = set()
    for kind, value, truth in truths:
        if value is None or kind not in _LISTED:
            continue
        if kind is EffectKind.LIMIT and truth is Truth.UNKNOWN:
            lower.add(value)
        side = removed if kind is EffectKind.REMOVE else added
        side[value] = side.get(value, Truth.FALSE) | truth
    settled = {value: truth & ~removed.get(value, Truth.FALSE) for value, truth in added.items()}
    # A limit that holds may still be a lower one.
    settled |= dict.fromkeys(lower, Truth.UNKNOWN)
    return (
        frozenset(value for value, truth in settled.items() if truth is Truth.TRUE),
        frozenset(value for value, truth in settled.items() if truth is Truth.UNKNOWN),
    )


def _labels(definition: Definition, point: str, language: Language) -> dict[str, str]:
    known = get_point(point)
    entries = getattr(definition, known.refers_to, ()) if known is not None and known.refers_to else ()
    return {entry.key: entry.label.in_language(language) for entry in entries}
