"""What becomes of a petition by its letters: closed when its answer is served, opened again when that is cancelled."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.letters.registry import LetterEnd, LetterNews, hear_of_letters, keep_letters_away
from apps.petitions.enums import PetitionEventKind, PetitionState
from apps.petitions.models import Petition
from apps.petitions.operations.answering import ABOUT, letter_to_sender
from apps.petitions.operations.recording import happened, put_answer, store
from apps.petitions.operations.working import answered
from apps.petitions.queries.petitions import kept_away_from
from apps.petitions.queries.withheld import withheld_from_sender
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Invalid
from omuz.kernel.numbers import format_date

__all__ = ["ABOUT", "draft_receipt", "listen"]

_CANCELLED = "Cevabın yazısı iptal edildi; cevap yeniden yazılıp onaylanır."


def listen() -> None:
    """Hear of letters about petitions, keep them from whom petitions are kept; called once when the app is ready."""
    hear_of_letters(ABOUT, _heard)
    keep_letters_away(ABOUT, unseen=_complained_of, untouched=_kept_away, found=_found, withheld=withheld_from_sender)


def _complained_of(actor: Actor) -> Any:
    """Nobody finds the answer to a complaint about themselves, as they do not find the complaint."""
    return Petition.objects.filter(concerns=actor.id).values("pk")


def _found(actor: Actor) -> Any:
    """A letter to a sender who is not registered is found by whoever finds what they wrote."""
    return Petition.objects.visible_to(actor).values("pk")


def _kept_away(petition_id: uuid.UUID) -> Mapping[uuid.UUID, str]:
    return kept_away_from([petition_id])[petition_id]


def draft_receipt(row: Petition, *, actor: Actor, now: dt.datetime) -> bool:
    """Draft the letter that tells the sender number and last day, and return whether there is one (3071 m. 7).

    A programme's text that asks for what a petition does not know stops nobody's petition: it is taken in without the
    letter, and its page says so.
    """
    values = {"basvuru_no": row.number, "son_gun": format_date(row.due_on)}
    if row.case is not None:
        values["dosya_no"] = row.case.number
    try:
        with transaction.atomic():
            letter_to_sender(row, LetterUse.PETITION_RECEIPT, values, actor=actor, now=now)
    except Invalid:
        return False
    return True


def _heard(news: LetterNews, actor: Actor, now: dt.datetime) -> None:
    """Close the petition whose answer is served; give it back to be answered where the answer's letter is cancelled.

    A receipt ends nothing. What could not be delivered goes on by the letter's own next step: the clock shows it. An
    answer that was written anew for another representative is the same answer.
    """
    waiting = Petition.objects.filter(pk=news.about_id, letter_id=news.letter_id, state=PetitionState.APPROVED)
    row = waiting.select_for_update().first()
    if row is None:
        return
    if news.end == LetterEnd.SERVED and news.served_on is not None:
        answered(row, news.served_on, actor=actor, now=now)
    elif news.end == LetterEnd.REPLACED:
        row.letter_id = news.replaced_by
        store(row)
    elif news.end == LetterEnd.CANCELLED:
        row.state, row.letter_id = PetitionState.ASSIGNED, None
        row.drafted_at, row.drafted_by_id, row.approved_at, row.approved_by_id = None, None, None, None
        put_answer(row, return_reason=_CANCELLED)
        store(row)
        happened(row, PetitionEventKind.RETURNED, actor=actor, now=now, text=_CANCELLED)
