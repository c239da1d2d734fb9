"""A case as one story: the entries of every source, joined and paged by the moment."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from django.db.models import Max

from apps.accounts.queries import names_of
from apps.cases.models import Case
from apps.cases.timeline import Place, StoryCase, TimelineEntry, TimelineSource, Wanted, timeline_sources
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY
from omuz.kernel.once import reading_once

#: Entries of a printed story. A case that has more is printed for a span of days.
MOST_PRINTED = 500
#: After every entry of a moment.
_LAST = uuid.UUID(int=2**128 - 1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StoryFilter:
    """What a story is narrowed by: sources by their keys, and days, both included."""

    kinds: Collection[str] = ()
    since: dt.date | None = None
    until: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class StoryLine:
    """An entry with the source that it came from."""

    source: TimelineSource
    entry: TimelineEntry


@dataclasses.dataclass(frozen=True, slots=True)
class StoryPage:
    """A page of the story, the newest first. `names` are of those who did things; `next_place` is None at the end."""

    lines: tuple[StoryLine, ...]
    names: Mapping[uuid.UUID, str]
    next_place: Place | None


def story_case(case: Case) -> StoryCase:
    """Return what sources are asked with; one statement: when an earlier case of the person here was closed."""
    earlier = Case.objects.filter(
        person=case.person_id, programme=case.programme_id, opened_at__lt=case.opened_at, closed_at__isnull=False
    )
    return StoryCase(
        id=case.pk, person_id=case.person_id, programme_id=case.programme_id, opened_at=case.opened_at,
        closed_at=case.closed_at, since=earlier.aggregate(last=Max("closed_at"))["last"],
    )  # fmt: skip


def story_page(
    case: Case, *, actor: Actor, limit: int, where: StoryFilter | None = None, before: Place | None = None
) -> StoryPage:
    """Return a page of a case that the actor has found: the newest `limit` entries before a place.

    Two statements (the case's bounds, the names) and those of the sources, however long the story is.
    """
    narrowed = where or StoryFilter()
    since = _morning(narrowed.since) if narrowed.since is not None else None
    wanted = Wanted(limit + 1, _start(narrowed, before), since)
    bounds = story_case(case)
    lines: list[StoryLine] = []
    # Most sources read the same definition.
    with reading_once():
        for source in timeline_sources(actor):
            if not narrowed.kinds or source.key in narrowed.kinds:
                lines += [StoryLine(source, entry) for entry in source.rows(bounds, actor=actor, wanted=wanted)]
    lines.sort(key=lambda one: one.entry.place, reverse=True)
    shown = tuple(lines[:limit])
    names = names_of({one.entry.by_id for one in shown if one.entry.by_id is not None})
    return StoryPage(shown, names, shown[-1].entry.place if len(lines) > limit else None)


def _start(where: StoryFilter, before: Place | None) -> Place | None:
    """Return the place before which entries are wanted: where the last page ended, or the end of the last day."""
    if where.until is None:
        return before
    end = _morning(where.until + dt.timedelta(days=1))
    last = (end - dt.timedelta(microseconds=1), _LAST)
    return min(before, last) if before is not None else last


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=TURKEY)
