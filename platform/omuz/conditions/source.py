"""From a condition back to the query builder's JSON, in its canonical form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from omuz.conditions import operators
from omuz.conditions.nodes import Comparison, Condition, FactReference, Group, Node, Operand, Quantifier, RelativeDay


def to_source(condition: Condition) -> dict[str, Any]:
    """Return the canonical JSON: lists as arrays, numbers as numbers, independent combinators as groups.

    Parsing it against the same catalogue gives an equal condition.
    """
    return _group(condition.root)


def _group(group: Group) -> dict[str, Any]:
    source: dict[str, Any] = {
        "combinator": "and" if group.conjunction else "or",
        "rules": [_node(member) for member in group.members],
    }
    return source | {"not": True} if group.negated else source


def _node(node: Node) -> dict[str, Any]:
    if isinstance(node, Group):
        return _group(node)
    if isinstance(node, Quantifier):
        match: dict[str, Any] = {"mode": str(node.mode)}
        if node.threshold is not None:
            match["threshold"] = node.threshold
        return {"field": node.fact.name, "operator": "=", "match": match, "value": _group(node.inner)}
    return _comparison(node)


def _comparison(node: Comparison) -> dict[str, Any]:
    source: dict[str, Any] = {"field": node.fact.name, "operator": str(node.operator)}
    values = [_operand(operand) for operand in node.operands]
    if node.operator in operators.CHOICES | operators.RANGES:
        source["value"] = values
    elif values:
        source["value"] = values[0]
    if any(isinstance(operand, FactReference) for operand in node.operands):
        source["valueSource"] = "field"
    return source


def _operand(operand: Operand) -> Any:
    if isinstance(operand, FactReference):
        return operand.fact.name
    if isinstance(operand, RelativeDay):
        return {"relative": {"unit": str(operand.unit), "amount": operand.amount}}
    written = operand.written
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, Decimal):
        # A text keeps every digit; JSON numbers become floats in a browser.
        return format(written, "f")
    return written
