"""Work queues: what waits for somebody, registered by every app from its `ready`; shown on Bugün and on /isler.

A queue is one kind of waiting ("Süresi geçen aşamalar"). Its rows are those of a query set that meet a condition, so
that what is counted and what is listed cannot differ: counting all queues is one statement, a page of rows another one.
Queues of one query set name the same function, and their table is read once for all of their counts::

    from apps.cases.queues import Asked, Bucket, QueueSource, WorkItem, part_of, register_queue

    def open_petitions(asked: Asked) -> QuerySet[Petition]:
        return Petition.objects.visible_to(asked.actor).filter(answered_at=None)

    @part_of(open_petitions)
    def overdue(asked: Asked) -> Q:
        return Q(due_on__lt=asked.today) & (Q(assigned_to=asked.actor.id) if asked.mine else Q())

    def shown(rows: Sequence[Petition], asked: Asked) -> list[WorkItem]:
        return [WorkItem(id=row.id, title=row.number, link=f"/basvurular/{row.id}", due_on=row.due_on) for row in rows]

    register_queue(
        QueueSource("petitions_late", "Süresi geçen talep ve şikâyetler", Bucket.LATE, rows=overdue, items=shown,
                    order=("due_on", "id"), rights=(Right.PETITIONS_WRITE,), rank=40)
    )

The query set keeps to what the reader may find (`visible_to`); the condition names no relation to many but by `Exists`,
which would list a row twice. `items` is called with one page and may make a fixed number of
further statements (names, labels), never one a row.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet

from omuz.kernel.actors import Actor
from omuz.kernel.counting import count_parts

__all__ = [
    "LABELS",
    "MOST_COUNTED",
    "Asked",
    "Bucket",
    "Part",
    "QueueSource",
    "WorkItem",
    "counted",
    "get_queue",
    "part_of",
    "queues",
    "register_queue",
]


class Bucket(StrEnum):
    """What a queue says to its reader. The words are `LABELS`."""

    TODAY = "today"  # to be done by the reader, today or as soon as may be
    LATE = "late"  # its last day is over
    WAITING = "waiting"  # somebody else has to act first


#: Nobody works through more; beyond it a queue says "1.000+" and counting stays quick.
MOST_COUNTED: Final = 1000
LABELS: Final[dict[Bucket, str]] = {
    Bucket.TODAY: "Bugün benim",
    Bucket.LATE: "Gecikenler",
    Bucket.WAITING: "Başkasını bekleyenler",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and when. `mine`: only the reader's own work; otherwise all that they may reach.

    A queue of nobody's work (cases that nobody is responsible for) answers the same to both.
    """

    actor: Actor
    now: dt.datetime
    today: dt.date
    mine: bool = True


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a queue. `title` may name a person whom the reader may find; `hint` is what else tells it apart.

    `link` is an address of the screens. `due_on` is the last day, `since` when the waiting began, `with_whom` the
    colleague who is to act.
    """

    id: uuid.UUID
    title: str
    link: str
    hint: str = ""
    due_on: dt.date | None = None
    since: dt.datetime | None = None
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a queue: those `among` some that meet a condition."""

    among: Callable[[Asked], QuerySet[Any]]
    where: Callable[[Asked], Q]

    def __call__(self, asked: Asked) -> QuerySet[Any]:
        """Return the rows."""
        return self.among(asked).filter(self.where(asked))


def part_of(among: Callable[[Asked], QuerySet[Any]]) -> Callable[[Callable[[Asked], Q]], Part]:
    """Return a decorator: the condition that it is put on becomes the rows among those that meet it."""
    return lambda where: Part(among, where)


@dataclass(frozen=True, slots=True)
class QueueSource:
    """A queue. `key` is stable and stands in addresses.

    `order` names fields of the rows for paging and ends in a unique one, as `api.base.paged` asks. `link` is the list
    of the screens that shows the same and more, empty where there is none.
    """

    key: str
    label: str
    bucket: Bucket
    rows: Part
    items: Callable[[Sequence[Any], Asked], Sequence[WorkItem]]
    order: tuple[str, ...]
    #: The queue is asked only for somebody who holds one of them.
    rights: tuple[str, ...] = ()
    #: Place inside the bucket.
    rank: int = 100
    link: str = ""
    #: What to do about it, in a sentence.
    hint: str = ""


_queues: Final[dict[str, QueueSource]] = {}


def register_queue(source: QueueSource) -> None:
    """Add a queue; called once from an app's `ready`.

    Raises:
        ValueError: another queue has the same key.
    """
    if _queues.get(source.key, source) != source:
        raise ValueError(f"{source.key} is registered twice")
    _queues[source.key] = source


def queues(actor: Actor) -> tuple[QueueSource, ...]:
    """Return the queues of somebody by their rights: today's first, then the late ones, then those that wait."""
    if actor.kind != "staff":
        return ()
    found = (one for one in _queues.values() if not one.rights or actor.can_any(*one.rights))
    places = list(Bucket)
    return tuple(sorted(found, key=lambda one: (places.index(one.bucket), one.rank, one.key)))


def counted(sources: Sequence[QueueSource], asked: Asked) -> list[int]:
    """Return how many wait in each of the queues; `MOST_COUNTED + 1` says that there are more. One statement."""
    together: dict[Callable[[Asked], QuerySet[Any]], list[int]] = {}
    for place, source in enumerate(sources):
        together.setdefault(source.rows.among, []).append(place)
    questions = []
    for among, places in together.items():
        conditions = [sources[place].rows.where(asked) for place in places]
        # Little is one's own: it is found before anything is looked up about it. Of everybody's work next to all is
        # counted.
        rows = among(asked).filter(reduce(or_, conditions)) if asked.mine else among(asked)
        questions.append((rows, conditions))
    counts = [0] * len(sources)
    for places, found in zip(together.values(), count_parts(questions, most=MOST_COUNTED + 1), strict=True):
        for place, count in zip(places, found, strict=True):
            counts[place] = count
    return counts


def get_queue(key: str, *, actor: Actor) -> QueueSource | None:
    """Return a queue that the actor may be asked for, or None."""
    return next((one for one in queues(actor) if one.key == key), None)
