"""Which records are kept how long: every app says which of its records have come to their end, and on which day.

A definition says how long each kind of record is kept (`RetentionClass.applies_to`); an app that keeps such records
registers a source from its `ready`; appointments stand below cases, which know whether a file followed, and are
registered by them::

    def rows(asked: Asked) -> QuerySet[Petition]:
        found = Petition.objects.visible_to(asked.actor).filter(within(asked.actor, *asked.rights), ...)
        return found.annotate(kept_ended=F("answered_on"), kept_recorded=TruncDate("registered_at", tzinfo=TURKEY))

    register_retention(
        RetentionSource("petition", "Talep ve şikâyetler", ended="Başvurunun sonuçlandığı gün",
                        recorded="Başvurunun kaydedildiği gün", rows=rows, items=items, rank=30)
    )

`rows` keeps to what the reader may find and leaves out what still goes on. Every row has a `programme_version` and the
days `kept_ended` and `kept_recorded` (Turkish days). `items` is called with one page and asks nothing per row. Nothing
here disposes of anything.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from apps.programmes.definition import Definition
from omuz.kernel.actors import Actor

__all__ = [
    "Asked", "RetainedItem", "RetentionSource", "get_retention", "register_retention", "retention_sources",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for records of a kind, by which rights, and what the versions say on which these stand."""

    actor: Actor
    rights: tuple[str, ...]
    today: dt.date
    definitions: Mapping[uuid.UUID, Definition]


@dataclass(frozen=True, slots=True)
class RetainedItem:
    """What the list says of a record. `link` is empty where the reader may know of it and not open it.

    `who` is a person whom the reader may find; `hint` tells the record apart and opens nothing that is sealed.
    """

    title: str
    programme: str
    who: str = ""
    hint: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class RetentionSource:
    """A kind of record. `key` is what classes say in `applies_to`; it stands in addresses.

    `ended` and `recorded` name the days on which a period of this kind begins.
    """

    key: str
    label: str
    ended: str
    recorded: str
    rows: Callable[[Asked], QuerySet[Any]]
    items: Callable[[Sequence[Any], Asked], Sequence[RetainedItem]]
    #: The list offers the kind only to somebody who holds one of them.
    rights: tuple[str, ...] = ()
    rank: int = 100

    def starts(self, key: str) -> str:
        """Return in words what begins the period of a class, by its `starts`."""
        words = {"case_closed": self.ended, "recorded": self.recorded, "programme_ended": "Programın bittiği gün"}
        return words[key]


_sources: Final[dict[str, RetentionSource]] = {}


def register_retention(source: RetentionSource) -> None:
    """Offer a kind of record; called once from an app's `ready`.

    Raises:
        ValueError: another source has the same key.
    """
    if _sources.get(source.key, source) != source:
        raise ValueError(f"{source.key} is registered twice")
    _sources[source.key] = source


def retention_sources() -> tuple[RetentionSource, ...]:
    """Return every kind of record that is kept for a time."""
    return tuple(sorted(_sources.values(), key=lambda one: (one.rank, one.key)))


def get_retention(key: str) -> RetentionSource | None:
    """Return the source of a kind, or None."""
    return _sources.get(key)
