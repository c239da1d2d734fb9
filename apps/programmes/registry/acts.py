"""Where the scanned act of a grant is kept: stored files stand above programmes, so their app offers itself here."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final, Protocol

from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem


@dataclass(frozen=True, slots=True)
class Act:
    """A file with its name, as it was sent or as it is handed out."""

    name: str
    content: bytes
    media_type: str = ""


class ActStore(Protocol):
    """What keeps acts."""

    def keep(self, act: Act, *, programme_id: uuid.UUID, actor: Actor, now: dt.datetime) -> uuid.UUID | FieldProblem:
        """Keep a file and return its id, or why it is not taken in."""
        ...

    def open(self, document_id: uuid.UUID, *, now: dt.datetime) -> Act:
        """Return a kept file. Raises NotFound once it is gone."""
        ...


_stores: Final[list[ActStore]] = []


def register_act_store(store: ActStore) -> None:
    """Offer the store; called once from an app's `ready`."""
    _stores[:] = [store]


def act_store() -> ActStore:
    """Return the store.

    Raises:
        LookupError: no app has offered one.
    """
    if not _stores:
        raise LookupError("no app keeps scanned acts")
    return _stores[0]
