"""Who acts: the one value that operations, queries and the audit take as `actor`."""

import dataclasses
import uuid
from typing import Literal

from omuz.kernel.ids import new_id

ActorKind = Literal["staff", "coordinator", "system"]


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts in one municipality (or in the coordinator's room), with the rights of the day.

    `unit_ids` and `programme_ids` of None mean "all of the municipality"; an empty set means none.
    `viewing_as` names the role an administrator is looking through; its rights are already reduced to that role's.
    """

    id: uuid.UUID
    label: str
    kind: ActorKind
    rights: frozenset[str] = frozenset()
    unit_ids: frozenset[uuid.UUID] | None = None
    programme_ids: frozenset[uuid.UUID] | None = None
    mfa: bool = False
    acting_for: uuid.UUID | None = None
    viewing_as: str | None = None

    def can(self, right: str) -> bool:
        """Return whether the actor holds `right` today."""
        return right in self.rights


def system_actor(label: str, rights: frozenset[str] = frozenset()) -> Actor:
    """Return an actor for the system's own work (seeding, sealing, imports from the command line)."""
    return Actor(id=new_id(), label=label, kind="system", rights=rights)
