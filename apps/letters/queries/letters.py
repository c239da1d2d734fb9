"""Finding letters: one, the list with its filters, the queues of what waits."""

import dataclasses
import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Final

from django.db.models import Count, Q, QuerySet

from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.letters.enums import LetterQueue, LetterState
from apps.letters.models import AccessibleCopy, Letter, LetterEvent, ServiceOfNotice
from apps.letters.queries.addressing import mark_protected
from apps.letters.queries.approvers import approvers_of, authors_of
from apps.letters.queries.contents import AddresseeText, LetterText, addressee_text, text_of
from apps.letters.queries.standing import Standing, standing_of
from apps.letters.registry import kept_away
from apps.people.queries.search import matching
from apps.people.queries.visibility import active_people
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.reach import within

_NUMBER: Final = re.compile(r"(\d{4})/(\d{1,9})", re.ASCII)
#: People beyond this many of a name are not looked for; the list asks for more letters by itself.
_MOST_PEOPLE: Final = 500
_QUEUES: Final[Mapping[str, Q]] = {
    LetterQueue.DRAFT: Q(state=LetterState.DRAFT, submitted_at__isnull=True),
    LetterQueue.APPROVAL: Q(state=LetterState.DRAFT, submitted_at__isnull=False),
    LetterQueue.SIGNING: Q(state=LetterState.APPROVED),
    LetterQueue.SERVICE: Q(state=LetterState.SIGNED),
    LetterQueue.UNDELIVERABLE: Q(state=LetterState.UNDELIVERABLE),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterFilter:
    """What the list of letters is narrowed by; empty means "do not narrow"."""

    text: str = ""
    person_id: uuid.UUID | None = None
    case_id: uuid.UUID | None = None
    batch_id: uuid.UUID | None = None
    state: str = ""
    queue: str = ""
    use: str = ""
    #: Approved, without the number of the municipality's own system.
    without_official: bool = False


def list_letters(actor: Actor, *, where: LetterFilter) -> QuerySet[Letter]:
    """Return the letters that the actor may find, narrowed, with what the columns show."""
    rows = Letter.objects.visible_to(actor)
    exact = {
        "person": where.person_id, "case_id": where.case_id, "batch": where.batch_id, "use": where.use,
        "state": where.state if where.state in LetterState.values else "",
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if where.queue in _QUEUES:
        rows = rows.filter(_QUEUES[where.queue])
    if where.without_official:
        rows = rows.filter(state__in=["approved", "signed", "undeliverable"], official_number="")
    if where.text.strip():
        rows = rows.filter(_named(where.text, actor))
    return rows.select_related("person", "programme", "unit")


def _named(text: str, actor: Actor) -> Q:
    """Return the condition that a letter has that number, or that its person is found by that text."""
    wanted = " ".join(text.split())[:100]
    number = _NUMBER.fullmatch(wanted)
    if number is not None:
        return Q(year=int(number[1]), number=int(number[2]))
    if any(letter.isdigit() for letter in wanted):
        return Q(official_number=wanted)
    people = matching(wanted, active_people(actor)).order_by().values_list("pk", flat=True)[:_MOST_PEOPLE]
    return Q(person__in=list(people))


def queue_counts(actor: Actor) -> dict[str, int]:
    """Return how many letters wait in each queue, as far as the actor finds them; one statement."""
    counts: dict[str, int] = Letter.objects.visible_to(actor).aggregate(
        **{str(name): Count("pk", filter=condition) for name, condition in _QUEUES.items()}
    )
    return counts


def queue_of(letter: Letter) -> str:
    """Return in which queue a letter waits; empty where it waits for nobody."""
    if letter.state == LetterState.DRAFT:
        return LetterQueue.APPROVAL if letter.submitted_at is not None else LetterQueue.DRAFT
    waiting = {
        LetterState.APPROVED: LetterQueue.SIGNING, LetterState.SIGNED: LetterQueue.SERVICE,
        LetterState.UNDELIVERABLE: LetterQueue.UNDELIVERABLE,
    }  # fmt: skip
    return waiting.get(LetterState(letter.state), "")


def find_letter(letter_id: uuid.UUID, *, actor: Actor) -> Letter:
    """Return a letter with its person, programme and unit.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    rows = Letter.objects.visible_to(actor).select_related("person", "programme", "unit", "batch", "replaces")
    letter = rows.filter(pk=letter_id).first()
    if letter is None:
        raise NotFound
    return letter


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterDetail:
    """A letter with everything that its page shows."""

    letter: Letter
    text: LetterText
    addressee: AddresseeText
    services: tuple[ServiceOfNotice, ...]
    copies: tuple[AccessibleCopy, ...]
    events: tuple[LetterEvent, ...]
    may_write: bool
    may_approve: bool
    #: Why the reader may not approve though they hold the right: their own letter.
    is_own: bool
    names: Mapping[uuid.UUID, str]
    #: Whether it still goes to whom notices go.
    standing: Standing
    #: The letter whose place it takes, and the one that took its own.
    former: Letter | None
    later: Letter | None


def get_letter(letter_id: uuid.UUID, *, actor: Actor, today: dt.date) -> LetterDetail:
    """Return a letter's page.

    Raises:
        NotFound: as `find_letter`.
    """
    letter = find_letter(letter_id, actor=actor)
    mark_protected([letter], on=today)
    services = tuple(ServiceOfNotice.objects.filter(letter=letter).order_by("recorded_at", "id"))
    copies = tuple(AccessibleCopy.objects.filter(letter=letter).order_by("given_on", "id"))
    events = tuple(LetterEvent.objects.filter(letter=letter).order_by("sequence"))
    shown = {event.by_id for event in events} | {copy.given_by_id for copy in copies}
    away = actor.id in kept_away(letter.about_kind, letter.about_id)
    may_approve = not away and _within(letter, actor, Right.LETTERS_APPROVE)
    is_own = may_approve and letter.state == LetterState.DRAFT and actor.id in authors_of(letter)
    if is_own and not approvers_of(letter, on=today, but=authors_of(letter)):
        is_own = False
    return LetterDetail(
        letter=letter, text=text_of(letter), addressee=addressee_text(letter), services=services, copies=copies,
        events=events, may_write=not away and _within(letter, actor, Right.LETTERS_WRITE), may_approve=may_approve,
        is_own=is_own, names=names_of(shown), standing=standing_of(letter, actor=actor, on=today),
        former=letter.replaces, later=Letter.objects.filter(replaces=letter).first(),
    )  # fmt: skip


def _within(letter: Letter, actor: Actor, right: Right) -> bool:
    return actor.can(right) and Letter.objects.filter(within(actor, right), pk=letter.pk).exists()
