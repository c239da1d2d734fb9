"""Finding cases: one, or the list with its filters."""

import dataclasses
import datetime as dt
import re
import uuid
from typing import Final

from django.db.models import Q, QuerySet

from apps.accounts.rights import CASES_WRITING, Right
from apps.cases.enums import CaseState
from apps.cases.models import Case, CaseQuerySet
from apps.people.queries.search import matching
from apps.people.queries.visibility import active_people, is_served_by, served_by
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.reach import reaches, within

#: Orders of the work list; the last field makes each one a total order, as cursors need.
ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "waiting": ("stage_since", "id"),
    "-waiting": ("-stage_since", "-id"),
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "-id"),
    "due": ("due_on", "id"),
    "number": ("number", "id"),
    "-number": ("-number", "-id"),
}
_NUMBER: Final = re.compile(r"D?-?(\d{4})-(\d{1,9})", re.IGNORECASE | re.ASCII)
#: People beyond this many of a name are not looked for; the list asks for more letters by itself.
_MOST_PEOPLE: Final = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What the list of cases is narrowed by; empty means "do not narrow"."""

    text: str = ""
    person_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    stage: str = ""
    responsible_id: uuid.UUID | None = None
    #: Nobody is responsible.
    unassigned: bool = False
    state: str = CaseState.OPEN
    overdue: bool = False


def list_cases(actor: Actor, *, where: CaseFilter, today: dt.date) -> QuerySet[Case]:
    """Return the cases that the actor may find, narrowed, with what the columns show."""
    rows = Case.objects.visible_to(actor)
    exact = {
        "person": where.person_id, "programme": where.programme_id, "stage": where.stage,
        "responsible": where.responsible_id, "state": where.state if where.state in CaseState.values else "",
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if where.unassigned:
        rows = rows.filter(responsible__isnull=True)
    if where.overdue:
        rows = rows.filter(state=CaseState.OPEN, due_on__lt=today)
    if where.text.strip():
        rows = rows.filter(_named(where.text, actor))
    return rows.select_related("person", "programme", "unit", "responsible")


def _named(text: str, actor: Actor) -> Q:
    """Return the condition that a case has that number, or that its person is found by that text."""
    wanted = " ".join(text.split())[:100]
    number = _NUMBER.fullmatch(wanted)
    if number is not None and wanted[:1] in "dD":
        return Q(number=written(int(number[1]), int(number[2])))
    # Two statements: in one, the planner walks every case looking for its person's name.
    people = matching(wanted, active_people(actor)).order_by().values_list("pk", flat=True)[:_MOST_PEOPLE]
    condition = Q(person__in=list(people))
    return condition | Q(number=written(int(number[1]), int(number[2]))) if number is not None else condition


def written(year: int, serial: int) -> str:
    """Return a case's number as it is written: "D-2026-00012"."""
    return f"D-{year}-{serial:05d}"


def find_case(case_id: uuid.UUID, *, actor: Actor) -> Case:
    """Return a case with its person, programme, version (without its document), unit and who is responsible.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    rows = Case.objects.visible_to(actor).select_related(
        "person", "programme", "programme_version", "unit", "responsible"
    )
    rows = rows.defer("programme_version__document", "programme_version__upstream")
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def writable_cases(actor: Actor) -> CaseQuerySet:
    """Return the cases that the actor may find and work on; the bounds are those of finding them."""
    found = Case.objects.visible_to(actor)
    if actor.kind == "system":
        return found
    if not actor.can_any(*CASES_WRITING):
        return found.none()
    own = served_by(actor, prefix="person__") & within(actor, Right.CASES_WRITE_OWN)
    return found.filter(within(actor, Right.CASES_WRITE) | Q(responsible=actor.id) | own)


def may_write(case: Case, *, actor: Actor) -> bool:
    """Return whether the actor may work on a case that was found: as `writable_cases`, mostly without a statement."""
    place = {"unit_id": case.unit_id, "programme_id": case.programme_id}
    if actor.kind == "system" or reaches(actor, Right.CASES_WRITE, **place):
        return True
    if actor.kind != "staff" or not actor.can_any(*CASES_WRITING):
        return False
    if case.responsible_id == actor.id:
        return True
    return reaches(actor, Right.CASES_WRITE_OWN, **place) and is_served_by(actor, case.person_id)
