"""How far a right reaches: units and programmes, both at once, the same asked of one record and of a table.

To be in another programme can itself reveal (readings 3), so a right that is held in one unit for one programme opens
nothing of another programme of that unit.
"""

import uuid
from collections.abc import Collection

from django.db.models import Q

from omuz.kernel.actors import Actor, Grant

__all__ = ["reaches", "within"]


def within(actor: Actor, *rights: str, prefix: str = "") -> Q:
    """Return the condition that a row's `unit` and `programme` are of one assignment that gives one of the rights.

    `prefix` is the path from the table asked to the row ("case__"). The system reaches everything; who holds none of
    the rights reaches nothing.
    """
    everything = Q(**{f"{prefix}pk__isnull": False})
    if actor.kind == "system":
        return everything
    reached = Q()
    for units, programmes in _places(actor, rights):
        place = Q()
        if units is not None:
            place &= Q(**{f"{prefix}unit__in": units})
        if programmes is not None:
            place &= Q(**{f"{prefix}programme__in": programmes})
        reached |= place or everything
    return reached or Q(**{f"{prefix}pk__in": []})


def reaches(actor: Actor, *rights: str, unit_id: uuid.UUID, programme_id: uuid.UUID) -> bool:
    """Return whether the actor holds one of the rights in that unit for that programme, both at once."""
    if actor.kind == "system":
        return True
    return any(
        (units is None or unit_id in units) and (programmes is None or programme_id in programmes)
        for units, programmes in _places(actor, rights)
    )


_Place = tuple[Collection[uuid.UUID] | None, Collection[uuid.UUID] | None]


def _places(actor: Actor, rights: tuple[str, ...]) -> list[_Place]:
    if actor.kind != "staff" or not actor.can_any(*rights):
        return []
    if not actor.grants:
        return [(actor.unit_ids, actor.programme_ids)]
    return [_place(grant) for grant in actor.grants if not grant.rights.isdisjoint(rights)]


def _place(grant: Grant) -> _Place:
    return grant.unit_ids, None if grant.programme_id is None else (grant.programme_id,)
