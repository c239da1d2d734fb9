"""What every part of a programme's definition is made of."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

#: Names inside a definition: they are stored in cases and submissions, so they never change once published.
KEY_PATTERN: Final = r"^[a-z][a-z0-9_]{0,47}$"
CODE_PATTERN: Final = r"^[a-z][a-z0-9-]{1,58}$"

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
#: The name of a pack or programme in addresses and folders.
Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
#: One line.
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
#: Several paragraphs.
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12_000)]
#: "5/1-a", "10-ç": as it is cited. Empty cites the whole text.
Article = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]


class Part(BaseModel):
    """A part of a definition: immutable, nothing unknown in it, nothing silently converted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=False)


class Words(Part):
    """One line in both languages; without an English one the Turkish one is shown."""

    tr: Line
    en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""

    def in_language(self, language: str) -> str:
        """Return the wording of a language."""
        return self.en if language == "en" and self.en else self.tr


class Text(Part):
    """A longer text in both languages."""

    tr: Prose
    en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=12_000)] = ""

    def in_language(self, language: str) -> str:
        """Return the wording of a language."""
        return self.en if language == "en" and self.en else self.tr


class Citation(Part):
    """Where something follows from: a legal basis of the definition (`legal_basis[].key`) and its article."""

    source: Key
    article: Article = ""


Small = Annotated[int, Field(ge=0, le=10_000)]
