"""Interim stops as SQL finds them on a day."""

from collections.abc import Mapping

from apps.decisions.queries.facts import INTERIM_STOP
from apps.programmes.definition import Definition
from apps.programmes.registry import Countable, CountedFor, Join
from omuz.conditions import Column, Marker


def counted_stops(definition: Definition, counted: CountedFor) -> Mapping[str, Countable]:
    """Return how figures find cases that are under an interim stop; at most one of a case runs."""
    del definition, counted
    join = Join(
        "LEFT JOIN decisions_interimstop stopped ON stopped.case_id = c.id AND stopped.state = 'running'"
        " AND stopped.ends_on >= %s::date",
        (Marker.DECISION_DAY,),
    )
    return {INTERIM_STOP: Countable(Column("stopped.id IS NOT NULL"), join)}
