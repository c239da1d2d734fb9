"""What the apps above read of letters: what happened to those of a case, and those that wait for somebody."""

import uuid
from typing import Final

from django.db.models import Q, QuerySet

from apps.accounts.rights import Right
from apps.letters.enums import IN_HAND, LetterQueue, LetterState
from apps.letters.models import Letter, LetterEvent, LetterQuerySet, visible_letters
from apps.letters.rules.wording import OWN_TEXTS
from omuz.kernel.actors import Actor
from omuz.kernel.reach import within

__all__ = ["letter_events_of", "letters_in_hand", "subject_of_use", "to_approve", "waiting_for"]


def letter_events_of(case_id: uuid.UUID, *, actor: Actor) -> QuerySet[LetterEvent]:
    """Return what happened to the letters of a case that the actor may find, each event with its letter."""
    rows = LetterEvent.objects.filter(visible_letters(actor, prefix="letter__"), letter__case_id=case_id)
    rows = rows.select_related("letter", "letter__programme_version")
    return rows.defer(
        "letter__sealed_text", "letter__sealed_addressee", "letter__sealed_values", "letter__sealed_code",
        "letter__programme_version__document", "letter__programme_version__upstream",
    )  # fmt: skip


def letters_in_hand(actor: Actor) -> LetterQuerySet:
    """Return the letters that the actor may find and that wait for something, with the words that a list shows."""
    sealed = ("sealed_text", "sealed_addressee", "sealed_values", "sealed_code")
    rows = Letter.objects.visible_to(actor).filter(state__in=IN_HAND)
    return rows.select_related("person", "programme").defer(*sealed)


def to_approve(actor: Actor) -> Q:
    """Return the condition that a letter waits for the actor as second person: of others, where they may approve."""
    own = Q(drafted_by_id=actor.id) | Q(edited_by_id=actor.id)
    return _WAITING[LetterQueue.APPROVAL] & within(actor, Right.LETTERS_APPROVE) & ~own


def waiting_for(queue: LetterQueue, actor: Actor, *, mine: bool) -> Q:
    """Return the condition that a letter waits for one thing; `mine`: one that the actor drafted or submitted."""
    own = Q(drafted_by_id=actor.id) | Q(submitted_by_id=actor.id)
    return _WAITING[queue] & own if mine else _WAITING[queue]


_WAITING: Final = {
    LetterQueue.DRAFT: Q(state=LetterState.DRAFT, submitted_at__isnull=True),
    LetterQueue.APPROVAL: Q(state=LetterState.DRAFT, submitted_at__isnull=False),
    LetterQueue.SIGNING: Q(state=LetterState.APPROVED),
    LetterQueue.SERVICE: Q(state=LetterState.SIGNED),
    LetterQueue.UNDELIVERABLE: Q(state=LetterState.UNDELIVERABLE),
}


def subject_of_use(use: str) -> str:
    """Return what a letter of a use is about in words ("Değerlendirme sonucunuz"); empty for a free one."""
    return OWN_TEXTS[use].subject if use in OWN_TEXTS else ""
