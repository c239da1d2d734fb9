"""What several operations ask before they write."""

import hashlib
import uuid
from typing import Final

from apps.accounts.rights import Right
from apps.operators.rules import reason_problem
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.models import Municipality

SUBJECT: Final = "tenants.municipality"


def require_operator(actor: Actor) -> None:
    """Stop whoever does not run the platform.

    Raises:
        NotAllowed: without `municipalities.manage`.
    """
    if not actor.can(Right.MUNICIPALITIES_MANAGE):
        raise NotAllowed


def require_reason(reason: str) -> str:
    """Return the reason without outer blanks.

    Raises:
        Invalid: no reason was given.
    """
    problem = reason_problem(reason)
    if problem is not None:
        raise Invalid([problem])
    return reason.strip()


def locked(municipality_id: uuid.UUID, *, version: int | None = None) -> Municipality:
    """Return the registry's row, locked for the transaction.

    Raises:
        NotFound: no such municipality.
        Conflict: it is not as the sender saw it.
    """
    rows = Municipality.objects.select_for_update().filter(pk=municipality_id)
    municipality: Municipality | None = rows.first()
    if municipality is None:
        raise NotFound
    if version is not None and version != version_of(municipality):
        raise Conflict.stale_version()
    return municipality


def version_of(municipality: Municipality) -> int:
    """Return a number that changes with what operators can change, below 2**29.

    The registry is written by commands and workers as well; a number made of the content needs nobody to count it up.
    """
    text = "\0".join([municipality.slug, municipality.name, municipality.state])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) >> 3
