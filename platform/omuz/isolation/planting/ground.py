"""What the planting steps share."""

import dataclasses
import datetime as dt
import uuid

from apps.accounts.enums import Role
from omuz.isolation.words import Words
from omuz.kernel import context
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date


@dataclasses.dataclass(slots=True)
class Ground:
    """A room that is being planted: its words, who acts in it, and the rows that later steps hang onto."""

    municipality: context.Municipality
    words: Words
    actors: dict[Role, Actor]
    now: dt.datetime
    unit_id: uuid.UUID
    programme_ids: list[uuid.UUID]
    #: Numbers that belong to nobody count up from here.
    serial: int
    invitation_key: str
    person_ids: list[uuid.UUID] = dataclasses.field(default_factory=list)
    document_ids: list[uuid.UUID] = dataclasses.field(default_factory=list)
    #: The first person's, of whom everything is written, and the second's, whose service is suspended.
    case_ids: list[uuid.UUID] = dataclasses.field(default_factory=list)
    #: By table, the rows of which most is written: they stand in addresses before the latest.
    richest: dict[str, list[uuid.UUID]] = dataclasses.field(default_factory=dict)
    notice_id: uuid.UUID | None = None

    @property
    def clerk(self) -> Actor:
        """Return who takes applications."""
        return self.actors[Role.INTAKE_CLERK]

    @property
    def manager(self) -> Actor:
        """Return who manages the unit."""
        return self.actors[Role.UNIT_MANAGER]

    @property
    def guardian(self) -> Actor:
        """Return who guards personal data (KVKK)."""
        return self.actors[Role.KVKK_CONTACT]

    @property
    def today(self) -> dt.date:
        """Return the day on which everything is planted."""
        return local_date(self.now)

    def number(self) -> str:
        """Return an identity number that can belong to nobody: it begins with 0 (dossier I)."""
        self.serial += 1
        digits = [int(digit) for digit in f"0{self.serial:08d}"]
        tenth = (7 * sum(digits[0::2]) - sum(digits[1::2])) % 10
        return f"0{self.serial:08d}{tenth}{(sum(digits) + tenth) % 10}"
