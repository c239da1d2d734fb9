"""What a table is counted on: all units of a kind, and how SQL finds their facts on a day."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Final

from apps.indicators.enums import Unit
from apps.indicators.facts import JOINS, POPULATIONS, Population, catalogue_of
from apps.programmes.definition import Definition
from apps.programmes.definition.checking.indicators import SUBJECTS
from apps.programmes.registry import CountedFor, Join, countable_facts
from omuz.conditions import Column, Marker
from omuz.conditions import Text as Words
from omuz.kernel.clock import TURKEY

_DAY: Final = Marker.DECISION_DAY
_OF_PROGRAMME: Final = (
    "p.state = 'active' AND p.registered_on <= %s AND (p.programme_id = %s OR p.id IN (SELECT w.person_id"  # noqa: S608
    " FROM people_personunit w WHERE w.programme_id = %s AND w.started_on <= %s"
    " AND (w.ended_on IS NULL OR w.ended_on > %s)) OR p.id IN (SELECT k.person_id FROM cases_case k"
    f" WHERE k.programme_id = %s AND (k.opened_at AT TIME ZONE '{TURKEY.key}')::date <= %s))"
)
_CASES: Final = f"c.programme_id = %s AND (c.opened_at AT TIME ZONE '{TURKEY.key}')::date <= %s"
_LATER: Final = Words("Raporun gününden sonra kaydedilenler.", "Those registered after the day of the report.")
_MERGED: Final = Words(
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar.", "Duplicate records that were merged into another one."
)
_ELSEWHERE: Final = Words("Yalnızca başka programlarda kayıtlı olanlar.", "Those registered for other programmes only.")


@dataclasses.dataclass(frozen=True, slots=True)
class Ground:
    """A population with the columns of its facts and the joins that some of them need, by name of the fact."""

    population: Population
    columns: Mapping[str, Column]
    joins: Mapping[str, Join]


@cache
def shipped_ground(unit: Unit) -> Ground:
    """Return the ground of the reports that ship with Omuz: everybody of the municipality.

    Raises:
        KeyError: nothing of that unit is stored yet.
    """
    facts = catalogue_of(unit)
    columns = {fact.name: fact.column for fact in facts if fact.column is not None}
    return Ground(POPULATIONS[unit], columns, JOINS)


def programme_ground(definition: Definition, unit: Unit, counted: CountedFor) -> Ground:
    """Return the ground of a programme's own figures: its people or its cases, and no others."""
    facts = countable_facts(definition, counted, *SUBJECTS[unit.value])
    return Ground(
        population=(_people if unit is Unit.PERSON else _cases)(counted),
        columns={name: one.column for name, one in facts.items()},
        joins={name: one.join for name, one in facts.items() if one.join is not None},
    )


def _people(counted: CountedFor) -> Population:
    ours = counted.programme_id
    return Population(
        Join("people_person p"),
        Join(_OF_PROGRAMME, (_DAY, ours, ours, _DAY, _DAY, ours, _DAY)),
        Words(
            "Raporun gününe kadar kaydedilmiş; bu programa kayıtlı, hizmet alan ya da dosyası olan kişiler",
            "People registered up to the day of the report for this programme, served by it or with a case in it",
        ),
        Words("kişi", "person"),
        (_LATER, _MERGED, _ELSEWHERE),
        key="p.id",
    )


def _cases(counted: CountedFor) -> Population:
    return Population(
        Join("cases_case c JOIN people_person p ON p.id = c.person_id"),
        Join(_CASES, (counted.programme_id, _DAY)),
        Words(
            "Raporun gününe kadar bu programda açılmış dosyalar, kapananlar da içinde",
            "Cases opened in this programme up to the day of the report, closed ones included",
        ),
        Words("dosya", "case"),
        (
            Words("Raporun gününden sonra açılanlar.", "Those opened after the day of the report."),
            Words("Başka programların dosyaları.", "Cases of other programmes."),
        ),
        key="c.id",
    )
