"""From a condition to a PostgreSQL boolean expression with the evaluator's three values: NULL is UNKNOWN.

Values are always bound. What makes the two agree:
- `<>`, `NOT IN` (as `<> ALL`) and `NOT BETWEEN` of a NULL are NULL, and lists of values are never empty nor hold NULL;
- a range whose ends a relative day reversed is FALSE for every known value, in both;
- lists of codes: a NULL element could be any code, so "does not contain" is NULL there unless the code is found;
- numbers are compared as numeric, so no double-precision rounding enters;
- AND, OR and NOT of SQL are Kleene's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, Final, NamedTuple

from omuz.conditions.catalogue import Column, Fact, FactType, Folding, Marker, Source
from omuz.conditions.days import resolve
from omuz.conditions.nodes import (
    Comparison,
    Condition,
    FactReference,
    Group,
    Node,
    Operand,
    Quantifier,
    RelativeDay,
)
from omuz.conditions.operators import CHOICES, EMPTINESS, EQUALITY, ORDER, PRESENCE, MatchMode, Operator


class NotCompilableError(ValueError):
    """A fact of the condition has no SQL column (or a coded column is compared with another fact)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name


class Sql(NamedTuple):
    """An expression with %s placeholders, and the values bound to them in order."""

    sql: str
    params: tuple[Any, ...]


_CASTS: Final = {
    FactType.TEXT: "text",
    FactType.CODE: "text",
    FactType.CODES: "text",
    FactType.NUMBER: "numeric",
    FactType.INTEGER: "bigint",
    FactType.BOOLEAN: "boolean",
    FactType.DATE: "date",
}
_SYMBOLS: Final = {operator: operator.value for operator in EQUALITY | ORDER} | {Operator.NOT_EQUAL: "<>"}

Columns = Mapping[str, Column | Source]


def compile_sql(condition: Condition, *, on: date, columns: Columns | None = None) -> Sql:
    """Return the boolean expression over the facts' columns, TRUE, FALSE or NULL as the evaluator would answer.

    `columns` overrides the catalogue's columns by dotted path ("reports" is a list's source, "reports.rate" its
    field). Raise NotCompilableError when a fact of the condition has neither.
    """
    compiler = _Compiler(on=on, folding=condition.folding, columns=columns or {})
    return compiler.node(condition.root, "")


@dataclass(frozen=True, slots=True)
class _Expression:
    """A fact's SQL; `numeric` casts and folding are already around it."""

    sql: str
    params: tuple[Any, ...]


class _Compiler:
    def __init__(self, *, on: date, folding: Folding, columns: Columns) -> None:
        self._on = on
        self._folding = folding
        self._columns = columns
        self._aliases = count(1)

    def node(self, node: Node, path: str) -> Sql:
        if isinstance(node, Group):
            return self._group(node, path)
        if isinstance(node, Quantifier):
            return self._quantifier(node, path)
        if node.fact.type is FactType.RECORDS:
            return self._records(node, path)
        if node.operator in PRESENCE:
            column = self._bare(node.fact, path)
            return Sql(f"({column.sql}) IS {'' if node.operator is Operator.NULL else 'NOT '}NULL", column.params)
        if node.fact.type is FactType.CODES:
            return self._codes(node, path)
        return self._scalar(node, path)

    def _group(self, node: Group, path: str) -> Sql:
        if not node.members:
            return Sql("TRUE", ())
        parts = [self.node(member, path) for member in node.members]
        joined = (" AND " if node.conjunction else " OR ").join(f"({part.sql})" for part in parts)
        params = tuple(value for part in parts for value in part.params)
        return Sql(f"NOT ({joined})" if node.negated else joined, params)

    # Columns

    def _bound(self, params: tuple[object, ...]) -> tuple[Any, ...]:
        return tuple(self._on if value is Marker.DECISION_DAY else value for value in params)

    def _column(self, fact: Fact, path: str) -> Column:
        column = self._columns.get(path + fact.name, fact.column)
        if not isinstance(column, Column):
            raise NotCompilableError(path + fact.name, "the fact has no SQL column")
        return column

    def _bare(self, fact: Fact, path: str) -> _Expression:
        column = self._column(fact, path)
        return _Expression(column.sql, self._bound(column.params))

    def _comparable(self, fact: Fact, path: str) -> _Expression:
        column = self._bare(fact, path)
        if fact.type is FactType.TEXT and self._folding.sql:
            return _Expression(f"{self._folding.sql}({column.sql})", column.params)
        if fact.type is FactType.NUMBER:
            return _Expression(f"({column.sql})::numeric", column.params)
        return _Expression(f"({column.sql})", column.params)

    def _source(self, fact: Fact, path: str) -> Source:
        source = self._columns.get(path + fact.name, fact.source)
        if not isinstance(source, Source):
            raise NotCompilableError(path + fact.name, "the list of records has no SQL source")
        return source

    def _value(self, operand: Operand, column: Column) -> Any:
        if isinstance(operand, RelativeDay):
            return resolve(operand, self._on)
        if isinstance(operand, FactReference):
            raise NotCompilableError(operand.fact.name, "a reference cannot stand in a list")
        if column.stored is not None and isinstance(operand.compared, str):
            return column.stored(operand.compared)
        if isinstance(operand.compared, int) and not isinstance(operand.compared, bool):
            # psycopg refuses an array of int and Decimal, and picks the width of an integer by its size.
            return Decimal(operand.compared)
        return operand.compared

    # Rules

    def _scalar(self, node: Comparison, path: str) -> Sql:
        left = self._comparable(node.fact, path)
        if isinstance(node.operands[0], FactReference):
            return self._reference(node, left, node.operands[0].fact, path)
        column = self._column(node.fact, path)
        values = tuple(self._value(operand, column) for operand in node.operands)
        cast = _CASTS[node.fact.type]
        if node.operator in CHOICES:
            test = "= ANY" if node.operator is Operator.IN else "<> ALL"
            return Sql(f"{left.sql} {test} (%s::{cast}[])", (*left.params, list(values)))
        template = _template(node.operator).format(left="{left}", value=f"%s::{cast}")
        # `endsWith` needs its value twice.
        repeated = values * (template.count("%s") // len(values))
        return Sql(template.replace("{left}", left.sql), (*left.params, *repeated))

    def _reference(self, node: Comparison, left: _Expression, other: Fact, path: str) -> Sql:
        right = self._comparable(other, path)
        for fact in (node.fact, other):
            # Two keyed tokens of different fields differ for the same code.
            if self._column(fact, path).stored is not None:
                raise NotCompilableError(path + fact.name, "a coded column cannot be compared with another fact")
        return Sql(f"{left.sql} {_SYMBOLS[node.operator]} {right.sql}", left.params + right.params)

    def _codes(self, node: Comparison, path: str) -> Sql:
        column = self._bare(node.fact, path)
        name = f"omuz_c{next(self._aliases)}"
        if node.operator in EMPTINESS:
            test = "=" if node.operator is Operator.EMPTY else ">"
            return Sql(f"cardinality(({column.sql})::text[]) {test} 0", column.params)
        stored = self._column(node.fact, path)
        wanted = [self._value(operand, stored) for operand in node.operands]
        found, absent = ("TRUE", "FALSE") if node.operator in {Operator.IN, Operator.CONTAINS} else ("FALSE", "TRUE")
        # Only the catalogue's own SQL and fixed words enter the text; values are bound.
        text = (
            f"(SELECT CASE WHEN {name}.v IS NULL THEN NULL WHEN {name}.v && %s::text[] THEN {found}"  # noqa: S608
            f" WHEN array_position({name}.v, NULL) IS NOT NULL THEN NULL ELSE {absent} END"
            f" FROM (SELECT ({column.sql})::text[] AS v) AS {name})"
        )
        return Sql(text, (wanted, *column.params))

    # Lists of records

    def _records(self, node: Comparison, path: str) -> Sql:
        source = self._source(node.fact, path)
        known = _Expression(source.known.sql, self._bound(source.known.params))
        if node.operator in PRESENCE:
            return Sql(f"(({known.sql}) IS {'NOT ' if node.operator is Operator.NULL else ''}TRUE)", known.params)
        negation = "NOT " if node.operator is Operator.EMPTY else ""
        return Sql(
            f"CASE WHEN {known.sql} THEN {negation}EXISTS (SELECT 1 FROM {source.sql}) END",  # noqa: S608
            (*known.params, *self._bound(source.params)),
        )

    def _quantifier(self, node: Quantifier, path: str) -> Sql:
        source = self._source(node.fact, path)
        inner = self.node(node.inner, f"{path}{node.fact.name}.")
        each, counts = f"omuz_c{next(self._aliases)}", f"omuz_c{next(self._aliases)}"
        verdict, bounds = _verdict(node.mode, node.threshold or 0, counts)
        text = (
            f"CASE WHEN {source.known.sql} THEN (SELECT {verdict} FROM ("  # noqa: S608
            f"SELECT count(*) FILTER (WHERE {each}.c) AS t, count(*) FILTER (WHERE NOT {each}.c) AS f,"
            f" count(*) FILTER (WHERE {each}.c IS NULL) AS u"
            f" FROM (SELECT ({inner.sql}) AS c FROM {source.sql}) AS {each}) AS {counts}) END"
        )
        known = self._bound(source.known.params)
        return Sql(text, (*known, *bounds, *inner.params, *self._bound(source.params)))


def _template(operator: Operator) -> str:
    """Return the SQL of an operator over `{left}`, with `{value}` for each bound value."""
    if operator in _SYMBOLS:
        return f"{{left}} {_SYMBOLS[operator]} {{value}}"
    return {
        Operator.BETWEEN: "{left} BETWEEN {value} AND {value}",
        Operator.NOT_BETWEEN: "{left} NOT BETWEEN {value} AND {value}",
        Operator.CONTAINS: "strpos({left}, {value}) > 0",
        Operator.NOT_CONTAINS: "strpos({left}, {value}) = 0",
        # No LIKE: its value would need escaping of % and _.
        Operator.BEGINS: "starts_with({left}, {value})",
        Operator.NOT_BEGINS: "NOT starts_with({left}, {value})",
        Operator.ENDS: "right({left}, length({value})) = {value}",
        Operator.NOT_ENDS: "right({left}, length({value})) <> {value}",
    }[operator]


def _verdict(mode: MatchMode, threshold: int, counts: str) -> tuple[str, tuple[int, ...]]:
    """Return the three-valued answer from the numbers t, f, u of records, and its parameters."""
    true, most, false, unknown = f"{counts}.t", f"{counts}.t + {counts}.u", f"{counts}.f", f"{counts}.u"
    bound = "%s::bigint"
    case = "CASE WHEN {} THEN {} WHEN {} THEN {} END"
    if mode is MatchMode.ALL:
        return f"CASE WHEN {false} > 0 THEN FALSE WHEN {unknown} = 0 THEN TRUE END", ()
    if mode is MatchMode.NONE:
        return f"CASE WHEN {true} > 0 THEN FALSE WHEN {unknown} = 0 THEN TRUE END", ()
    if mode is MatchMode.SOME:
        return f"CASE WHEN {true} > 0 THEN TRUE WHEN {unknown} = 0 THEN FALSE END", ()
    if mode is MatchMode.AT_LEAST:
        text = case.format(f"{true} >= {bound}", "TRUE", f"{most} < {bound}", "FALSE")
    elif mode is MatchMode.AT_MOST:
        text = case.format(f"{most} <= {bound}", "TRUE", f"{true} > {bound}", "FALSE")
    else:
        outside = f"{true} > {bound} OR {most} < {bound}"
        text = case.format(outside, "FALSE", f"{unknown} = 0", "TRUE")
    return text, (threshold,) * 2
