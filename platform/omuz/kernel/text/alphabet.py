"""Tables behind the Turkish text functions.

Python and PostgreSQL answer from these same tables. `lower()` and ILIKE are wrong for İ and ı, and their answers
depend on the database's locale (the embedded server has no ICU), so neither side asks a locale.
"""

import unicodedata
from typing import Final

#: Turkish alphabet with q, w and x where a Turkish dictionary of foreign words places them.
ALPHABET: Final = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"

#: Marks that stand above, below or through a letter. Folding removes them.
MARKS: Final = "".join(map(chr, range(0x300, 0x370)))

#: Latin (all blocks in use for names), Greek and Cyrillic: the scripts that have capitals.
_CASED_RANGES: Final = ((0x00C0, 0x0250), (0x0370, 0x0530), (0x1E00, 0x1F00))

#: Letters that Unicode does not take apart, with their plain neighbour.
_PLAIN: Final = {
    "ı": "i",
    "Ø": "o",
    "ø": "o",
    "Đ": "d",
    "đ": "d",
    "Ð": "d",
    "ð": "d",
    "Ħ": "h",
    "ħ": "h",
    "Ł": "l",
    "ł": "l",
    "Ŧ": "t",
    "ŧ": "t",
    "Ŋ": "n",
    "ŋ": "n",
    "ĸ": "k",
    "Ə": "e",  # Azerbaijani: Əliyev is looked for as "Eliyev"
    "ə": "e",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{NO-BREAK SPACE}": " ",
}

#: Letters that become two. Every capital is lowered before these are looked at.
LIGATURES: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}


def _lower_pairs() -> dict[str, str]:
    pairs = {"I": "ı", "İ": "i"}
    for start, end in _CASED_RANGES:
        for letter in map(chr, range(start, end)):
            if letter not in pairs and letter.lower() != letter and len(letter.lower()) == 1:
                pairs[letter] = letter.lower()
    return pairs


def _fold_pairs() -> dict[str, str]:
    pairs = dict(_PLAIN)
    for upper, lower in LOWER.items():
        # What Unicode takes apart is reached through its base letter; ASCII is lowered apart.
        whole = unicodedata.normalize("NFD", upper) == upper and unicodedata.normalize("NFD", lower) == lower
        if whole and upper > "\x7f":
            pairs.setdefault(upper, lower)
    return pairs


#: Capital -> small letter, one to one; ASCII other than I is lowered apart.
LOWER: Final = _lower_pairs()
#: Applied to decomposed text, together with the removal of MARKS.
FOLD: Final = _fold_pairs()

#: tr_key: the letters with a place of their own, held apart from the folding of all others. Control characters
#: stand in for them on the way; those in the text itself are dropped first.
_OWN_PLACE: Final = {"ç": "\x01", "ğ": "\x02", "ı": "\x03", "ö": "\x04", "ş": "\x05", "ü": "\x06"}
_CAPITALS: Final = {"Ç": "ç", "Ğ": "ğ", "I": "ı", "Ö": "ö", "Ş": "ş", "Ü": "ü"}
KEY_HOLD: Final = _OWN_PLACE | {capital: _OWN_PLACE[small] for capital, small in _CAPITALS.items()}
KEY_DROP: Final = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}" + "".join(map(chr, range(1, 9)))

#: 32 letters onto the 32 characters from "A" on: one byte a letter, above digits and space, below every other script.
KEY_PLACE: Final = {
    _OWN_PLACE.get(letter, letter): chr(ord("A") + place) for place, letter in enumerate(ALPHABET)
} | dict.fromkeys("[\\]^_`{|}~", " ")
