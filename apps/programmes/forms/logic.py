"""From a condition to JSON Schema: one that accepts exactly the answers for which the condition is TRUE.

The condition language has three values and JSON Schema two. So each node has two schemas, one that accepts where it is
TRUE and one where it is FALSE; an unknown fact makes both refuse. A negation swaps them: no `not` ever stands above a
leaf, where it would turn "unknown" into "yes". A leaf asks whether the question is shown, then whether it is answered,
then for the value.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from apps.programmes.forms import limits, patterns
from omuz.conditions import FactType, MatchMode, Operator
from omuz.conditions.nodes import Comparison, Group, Node, Quantifier, Value
from omuz.conditions.operators import EMPTINESS, NEGATIONS, PRESENCE

Schema = dict[str, Any] | bool

_TEXT: Final = {"type": "string", "pattern": patterns.NOT_BLANK}
#: What counts as answered, by the type of the fact; `facts.answer_fact` says the same in Python.
ANSWERED: Final[Mapping[FactType, dict[str, Any]]] = {
    FactType.TEXT: _TEXT,
    FactType.CODE: _TEXT,
    FactType.INTEGER: {"type": "integer", "minimum": -limits.MAX_NUMBER, "maximum": limits.MAX_NUMBER},
    FactType.NUMBER: {"type": "number", "minimum": -limits.MAX_NUMBER, "maximum": limits.MAX_NUMBER},
    FactType.BOOLEAN: {"type": "boolean"},
    FactType.DATE: {"type": "string", "format": "date", "pattern": patterns.DAY},
    FactType.CODES: {"type": "array", "minItems": 1, "items": _TEXT},
}


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition reads: the form, or an entry of a group (`prefix` is then its key and a dot).

    `conditional` are the keys that are not always shown: "#/$defs/shown.<prefix><key>" says when. `closed` are the keys
    that are not there at all.
    """

    conditional: frozenset[str]
    closed: frozenset[str]
    prefix: str = ""
    inner: Mapping[str, Scope] = dataclasses.field(default_factory=dict)


def holds(node: Node, scope: Scope) -> Schema:
    """Return a schema that accepts exactly the answers for which the node is TRUE."""
    return _node(node, scope, wanted=True)


def fails(node: Node, scope: Scope) -> Schema:
    """Return a schema that accepts exactly the answers for which the node is FALSE."""
    return _node(node, scope, wanted=False)


def all_of(schemas: Iterable[Schema]) -> Schema:
    """Return a schema that accepts what all accept."""
    parts = [schema for schema in schemas if schema is not True]
    if False in parts:
        return False
    return True if not parts else parts[0] if len(parts) == 1 else {"allOf": parts}


def any_of(schemas: Iterable[Schema]) -> Schema:
    """Return a schema that accepts what any accepts."""
    parts = [schema for schema in schemas if schema is not False]
    if True in parts:
        return True
    return False if not parts else parts[0] if len(parts) == 1 else {"anyOf": parts}


def _node(node: Node, scope: Scope, *, wanted: bool) -> Schema:
    if isinstance(node, Group):
        wanted = wanted is not node.negated
        join = all_of if node.conjunction is wanted else any_of
        return join(_node(member, scope, wanted=wanted) for member in node.members)
    if isinstance(node, Quantifier):
        return _quantifier(node, scope, wanted=wanted)
    return _comparison(node, scope, wanted=wanted)


def _shown(key: str, scope: Scope) -> Schema:
    if key in scope.closed:
        return False
    return {"$ref": f"#/$defs/shown.{scope.prefix}{key}"} if key in scope.conditional else True


def _with(key: str, value: Schema, scope: Scope) -> Schema:
    """Return a schema that accepts where the question is shown and its answer is accepted by `value`."""
    if value is False:
        return False
    there: dict[str, Any] = {"required": [key]} if value is True else {"required": [key], "properties": {key: value}}
    if scope.prefix:
        # An entry that is no object at all has no answers.
        there = {"type": "object"} | there
    return all_of((_shown(key, scope), there))


def _comparison(node: Comparison, scope: Scope, *, wanted: bool) -> Schema:
    operator = node.operator
    positive = NEGATIONS.get(operator)
    if positive is not None:
        operator, wanted = positive, not wanted
    if node.fact.type is FactType.RECORDS:
        return _records(node.fact.name, operator, scope, wanted=wanted)
    if operator in PRESENCE:
        return _presence(node.fact.name, ANSWERED[node.fact.type], scope, missing=wanted)
    if operator in EMPTINESS:
        # A question with nothing chosen is not answered, so an answered one is never empty.
        return False if wanted else _with(node.fact.name, ANSWERED[FactType.CODES], scope)
    values = [operand.compared for operand in node.operands if isinstance(operand, Value)]
    test = _test(node.fact.type, operator, values)
    answered = ANSWERED[node.fact.type]
    return _with(node.fact.name, _both(answered, test if wanted else {"not": test}), scope)


def _both(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return {**first, "allOf": [second]} if first.keys() & second.keys() else first | second


def _presence(key: str, answered: Schema, scope: Scope, *, missing: bool) -> Schema:
    known = _with(key, answered, scope)
    if not missing:
        return known
    return True if known is False else {"not": known}


def _test(kind: FactType, operator: Operator, values: list[Any]) -> dict[str, Any]:
    """Return what an answered value has to meet besides."""
    if kind is FactType.CODES:
        return {"contains": {"enum": values}}
    if kind in {FactType.INTEGER, FactType.NUMBER}:
        return _number_test(operator, [_plain(value) for value in values])
    if kind is FactType.DATE:
        return _date_test(operator, values)
    return _text_test(operator, values)


def _text_test(operator: Operator, values: list[str]) -> dict[str, Any]:
    if operator in {Operator.EQUAL, Operator.IN}:
        return {"enum": values}
    part = patterns.literal(values[0])
    return {
        Operator.CONTAINS: {"pattern": part},
        Operator.BEGINS: {"pattern": f"^{part}"},
        Operator.ENDS: {"pattern": f"{part}$"},
    }[operator]


def _plain(value: Any) -> int | float:
    return value if isinstance(value, int) else float(value)


def _number_test(operator: Operator, values: list[Any]) -> dict[str, Any]:
    low, high = values[0], values[-1]
    if operator is Operator.IN:
        return {"anyOf": [{"minimum": value, "maximum": value} for value in values]}
    tests: dict[Operator, dict[str, Any]] = {
        Operator.EQUAL: {"minimum": low, "maximum": low},
        Operator.LESS: {"exclusiveMaximum": low},
        Operator.LESS_EQUAL: {"maximum": low},
        Operator.GREATER: {"exclusiveMinimum": low},
        Operator.GREATER_EQUAL: {"minimum": low},
        Operator.BETWEEN: {"minimum": low, "maximum": high},
    }
    return tests[operator]


def _date_test(operator: Operator, days: list[dt.date]) -> dict[str, Any]:
    low, high = days[0], days[-1]
    if operator in {Operator.EQUAL, Operator.IN}:
        return {"enum": [day.isoformat() for day in days]}
    until, since = {"pattern": patterns.on_or_before(high)}, {"pattern": patterns.on_or_after(low)}
    tests: dict[Operator, dict[str, Any]] = {
        Operator.LESS: {"not": since},
        Operator.LESS_EQUAL: until,
        Operator.GREATER: {"not": until},
        Operator.GREATER_EQUAL: since,
        Operator.BETWEEN: {"allOf": [since, until]},
    }
    return tests[operator]


# Groups as lists of records. One that is shown and has no entries is an empty list, not an unknown one.


def _records(key: str, operator: Operator, scope: Scope, *, wanted: bool) -> Schema:
    if operator in PRESENCE:
        known = _list(key, {}, scope, empty=True)
        if not wanted:
            return known
        return True if known is False else {"not": known}
    if wanted:
        return _list(key, {"maxItems": 0}, scope, empty=True)
    return _list(key, {"minItems": 1}, scope, empty=False)


def _list(key: str, entries: dict[str, Any], scope: Scope, *, empty: bool) -> Schema:
    """Return a schema that accepts a shown group whose entries meet `entries`, or none where `empty` says so."""
    full = {"required": [key], "properties": {key: {"type": "array"} | entries}}
    absent: Schema = {"properties": {key: {"type": "null"}}} if empty else False
    return all_of((_shown(key, scope), any_of((full, absent))))


def _quantifier(node: Quantifier, scope: Scope, *, wanted: bool) -> Schema:
    inner = scope.inner[node.fact.name]
    true, false = holds(node.inner, inner), fails(node.inner, inner)
    possible: Schema = {"not": false} if isinstance(false, dict) else not false
    bound = node.threshold or 0
    parts = [
        _list(node.fact.name, entries, scope, empty=empty)
        for entries, empty in _counted(node.mode, bound, true, false, possible, wanted=wanted)
    ]
    return any_of(parts)


def _counted(
    mode: MatchMode, bound: int, true: Schema, false: Schema, possible: Schema, *, wanted: bool
) -> list[tuple[dict[str, Any], bool]]:
    """Return what the entries have to meet (any of these), each with whether an empty list meets it.

    `possible` accepts entries that are TRUE or unknown: a count is settled only where no unknown entry could change it.
    """
    if mode is MatchMode.ALL:
        return [({"items": true}, True)] if wanted else [(_at_least(false, 1), False)]
    low, high = {
        MatchMode.NONE: (0, 0),
        MatchMode.SOME: (1, None),
        MatchMode.AT_LEAST: (bound, None),
        MatchMode.AT_MOST: (0, bound),
        MatchMode.EXACTLY: (bound, bound),
    }[mode]
    if not wanted:
        below = [(_at_most(possible, low - 1), True)] if low > 0 else []
        above = [(_at_least(true, high + 1), False)] if high is not None else []
        return below + above
    within: dict[str, Any] = {"allOf": [_at_least(true, low)]} if low > 0 else {}
    if high is not None:
        within = {"allOf": [*within.get("allOf", ()), _at_most(possible, high)]}
    return [(within, low == 0)]


def _at_least(schema: Schema, count: int) -> dict[str, Any]:
    return {"contains": schema, "minContains": count}


def _at_most(schema: Schema, count: int) -> dict[str, Any]:
    return {"contains": schema, "minContains": 0, "maxContains": count}
