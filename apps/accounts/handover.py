"""What a member of staff still holds. Higher apps register their kinds of work here; accounts knows none of them."""

import dataclasses
import datetime as dt
import uuid
from typing import Protocol

from omuz.kernel.actors import Actor


class Count(Protocol):
    """Counts what one member of staff holds."""

    def __call__(self, user_id: uuid.UUID, /) -> int:
        """Return the number of pieces of work that `user_id` holds."""
        ...


class Move(Protocol):
    """Moves it to a colleague."""

    def __call__(self, *, from_user_id: uuid.UUID, to_user_id: uuid.UUID, actor: Actor, now: dt.datetime) -> int:
        """Move what the actor may move and return how many; the calling operation writes the audit row."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class WorkKind:
    """One kind of work: `key` is stable ("people.interviews"), `label` is what the screen says."""

    key: str
    label: str
    count: Count
    move: Move


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """How much of one kind someone holds."""

    key: str
    label: str
    count: int


_kinds: dict[str, WorkKind] = {}


def register(kind: WorkKind) -> None:
    """Add a kind of work; called from the app's `AppConfig.ready`.

    Raises:
        ValueError: another kind has the same key.
    """
    if _kinds.get(kind.key, kind) != kind:
        raise ValueError(f"{kind.key} is registered twice")
    _kinds[kind.key] = kind


def kinds() -> tuple[WorkKind, ...]:
    """Return every registered kind, in the order of registration."""
    return tuple(_kinds.values())


def held_by(user_id: uuid.UUID) -> list[Held]:
    """Return what someone holds, a line a kind, kinds with nothing left out."""
    counted = ((kind, kind.count(user_id)) for kind in kinds())
    return [Held(kind.key, kind.label, count) for kind, count in counted if count]
