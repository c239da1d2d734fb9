"""Reports of programmes: which a reader may open, and what stands in one of them.

A programme's figures are for those who read reports in its unit (and, where their role is for one programme, in it):
they count its people and its cases whole. Tables that rest on special-category data are for those who may read such
data there as well; the others see that there is a table and why it is not shown.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from apps.accounts.rights import Right
from apps.indicators.definitions import Indicator, ReportDefinition, Words
from apps.indicators.definitions.of_programme import programme_report, programme_tables
from apps.indicators.enums import Unit
from apps.indicators.grounds import Ground, programme_ground
from apps.programmes.queries.capabilities import unreadable_capabilities
from apps.programmes.queries.versions import counted_version, definition_of, versions_with_figures
from apps.programmes.registry import CountedFor
from omuz.kernel.actors import Actor
from omuz.kernel.reach import reaches

#: A report's key of a programme is this and the programme's code; keys of other reports have no hyphen.
PREFIX: Final = "programme-"
_SPECIAL: Final = Words(
    "Özel nitelikli veriye dayanıyor; bu veriyi görme yetkisi ister.",
    "It rests on special-category data and is for those who may read them.",
)
_UNCOUNTABLE: Final = Words(
    "Tanımındaki bir bilgi artık sayılamıyor; programın yeni bir sürümünde düzeltilmesi gerekir.",
    "A fact of its definition cannot be counted any more; a new version of the programme has to correct it.",
)


@dataclasses.dataclass(frozen=True, slots=True)
class LeftOut:
    """A table that is not shown, and why."""

    title: Words
    reason: Words


@dataclasses.dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """The tables of a programme's report that the reader may see, what each is counted on, and what is left out."""

    definition: ReportDefinition
    grounds: Mapping[Unit, Ground]
    left_out: Sequence[LeftOut]


def readable_reports(actor: Actor) -> Iterator[ReportDefinition]:
    """Yield the reports of the programmes within the actor's reach, without their tables. One statement."""
    for version in versions_with_figures():
        one = version.programme
        if _reaches(actor, Right.REPORTS_READ, one.unit_id, one.pk):
            yield programme_report(f"{PREFIX}{one.code}", one.name, version.number)


def find_report(key: str, *, actor: Actor, today: dt.date) -> ProgrammeReport | None:
    """Return the report of a programme within the actor's reach, or None."""
    version = counted_version(key.removeprefix(PREFIX)) if key.startswith(PREFIX) else None
    if version is None:
        return None
    programme = version.programme
    if not _reaches(actor, Right.REPORTS_READ, programme.unit_id, programme.pk):
        return None
    definition = definition_of(version)
    if not definition.indicators:
        return None
    tables = programme_tables(definition)
    if any(table.capabilities for table in tables):
        absent = unreadable_capabilities(version, programme.unit_id, today)
        tables = [table for table in tables if table.capabilities.isdisjoint(absent)]
    special = _reaches(actor, Right.PEOPLE_SPECIAL_READ, programme.unit_id, programme.pk)
    shown: list[Indicator] = []
    left_out: list[LeftOut] = []
    for table in tables:
        if table.indicator is None:
            left_out.append(LeftOut(table.title, _UNCOUNTABLE))
        elif table.special and not special:
            left_out.append(LeftOut(table.title, _SPECIAL))
        else:
            shown.append(table.indicator)
    counted = CountedFor(programme.pk, today)
    grounds = {unit: programme_ground(definition, unit, counted) for unit in {one.unit for one in shown}}
    report = programme_report(f"{PREFIX}{programme.code}", programme.name, version.number, tuple(shown))
    return ProgrammeReport(report, grounds, left_out)


def _reaches(actor: Actor, right: Right, unit_id: uuid.UUID, programme_id: uuid.UUID) -> bool:
    """Return whether the actor holds the right in that unit and for that programme, the system included."""
    return actor.can(right) and reaches(actor, right, unit_id=unit_id, programme_id=programme_id)
