"""Facts of coaching as SQL finds them on a day: an agreed plan, and visits of the last thirty days."""

from collections.abc import Mapping
from typing import Final

from apps.coaching.queries.facts import PLAN_AGREED, VISITS_30D, coaching_facts
from apps.programmes.definition import Definition
from apps.programmes.registry import Countable, CountedFor, Join
from omuz.conditions import Column, Marker

_DAY: Final = Marker.DECISION_DAY
_AGREED: Final = Join(
    "LEFT JOIN (SELECT DISTINCT s.case_id FROM coaching_supportplan s WHERE s.state <> 'draft'"
    " AND s.agreed_on <= %s::date AND (s.ended_on IS NULL OR s.ended_on > %s::date)) planned"
    " ON planned.case_id = c.id",
    (_DAY, _DAY),
)
_VISITED: Final = Join(
    "LEFT JOIN (SELECT v.case_id, count(*) AS n FROM coaching_visit v"
    " WHERE v.visited_on BETWEEN %s::date - 29 AND %s::date"
    " AND NOT EXISTS (SELECT 1 FROM coaching_visit l WHERE l.corrects_id = v.id) GROUP BY v.case_id) visited"
    " ON visited.case_id = c.id",
    (_DAY, _DAY),
)


def counted_coaching(definition: Definition, counted: CountedFor) -> Mapping[str, Countable]:
    """Return how a programme's figures find each fact of coaching that its definition may ask about."""
    del counted
    known = {
        PLAN_AGREED: Countable(Column("planned.case_id IS NOT NULL"), _AGREED),
        VISITS_30D: Countable(Column("COALESCE(visited.n, 0)"), _VISITED),
    }
    return {fact.name: known[fact.name] for fact in coaching_facts(definition)}
