"""The words that are planted: made at random, and written so that folding, casing and tidying leave them alone."""

import dataclasses
import secrets
from collections.abc import Iterable, Iterator
from typing import Final

#: No i, l, o: Turkish folding and tidying of numbers leave the others as they are.
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
_LENGTH: Final = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What is planted in one municipality.

    `plain` goes wherever text is free, `special` into sealed special-category values only, `digits` into telephone
    numbers. Each stands nowhere else in the world, so to find one is to know where it came from.
    """

    room: str
    plain: str
    special: str
    digits: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.plain, self.special, self.digits))


def new_words(room: str) -> Words:
    """Return fresh words for the municipality called `room` in reports."""
    return Words(
        room=room,
        plain=f"canary{_random()}",
        special=f"secret{_random()}",
        # Telephone numbers that begin with 000 belong to nobody.
        digits="000" + "".join(secrets.choice("123456789") for _ in range(7)),
    )


def _random() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


@dataclasses.dataclass(frozen=True, slots=True)
class Sighting:
    """One planted word somewhere: whose it is and which one ("plain", "special", "digits")."""

    room: str
    kind: str


class Lookout:
    """Knows every planted word and says which of them a text holds."""

    def __init__(self, planted: Iterable[Words]) -> None:
        self._known = {
            getattr(words, kind): Sighting(words.room, kind)
            for words in planted
            for kind in ("plain", "special", "digits")
        }

    def see(self, text: str) -> list[Sighting]:
        """Return the planted words in `text`, whatever its case; hexadecimal and reversed forms are not looked for."""
        folded = text.casefold()
        return [sighting for word, sighting in self._known.items() if word in folded]

    def see_bytes(self, content: bytes) -> list[Sighting]:
        """Return the planted words in `content`, read as text of one byte a letter."""
        return self.see(content.decode("latin-1"))
