"""Who may open a person's special-category values, and which programmes' (dossier G, readings 3)."""

import datetime as dt
import uuid
from collections.abc import Collection

#: The clerk who registered someone reads back for this long what was written down (dossier G, "R 30 days").
RECENT_DAYS = 30


def reaches_person(
    *,
    has_all: bool,
    has_own: bool,
    has_recent: bool,
    has_request: bool,
    serves: bool,
    registered_by_actor: bool,
    registered_on: dt.date,
    today: dt.date,
    purpose: str,
) -> bool:
    """Return whether one of the actor's rights of reading reaches this person for this purpose (İzmir Art. 18)."""
    if has_all or (has_own and serves):
        return True
    if has_recent and registered_by_actor and (today - registered_on).days <= RECENT_DAYS:
        return True
    return has_request and purpose == "data_subject_request"


def open_programmes(
    wanted: Collection[uuid.UUID], *, own: frozenset[uuid.UUID] | None, with_basis: Collection[uuid.UUID]
) -> frozenset[uuid.UUID]:
    """Return those of the `wanted` programmes whose values open: the reader's own, and those with a recorded basis."""
    return frozenset(p for p in wanted if own is None or p in own or p in with_basis)
