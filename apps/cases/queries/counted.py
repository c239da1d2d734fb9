"""Facts of cases as SQL finds them on a day: where each stood then, and what its forms had fed by then.

The row of the case is called `c`. Today's answers are those of `facts`; for an earlier day the timeline and the
superseded rows say how it stood. Coded special answers are compared by their keyed token; other special ones stand
sealed and are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from apps.cases.models.filling import FACT_FIELD
from apps.cases.queries.facts import DAYS_IN_STAGE, DAYS_OPEN, STAGE, STATE, fed_fields
from apps.programmes.definition import Definition
from apps.programmes.definition.forms import FormField
from apps.programmes.forms.facts import FACT_TYPES
from apps.programmes.registry import Countable, CountedFor, Join
from omuz.conditions import Column, FactType, Marker
from omuz.kernel import crypto
from omuz.kernel.clock import TURKEY

__all__ = ["OVER", "OVER_PARAMS", "counted_facts"]

_DAY: Final = Marker.DECISION_DAY
#: The moment at which the day is over in Türkiye.
OVER: Final = "((%s::date + 1)::timestamp AT TIME ZONE %s)"
OVER_PARAMS: Final = (_DAY, TURKEY.key)
_STOOD: Final = Join(
    "LEFT JOIN (SELECT e.case_id, (array_agg(e.stage ORDER BY e.sequence DESC))[1] AS stage,"  # noqa: S608
    " (array_agg(e.kind ORDER BY e.sequence DESC)"
    " FILTER (WHERE e.kind IN ('opened', 'closed', 'reopened')))[1] AS last,"
    " max(e.at) FILTER (WHERE e.kind IN ('opened', 'stage', 'reopened')) AS since"
    f" FROM cases_caseevent e WHERE e.at < {OVER} GROUP BY e.case_id) stood ON stood.case_id = c.id",
    OVER_PARAMS,
)
#: What the rows of a fact say, by its type; what was said before a question changed its kind is not known any more.
_SAID: Final[Mapping[FactType, str]] = {
    FactType.TEXT: "NULLIF(max(f.text), '')",
    FactType.CODE: "NULLIF(max(f.code), '')",
    FactType.CODES: "array_agg(f.code ORDER BY f.code) FILTER (WHERE f.code <> '')",
    FactType.NUMBER: "max(f.number)",
    FactType.INTEGER: "(CASE WHEN max(f.number) = trunc(max(f.number)) THEN max(f.number) END)::bigint",
    FactType.BOOLEAN: "bool_or(f.truth)",
    FactType.DATE: "max(f.day)",
}
_SAID_SEALED: Final[Mapping[FactType, str]] = {
    FactType.CODE: "NULLIF(max(f.token), '')",
    FactType.CODES: "array_agg(f.token ORDER BY f.token) FILTER (WHERE f.token <> '')",
}


def counted_facts(definition: Definition, counted: CountedFor) -> Mapping[str, Countable]:
    """Return how a programme's figures find each fact of a case; sealed values without a token are left out."""
    del counted
    since = f"(%s::date - ({{}} AT TIME ZONE '{TURKEY.key}')::date)::bigint"
    return {
        STAGE: Countable(Column("COALESCE(stood.stage, c.stage)"), _STOOD),
        STATE: Countable(Column("CASE WHEN stood.last = 'closed' THEN 'closed' ELSE 'open' END"), _STOOD),
        DAYS_OPEN: Countable(Column(since.format("c.opened_at"), (_DAY,))),
        DAYS_IN_STAGE: Countable(Column(since.format("COALESCE(stood.since, c.stage_since)"), (_DAY,)), _STOOD),
        **dict(_fed(definition)),
    }


def _fed(definition: Definition) -> Iterator[tuple[str, Countable]]:
    for place, (name, field) in enumerate(sorted(fed_fields(definition).items())):
        said = _said(field)
        if said is None:
            continue
        alias = f"fed_{place}"
        sql = (
            f"LEFT JOIN (SELECT f.case_id, {said} AS said FROM cases_casefact f WHERE f.name = %s"  # noqa: S608
            f" AND f.recorded_at < {OVER} AND (f.superseded_at IS NULL OR f.superseded_at >= {OVER})"
            f" GROUP BY f.case_id) {alias} ON {alias}.case_id = c.id"
        )
        stored = partial(crypto.token, field=f"{FACT_FIELD}.{name}") if field.special else None
        column = Column(f"{alias}.said", stored=stored)
        yield f"case.{name}", Countable(column, Join(sql, (name, *OVER_PARAMS, *OVER_PARAMS)))


def _said(field: FormField) -> str | None:
    kind = FACT_TYPES[field.kind]
    return _SAID_SEALED.get(kind) if field.special else _SAID[kind]
