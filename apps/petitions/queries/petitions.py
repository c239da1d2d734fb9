"""Finding petitions: one, or the list with its filters; what stands sealed in them."""

import dataclasses
import datetime as dt
import json
import re
import uuid
from collections.abc import Iterable
from typing import Final

from django.db.models import Q, QuerySet

from apps.accounts.rights import Right
from apps.people.queries.search import matching
from apps.people.queries.visibility import active_people
from apps.petitions.enums import OPEN_STATES, ExclusionReason, PetitionKind
from apps.petitions.models import Petition, PetitionEvent, PetitionExclusion, PetitionQuerySet
from apps.petitions.models.petition import ANSWER_FIELD, TEXT_FIELD
from apps.petitions.models.traces import EVENT_FIELD
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.reach import within

__all__ = [
    "ORDERS", "PetitionFilter", "events_of", "find_petition", "kept_away_from", "list_petitions", "open_answer",
    "open_event", "open_words", "petitions_of_case", "petitions_of_person", "writable_petitions", "written",
]  # fmt: skip

ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "due": ("due_on", "id"), "-received": ("-received_on", "-id"), "number": ("number", "id"),
}  # fmt: skip
_NUMBER: Final = re.compile(r"T?-?(\d{4})-(\d{1,9})", re.IGNORECASE | re.ASCII)
_MOST_PEOPLE: Final = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PetitionFilter:
    """What the list is narrowed by; empty narrows nothing. `state`: "open", "late", "all" or one state."""

    text: str = ""
    kind: str = ""
    state: str = "open"
    programme_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    case_id: uuid.UUID | None = None
    assigned_to: uuid.UUID | None = None
    unassigned: bool = False


def written(year: int, serial: int) -> str:
    """Return a registry number as it is written: "T-2026-00012"."""
    return f"T-{year}-{serial:05d}"


def list_petitions(actor: Actor, *, where: PetitionFilter, today: dt.date) -> QuerySet[Petition]:
    """Return the petitions that the actor may find, narrowed, with what the columns show."""
    rows = Petition.objects.visible_to(actor)
    exact = {
        "kind": where.kind, "programme": where.programme_id, "person": where.person_id, "case": where.case_id,
        "assigned_to": where.assigned_to,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if where.state in {"open", "late"}:
        rows = rows.filter(state__in=OPEN_STATES)
    elif where.state != "all":
        rows = rows.filter(state=where.state)
    if where.state == "late":
        rows = rows.filter(due_on__lt=today)
    if where.unassigned:
        rows = rows.filter(assigned_to__isnull=True)
    if where.text.strip():
        rows = rows.filter(_named(where.text, actor))
    return rows.select_related("person", "programme", "unit", "assigned_to")


def _named(text: str, actor: Actor) -> Q:
    wanted = " ".join(text.split())[:100]
    number = _NUMBER.fullmatch(wanted)
    if number is not None:
        return Q(number=written(int(number[1]), int(number[2])))
    people = matching(wanted, active_people(actor)).order_by().values_list("pk", flat=True)[:_MOST_PEOPLE]
    return Q(person__in=list(people))


def find_petition(petition_id: uuid.UUID, *, actor: Actor) -> Petition:
    """Return a petition with what its page shows.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    rows = Petition.objects.visible_to(actor).select_related(
        "person", "programme", "unit", "assigned_to", "concerns", "case", "decision"
    )
    row = rows.filter(pk=petition_id).first()
    if row is None:
        raise NotFound
    return row


def writable_petitions(actor: Actor, right: Right = Right.PETITIONS_WRITE) -> PetitionQuerySet:
    """Return the petitions that the actor may find and work on by that right; the assignee may write theirs.

    Requests of data subjects are dealt with by the contact for data protection too, once they are given to them.
    """
    found = Petition.objects.visible_to(actor)
    if actor.kind == "system":
        return found
    reached = within(actor, right)
    return found.filter(reached | Q(assigned_to=actor.id)) if right == Right.PETITIONS_WRITE else found.filter(reached)


def petitions_of_case(case_id: uuid.UUID, *, actor: Actor) -> list[Petition]:
    """Return the petitions about a case that the actor may find, the latest first."""
    where = PetitionFilter(case_id=case_id, state="all")
    return list(list_petitions(actor, where=where, today=dt.date.min).order_by("-received_on", "-id")[:50])


def petitions_of_person(person_id: uuid.UUID, *, actor: Actor) -> list[Petition]:
    """Return the petitions of a person that the actor may find, the latest first."""
    where = PetitionFilter(person_id=person_id, state="all")
    return list(list_petitions(actor, where=where, today=dt.date.min).order_by("-received_on", "-id")[:50])


def open_words(row: Petition) -> dict[str, str]:
    """Return {subject, text, sender_name, sender_address, sender_contact, brought_by} of a petition."""
    words: dict[str, str] = json.loads(crypto.open_text(row.sealed, field=TEXT_FIELD, row_id=row.pk))
    return words


def open_answer(row: Petition) -> dict[str, str]:
    """Return {text, return_reason} of the answer as it stands; empty while nobody wrote one."""
    if not row.sealed_answer:
        return {}
    words: dict[str, str] = json.loads(crypto.open_text(row.sealed_answer, field=ANSWER_FIELD, row_id=row.pk))
    return words


def events_of(row: Petition) -> list[PetitionEvent]:
    """Return what happened to a petition, the latest first."""
    return list(PetitionEvent.objects.filter(petition=row).order_by("-sequence"))


def open_event(event: PetitionEvent) -> str:
    """Return what somebody wrote with an event; empty where nothing was."""
    return crypto.open_text(event.sealed, field=EVENT_FIELD, row_id=event.pk) if event.sealed else ""


def kept_away_from(petition_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[uuid.UUID, str]]:
    """Return who may not deal with each of these petitions, and why, in words; one statement."""
    found: dict[uuid.UUID, dict[uuid.UUID, str]] = {key: {} for key in petition_ids}
    rows = PetitionExclusion.objects.filter(petition__in=list(found)).order_by("noted_at", "id")
    for petition_id, user_id, reason in rows.values_list("petition_id", "user_id", "reason"):
        found[petition_id][user_id] = ExclusionReason(reason).label
    return found


def is_about_data(row: Petition) -> bool:
    """Return whether a petition is a request of a data subject."""
    return row.kind == PetitionKind.DATA_SUBJECT
