"""What apps above letters offer them: cases to which one text goes at once."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Protocol

from omuz.kernel.actors import Actor

__all__ = ["BatchSource", "Chosen", "batch_source", "batch_sources", "register_batch_source"]


@dataclasses.dataclass(frozen=True, slots=True)
class Chosen:
    """A case that a batch goes to."""

    case_id: uuid.UUID
    person_id: uuid.UUID
    programme_version_id: uuid.UUID


class Choose(Protocol):
    """Returns the cases of a programme that the actor may work on and that the criteria name, at most `limit`."""

    def __call__(
        self, programme_id: uuid.UUID, criteria: Mapping[str, Any], *, actor: Actor, today: dt.date, limit: int
    ) -> Sequence[Chosen]: ...


class ValuesOf(Protocol):
    """Returns the values of placeholders that a case knows ("dosya_no", "eksikler")."""

    def __call__(self, case_ids: Collection[uuid.UUID], *, today: dt.date) -> Mapping[uuid.UUID, Mapping[str, str]]: ...


@dataclasses.dataclass(frozen=True, slots=True)
class BatchSource:
    """Who chooses, by which criteria (name -> label), and what the chosen know."""

    key: str
    label: str
    criteria: Mapping[str, str]
    choose: Choose
    values: ValuesOf


_sources: Final[dict[str, BatchSource]] = {}


def register_batch_source(source: BatchSource) -> None:
    """Offer cases to letters in batches; an app calls this when it is ready.

    Raises:
        ValueError: another source has that key.
    """
    if _sources.setdefault(source.key, source) is not source:
        raise ValueError(f"there is a source {source.key} of letters already")


def batch_sources() -> tuple[BatchSource, ...]:
    """Return every registered source."""
    return tuple(_sources.values())


def batch_source(key: str) -> BatchSource | None:
    """Return the source of a key, None where no app offers it."""
    return _sources.get(key)
