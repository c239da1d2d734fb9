"""The story of a case: what other apps put into it, each registered as a source from its app's `ready`.

A case reads as one story although its parts stand in many tables. Every app that keeps something of it registers a
`TimelineSource`; apps below cases are registered by cases. The story asks each source for its newest entries before a
place and joins them, so a page costs one statement a source however long the story is::

    from apps.cases.timeline import TimelineEntry, TimelineSource, register_timeline

    def visits(case: StoryCase, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
        rows = wanted.newest(Visit.objects.visible_to(actor).filter(case=case.id), at="visited_at")
        return [
            TimelineEntry(at=row.visited_at, id=row.id, kind="visit", title="Ziyaret yapıldı.", by_id=row.by_id,
                          plain="İş koçunuz sizi ziyaret etti.", link=f"/ziyaretler?ziyaret={row.id}")
            for row in rows
        ]

    register_timeline(TimelineSource("visits", "Ziyaretler", visits, rights=COACHING_READING, order=60))

What a source owes its reader: it finds only rows that the reader may find (`visible_to`), opens free text only where
the reader may read it, and never opens a special-category value: that is a logged reading on its own page, to which
`link` leads (`is_closed` says that there is something to open).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.db.models import F, Q, QuerySet

from omuz.kernel.actors import Actor

__all__ = [
    "Place",
    "StoryCase",
    "TimelineEntry",
    "TimelineSource",
    "Wanted",
    "entry_id",
    "register_timeline",
    "timeline_sources",
]


@dataclass(frozen=True, slots=True)
class StoryCase:
    """Whose story it is. `since` is when the person's earlier case in this programme was closed, None without one.

    What is known of the person in the programme and of no case (an appointment before the first case) belongs to the
    case that was opened next: after `since`, and until `closed_at` where the case is closed.
    """

    id: uuid.UUID
    person_id: uuid.UUID
    programme_id: uuid.UUID
    opened_at: dt.datetime
    closed_at: dt.datetime | None = None
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the story: who did what, when, why, under which version.

    `title` is a whole Turkish sentence that names no person and carries no special-category value. `text` is what
    somebody wrote with it (a reason), opened within the reader's right. `plain` is the same thing said to the person
    themselves in easy words, for the file summary that is handed to them; what has none is not told there (staff
    notes, who is responsible). `link` is an address of the screens.
    """

    at: dt.datetime
    id: uuid.UUID
    kind: str
    title: str
    by_id: uuid.UUID | None = None
    text: str = ""
    plain: str = ""
    version_number: int | None = None
    link: str = ""
    #: There is something that the reader has to open on its own page, where the reading is logged.
    is_closed: bool = False

    @property
    def place(self) -> Place:
        """Where it stands in the story."""
        return self.at, self.id


#: A place in the story: (at, id). Two entries never share one; see `entry_id`.
Place = tuple[dt.datetime, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked of a source: the newest `limit` before a place, none older than `since`."""

    limit: int
    before: Place | None = None
    since: dt.datetime | None = None

    def newest(self, rows: QuerySet[Any], *, at: str = "at", key: str = "id") -> list[Any]:
        """Return the rows that are wanted, the newest first, by one statement; for rows that make one entry each."""
        if self.before is not None:
            moment, last = self.before
            # The first half lets an index on the moment be used.
            rows = rows.filter(Q(**{f"{at}__lte": moment}) & (Q(**{f"{at}__lt": moment}) | Q(**{f"{key}__lt": last})))
        if self.since is not None:
            rows = rows.filter(**{f"{at}__gte": self.since})
        return list(rows.order_by(F(at).desc(), F(key).desc())[: self.limit])

    def of(self, entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
        """Return the entries that are wanted, the newest first; for rows that are few and make several entries each."""
        found = (
            one
            for one in entries
            if (self.before is None or one.place < self.before) and (self.since is None or one.at >= self.since)
        )
        return sorted(found, key=lambda one: one.place, reverse=True)[: self.limit]


def entry_id(row_id: uuid.UUID, what: str) -> uuid.UUID:
    """Return a key of its own for one of several entries that a row makes ("cancelled"): places never coincide."""
    return uuid.uuid5(row_id, what)


class Rows(Protocol):
    """Reads a source's entries of one case by a fixed number of statements, best one."""

    def __call__(self, case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> Sequence[TimelineEntry]:
        """Return the entries that are wanted and that the actor may read, in any order, at most `wanted.limit`."""
        ...


@dataclass(frozen=True, slots=True)
class TimelineSource:
    """A part of the story. `key` is stable and stands in addresses; `label` is what the filter says.

    `rights`: the source is asked only for somebody who holds one of them; empty asks it for whoever finds the case.
    """

    key: str
    label: str
    rows: Rows
    rights: tuple[str, ...] = ()
    order: int = 100


_sources: Final[dict[str, TimelineSource]] = {}


def register_timeline(source: TimelineSource) -> None:
    """Add a source; called once from an app's `ready`.

    Raises:
        ValueError: another source has the same key.
    """
    if _sources.get(source.key, source) != source:
        raise ValueError(f"{source.key} is registered twice")
    _sources[source.key] = source


def timeline_sources(actor: Actor) -> tuple[TimelineSource, ...]:
    """Return the sources that may be asked for somebody, in the order of the filter."""
    found = (one for one in _sources.values() if not one.rights or actor.kind == "system" or actor.can_any(*one.rights))
    return tuple(sorted(found, key=lambda one: (one.order, one.key)))
