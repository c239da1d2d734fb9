"""A file on its way to an application: what is missing, which meetings stand behind it, its number."""

import dataclasses
import datetime as dt
import functools
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from apps.appointments.queries.standing import Attended, attended
from apps.cases.models import Application, Case, CaseReceipt, Undertaking
from apps.cases.queries.acts import AskedAct, guard_obstacle
from apps.cases.queries.documents import ChecklistItem, asked_documents, checklist, rows_of, standings_of
from apps.cases.queries.facts import keys
from apps.cases.rules.documents import UNDERTAKING, Standing, count_missing, is_complete
from apps.cases.rules.flow import Obstacle
from apps.cases.rules.intake import (
    APPOINTMENT,
    FILE,
    REQUIRED_INFORMATION,
    Meeting,
    attended_appointment,
    complete_file,
)
from apps.people.queries.missing import MissingItem, missing_items
from apps.programmes.deciding import Answer, Decider
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act
from apps.programmes.registry import Subject, Verdict, bound, load_facts
from omuz.kernel.clock import local_date

__all__ = ["APPOINTMENT", "FILE", "IntakeFile", "application_of", "file_of", "intake_obstacles", "tallies"]


@dataclasses.dataclass(frozen=True, slots=True)
class IntakeFile:
    """What stands behind an application, or is missing for it. `information` holds what the application waits for."""

    items: tuple[ChecklistItem, ...]
    information: tuple[MissingItem, ...]
    further: tuple[MissingItem, ...]
    meetings: tuple[Attended, ...]

    @property
    def missing(self) -> tuple[ChecklistItem, ...]:
        """The documents that are surely asked for and not there."""
        return tuple(
            one
            for one in self.items
            if one.is_asked and one.key != UNDERTAKING and not one.standing.counts
            and one.standing is not Standing.UNDECIDED
        )  # fmt: skip

    @property
    def undecided(self) -> tuple[ChecklistItem, ...]:
        """The documents that may be asked for: a fact is missing that would decide."""
        return tuple(one for one in self.items if one.standing is Standing.UNDECIDED and one.key != UNDERTAKING)

    @property
    def meeting(self) -> Attended | None:
        """The last meeting with the candidate present, on which an application rests."""
        return next((one for one in self.meetings if one.candidate_present), None)

    def on_appointment(self, *, is_excepted: bool = False) -> Verdict:
        """Return what Art. 8 says."""
        met = [Meeting(local_date(one.starts_at), one.candidate_present) for one in self.meetings]
        return attended_appointment(met, is_excepted=is_excepted)

    def on_file(self) -> Verdict:
        """Return what Art. 9 says."""
        return complete_file(
            information=[one.label for one in self.information],
            documents=[one.label for one in self.missing],
            undecided=[one.label for one in self.undecided],
        )


def file_of(case: Case, definition: Definition, *, on: dt.date, closed: frozenset[str]) -> IntakeFile:
    """Return the file of a case on a day. Logs nothing: it names kinds of documents and of information, no value."""
    answer = asked_of([case.pk], {case.pk: case.person_id}, definition, on=on, closed=closed)[case.pk]
    missing = [one for one in missing_items(case.person_id) if not one.reason]
    items = checklist(case, definition, answer, rows=rows_of([case.pk]).get(case.pk, []), on=on)
    return IntakeFile(
        items=_with_undertaking(case, items),
        information=tuple(one for one in missing if one.field in REQUIRED_INFORMATION),
        further=tuple(one for one in missing if one.field not in REQUIRED_INFORMATION),
        meetings=tuple(meetings_of(case, definition)),
    )


def _with_undertaking(case: Case, items: tuple[ChecklistItem, ...]) -> tuple[ChecklistItem, ...]:
    """Tick the undertaking off by its own record."""
    if all(one.key != UNDERTAKING for one in items):
        return items
    states = set(Undertaking.objects.filter(case=case).values_list("state", flat=True))
    standing = Standing.PRESENTED if "signed" in states else Standing.NOT_SIGNED if "refused" in states else None
    return tuple(
        dataclasses.replace(one, standing=standing) if one.key == UNDERTAKING and standing is not None else one
        for one in items
    )


def meetings_of(case: Case, definition: Definition) -> list[Attended]:
    """Return the attended appointments on which an application may rest, the latest first.

    Not those on which an earlier application rests already: who applies again is met again (Art. 8).
    """
    services = {one.key for one in definition.appointments if one.for_application}
    others = Application.objects.filter(case__person=case.person_id, case__programme=case.programme_id)
    used = set(others.exclude(case=case).values_list("appointment_id", flat=True))
    found = attended(case.person_id, case.programme_id)
    return [one for one in found if (not services or one.service in services) and one.id not in used]


def asked_of(
    case_ids: Sequence[uuid.UUID],
    persons: Mapping[uuid.UUID, uuid.UUID],
    definition: Definition,
    *,
    on: dt.date,
    closed: frozenset[str] = frozenset(),
) -> dict[uuid.UUID, Answer]:
    """Return for each case which documents its rules ask for; the facts of all are read at once.

    What the rules ask about completeness itself stays unknown: it would follow from its own answer.
    """
    decider = Decider(definition, "required_documents", on=on, closed=closed)
    names = frozenset(decider.names) - _OF_THEMSELVES
    read = functools.partial(load_facts, on=on, names=names, definition=definition, closed=closed)
    of_person: Mapping[uuid.UUID, Any] = read(list(set(persons.values())), subject=Subject.PERSON) if names else {}
    of_case: Mapping[uuid.UUID, Any] = read(list(case_ids), subject=Subject.CASE) if names else {}
    return {key: decider.answer({**of_person.get(persons[key], {}), **of_case.get(key, {})}) for key in case_ids}


_OF_THEMSELVES = frozenset({"case.documents_complete", "case.missing_documents"})


def tallies(
    case_ids: Sequence[uuid.UUID], definition: Definition, *, on: dt.date
) -> dict[uuid.UUID, tuple[bool | None, int]]:
    """Return for each case whether its documents are complete (None: not decided), and how many are missing."""
    persons = dict(Case.objects.filter(pk__in=keys(case_ids)).values_list("pk", "person_id"))
    answers = asked_of(list(persons), persons, definition, on=on)
    rows = rows_of(list(persons))
    found: dict[uuid.UUID, tuple[bool | None, int]] = {}
    for key, answer in answers.items():
        standings = standings_of(asked_documents(answer), rows.get(key, []), on=on)
        found[key] = (is_complete(standings), count_missing(standings))
    return found


def application_of(case: Case) -> Application | None:
    """Return the application of a case, None before it is recorded."""
    return Application.objects.filter(case=case).first()


def receipts_of(case: Case) -> list[CaseReceipt]:
    """Return the receipts that were given, the latest first."""
    return list(CaseReceipt.objects.filter(case=case).order_by("-sequence"))


def intake_obstacles(asked: AskedAct) -> list[Obstacle]:
    """Return what Art. 8 and 9 say against recording an application now; part of the steps of a case."""
    if asked.transition.act is not Act.RECORD_APPLICATION:
        return []
    appointment, complete = bound(asked.definition, APPOINTMENT), bound(asked.definition, FILE)
    if appointment is None and complete is None:
        return []
    file = file_of(asked.case, asked.definition, on=asked.on, closed=asked.closed)
    page = f"/dosyalar/{asked.case.pk}/basvuru"
    found = (
        guard_obstacle(appointment, file.on_appointment(), href=page),
        guard_obstacle(complete, file.on_file(), href=page),
    )
    return [one for one in found if one is not None]
