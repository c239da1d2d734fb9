"""What the page of a petition shows, and whom it may be given to."""

import dataclasses
import datetime as dt
import uuid

from django.contrib.auth import get_user_model

from apps.accounts.enums import Role
from apps.accounts.queries import actor_for, assignments_on, list_units, names_of
from apps.accounts.rights import ROLE_RIGHTS, Right
from apps.cases.queries.deadlines import counted_from
from apps.letters.queries.about import LetterView, letters_about
from apps.petitions.enums import OPEN_STATES, PetitionKind, PetitionState
from apps.petitions.models import Petition, PetitionEvent
from apps.petitions.queries.petitions import (
    events_of,
    find_petition,
    kept_away_from,
    open_answer,
    open_event,
    open_words,
    writable_petitions,
)
from apps.petitions.rules.clock import Due, due_of
from apps.programmes.definition.flow import LetterUse
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.queries.programmes import list_programmes
from apps.programmes.queries.versions import published_version
from apps.programmes.registry import bound
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.reach import within

__all__ = ["Candidate", "PetitionPage", "candidates_for", "due_preview", "petition_page", "places_for"]


@dataclasses.dataclass(frozen=True, slots=True)
class PetitionPage:
    """A petition with all that is opened for its reader."""

    row: Petition
    words: dict[str, str]
    answer: dict[str, str]
    letter: LetterView | None
    receipt: LetterView | None
    events: list[tuple[PetitionEvent, str]]
    kept_away: dict[uuid.UUID, str]
    names: dict[uuid.UUID, str]
    article: str
    article_text: str
    may_write: bool
    may_assign: bool
    may_approve: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague to whom a petition may be given, or the reason why not."""

    id: uuid.UUID
    name: str
    why: str = ""


def petition_page(petition_id: uuid.UUID, *, actor: Actor) -> PetitionPage:
    """Return a petition's page.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    row = find_petition(petition_id, actor=actor)
    events, kept = events_of(row), kept_away_from([row.pk])[row.pk]
    keys = {row.registered_by_id, row.drafted_by_id, row.approved_by_id, *kept}
    keys |= {key for one in events for key in (one.by_id, one.user_id)}
    letters = letters_about("petition", [row.pk])[row.pk]
    key = "data_subject_rights" if row.kind == PetitionKind.DATA_SUBJECT else "answered_petitions"
    article = bound(pinned_definition(row.programme_version_id), key) if row.programme_version_id is not None else None
    is_open, away = row.state in OPEN_STATES, actor.id in kept
    may_assign = is_open and writable_petitions(actor, Right.PETITIONS_ASSIGN).filter(pk=row.pk).exists()
    return PetitionPage(
        row=row, words=open_words(row), answer=open_answer(row),
        letter=next((one for one in letters if one.id == row.letter_id), None),
        receipt=next((one for one in letters if one.use == LetterUse.PETITION_RECEIPT), None),
        events=[(one, open_event(one)) for one in events], kept_away=kept,
        names=names_of(key for key in keys if key is not None),
        article=article.cited if article is not None else "", article_text=article.text if article is not None else "",
        may_write=is_open and not away and writable_petitions(actor).filter(pk=row.pk).exists(),
        may_assign=may_assign,
        may_approve=may_assign and not away and row.state == PetitionState.DRAFTED and row.drafted_by_id != actor.id,
    )  # fmt: skip


def candidates_for(petition_id: uuid.UUID, *, actor: Actor, on: dt.date) -> list[Candidate]:
    """Return who could deal with a petition by their rights, those who are kept away with the reason.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    row = find_petition(petition_id, actor=actor)
    kept = kept_away_from([row.pk])[row.pk]
    wanted = {Right.PETITIONS_WRITE} | ({Right.PETITIONS_READ} if row.kind == PetitionKind.DATA_SUBJECT else set())
    roles = [role for role in Role if wanted & ROLE_RIGHTS[role]]
    held = assignments_on(on).filter(role__in=roles).values_list("user_id", flat=True)
    users = get_user_model().objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")[:200]
    found = []
    for user in users:
        if user.pk in kept:
            found.append(Candidate(user.pk, user.full_name, kept[user.pk]))
        else:
            one = actor_for(user, on=on, mfa=True)
            if one is not None and any(_reaches(row, one, right) for right in wanted):
                found.append(Candidate(user.pk, user.full_name))
    return found


def _reaches(row: Petition, actor: Actor, right: Right) -> bool:
    return Petition.objects.filter(within(actor, right), pk=row.pk).exists()


def due_preview(
    kind: str, programme_id: uuid.UUID | None, *, received_on: dt.date
) -> tuple[Due, str, str]:  # fmt: skip
    """Return by when a petition would have to be answered, and the programme's article about it with its text.

    Raises:
        NotFound: no such programme.
    """
    version = published_version(programme_id) if programme_id is not None else None
    if programme_id is not None and version is None:
        raise NotFound
    definition = pinned_definition(version.pk) if version is not None else None
    key = "data_subject_rights" if kind == PetitionKind.DATA_SUBJECT else "answered_petitions"
    article = bound(definition, key) if definition is not None else None
    due = due_of(definition, kind, received_on=received_on, counted=counted_from)
    return due, article.cited if article is not None else "", article.text if article is not None else ""


def places_for(actor: Actor) -> tuple[list[tuple[uuid.UUID, str]], list[tuple[uuid.UUID, str]]]:
    """Return the programmes and the units for which the actor may register petitions."""
    units, programmes = actor.units_for(Right.PETITIONS_WRITE), actor.programmes_for(Right.PETITIONS_WRITE)
    if actor.kind == "system":
        units = programmes = None
    found = [
        (one.pk, one.name)
        for one in list_programmes()
        if one.is_active and (units is None or one.unit_id in units) and (programmes is None or one.pk in programmes)
    ]
    return found, [(one.pk, one.name) for one in list_units() if units is None or one.pk in units]
