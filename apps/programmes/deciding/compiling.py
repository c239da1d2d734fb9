"""From the rule sets of a definition to parsed conditions, once per definition."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable

from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Clause, RuleSet
from apps.programmes.registry import Subject, catalogue_for, fact_sources, get_point
from omuz.conditions import Catalogue, Condition, Problems, parse
from omuz.conditions.nodes import Comparison, FactReference, Group, Node, Quantifier


@dataclasses.dataclass(frozen=True, slots=True)
class CompiledClause:
    """A clause with its parsed condition, or with what keeps it from being read."""

    rule_set: RuleSet
    clause: Clause
    condition: Condition | None
    problems: Problems | None
    #: The facts that it asks for, by their names in the catalogue.
    names: frozenset[str]


def catalogue_of_point(definition: Definition, point: str) -> Catalogue:
    """Return the facts that rules of a decision point may ask about; of an unknown point, every fact."""
    known = get_point(point)
    return _catalogue(_Once(definition), known.subjects if known is not None else tuple(Subject), _offered())


def compile_rule_set(rule_set: RuleSet, catalogue: Catalogue) -> tuple[CompiledClause, ...]:
    """Return the clauses of a rule set, parsed against the catalogue."""
    return tuple(_compile(rule_set, clause, catalogue) for clause in rule_set.clauses)


def compiled_rule_sets(definition: Definition, rule_sets: Iterable[RuleSet]) -> tuple[CompiledClause, ...]:
    """Return the clauses of rule sets of this definition; those that it holds are parsed once."""
    found: list[CompiledClause] = []
    for rule_set in rule_sets:
        if definition.rules_by_key.get(rule_set.key) is rule_set:
            found.extend(_compiled(_Once(definition), rule_set.key, _offered()))
        else:
            found.extend(compile_rule_set(rule_set, catalogue_of_point(definition, rule_set.point)))
    return tuple(found)


class _Once:
    """A definition as a key of caches: equal where the documents are equal."""

    __slots__ = ("_digest", "definition")

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._digest = definition.fingerprint

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and other._digest == self._digest


#: Which facts the apps offer: read anew when an app has registered more.
_Offered = tuple[Callable[..., object], ...]


def _offered() -> _Offered:
    return tuple(source.facts for source in fact_sources())


@functools.lru_cache(maxsize=256)
def _catalogue(once: _Once, subjects: tuple[Subject, ...], _offered: _Offered) -> Catalogue:
    return catalogue_for(once.definition, *subjects)


@functools.lru_cache(maxsize=2048)
def _compiled(once: _Once, key: str, _offered: _Offered) -> tuple[CompiledClause, ...]:
    rule_set = once.definition.rules_by_key[key]
    return compile_rule_set(rule_set, catalogue_of_point(once.definition, rule_set.point))


def _compile(rule_set: RuleSet, clause: Clause, catalogue: Catalogue) -> CompiledClause:
    parsed = parse(clause.condition, catalogue)
    if isinstance(parsed, Problems):
        return CompiledClause(rule_set, clause, None, parsed, frozenset())
    return CompiledClause(rule_set, clause, parsed, None, frozenset(_names(parsed.root)))


def _names(node: Node) -> Iterable[str]:
    """Yield the facts of the outermost scope that a condition reads."""
    if isinstance(node, Group):
        for member in node.members:
            yield from _names(member)
    elif isinstance(node, Quantifier):
        yield node.fact.name
    elif isinstance(node, Comparison):
        yield node.fact.name
        yield from (operand.fact.name for operand in node.operands if isinstance(operand, FactReference))
