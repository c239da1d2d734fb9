"""Checking a printed letter by its code, for anybody: genuine or not, and nothing of whom it is about."""

import dataclasses
import datetime as dt
import re
from typing import Final

from apps.letters.enums import LetterState
from apps.letters.models import Letter
from apps.letters.models.letter import CODE_FIELD
from omuz.kernel import crypto
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality

_SPACES: Final = re.compile(r"[\s\-.–]+")
#: What people read for what: the code has no such characters.
_LOOKALIKES: Final = str.maketrans({"İ": "I", "ı": "I", "i": "I", "0": "O", "1": "I", "8": "B"})


@dataclasses.dataclass(frozen=True, slots=True)
class Checked:
    """What anybody learns. `dated` is None for what is not genuine; the municipality is that of the address."""

    is_genuine: bool
    dated: dt.date | None
    municipality: str


def check_code(typed: str) -> Checked:
    """Return whether a letter of this municipality bears the code and still holds.

    One look-up by a keyed hash, whatever was typed: neither the time nor the answer tells a wrong code from that of a
    cancelled letter.
    """
    code = _SPACES.sub("", typed.translate(_LOOKALIKES)).upper()[:60]
    row = (
        Letter.objects.filter(code_token=crypto.token(code, field=CODE_FIELD))
        .exclude(state=LetterState.CANCELLED)
        .values_list("approved_at", "official_date")
        .first()
    )
    name = require_municipality().name
    if row is None or row[0] is None:
        return Checked(False, None, name)
    return Checked(True, row[1] or local_date(row[0]), name)
