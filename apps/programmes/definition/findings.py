"""What is wrong with a definition: the place, a stable code, a Turkish sentence and what to do about it."""

from __future__ import annotations

import dataclasses
from enum import StrEnum

#: Names of fields and places in lists: ("forms", 0, "sections", 1, "title").
Path = tuple[str | int, ...]


class Weight(StrEnum):
    """What a finding stops."""

    ERROR = "error"  # the draft is not saved
    BLOCKER = "blocker"  # it is saved, but not sent to review or published
    ADVICE = "advice"  # nothing; the author is told


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or incomplete. `article` cites the text behind a rule of the law."""

    path: Path
    code: str
    message: str
    remedy: str = ""
    weight: Weight = Weight.ERROR
    article: str = ""

    @property
    def place(self) -> str:
        """The place in dotted form, as problem+json names fields ("forms.0.title")."""
        return ".".join(str(step) for step in self.path)


class InvalidDefinitionError(ValueError):
    """A document that is no definition; holds at least one finding of weight ERROR."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"{one.place or '/'}: {one.code}" for one in findings))
        self.findings = findings
