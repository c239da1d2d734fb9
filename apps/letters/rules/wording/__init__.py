"""Omuz' own texts for the uses of letters, where a programme has written none of its own.

A paragraph that begins with "?" is left out where one of its placeholders has no value. `plain` is the same in easy
words, for the accessible copy (readings 12). They are proposals: a municipality's lawyer confirms them.
"""

from collections.abc import Mapping
from typing import Final

from apps.letters.rules.wording.cases import CASES
from apps.letters.rules.wording.decisions import DECISIONS
from apps.letters.rules.wording.petitions import PETITIONS, TO_SENDERS
from apps.letters.rules.wording.remedies import ADVERSE, PLAIN_REMEDY, REMEDY, remedy_for
from apps.letters.rules.wording.shape import OwnText

__all__ = ["ADVERSE", "OWN_TEXTS", "PLAIN_REMEDY", "REMEDY", "TO_SENDERS", "OwnText", "remedy_for"]

#: By the value of a LetterUse; a test holds that each has one.
OWN_TEXTS: Final[Mapping[str, OwnText]] = {**CASES, **DECISIONS, **PETITIONS}
