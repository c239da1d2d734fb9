"""From a definition to one SQL statement.

    SELECT row, count(*) FILTER (in cohort), ... FROM (one line per unit of the population) GROUP BY GROUPING SETS

The last set, `()`, gives total and denominator from the same scan. A condition that is unknown for someone is NULL:
they are neither in the cohort nor silently out of it, but counted as undecided.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from apps.indicators.definitions import Cohort, Dimension, Indicator
from apps.indicators.enums import NONE, OUTSIDE, UNKNOWN
from apps.indicators.grounds import Ground, shipped_ground
from omuz.conditions import Column, Marker, compile_sql
from omuz.conditions.nodes import FactReference, Group, Node, Quantifier

_TOTAL_LINE: Final = 1
#: What the rows of the statement are called that are no code: a code is a word, so it is none of these.
_MISSING, _EMPTY, _BEYOND = "?", "-", "!"


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters, the row key of each value of its first column, and that of values without one."""

    sql: str
    params: tuple[Any, ...]
    keys: Mapping[str, str]
    stray: str = UNKNOWN


@dataclasses.dataclass(frozen=True, slots=True)
class Reach:
    """Whose people a reader may count; None is everyone's."""

    unit_ids: frozenset[uuid.UUID] | None = None
    programme_ids: frozenset[uuid.UUID] | None = None


EVERYONE: Final = Reach()


def compile_indicator(
    indicator: Indicator, *, on: dt.date, reach: Reach = EVERYONE, ground: Ground | None = None
) -> Statement:
    """Return the statement that counts `indicator` on a day, for people within `reach` only where it has limits.

    Its lines are (value, is_total, n, denominator, undecided, others); values are mapped by `keys`. Without a `ground`
    it is the municipality's own. Must run inside a municipality: special-category codes become its tokens.
    """
    ground = ground or shipped_ground(indicator.unit)
    population, dimension = ground.population, indicator.dimension
    # The directory belongs to the whole house: its population has no place for a restriction.
    restriction, restricted = _within(reach if "{reach}" in population.where.sql else EVERYONE)
    row, row_params, keys = _row(dimension, ground, on)
    counted, whole = _condition(indicator.cohort, ground, on), _condition(indicator.denominator, ground, on)
    # Facts that share a join share it once.
    joins = dict.fromkeys(ground.joins[name] for name in sorted(_facts(indicator) & ground.joins.keys()))
    source = " ".join([population.source.sql, *(join.sql for join in joins)])
    where = population.where.sql.replace("{reach}", restriction)
    value, each, key = ("r.row", "DISTINCT u.id", population.key) if dimension.lists else ("u.row", "*", "1")
    sql = (
        f"SELECT {value}, GROUPING({value}), count({each}) FILTER (WHERE u.counted),"  # noqa: S608
        f" count({each}) FILTER (WHERE u.whole), count({each}) FILTER (WHERE u.counted IS NULL),"
        f" count({each}) FILTER (WHERE NOT u.counted)"
        # OFFSET 0 keeps the planner from copying the inner expressions into every count.
        f" FROM (SELECT {key} AS id, {row} AS row, ({counted[0]}) AS counted, ({whole[0]}) AS whole"
        f" FROM {source} WHERE {where} OFFSET 0) u"
        f"{' CROSS JOIN LATERAL unnest(u.row) AS r(row)' if dimension.lists else ''}"
        f" GROUP BY GROUPING SETS (({value}), ())"
    )
    outside = [*population.source.params, *(value for join in joins for value in join.params), *population.where.params]
    params = (*row_params, *counted[1], *whole[1], *_bound(outside, on), *restricted)
    return Statement(sql, params, keys, UNKNOWN if dimension.outside is None else OUTSIDE)


def _facts(indicator: Indicator) -> set[str]:
    """Return the names of all facts that the indicator's rows and conditions use."""
    cohorts = [cohort for cohort in (indicator.cohort, indicator.denominator) if cohort is not None]
    return {indicator.dimension.fact}.union(*(_named(cohort.condition.root) for cohort in cohorts))


def _named(node: Node) -> set[str]:
    if isinstance(node, Group):
        return set().union(*(_named(member) for member in node.members))
    if isinstance(node, Quantifier):
        return {node.fact.name}
    return {node.fact.name, *(operand.fact.name for operand in node.operands if isinstance(operand, FactReference))}


def is_total(line: Sequence[Any]) -> bool:
    """Return whether a line of the result is the one over all rows."""
    return bool(line[1] == _TOTAL_LINE)


def _within(reach: Reach) -> tuple[str, tuple[Any, ...]]:
    tests, params = ["TRUE"], []
    if reach.unit_ids is not None:
        tests.append(
            "(p.unit_id = ANY(%s) OR EXISTS (SELECT 1 FROM people_personunit pu WHERE pu.person_id = p.id"
            " AND pu.unit_id = ANY(%s) AND pu.ended_on IS NULL))"
        )
        params += [sorted(reach.unit_ids)] * 2
    if reach.programme_ids is not None:
        tests.append("p.programme_id = ANY(%s)")
        params.append(sorted(reach.programme_ids))
    return " AND ".join(tests), tuple(params)


def _condition(cohort: Cohort | None, ground: Ground, on: dt.date) -> tuple[str, tuple[Any, ...]]:
    if cohort is None:
        return "FALSE", ()
    compiled = compile_sql(cohort.condition, on=on, columns=ground.columns)
    return compiled.sql, compiled.params


def _bound(params: Iterable[object], on: dt.date) -> tuple[Any, ...]:
    return tuple(on if value is Marker.DECISION_DAY else value for value in params)


def _row(dimension: Dimension, ground: Ground, on: dt.date) -> tuple[str, tuple[Any, ...], dict[str, str]]:
    """Return the expression of the row's value, its parameters, and which key each value stands for."""
    if not dimension.fact:
        (key,) = dimension.labels
        return "%s::text", (key,), {key: key}
    column = ground.columns[dimension.fact]
    value, params = column.sql, _bound(column.params, on)
    if dimension.bands:
        return _banded(dimension, value, params)
    keys = {_stored(column, dimension.codes.get(key, key)): key for key in dimension.labels}
    keys |= {_MISSING: UNKNOWN, _EMPTY: NONE}
    if dimension.lists:
        sql = (
            "(SELECT CASE WHEN a.v IS NULL THEN ARRAY[%s::text]"  # noqa: S608
            " WHEN cardinality(a.v) = 0 THEN ARRAY[%s::text] ELSE a.v END"
            f" FROM (SELECT ({value})::text[] AS v) a)"
        )
        return sql, (_MISSING, _EMPTY, *params), keys
    return f"COALESCE(({value})::text, %s)", (*params, _MISSING), keys


def _banded(dimension: Dimension, value: str, params: tuple[Any, ...]) -> tuple[str, tuple[Any, ...], dict[str, str]]:
    branches, bound = [], []
    for band in dimension.bands:
        branches.append(" WHEN a.n >= %s AND a.n <= %s THEN %s")
        bound += [band.low, 10**9 if band.high is None else band.high, band.key]
    case = f"CASE WHEN a.n IS NULL THEN %s{''.join(branches)} ELSE %s END"
    sql = f"(SELECT {case} FROM (SELECT ({value}) AS n) a)"  # noqa: S608
    keys = {key: key for key in dimension.labels} | {_MISSING: UNKNOWN, _BEYOND: OUTSIDE}
    return sql, (_MISSING, *bound, _BEYOND, *params), keys


def _stored(column: Column, key: str) -> str:
    return column.stored(key) if column.stored is not None else key
