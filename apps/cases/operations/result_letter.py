"""The letter that tells a person the outcome of their assessment."""

import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING, Right
from apps.cases.operations.recording import locked_case
from apps.cases.queries.outcomes import standing_outcomes, views_of
from apps.letters.operations.drafting import draft_letter
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict

__all__ = ["ABOUT", "draft_result_letter"]

#: What the letter is about: the case's outcomes as they stood that day.
ABOUT: Final = "case_outcomes"


@transaction.atomic
def draft_result_letter(case_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> uuid.UUID:
    """Draft the letter about the outcomes that hold, in the programme's own words, and return its key.

    Raises:
        NotFound, NotAllowed: out of the actor's reach, or without `letters.write`.
        Conflict: the case is closed, or no outcome holds.
    """
    require(actor, *CASES_WRITING)
    require(actor, Right.LETTERS_WRITE)
    case = locked_case(case_id, actor=actor)
    given = views_of(list(standing_outcomes(case)))
    if not given:
        raise Conflict("no_outcome", "Bildirilecek bir değerlendirme sonucu yok.", remedy="Önce sonuç verin.")
    letter = draft_letter(
        use=LetterUse.ASSESSMENT_RESULT, programme_id=case.programme_id,
        programme_version_id=case.programme_version_id, person_id=case.person_id, case_id=case.pk,
        about=(ABOUT, case.pk), actor=actor, now=now,
        values={
            "sonuc": "\n".join(f"{one.letter + ') ' if one.letter else ''}{one.label}" for one in given),
            "gerekce": "\n".join(one.reason for one in given if one.reason),
        },
    )  # fmt: skip
    return letter.pk
