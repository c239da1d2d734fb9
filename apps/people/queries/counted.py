"""Facts of people as SQL finds them on a day: the same answers as `rule_facts` gives, for a figure of everybody.

The row of the person is called `p`. Coded special values are compared by their keyed token; those that another
programme recorded are not there without a recorded basis that holds today (readings 3). A report's rate stands sealed
and a report's end follows from the age, so neither is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from apps.people.enums import RepresentativeKind, SensitiveKind
from apps.people.queries.described import DATED, sensitive_field
from apps.programmes.definition import Definition
from apps.programmes.registry import Countable, CountedFor, Join
from omuz.conditions import Column, Marker
from omuz.kernel import crypto

__all__ = ["AUTHORITY", "DAY", "HELD", "counted_facts", "dated_join", "token_of"]

DAY: Final = Marker.DECISION_DAY
#: That a dated row under the alias {a} held on the day, as it is known now; takes the day twice.
HELD: Final = (
    "{a}.superseded_at IS NULL AND ({a}.valid_from IS NULL OR {a}.valid_from <= %s)"
    " AND ({a}.valid_to IS NULL OR {a}.valid_to > %s)"
)
#: Representatives who may act for somebody; relatives and caregivers may not.
AUTHORITY: Final = frozenset(RepresentativeKind.values) - {
    RepresentativeKind.RELATIVE.value,
    RepresentativeKind.CAREGIVER.value,
}
_OURS: Final = (
    "(s.programme_id = %s OR EXISTS (SELECT 1 FROM privacy_purposebasis b WHERE b.reader_programme_id = %s"
    " AND b.source_programme_id = s.programme_id AND (b.person_id IS NULL OR b.person_id = s.person_id)"
    " AND %s = ANY(b.fields) AND b.revoked_at IS NULL AND b.starts_on <= %s"
    " AND (b.ends_on IS NULL OR b.ends_on >= %s)))"
)
_MONTHS: Final = (
    "CASE WHEN p.birth_precision IN ('day', 'month') THEN ((EXTRACT(YEAR FROM %s::date)"
    " - EXTRACT(YEAR FROM p.birth_date)) * 12 + EXTRACT(MONTH FROM %s::date) - EXTRACT(MONTH FROM p.birth_date)"
    " - (EXTRACT(DAY FROM %s::date) < EXTRACT(DAY FROM p.birth_date))::int)::bigint END"
)


def token_of(kind: str) -> Callable[[str], str]:
    """Return what makes the token of a special-category code of a kind; it needs the keys of the room."""
    return partial(crypto.token, field=sensitive_field(kind))


def dated_join(kind: str) -> Join:
    """Return the join of a dated fact under the alias `f_<kind>`."""
    # The table lets a person have one fact of a kind on any day (exclusion constraint), so this adds no lines.
    alias = f"f_{kind}"
    held = HELD.format(a=alias)
    sql = f"LEFT JOIN people_personfact {alias} ON {alias}.person_id = p.id AND {alias}.kind = '{kind}' AND {held}"
    return Join(sql, (DAY, DAY))


def counted_facts(definition: Definition, counted: CountedFor) -> Mapping[str, Countable]:
    """Return how a programme's figures find each fact of a person."""
    return {
        "sex": Countable(Column("NULLIF(p.sex, '')")),
        "age": Countable(Column("EXTRACT(YEAR FROM age(%s::date, p.birth_date))::bigint", (DAY,))),
        "age_months": Countable(Column(_MONTHS, (DAY, DAY, DAY))),
        "registered_on": Countable(Column("p.registered_on")),
        "channel": Countable(Column("p.channel")),
        **{kind: Countable(Column(f"f_{kind}.code"), dated_join(kind)) for kind in DATED},
        "target_groups": _several("g_target", SensitiveKind.TARGET_GROUP, counted),
        "disability_groups": _several("g_disability", SensitiveKind.DISABILITY_GROUP, counted),
        "primary_target_group": _primary(counted),
        "has_representative": Countable(Column("(r_any.person_id IS NOT NULL)"), _represented()),
        "district": Countable(Column("a_home.district"), _home()),
    }


def _ours(kind: str, counted: CountedFor) -> tuple[object, ...]:
    return (counted.programme_id, counted.programme_id, kind, counted.today, counted.today)


def _several(alias: str, kind: SensitiveKind, counted: CountedFor) -> Countable:
    # Something is recorded, so what is not among it is known not to hold: an empty list, and no row where nothing is.
    held = HELD.format(a="s")
    sql = (
        "LEFT JOIN (SELECT s.person_id,"  # noqa: S608 - fixed words and bound values
        f" COALESCE(array_agg(DISTINCT s.token) FILTER (WHERE {held}), ARRAY[]::varchar[]) AS tokens"
        f" FROM people_sensitivefact s WHERE s.kind = %s AND s.superseded_at IS NULL AND {_OURS}"
        f" GROUP BY s.person_id) {alias} ON {alias}.person_id = p.id"
    )
    join = Join(sql, (DAY, DAY, kind.value, *_ours(kind.value, counted)))
    return Countable(Column(f"{alias}.tokens", stored=token_of(kind)), join)


def _primary(counted: CountedFor) -> Countable:
    kind = SensitiveKind.TARGET_GROUP.value
    sql = (
        "LEFT JOIN (SELECT DISTINCT ON (s.person_id) s.person_id, s.token FROM people_sensitivefact s"  # noqa: S608
        f" WHERE s.kind = %s AND s.rank = 'primary' AND {HELD.format(a='s')} AND {_OURS}"
        " ORDER BY s.person_id, s.valid_from NULLS FIRST, s.recorded_at, s.id) g_first ON g_first.person_id = p.id"
    )
    join = Join(sql, (kind, DAY, DAY, *_ours(kind, counted)))
    return Countable(Column("g_first.token", stored=token_of(kind)), join)


def _represented() -> Join:
    kinds = ", ".join(f"'{kind}'" for kind in sorted(AUTHORITY))
    sql = (
        f"LEFT JOIN (SELECT DISTINCT r.person_id FROM people_representative r WHERE r.kind IN ({kinds})"  # noqa: S608
        " AND (r.starts_on IS NULL OR r.starts_on <= %s) AND (r.ends_on IS NULL OR r.ends_on >= %s)) r_any"
        " ON r_any.person_id = p.id"
    )
    return Join(sql, (DAY, DAY))


def _home() -> Join:
    sql = (
        "LEFT JOIN (SELECT DISTINCT ON (h.person_id) h.person_id, h.district FROM people_personaddress h"  # noqa: S608
        f" WHERE NOT h.is_hidden AND h.district <> '' AND {HELD.format(a='h')}"
        " ORDER BY h.person_id, h.recorded_at DESC, h.id DESC) a_home ON a_home.person_id = p.id"
    )
    return Join(sql, (DAY, DAY))
