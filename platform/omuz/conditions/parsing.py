"""From the query builder's JSON to a typed condition, or to the list of what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from omuz.conditions import limits, operators
from omuz.conditions.catalogue import Catalogue, Fact, FactType
from omuz.conditions.nodes import (
    Comparison,
    Condition,
    FactReference,
    Group,
    Node,
    Operand,
    Quantifier,
    Value,
)
from omuz.conditions.operators import MatchMode, Operator
from omuz.conditions.problems import Code, InvalidConditionError, Problems, Report, pointer
from omuz.conditions.values import KINDS, ValueReader

Scope = Mapping[str, Fact]

# `id`, `path` and `disabled` are the builder's own and say nothing about the meaning.
_GROUP_KEYS: Final = frozenset({"rules", "combinator", "not", "id", "path", "disabled", "muted"})
_RULE_KEYS: Final = frozenset({"field", "operator", "value", "valueSource", "match", "id", "path", "disabled", "muted"})
_COMBINATORS: Final = ("and", "or")
_OPERATORS: Final = {operator.value: operator for operator in Operator}
_MODES: Final = {mode.value: mode for mode in MatchMode}
_WITHOUT_VALUE: Final = operators.PRESENCE | operators.EMPTINESS
_COMPARABLE: Final = {FactType.INTEGER: FactType.NUMBER}


def parse(source: object, catalogue: Catalogue) -> Condition | Problems:
    """Return the typed condition, or the problems of the source, each with its place.

    `source` is what a JSON parser returned; anything else is a problem too, never an exception. The empty root group
    of a new builder is a condition that is always met.
    """
    parser = _Parser(catalogue)
    root = parser.root(source, catalogue.facts, "", depth=1)
    if parser.report.items or root is None:
        return Problems(tuple(parser.report.items))
    return Condition(root=root, folding=catalogue.folding)


def parse_text(text: str | bytes, catalogue: Catalogue) -> Condition | Problems:
    """Return what `parse` returns for a JSON text, refused when too long, repetitive in its keys, or not JSON."""
    if len(text) > limits.MAX_SOURCE_BYTES:
        return _single(Code.TOO_LARGE, limit=limits.MAX_SOURCE_BYTES)
    try:
        source = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except _DuplicateKeyError as error:
        return _single(Code.DUPLICATE_KEY, name=str(error))
    except (ValueError, RecursionError):
        return _single(Code.BAD_JSON)
    return parse(source, catalogue)


def parse_or_raise(source: object, catalogue: Catalogue) -> Condition:
    """Return the typed condition; raise InvalidConditionError with its problems."""
    result = parse(source, catalogue)
    if isinstance(result, Problems):
        raise InvalidConditionError(result)
    return result


class _DuplicateKeyError(ValueError):
    pass


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _DuplicateKeyError(key)
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def _single(code: Code, *, name: str = "", limit: int | None = None) -> Problems:
    report = Report()
    report.add("", code, name=name, limit=limit)
    return Problems(tuple(report.items))


class _Parser:
    def __init__(self, catalogue: Catalogue) -> None:
        self.report = Report()
        self._values = ValueReader(catalogue.folding, self.report)
        self._nodes = 0
        self._lists = 0

    # Groups

    def root(self, source: object, scope: Scope, place: str, *, depth: int) -> Group | None:
        """Read a root group: of the whole, or of a list's inner condition. Only a root may be empty."""
        if not isinstance(source, dict) or "rules" not in source:
            self.report.add(place, Code.NOT_AN_OBJECT)
            return None
        return self._group(source, scope, place, depth=depth, may_be_empty=True)

    def _node(self, source: object, scope: Scope, place: str, *, depth: int) -> Node | None:
        if not isinstance(source, dict):
            self.report.add(place, Code.NOT_AN_OBJECT)
            return None
        if "rules" in source:
            return self._group(source, scope, place, depth=depth, may_be_empty=False)
        if "field" in source:
            return self._rule(source, scope, place, depth=depth)
        self.report.add(place, Code.NOT_A_RULE)
        return None

    def _enter(self, source: dict[object, object], allowed: frozenset[str], place: str) -> bool:
        """Count a node and check its keys; return whether to read on."""
        self._nodes += 1
        if self._nodes > limits.MAX_NODES:
            self._too_large(place)
            return False
        for key in source:
            if key not in allowed:
                self.report.add(pointer(place, str(key)), Code.UNKNOWN_KEY, name=str(key))
                if self.report.full:
                    return False
        muted = source.get("muted")
        if muted is not None and muted is not False:
            self.report.add(pointer(place, "muted"), Code.MUTED)
        return True

    def _too_large(self, place: str) -> None:
        """Say once that the condition is too large, even when the report is full: the rest is not read."""
        if not any(problem.code is Code.TOO_LARGE for problem in self.report.items):
            del self.report.items[limits.MAX_PROBLEMS - 1 :]
            self.report.add(place, Code.TOO_LARGE, limit=limits.MAX_NODES)

    def _group(
        self, source: dict[object, object], scope: Scope, place: str, *, depth: int, may_be_empty: bool
    ) -> Group | None:
        if depth > limits.MAX_DEPTH:
            self.report.add(place, Code.TOO_DEEP, limit=limits.MAX_DEPTH)
            return None
        if not self._enter(source, _GROUP_KEYS, place):
            return None
        negated = source.get("not")
        if negated is not None and not isinstance(negated, bool):
            self.report.add(pointer(place, "not"), Code.BAD_NOT)
        may_be_empty = may_be_empty and negated is not True
        rules = self._rules(source["rules"], pointer(place, "rules"), may_be_empty=may_be_empty)
        if rules is None:
            return None
        combinator = source.get("combinator")
        if combinator is None and len(rules) > 1:
            return self._independent(rules, scope, place, depth=depth, negated=negated is True)
        if combinator is not None and not _is_combinator(combinator):
            self.report.add(pointer(place, "combinator"), Code.BAD_COMBINATOR)
        members = [self._node(rule, scope, f"{place}/rules/{i}", depth=depth + 1) for i, rule in enumerate(rules)]
        return Group(
            members=tuple(member for member in members if member is not None),
            conjunction=combinator != "or" or not rules,
            negated=negated is True,
            place=place,
        )

    def _rules(self, rules: object, place: str, *, may_be_empty: bool) -> list[object] | None:
        if not isinstance(rules, list):
            self.report.add(place, Code.BAD_RULES)
            return None
        if not rules and not may_be_empty:
            self.report.add(place, Code.EMPTY_GROUP)
            return None
        if len(rules) > 2 * limits.MAX_NODES:
            self.report.add(place, Code.TOO_LARGE, limit=limits.MAX_NODES)
            return None
        return rules

    def _independent(self, rules: list[object], scope: Scope, place: str, *, depth: int, negated: bool) -> Group | None:
        """Read a group with independent combinators (rule, "and", rule, "or", rule): "and" binds more tightly."""
        runs: list[list[Node]] = [[]]
        for i, item in enumerate(rules):
            here = f"{pointer(place, 'rules')}/{i}"
            if i % 2 == 0:
                # One level deeper than it looks: the runs of "and" become groups.
                member = self._node(item, scope, here, depth=depth + 2)
                runs[-1].extend([] if member is None else [member])
            elif not _is_combinator(item):
                self.report.add(here, Code.BAD_COMBINATOR)
            elif item == "or":
                runs.append([])
        if len(rules) % 2 == 0:
            self.report.add(f"{pointer(place, 'rules')}/{len(rules) - 1}", Code.BAD_COMBINATOR)
        if len(runs) == 1:
            return Group(members=tuple(runs[0]), negated=negated, place=place)
        self._nodes += sum(len(run) > 1 for run in runs)
        if self._nodes > limits.MAX_NODES:
            self._too_large(place)
        members = tuple(run[0] if len(run) == 1 else Group(members=tuple(run), place=place) for run in runs if run)
        return Group(members=members, conjunction=False, negated=negated, place=place)

    # Rules

    def _rule(self, source: dict[object, object], scope: Scope, place: str, *, depth: int) -> Node | None:
        if not self._enter(source, _RULE_KEYS, place):
            return None
        name = source["field"]
        fact = scope.get(name) if isinstance(name, str) else None
        if fact is None:
            self.report.add(pointer(place, "field"), Code.UNKNOWN_FIELD, name=name if isinstance(name, str) else "")
            return None
        if source.get("match") is not None:
            return self._quantifier(source, fact, place, depth=depth)
        operator = self._operator(source, fact, place)
        if operator is None:
            return None
        operands = self._operands(source, fact, operator, scope, place)
        return None if operands is None else Comparison(fact, operator, operands, place)

    def _operator(self, source: dict[object, object], fact: Fact, place: str) -> Operator | None:
        raw, here = source.get("operator"), pointer(place, "operator")
        operator = _OPERATORS.get(raw) if isinstance(raw, str) else None
        if operator is None:
            self.report.add(here, Code.UNKNOWN_OPERATOR, name=raw if isinstance(raw, str) else "")
            return None
        if operator not in operators.ALLOWED[fact.type]:
            self.report.add(here, Code.OPERATOR_NOT_ALLOWED, name=operator.value, label=fact.label)
            return None
        return operator

    def _operands(
        self, source: dict[object, object], fact: Fact, operator: Operator, scope: Scope, place: str
    ) -> tuple[Operand, ...] | None:
        if operator in _WITHOUT_VALUE:
            return ()
        raw, here = source.get("value"), pointer(place, "value")
        value_source = source.get("valueSource")
        if value_source == "field":
            return self._reference(raw, fact, operator, scope, here)
        if value_source not in (None, "value"):
            self.report.add(pointer(place, "valueSource"), Code.BAD_VALUE_SOURCE)
            return None
        if operator in operators.CHOICES:
            return self._values.several(raw, fact, here)
        if operator in operators.RANGES:
            return self._range(raw, fact, here)
        operand = self._values.one(raw, fact, here)
        return None if operand is None else (operand,)

    def _range(self, raw: object, fact: Fact, place: str) -> tuple[Operand, ...] | None:
        ends = self._values.several(raw, fact, place)
        if ends is None:
            return None
        if len(ends) != 2:
            self.report.add(place, Code.NEEDS_TWO)
            return None
        low, high = ends
        # Relative days are ordered only once the day of the decision is known; reversed then, nothing lies between.
        if isinstance(low, Value) and isinstance(high, Value) and low.compared > high.compared:  # type: ignore[operator]
            self.report.add(place, Code.REVERSED_RANGE)
            return None
        return ends

    def _reference(
        self, raw: object, fact: Fact, operator: Operator, scope: Scope, place: str
    ) -> tuple[Operand, ...] | None:
        other = scope.get(raw) if isinstance(raw, str) else None
        if other is None:
            self.report.add(place, Code.UNKNOWN_FIELD, name=raw if isinstance(raw, str) else "")
            return None
        if operator not in operators.EQUALITY | operators.ORDER:
            self.report.add(place, Code.BAD_VALUE_SOURCE)
            return None
        if _COMPARABLE.get(other.type, other.type) != _COMPARABLE.get(fact.type, fact.type):
            self.report.add(place, Code.WRONG_TYPE, label=fact.label, kind=KINDS[fact.type])
            return None
        return (FactReference(other),)

    def _quantifier(self, source: dict[object, object], fact: Fact, place: str, *, depth: int) -> Node | None:
        match, here = source["match"], pointer(place, "match")
        mode = self._mode(match, fact)
        # The builder leaves its default operator in such a rule; another one would be ignored silently.
        if mode is None or source.get("operator") not in (None, "="):
            self.report.add(here, Code.BAD_MATCH)
            return None
        threshold = match.get("threshold") if isinstance(match, dict) and mode in operators.COUNTED_MODES else None
        if mode in operators.COUNTED_MODES and not _is_threshold(threshold):
            self.report.add(pointer(here, "threshold"), Code.BAD_THRESHOLD, limit=limits.MAX_THRESHOLD)
            return None
        if self._lists >= limits.MAX_LIST_DEPTH:
            self.report.add(place, Code.TOO_DEEP, limit=limits.MAX_LIST_DEPTH)
            return None
        self._lists += 1
        inner = self.root(source.get("value"), fact.fields_by_name, pointer(place, "value"), depth=depth + 1)
        self._lists -= 1
        return None if inner is None else Quantifier(fact, mode, threshold, inner, place)

    @staticmethod
    def _mode(match: object, fact: Fact) -> MatchMode | None:
        if fact.type is not FactType.RECORDS or not isinstance(match, dict) or match.keys() - {"mode", "threshold"}:
            return None
        mode = match.get("mode")
        return _MODES.get(mode) if isinstance(mode, str) else None


def _is_threshold(raw: object) -> bool:
    return type(raw) is int and 0 <= raw <= limits.MAX_THRESHOLD


def _is_combinator(raw: object) -> bool:
    return isinstance(raw, str) and raw in _COMBINATORS
