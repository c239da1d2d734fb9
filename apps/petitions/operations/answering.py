"""Letters to whoever sent a petition: to the person or their representative, or to a sender who is not registered."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from apps.letters.operations.drafting import Sender, draft_letter, draft_to_sender
from apps.petitions.enums import SenderKind
from apps.petitions.models import Petition
from apps.petitions.queries.petitions import open_words
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.actors import Actor

__all__ = ["ABOUT", "letter_to_sender"]

#: What letters say that they are about.
ABOUT: Final = "petition"
#: As much as an address on a letter holds.
_MOST_LINES: Final = 6
_MOST_LINE: Final = 300


def letter_to_sender(
    row: Petition, use: LetterUse, values: Mapping[str, str], *, actor: Actor, now: dt.datetime
) -> uuid.UUID:
    """Draft a letter to the sender of a petition and return its key (3071 m. 7).

    A neighbour, a lawyer without a power of attorney or an association may write in their own name about what is done
    for somebody. Their letter goes to them and never to that person, whom it would tell who complained; it names
    neither that person nor their file nor the programme (KVKK m. 12; readings 3).

    Raises:
        Invalid: the programme's text asks for what a petition does not know.
    """
    if row.sender_kind == SenderKind.OUTSIDER or row.person_id is None:
        letter = draft_to_sender(
            use=use, sender=_sender(row), unit_id=row.unit_id, programme_id=row.programme_id,
            programme_version_id=row.programme_version_id, about=(ABOUT, row.pk),
            values={name: value for name, value in values.items() if name != "dosya_no"}, actor=actor, now=now,
        )  # fmt: skip
        return letter.pk
    letter = draft_letter(
        use=use, programme_id=row.programme_id if row.programme_version_id is not None else None,
        programme_version_id=row.programme_version_id, person_id=row.person_id, case_id=row.case_id,
        about=(ABOUT, row.pk), values=values, actor=actor, now=now, unit_id=row.unit_id,
    )  # fmt: skip
    return letter.pk


def _sender(row: Petition) -> Sender:
    words = open_words(row)
    lines = [" ".join(one.split())[:_MOST_LINE] for one in words.get("sender_address", "").splitlines()]
    return Sender(name=words.get("sender_name", ""), lines=tuple(one for one in lines if one)[:_MOST_LINES])
