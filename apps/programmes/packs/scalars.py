"""What an unquoted word of a pack's file means, and which words have to be quoted to mean themselves.

Only JSON's values exist: true, false, null and numbers written as JSON writes them. A day, "evet", "no" or "007" is a
text, as it looks; nothing is silently converted.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS: Final = {"true": True, "false": False, "null": None}
#: Texts that other readers of YAML take for something else: quoted, so that every reader agrees.
_ELSEWHERE: Final = re.compile(
    r"(?:yes|no|on|off|y|n|true|false|null|~|[-+]?[.\d][\d_,.:]*(?:[eE][-+]?\d*)?|0[xob][\da-f_]+|[-+]?\.(?:inf|nan))",
    re.IGNORECASE,
)
#: Kinds of characters that nobody sees or that turn a line around: escaped, so that a reviewer reads what is there.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_STARTS: Final = "(“‘…§"
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def resolve(word: str) -> str | int | float | bool | None:
    """Return the value of an unquoted word.

    Raises:
        ValueError: a number that no program reads back as it was written.
    """
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        if len(word) > 15:
            raise ValueError(word)
        return int(word)
    if _FLOAT.fullmatch(word):
        number = float(word)
        if number in {float("inf"), float("-inf")}:
            raise ValueError(word)
        return number
    return word


def is_plain(text: str) -> bool:
    """Return whether a text needs no quotes."""
    if not text or not (text[0].isalnum() or text[0] in _STARTS) or text[-1] in " :":
        return False
    if ": " in text or " #" in text or not is_line(text):
        return False
    return _ELSEWHERE.fullmatch(text) is None


def is_line(text: str) -> bool:
    """Return whether a text stands in a file as it is, without escapes."""
    return not any(map(_is_unseen, text))


def quoted(text: str) -> str:
    """Return a text in double quotes; what cannot be seen is escaped."""
    return f'"{"".join(map(_escaped, text))}"'


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _is_unseen(character):
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
