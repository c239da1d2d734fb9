"""What bounds the answers of one form, whatever the form says: how deep, how many, how long."""

from __future__ import annotations

from typing import Final

#: The form, a group's list, an entry of it, a list of choices in the entry.
MAX_DEPTH: Final = 4
#: Values altogether.
MAX_VALUES: Final = 6_000
#: Characters of all texts together.
MAX_CHARACTERS: Final = 400_000
#: Whole numbers that a browser reads without loss (2^53 - 1).
MAX_NUMBER: Final = 9_007_199_254_740_991

TEXT_LENGTH: Final = 300
LONG_TEXT_LENGTH: Final = 4_000
EMAIL_LENGTH: Final = 254
PHONE_LENGTH: Final = 30
