"""Interim stops of cases: asked by whoever gives a service, shown on pages and in lists, and before a step on.

They warn and block nothing but that step: forms, documents, meetings, plans and information go on (readings 13, 18).
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from apps.cases.queries.acts import Obstacle, guard_obstacle
from apps.cases.queries.visibility import Case
from apps.decisions.enums import StopState
from apps.decisions.models import InterimStop
from apps.decisions.rules.stopping import step_under_stop
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Transition
from apps.programmes.definition.ways import leads_on
from apps.programmes.registry import bound
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound

__all__ = ["StopInForce", "find_stop", "interim_stop_of", "list_stops", "ran_out_on", "stopped_steps"]


@dataclasses.dataclass(frozen=True, slots=True)
class StopInForce:
    """An interim stop that holds: since when, and until which day at most."""

    id: uuid.UUID
    started_at: dt.datetime
    ends_on: dt.date


def interim_stop_of(case_ids: Iterable[uuid.UUID], *, on: dt.date) -> dict[uuid.UUID, StopInForce]:
    """Return which of these cases are under an interim stop on a day; one statement.

    The caller has found the cases within the actor's reach. One whose last day is over says nothing, whether or not the
    round has written that down yet (readings 8).
    """
    wanted = set(case_ids)
    rows = InterimStop.objects.running().filter(case__in=wanted, ends_on__gte=on) if wanted else ()
    return {row.case_id: StopInForce(row.pk, row.started_at, row.ends_on) for row in rows}


def find_stop(stop_id: uuid.UUID, *, actor: Actor) -> InterimStop:
    """Return an interim stop with its case.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    stop = InterimStop.objects.visible_to(actor).select_related("case").filter(pk=stop_id).first()
    if stop is None:
        raise NotFound
    return stop


def list_stops(case: Case) -> list[InterimStop]:
    """Return the stops of a case that was found, the latest first."""
    return list(InterimStop.objects.filter(case=case).select_related("decision").order_by("-started_at", "-id"))


def ran_out_on(case: Case, *, today: dt.date) -> dt.date | None:
    """Return the last day of the latest stop that ended because nobody decided; None without one."""
    rows = InterimStop.objects.filter(case=case, ends_on__lt=today)
    latest = rows.filter(state__in=[StopState.LAPSED, StopState.RUNNING]).order_by("-ends_on").first()
    return latest.ends_on if latest is not None else None


def stopped_steps(
    case: Case, definition: Definition, transitions: Sequence[Transition], on: dt.date
) -> Mapping[str, Obstacle]:
    """Return what Art. 22-d says against the steps that would carry a stopped service on; one statement at most.

    Nothing in a programme that has not adopted the article.
    """
    article = bound(definition, "listed_grounds")
    onward = [one for one in transitions if leads_on(definition, case.stage, one.target)]
    if article is None or not onward:
        return {}
    stop = interim_stop_of([case.pk], on=on).get(case.pk)
    last = stop.ends_on if stop is not None else None
    asked = {
        one.key: guard_obstacle(article, step_under_stop(definition, stage=case.stage, target=one.target, ends_on=last))
        for one in onward
    }
    return {key: found for key, found in asked.items() if found is not None}
