"""Whether a letter tells more than that it was written: opening it is then a reading of special data (KVKK m. 6)."""

from __future__ import annotations

import re
from typing import Final

from apps.programmes.definition.flow import LetterUse
from omuz.kernel.text import tr_fold

#: Letters whose words somebody wrote about the person (a ground, a result, an answer): nobody foresees what they say.
_FREE: Final = frozenset({
    LetterUse.STATEMENT_REQUEST, LetterUse.INTERIM_STOP, LetterUse.INTERIM_STOP_LIFTED, LetterUse.SUSPENSION,
    LetterUse.TERMINATION, LetterUse.RESUMPTION, LetterUse.ASSESSMENT_RESULT, LetterUse.SUPPORT_PLAN,
    LetterUse.PETITION_ANSWER,
})  # fmt: skip
#: Beginnings of words, folded as searches fold them. Rather one letter too many in the access log than one too few.
_STEMS: Final = (
    "engelli", "saglik", "hasta", "tedavi", "teshis", "tanisi", "psiki", "psikol", "ilac", "gebe", "hamile", "cozger",
    "protez", "siddet", "siginma", "sonim", "cezaevi", "hukumlu", "tutuklu", "denetimli serbest", "bagimli", "etnik",
    "mezhep", "dini inan", "sendika", "cinsel",
)  # fmt: skip
_NAMED: Final = re.compile(rf"\b(?:{'|'.join(_STEMS)})")


def tells_special(use: str, *words: str) -> bool:
    """Return whether a letter for that use, with these words on it, tells special-category data of its person.

    `use` is empty for a letter that somebody wrote freely. The unit and the programme on the letter are words as well:
    "Engelli Çalışmaları" above a name says enough.
    """
    return not use or use in _FREE or _NAMED.search(tr_fold(" ".join(words))) is not None
