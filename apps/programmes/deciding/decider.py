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

from apps.programmes.deciding.answer import Answer, AnsweredValue, ClauseAnswer, Outcome, cited
from apps.programmes.deciding.compiling import CompiledClause, catalogue_of_point, compiled_rule_sets
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import EffectKind, RuleSet
from apps.programmes.registry import get_point
from omuz.conditions import Evaluation, Evaluator, Language, Truth, prepare

_REFUSES: Final = {EffectKind.REQUIRE: Truth.FALSE, EffectKind.EXCLUDE: Truth.TRUE}
_LISTED: Final = frozenset({EffectKind.ADD, EffectKind.REMOVE, EffectKind.LIMIT})


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """An answer without its reasons: what the what-if compares for thousands."""

    outcome: Outcome
    values: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()


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
        compiled = compiled_rule_sets(definition, chosen)
        self._clauses = tuple(
            (one, prepare(one.condition, on=on) if one.condition is not None else None)
            for one in compiled
            if one.clause.capability is None or one.clause.capability not in closed
        )
        self._plain = tuple((one.clause.effect.kind, one.clause.effect.value, ready) for one, ready in self._clauses)

    @property
    def names(self) -> frozenset[str]:
        """The facts that the clauses ask for."""
        return frozenset(name for one, _ in self._clauses for name in one.names)

    def verdict(self, facts: Mapping[str, Any]) -> Verdict:
        """Return what `answer` answers, without reasons and without points."""
        outcome = Outcome.YES
        truths: list[tuple[EffectKind, str | None, Truth]] = []
        for kind, value, ready in self._plain:
            truth = Truth.UNKNOWN if ready is None else ready.decide(facts)
            if kind in _REFUSES:
                if truth is _REFUSES[kind]:
                    return Verdict(Outcome.NO)
                if truth is Truth.UNKNOWN:
                    outcome = Outcome.UNKNOWN
            elif truth is not Truth.FALSE:
                truths.append((kind, value, truth))
        if not truths:
            return Verdict(outcome)
        held, may_be = _values(truths)
        unsettled = may_be or any(truth is Truth.UNKNOWN for kind, _, truth in truths if kind not in _LISTED)
        return Verdict(Outcome.UNKNOWN if unsettled else outcome, held, may_be)

    def wanting(self, facts: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the facts for want of which some clause is undecided, by their names."""
        found: dict[str, None] = {}
        for _, ready in self._clauses:
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
        clauses = tuple(self._clause(one, ready, facts) for one, ready in self._clauses)
        refused = any(c.decided and EffectKind(c.effect) in _REFUSES for c in clauses)
        effects = [(EffectKind(c.effect), c.value, Truth(c.outcome)) for c in clauses]
        held, may_be = (frozenset[str](), frozenset[str]()) if refused else _values(effects)
        points = [(c.points or 0, c.outcome) for c in clauses if c.effect == EffectKind.POINTS]
        certain = sum(amount for amount, outcome in points if outcome == Truth.TRUE.value)
        open_points = [amount for amount, outcome in points if outcome == Truth.UNKNOWN.value]
        undecided = any(
            truth is Truth.UNKNOWN and kind not in _LISTED for kind, _, truth in effects
        )  # an unknown entry of a list counts only where it could change the list
        settled = Outcome.UNKNOWN if undecided or may_be else Outcome.YES
        return Answer(
            point=self._point,
            outcome=Outcome.NO if refused else settled,
            clauses=clauses,
            values=self._answered(clauses, held, may_be),
            points_least=0 if refused else certain + sum(min(amount, 0) for amount in open_points),
            points_most=0 if refused else certain + sum(max(amount, 0) for amount in open_points),
            ruled=self.ruled,
        )

    def _clause(self, one: CompiledClause, ready: Evaluator | None, facts: Mapping[str, Any]) -> ClauseAnswer:
        evaluation: Evaluation | None = ready.evaluate(facts) if ready is not None else None
        # A condition that cannot be read is unknown: never a silent yes or no.
        truth = evaluation.outcome if evaluation is not None else Truth.UNKNOWN
        clause, effect = one.clause, one.clause.effect
        return ClauseAnswer(
            key=clause.key,
            rule_set=one.rule_set.key,
            effect=effect.kind.value,
            value=effect.value,
            points=effect.points,
            outcome=truth.value,
            decided=truth is _REFUSES.get(effect.kind, Truth.TRUE),
            message=clause.message.in_language(self._language),
            basis=cited(self._definition, clause.basis),
            compiled=one,
            evaluation=evaluation,
            catalogue=catalogue_of_point(self._definition, one.rule_set.point),
            language=self._language,
        )

    def _answered(
        self, clauses: tuple[ClauseAnswer, ...], held: frozenset[str], may_be: frozenset[str]
    ) -> tuple[AnsweredValue, ...]:
        labels = _labels(self._definition, self._point, self._language)
        limits: dict[str, int] = {}
        for clause in clauses:
            applies = clause.outcome == Truth.TRUE.value or (clause.value in may_be and clause.outcome != "false")
            if clause.effect == EffectKind.LIMIT and clause.value is not None and applies and clause.points is not None:
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
