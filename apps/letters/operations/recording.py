"""What every operation on a letter shares: finding and locking it, numbering, its history and the audit row."""

import datetime as dt
import uuid
from typing import Final

from django.db.models import Max

from apps.accounts.rights import Right
from apps.letters.enums import LetterEventKind, LetterState
from apps.letters.models import Letter, LetterEvent, LetterNumberCounter
from apps.letters.models.letter import EVENT_FIELD
from apps.letters.registry import LetterEnd, LetterNews, kept_away, tell_of_letter
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotAllowed, NotFound
from omuz.kernel.reach import within

_ENDS: Final = {
    LetterEventKind.SERVED: LetterEnd.SERVED,
    LetterEventKind.FAILED: LetterEnd.UNDELIVERABLE,
    LetterEventKind.CANCELLED: LetterEnd.CANCELLED,
    LetterEventKind.REPLACED: LetterEnd.REPLACED,
}


def locked_letter(
    letter_id: uuid.UUID,
    *,
    actor: Actor,
    right: Right = Right.LETTERS_WRITE,
    version: int | None = None,
    states: tuple[LetterState, ...] = (),
) -> Letter:
    """Return a letter on which the actor may use that right, locked for the transaction.

    Raises:
        NotFound: there is none, or none that the actor may find.
        NotAllowed: the right is missing, or held in other units and programmes, or the record that it is about keeps
            the actor away (an objection against their own decision).
        Conflict: it is not at `version` any more, or in none of `states`.
    """
    if not Letter.objects.visible_to(actor).filter(pk=letter_id).exists():
        raise NotFound
    if not Letter.objects.filter(within(actor, right), pk=letter_id).exists():
        raise NotAllowed
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    why = kept_away(letter.about_kind, letter.about_id).get(actor.id)
    if why is not None:
        raise NotAllowed("kept_away_from_letter", f"Bu yazıyla siz ilgilenemezsiniz: {why}.",
                         remedy="Yazıyla başka bir çalışma arkadaşınız ilgilenmeli.")  # fmt: skip
    if version is not None and letter.version != version:
        raise Conflict.stale_version()
    refuse_state(letter, states)
    return letter


def refuse_state(letter: Letter, states: tuple[LetterState, ...]) -> None:
    """Stop what does not go in the letter's state.

    Raises:
        Conflict: it stands in none of `states`.
    """
    if states and letter.state not in states:
        raise Conflict(
            "letter_state",
            f"Yazı “{LetterState(letter.state).label}” durumunda; bu işlem yapılamaz.",
            remedy="Sayfayı yenileyin; yazıyla bu sırada başka biri ilgilenmiş olabilir.",
        )


def store(letter: Letter, *fields: str) -> None:
    """Store these columns of a letter under its next version."""
    letter.version += 1
    letter.save(update_fields=[*fields, "version", "updated_at"])


def next_number(year: int) -> int:
    """Return the next number of the year; take it last, for it locks the year's counter until the commit."""
    return LetterNumberCounter.take(year)


def happened(
    letter: Letter,
    kind: LetterEventKind,
    *,
    actor: Actor,
    now: dt.datetime,
    text: str = "",
    code: str = "",
    day: dt.date | None = None,
    replaced_by: uuid.UUID | None = None,
) -> LetterEvent:
    """Write what happened to a letter into its history and into the audit, and return the event.

    The record that the letter is about is told of its end, in the same transaction (`apps.letters.registry`).
    `text` is what somebody wrote (a reason, a note); it is sealed in both.
    """
    told = {"state": letter.state, "code": code, "day": day.isoformat() if day is not None else "", "reason": text}
    entry = audit.record(
        actor=actor, action=f"letter.{kind.value}", subject=letter, person_id=letter.person_id, now=now,
        after={name: value for name, value in told.items() if value},
    )  # fmt: skip
    last = LetterEvent.objects.filter(letter=letter).aggregate(last=Max("sequence"))["last"] or 0
    event = LetterEvent(
        letter=letter, sequence=last + 1, kind=kind, at=now, by_id=actor.id, audit_event_id=entry.id, code=code, day=day
    )
    if text:
        event.sealed = crypto.seal_text(text, field=EVENT_FIELD, row_id=event.pk)
    event.save(force_insert=True)
    end = _ENDS.get(kind)
    if end is not None and letter.about_id is not None:
        news = LetterNews(
            end=end, letter_id=letter.pk, about_id=letter.about_id, served_on=letter.served_on, replaced_by=replaced_by
        )
        tell_of_letter(letter.about_kind, news, actor=actor, now=now)
    return event
