"""What apps above letters offer them: cases to which one text goes at once, who is told of a letter's end, from whom
letters about their records are kept away, and what a letter to somebody unregistered may not say."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, Protocol

from omuz.kernel.actors import Actor

__all__ = [
    "BatchSource", "Chosen", "LetterEnd", "LetterNews", "batch_source", "batch_sources", "found_with",
    "hear_of_letters", "keep_letters_away", "kept_away", "register_batch_source", "tell_of_letter", "unseen",
    "withheld",
]  # fmt: skip


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


class LetterEnd(StrEnum):
    """What a record is told of the letter that was written about it."""

    SERVED = "served"
    UNDELIVERABLE = "undeliverable"
    CANCELLED = "cancelled"
    #: Written anew for who acts for the person by now.
    REPLACED = "replaced"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterNews:
    """What became of a letter, and the record that it was about.

    `served_on` only of a served one; `replaced_by` is the letter that took the place of a replaced one.
    """

    end: LetterEnd
    letter_id: uuid.UUID
    about_id: uuid.UUID
    served_on: dt.date | None = None
    replaced_by: uuid.UUID | None = None


_listeners: Final[dict[str, Callable[[LetterNews, Actor, dt.datetime], None]]] = {}


def hear_of_letters(about_kind: str, heard: Callable[[LetterNews, Actor, dt.datetime], None]) -> None:
    """Have `heard` called when a letter about such a record is served, comes back or is cancelled.

    It is called in the transaction of that act: what it writes stands or falls with it, and what it raises stops the
    act. An app calls this when it is ready.

    Raises:
        ValueError: somebody hears of letters about that kind already.
    """
    if _listeners.setdefault(about_kind, heard) is not heard:
        raise ValueError(f"letters about {about_kind} are heard of already")


def tell_of_letter(about_kind: str, news: LetterNews, *, actor: Actor, now: dt.datetime) -> None:
    """Tell whoever listens to letters about such records; nobody listening, nothing happens."""
    heard = _listeners.get(about_kind)
    if heard is not None:
        heard(news, actor, now)


@dataclasses.dataclass(frozen=True, slots=True)
class _Away:
    unseen: Callable[[Actor], Any]
    untouched: Callable[[uuid.UUID], Mapping[uuid.UUID, str]]
    found: Callable[[Actor], Any]
    withheld: Callable[[uuid.UUID], Sequence[str]]


_away: Final[dict[str, _Away]] = {}


def keep_letters_away(
    about_kind: str,
    *,
    unseen: Callable[[Actor], Any],
    untouched: Callable[[uuid.UUID], Mapping[uuid.UUID, str]],
    found: Callable[[Actor], Any],
    withheld: Callable[[uuid.UUID], Sequence[str]],
) -> None:
    """Keep letters about such records away from some of the staff; an app calls this when it is ready.

    `unseen` returns, as a query of keys, the records of which the actor does not even learn. `untouched` returns who
    may do nothing to the letters about one record, and why, in words. `found` returns, as a query of keys, the records
    with which the actor finds letters to senders who are not registered. `withheld` returns what a letter to such a
    sender may not name: the person of the record, their file, the programme (readings 3).

    Raises:
        ValueError: somebody keeps letters about that kind away already.
    """
    if _away.setdefault(about_kind, _Away(unseen, untouched, found, withheld)).unseen is not unseen:
        raise ValueError(f"letters about {about_kind} are kept away already")


def unseen(actor: Actor) -> Mapping[str, Any]:
    """Return, by kind, the records whose letters the actor does not find."""
    return {kind: one.unseen(actor) for kind, one in _away.items()}


def kept_away(about_kind: str, about_id: uuid.UUID | None) -> Mapping[uuid.UUID, str]:
    """Return who may do nothing to letters about a record, and why, in words."""
    one = _away.get(about_kind)
    return one.untouched(about_id) if one is not None and about_id is not None else {}


def found_with(actor: Actor) -> Mapping[str, Any]:
    """Return, by kind, the records with which the actor finds letters to senders who are not registered."""
    return {kind: one.found(actor) for kind, one in _away.items()}


def withheld(about_kind: str, about_id: uuid.UUID | None) -> Sequence[str]:
    """Return what a letter about a record may not name to a sender who is not registered."""
    one = _away.get(about_kind)
    return one.withheld(about_id) if one is not None and about_id is not None else ()
