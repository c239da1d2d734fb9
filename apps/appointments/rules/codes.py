"""The code with which a citizen finds, moves and calls off a public booking: long, random, easy to read out."""

from typing import Final

#: Crockford's alphabet: no I, L, O, U, which are taken for others.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 20
_GROUP: Final = 5
_ALIKE: Final = str.maketrans(dict.fromkeys("Oo", "0") | dict.fromkeys("IıİiLl", "1"))


def code_of(random: bytes) -> str:
    """Return the code that 13 or more random bytes make: 20 characters, 100 bits."""
    number = int.from_bytes(random[:13], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH))


def shown(code: str) -> str:
    """Return a code in groups of five, as it is printed and read out."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def normalised(text: str) -> str | None:
    """Return what was typed as a code, or None where it can be none: blanks, dashes and lower case do not matter."""
    if len(text) > 4 * LENGTH:
        return None
    bare = "".join(one for one in text.translate(_ALIKE).upper() if one not in " -\t\n\r._")
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else None
