"""The way in as SQL finds it on a day: applications, undertakings and meetings of the cases that figures count.

What documents are asked for is decided by rules, so whether they are complete can be asked by a rule and not counted.
"""

from collections.abc import Mapping
from typing import Final

from apps.cases.queries.counted import OVER, OVER_PARAMS
from apps.cases.queries.intake_facts import ATTENDED_ON, MISSED, PRESENT, RECORDED, SIGNED
from apps.programmes.definition import Definition
from apps.programmes.registry import Countable, CountedFor, Join
from omuz.conditions import Column, Marker
from omuz.kernel.clock import TURKEY

_APPLIED: Final = Join(
    f"LEFT JOIN cases_application applied ON applied.case_id = c.id AND applied.recorded_at < {OVER}", OVER_PARAMS
)
#: One undertaking of a case is signed at most: a constraint says so.
_SIGNED: Final = Join(
    "LEFT JOIN cases_undertaking undertook ON undertook.case_id = c.id AND undertook.state = 'signed'"
    " AND undertook.signed_on <= %s::date",
    (Marker.DECISION_DAY,),
)
_MET: Final = Join(
    "LEFT JOIN (SELECT a.person_id, a.programme_id,"  # noqa: S608
    " max(a.starts_at) FILTER (WHERE a.state = 'attended') AS came,"
    " max(a.starts_at) FILTER (WHERE a.state = 'attended' AND a.candidate_present) AS present,"
    " count(*) FILTER (WHERE a.state = 'missed') AS missed"
    f" FROM appointments_appointment a WHERE a.starts_at < {OVER} GROUP BY a.person_id, a.programme_id) met"
    " ON met.person_id = c.person_id AND met.programme_id = c.programme_id",
    OVER_PARAMS,
)


def counted_file(definition: Definition, counted: CountedFor) -> Mapping[str, Countable]:
    """Return how figures find applications and undertakings."""
    del definition, counted
    return {
        RECORDED: Countable(Column("applied.id IS NOT NULL"), _APPLIED),
        SIGNED: Countable(Column("undertook.id IS NOT NULL"), _SIGNED),
    }


def counted_meetings(definition: Definition, counted: CountedFor) -> Mapping[str, Countable]:
    """Return how figures find the appointments of a case's person in its programme."""
    del definition, counted
    last = f"((COALESCE(met.present, met.came) AT TIME ZONE '{TURKEY.key}')::date)"
    present = "(CASE WHEN met.came IS NOT NULL THEN met.present IS NOT NULL END)"
    return {
        ATTENDED_ON: Countable(Column(last), _MET),
        PRESENT: Countable(Column(present), _MET),
        MISSED: Countable(Column("COALESCE(met.missed, 0)"), _MET),
    }
