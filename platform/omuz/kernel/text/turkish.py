"""Case, folding and order of Turkish text, as `ext.tr_lower/tr_fold/tr_key` answer in PostgreSQL."""

import re
import string
from typing import Final
from unicodedata import normalize

from omuz.kernel.text import alphabet

_ASCII_LOWER: Final = dict(zip(string.ascii_uppercase, string.ascii_lowercase, strict=True))
_LOWER: Final = str.maketrans(_ASCII_LOWER | alphabet.LOWER)
_UPPER: Final = str.maketrans({"i": "İ", "ı": "I"})
_FOLD: Final = str.maketrans(_ASCII_LOWER | alphabet.FOLD | dict.fromkeys(alphabet.MARKS, ""))
_KEY_HOLD: Final = str.maketrans(dict.fromkeys(alphabet.KEY_DROP, "") | alphabet.KEY_HOLD)
_KEY_PLACE: Final = str.maketrans(alphabet.KEY_PLACE)

#: What software without Turkish rules makes of İ: a small i that carries its dot a second time.
_DOUBLE_DOT: Final = re.compile("i\u0307+")
_WORD_START: Final = re.compile(r"(^|[\s\-–/(\[\".])(\w)")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def tr_lower(text: str) -> str:
    """Small letters by Turkish rules (I -> ı, İ -> i), composed (NFC)."""
    lowered = normalize("NFC", text).translate(_LOWER)
    return normalize("NFC", _DOUBLE_DOT.sub("i", lowered))


def tr_upper(text: str) -> str:
    """Capitals by Turkish rules (i -> İ, ı -> I), composed (NFC)."""
    return normalize("NFC", _DOUBLE_DOT.sub("i", normalize("NFC", text)).translate(_UPPER).upper())


def tr_title(text: str) -> str:
    """Each word with a capital first letter; a suffix after an apostrophe stays small (Kayseri'nin)."""
    return _WORD_START.sub(lambda found: found[1] + tr_upper(found[2]), tr_lower(text))


def tr_fold(text: str) -> str:
    """What search compares: no case, no accents; IŞIK, ışık, isik and Işik all give "isik"."""
    bare = normalize("NFD", text).translate(_FOLD)
    for letter, plain in alphabet.LIGATURES.items():
        bare = bare.replace(letter, plain)
    return normalize("NFC", bare)


def tr_key(text: str) -> str:
    """A key that sorts in the order of the Turkish alphabet when compared byte by byte (COLLATE "C").

    Circumflex and foreign accents do not change a letter's place; apostrophes are left out.
    """
    return tr_fold(normalize("NFC", text).translate(_KEY_HOLD)).translate(_KEY_PLACE)


def tidy_name(text: str) -> str:
    """The name as it was written, composed (NFC), without invisible characters and surplus spaces."""
    return " ".join(normalize("NFC", text).translate(_INVISIBLE).split())
