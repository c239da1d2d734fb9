"""Opening a letter that tells special-category data of its person is logged (KVKK m. 6, m. 12; readings 3)."""

import datetime as dt
from typing import Final

from apps.letters.models import Letter
from apps.letters.queries.contents import text_of
from apps.letters.rules.special import tells_special
from apps.privacy.enums import Purpose
from apps.privacy.operations import log_reading
from apps.privacy.queries import was_read
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.actors import Actor

__all__ = ["FIELD", "log_letter_reading"]

#: What the access log calls it.
FIELD: Final = "letter"
#: A page asks for the words, then for the picture of the first page, then for the PDF: that is one opening.
_ONE_OPENING: Final = dt.timedelta(minutes=10)
_ABOUT_COMPLAINTS: Final = frozenset({LetterUse.PETITION_RECEIPT, LetterUse.PETITION_ANSWER})


def log_letter_reading(letter: Letter, *, actor: Actor, now: dt.datetime) -> None:
    """Write into the access log that somebody opens a letter, where its words tell special-category data.

    The purpose follows from what the letter is for, so that nobody is asked; part of the reading operation.
    """
    if letter.person_id is None:
        # To a sender who is not registered: nobody's file, and no word of anybody's (`naming_problems`).
        return
    text, programme = text_of(letter), letter.programme.name if letter.programme is not None else ""
    if not tells_special(letter.use, text.subject, text.body, text.plain, letter.unit.name, programme):
        return
    if was_read(actor_id=actor.id, person_id=letter.person_id, field=FIELD, since=now - _ONE_OPENING):
        return
    purpose = Purpose.COMPLAINT if letter.use in _ABOUT_COMPLAINTS else Purpose.SERVICE_PLANNING
    log_reading(
        actor=actor, person_id=letter.person_id, fields=[FIELD], purpose=purpose, task="letter",
        programme_id=letter.programme_id, now=now,
    )  # fmt: skip
