"""Turning a condition into closures: one walk over the tree per day, none per evaluation.

Each node becomes two functions: `plain` answers and stops as early as it can, `traced` answers every rule and notes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from omuz.conditions.catalogue import FactType, Folding
from omuz.conditions.evaluation.judging import Judge, codes_judge, compare, emptiness_judge, scalar_test
from omuz.conditions.evaluation.quantifying import verdict
from omuz.conditions.evaluation.reading import PLAIN, checker
from omuz.conditions.evaluation.trace import RawEntry, describe
from omuz.conditions.nodes import Comparison, FactReference, Group, Node, Quantifier
from omuz.conditions.operators import PRESENCE, Operator
from omuz.conditions.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
_NO_FACTS: Mapping[str, Any] = {}

Facts = Mapping[str, Any]
Plain = Callable[[Facts], Truth]
Traced = Callable[[Facts, list[RawEntry]], Truth]


class Program(NamedTuple):
    """The two functions of one node."""

    plain: Plain
    traced: Traced


@dataclass(frozen=True, slots=True)
class Context:
    """What the closures of one scope are built with; `path` leads from the root's facts to this scope."""

    on: date
    folding: Folding
    path: str = ""


def compile_node(node: Node, context: Context) -> Program:
    """Return the functions that answer this node."""
    if isinstance(node, Group):
        return _group(node, context)
    if isinstance(node, Quantifier):
        return _quantifier(node, context)
    return _rule(node, context)


def _rule(node: Comparison, context: Context) -> Program:
    if node.operator in PRESENCE:
        return _presence(node, context)
    if node.operands and isinstance(node.operands[0], FactReference):
        return _reference(node, node.operands[0], context)
    if node.fact.type is FactType.CODES:
        return _judged(node, codes_judge(node), context)
    if node.fact.type is FactType.RECORDS:
        return _judged(node, emptiness_judge(node.operator), context)
    return _scalar(node, context)


# Groups


def _group(node: Group, context: Context) -> Program:
    programs = [compile_node(member, context) for member in node.members]
    plain = _plain_group(tuple(program.plain for program in programs), node.conjunction)
    traced = _traced_group(tuple(program.traced for program in programs), node.conjunction)
    if not node.negated:
        return Program(plain, traced)
    return Program(lambda facts: ~plain(facts), lambda facts, out: ~traced(facts, out))


def _plain_group(members: tuple[Plain, ...], conjunction: bool) -> Plain:
    decisive, neutral = (FALSE, TRUE) if conjunction else (TRUE, FALSE)

    def run(facts: Facts) -> Truth:
        result = neutral
        for member in members:
            outcome = member(facts)
            if outcome is decisive:
                return outcome
            if outcome is UNKNOWN:
                result = outcome
        return result

    return run


def _traced_group(members: tuple[Traced, ...], conjunction: bool) -> Traced:
    decisive, neutral = (FALSE, TRUE) if conjunction else (TRUE, FALSE)

    def run(facts: Facts, out: list[RawEntry]) -> Truth:
        result = neutral
        for member in members:
            outcome = member(facts, out)
            if outcome is decisive or result is neutral:
                result = outcome
        return result

    return run


# Rules


def _scalar(node: Comparison, context: Context) -> Program:
    name, plain_class, check = node.fact.name, PLAIN[node.fact.type], checker(node.fact)
    test = scalar_test(node, context.on, context.folding)
    rule = describe(node, context.on, context.path + name)

    def plain(facts: Facts) -> Truth:
        value = facts.get(name)
        if value is None:
            return UNKNOWN
        if value.__class__ is not plain_class:
            check(value)
        return TRUE if test(value) else FALSE

    def traced(facts: Facts, out: list[RawEntry]) -> Truth:
        value = facts.get(name)
        if value is None:
            outcome = UNKNOWN
        else:
            if value.__class__ is not plain_class:
                check(value)
            outcome = TRUE if test(value) else FALSE
        out.append((rule, value, outcome, None))
        return outcome

    return Program(plain, traced)


def _judged(node: Comparison, judge: Judge, context: Context) -> Program:
    name, check = node.fact.name, checker(node.fact)
    rule = describe(node, context.on, context.path + name)

    def plain(facts: Facts) -> Truth:
        value = facts.get(name)
        if value is None:
            return UNKNOWN
        check(value)
        return judge(value)

    def traced(facts: Facts, out: list[RawEntry]) -> Truth:
        outcome = plain(facts)
        out.append((rule, facts.get(name), outcome, None))
        return outcome

    return Program(plain, traced)


def _presence(node: Comparison, context: Context) -> Program:
    name = node.fact.name
    rule = describe(node, context.on, context.path + name)
    missing, present = (TRUE, FALSE) if node.operator is Operator.NULL else (FALSE, TRUE)

    def traced(facts: Facts, out: list[RawEntry]) -> Truth:
        value = facts.get(name)
        outcome = missing if value is None else present
        out.append((rule, value, outcome, None))
        return outcome

    return Program(lambda facts: missing if facts.get(name) is None else present, traced)


def _reference(node: Comparison, reference: FactReference, context: Context) -> Program:
    name, other_name, operator = node.fact.name, reference.fact.name, node.operator
    check, check_other = checker(node.fact), checker(reference.fact)
    fold = context.folding.python if node.fact.type is FactType.TEXT else None
    rule = describe(node, context.on, context.path + name)

    def plain(facts: Facts) -> Truth:
        value, other = facts.get(name), facts.get(other_name)
        if value is None or other is None:
            return UNKNOWN
        check(value)
        check_other(other)
        if fold is not None:
            value, other = fold(value), fold(other)
        return TRUE if compare(operator, value, other) else FALSE

    def traced(facts: Facts, out: list[RawEntry]) -> Truth:
        outcome = plain(facts)
        out.append((rule, facts.get(name), outcome, facts.get(other_name)))
        return outcome

    return Program(plain, traced)


# Lists of records


def _quantifier(node: Quantifier, context: Context) -> Program:
    name, check = node.fact.name, checker(node.fact)
    inner_context = Context(context.on, context.folding, f"{context.path}{name}.")
    inner = compile_node(node.inner, inner_context)
    decide = verdict(node.mode, node.threshold)
    rule = describe(node, context.on, context.path + name)

    def count(outcomes: list[Truth]) -> Truth:
        true, false = outcomes.count(TRUE), outcomes.count(FALSE)
        return decide(true, false, len(outcomes) - true - false)

    def plain(facts: Facts) -> Truth:
        records = facts.get(name)
        if records is None:
            return UNKNOWN
        check(records)
        # A record that is None is one of which nothing is known.
        return count([inner.plain(_NO_FACTS if record is None else record) for record in records])

    def traced(facts: Facts, out: list[RawEntry]) -> Truth:
        records = facts.get(name)
        if records is None:
            out.append((rule, None, UNKNOWN, None))
            return UNKNOWN
        check(records)
        outs: list[list[RawEntry]] = [[] for _ in records]
        outcomes = [
            inner.traced(_NO_FACTS if record is None else record, own)
            for record, own in zip(records, outs, strict=True)
        ]
        outcome = count(outcomes)
        out.append((rule, records, outcome, outs))
        return outcome

    return Program(plain, traced)
