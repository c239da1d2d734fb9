"""Letters to whoever sent a petition: to the person or their representative, never to anybody in the sender's place."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from apps.letters.operations.drafting import draft_letter
from apps.petitions.enums import SenderKind
from apps.petitions.models import Petition
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.actors import Actor

__all__ = ["ABOUT", "letter_to_sender"]

#: What letters say that they are about.
ABOUT: Final = "petition"


def letter_to_sender(
    row: Petition, use: LetterUse, values: Mapping[str, str], *, actor: Actor, now: dt.datetime
) -> uuid.UUID | None:
    """Draft a letter to the sender of a petition and return its key; None where nobody on record sent it.

    A neighbour or a mother may complain in her own name about what is done for somebody: the letters of this programme
    go to that person, who did not write, and would tell them who complained. She is answered by hand (3071 m. 7).

    Raises:
        Invalid: the programme's text asks for what a petition does not know.
    """
    if row.sender_kind == SenderKind.OUTSIDER:
        return None
    if row.person_id is None or row.programme_id is None or row.programme_version_id is None:
        return None
    letter = draft_letter(
        use=use, programme_id=row.programme_id, programme_version_id=row.programme_version_id,
        person_id=row.person_id, case_id=row.case_id, about=(ABOUT, row.pk), values=values, actor=actor, now=now,
    )  # fmt: skip
    return letter.pk
