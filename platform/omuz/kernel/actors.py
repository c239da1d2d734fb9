"""Who acts: the one value that operations, queries and the audit take as `actor`."""

import dataclasses
import uuid
from typing import Literal

from omuz.kernel.ids import new_id

ActorKind = Literal["staff", "coordinator", "system"]


@dataclasses.dataclass(frozen=True, slots=True)
class Grant:
    """The rights that one assignment of a role gives, and where. None for units or programme means "all"."""

    rights: frozenset[str]
    unit_ids: frozenset[uuid.UUID] | None = None
    programme_id: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts in one municipality (or in the coordinator's room), with the rights of the day.

    `unit_ids` and `programme_ids` of None mean "all of the municipality"; an empty set means none. They are the union
    over all roles: where someone manages one unit and takes applications in another, ask `units_for(right)`.
    `viewing_as` names the role an administrator is looking through; its rights are already reduced to that role's.
    `mfa` says that this session passed a second factor, `mfa_required` that the roles held demand one.
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
    mfa_required: bool = False
    grants: tuple[Grant, ...] = ()
    #: Colleagues for whom the actor stands in today (vekâlet): their caseload is the actor's as well.
    covering: tuple[uuid.UUID, ...] = ()

    @property
    def mfa_pending(self) -> bool:
        """Return whether a second factor is still missing: such an actor holds no right at all."""
        return self.mfa_required and not self.mfa

    def can(self, right: str) -> bool:
        """Return whether the actor holds `right` today."""
        return right in self.rights

    def can_any(self, *rights: str) -> bool:
        """Return whether the actor holds one of `rights` today."""
        return not self.rights.isdisjoint(rights)

    def units_for(self, *rights: str) -> frozenset[uuid.UUID] | None:
        """Return the units in which the actor holds one of `rights`; None is all of the municipality."""
        if not self.can_any(*rights):
            return frozenset()
        if not self.grants:
            return self.unit_ids
        units: set[uuid.UUID] = set()
        for grant in self._granting(rights):
            if grant.unit_ids is None:
                return None
            units |= grant.unit_ids
        return frozenset(units)

    def programmes_for(self, *rights: str) -> frozenset[uuid.UUID] | None:
        """Return the programmes in which the actor holds one of `rights`; None is all of the municipality."""
        if not self.can_any(*rights):
            return frozenset()
        if not self.grants:
            return self.programme_ids
        programmes: set[uuid.UUID] = set()
        for grant in self._granting(rights):
            if grant.programme_id is None:
                return None
            programmes.add(grant.programme_id)
        return frozenset(programmes)

    def _granting(self, rights: tuple[str, ...]) -> list[Grant]:
        return [grant for grant in self.grants if not grant.rights.isdisjoint(rights)]


def system_actor(label: str, rights: frozenset[str] = frozenset()) -> Actor:
    """Return an actor for the system's own work (seeding, sealing, imports from the command line)."""
    return Actor(id=new_id(), label=label, kind="system", rights=rights)
