"""How long cases are kept, and which become due: a preview; disposal itself is decided by two people elsewhere."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.cases.enums import CaseState
from apps.cases.models import Application, Case, CaseEvent
from apps.cases.queries.detail import definitions_of
from apps.cases.rules.retention import CaseDays, Kept, kept_until
from apps.people.queries.visibility import visible_people
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import FieldProblem, Invalid
from omuz.kernel.reach import within

__all__ = ["DUE_READING", "Due", "due_between", "kept"]

#: Who plans disposal: managers, and the KVKK contact, who records why data are kept or shared.
DUE_READING: Final = (Right.DECISIONS_TAKE, Right.BASIS_RECORD)
#: Cases that one look goes through; the oldest first, so that what is due soonest is there.
MOST_CASES: Final = 2000


@dataclasses.dataclass(frozen=True, slots=True)
class Due:
    """A case whose records may be disposed of within the days that were asked for, or since."""

    case: Case
    kept: Kept


def kept(case: Case, definition: Definition) -> Kept | None:
    """Return how long the records of a case are kept under its version, None where that says nothing."""
    return _kept(case, definition, became=_became_applications([case], {case.programme_version_id: definition}))


def due_between(actor: Actor, *, today: dt.date, until: dt.date) -> list[Due]:
    """Return the closed cases within reach whose period ends by a day, those that are over included.

    A manager finds their own; the KVKK contact, who reads no file, finds those of the programmes that they answer for.

    Raises:
        NotAllowed: somebody who decides nothing of the kind.
        Invalid: a day in the past.
    """
    require(actor, *DUE_READING)
    if until < today:
        raise Invalid([FieldProblem("until", "in_past", "Gün geçmişte.", "Bugünden sonraki bir gün seçin.")])
    reach = within(actor, *DUE_READING) & visible_people(actor, prefix="person__")
    rows = Case.objects.filter(reach, state=CaseState.CLOSED).order_by("closed_at", "id")
    cases = list(rows.select_related("person", "programme")[:MOST_CASES])
    definitions = definitions_of(cases)
    became = _became_applications(cases, definitions)
    held = ((case, _kept(case, definitions[case.programme_version_id], became=became)) for case in cases)
    due = [Due(case, one) for case, one in held if one is not None and one.until is not None and one.until <= until]
    return sorted(due, key=lambda one: (one.kept.until or until, one.case.number))


def _kept(case: Case, definition: Definition, *, became: Collection[uuid.UUID]) -> Kept | None:
    days = CaseDays(
        opened_on=local_date(case.opened_at),
        closed_on=local_date(case.closed_at) if case.closed_at is not None else None,
        became_application=case.pk in became,
        programme_ended_on=definition.effective.ends_on,
    )
    return kept_until(definition, days)


def _became_applications(cases: Sequence[Case], definitions: Mapping[uuid.UUID, Definition]) -> set[uuid.UUID]:
    """Return the cases that are more than a pre-application: with a number, or that ever went past the first stage.

    Where no step records an application, every case is more; files of the time before there were numbers count too.
    """
    ids = [case.pk for case in cases]
    found = set(Application.objects.filter(case__in=ids).values_list("case_id", flat=True))
    stood: dict[uuid.UUID, set[str]] = defaultdict(set)
    for case_id, stage in CaseEvent.objects.filter(case__in=ids).values_list("case_id", "stage").distinct():
        stood[case_id].add(stage)
    for case in cases:
        definition = definitions[case.programme_version_id]
        records = any(one.act is Act.RECORD_APPLICATION for one in definition.transitions)
        further = {one.key for one in definition.stages if one.kind == "step"}
        if not records or (stood[case.pk] | {case.stage}) & further:
            found.add(case.pk)
    return found
