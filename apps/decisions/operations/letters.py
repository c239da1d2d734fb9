"""What becomes of the letters of decisions and stops: one that was written anew is theirs from then on."""

import datetime as dt
from typing import Final

from apps.decisions.models import Decision, InterimStop
from apps.letters.registry import LetterEnd, LetterNews, hear_of_letters
from omuz.kernel.actors import Actor

__all__ = ["listen"]

_OF_DECISION: Final = ("request_letter_id", "letter_id")
_OF_STOP: Final = ("letter_id", "lifted_letter_id")


def listen() -> None:
    """Hear of letters about decisions and interim stops; called once when the app is ready."""
    hear_of_letters("decision", _of_decision)
    hear_of_letters("interim_stop", _of_stop)


def _of_decision(news: LetterNews, actor: Actor, now: dt.datetime) -> None:
    del actor, now
    row = Decision.objects.filter(pk=news.about_id).first()
    if row is not None:
        _follow(row, _OF_DECISION, news)


def _of_stop(news: LetterNews, actor: Actor, now: dt.datetime) -> None:
    del actor, now
    row = InterimStop.objects.filter(pk=news.about_id).first()
    if row is not None:
        _follow(row, _OF_STOP, news)


def _follow(row: Decision | InterimStop, names: tuple[str, ...], news: LetterNews) -> None:
    """Name the letter that took another's place. Nothing else of a decision hangs on its letter's end."""
    if news.end != LetterEnd.REPLACED:
        return
    for name in names:
        if getattr(row, name) == news.letter_id:
            type(row).objects.filter(pk=row.pk).update(**{name: news.replaced_by})
