"""Visits: lists, one, and their words as far as the reader may have them."""

import dataclasses
import datetime as dt
import uuid

from apps.accounts.rights import Right
from apps.coaching.models import Visit
from apps.coaching.models.reach import own_coaching
from apps.coaching.models.visit import VISIT_FIELD, VisitQuerySet
from apps.coaching.queries.words import opened_words
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound

__all__ = ["VisitFilter", "find_visit", "list_visits", "own_among", "words_of"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VisitFilter:
    """What narrows a list of visits; empty values narrow nothing."""

    case_id: uuid.UUID | None = None
    by_id: uuid.UUID | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    activity: str = ""
    #: Also those that a correction has taken the place of.
    with_corrected: bool = False


def list_visits(actor: Actor, *, where: VisitFilter) -> VisitQuerySet:
    """Return the visits that the actor may find, narrowed, with what the rows show."""
    rows = Visit.objects.visible_to(actor)
    if not where.with_corrected:
        rows = rows.current()
    exact = {
        "case": where.case_id, "by": where.by_id, "visited_on__gte": where.since, "visited_on__lte": where.until,
        "activity": where.activity or None,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return rows.select_related("case", "case__person", "case__programme", "by", "corrected_by", "corrects")


def find_visit(visit_id: uuid.UUID, *, actor: Actor) -> Visit:
    """Return one visit.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    found: Visit | None = list_visits(actor, where=VisitFilter(with_corrected=True)).filter(pk=visit_id).first()
    if found is None:
        raise NotFound
    return found


def own_among(rows: list[Visit], *, actor: Actor) -> frozenset[uuid.UUID]:
    """Return the visits of these whose words the actor reads without a log: own people's, and what they wrote."""
    if actor.kind == "system":
        return frozenset(row.pk for row in rows)
    if not rows:
        return frozenset()
    own = Visit.objects.filter(own_coaching(actor, Right.COACHING_READ_OWN), pk__in=[row.pk for row in rows])
    return frozenset(own.values_list("pk", flat=True)) | {row.pk for row in rows if row.by_id == actor.id}


def words_of(visit: Visit) -> dict[str, str]:
    """Return what was written with a visit: workplace, next step, note, why it was corrected."""
    found = opened_words(visit, field=VISIT_FIELD)
    return {name: str(found.get(name, "")) for name in ("workplace", "next_words", "note", "reason")}
