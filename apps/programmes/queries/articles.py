"""The text of a programme as a living checklist: each article, how it is kept, since when, and what shows it."""

import dataclasses
import datetime as dt
import uuid
from typing import Final

from django.db.models import Count, Max

from apps.programmes.definition import Definition
from apps.programmes.definition.frame import ArticleText
from apps.programmes.enums import VersionState
from apps.programmes.models import GuardRefusal, Programme, ProgrammeVersion
from apps.programmes.queries.pinned import pinned_definitions
from apps.programmes.queries.versions import readable_versions
from apps.programmes.registry import Evidence, Guard, evidence_for, guards
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound

#: How many of the last refusals of a guard are shown.
LAST: Final = 5


@dataclasses.dataclass(frozen=True, slots=True)
class RefusalTally:
    """How often a guard said no in a programme, and when last."""

    count: int = 0
    latest: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class KeptGuard:
    """A guard in the programme: since which publication it binds, how often it refused, what else shows it."""

    guard: Guard
    since: dt.datetime | None
    refusals: RefusalTally
    evidence: tuple[Evidence, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article of the text with its guards; without any it describes, or its module is still to come."""

    article: ArticleText
    cited: str
    guards: tuple[KeptGuard, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Checklist:
    """The articles of the version in force (or of the latest one); `in_force` says which of the two it is."""

    programme: Programme
    version: ProgrammeVersion
    in_force: bool
    articles: tuple[KeptArticle, ...]


def articles_of(programme_id: uuid.UUID, *, actor: Actor) -> Checklist:
    """Return the checklist of a programme whose versions the actor may read.

    Raises:
        NotFound: no such programme or version within reach.
    """
    versions = list(
        readable_versions(actor).filter(programme=programme_id).defer("document", "upstream").order_by("number")
    )
    published = [one for one in versions if one.state in {VersionState.PUBLISHED, VersionState.RETIRED}]
    current = next((one for one in versions if one.state == VersionState.PUBLISHED), None)
    shown = current or (versions[-1] if versions else None)
    if shown is None:
        raise NotFound
    definitions = pinned_definitions({shown.pk, *(one.pk for one in published)})
    since = _since([(one.published_at, definitions[one.pk]) for one in published])
    refusals = _refusals(programme_id)
    known = guards()
    definition = definitions[shown.pk]
    articles = tuple(
        KeptArticle(
            article,
            definition.cited(article.basis),
            tuple(
                KeptGuard(known[key], since.get(key), refusals.get(key, RefusalTally()),
                          tuple(evidence_for(key, programme_id)))
                for key in article.guards
                if key in known
            ),
        )
        for article in definition.articles
    )  # fmt: skip
    return Checklist(shown.programme, shown, current is not None, articles)


def last_refusals(programme_id: uuid.UUID, guard: str, *, actor: Actor) -> list[GuardRefusal]:
    """Return the last times that a guard said no in a programme, the latest first.

    Raises:
        NotFound: no such programme within reach.
    """
    if not readable_versions(actor).filter(programme=programme_id).exists():
        raise NotFound
    return list(GuardRefusal.objects.filter(programme=programme_id, guard=guard).order_by("-at", "-id")[:LAST])


def _since(published: list[tuple[dt.datetime | None, Definition]]) -> dict[str, dt.datetime]:
    """Return since when each guard binds without a break; a version that dropped it begins anew."""
    since: dict[str, dt.datetime] = {}
    for published_at, definition in published:
        named = {key for article in definition.articles for key in article.guards}
        since = {key: day for key, day in since.items() if key in named}
        if published_at is not None:
            since |= {key: published_at for key in named if key not in since}
    return since


def _refusals(programme_id: uuid.UUID) -> dict[str, RefusalTally]:
    rows = GuardRefusal.objects.filter(programme=programme_id).values("guard").order_by()
    return {
        row["guard"]: RefusalTally(row["count"], row["latest"])
        for row in rows.annotate(count=Count("pk"), latest=Max("at"))
    }
