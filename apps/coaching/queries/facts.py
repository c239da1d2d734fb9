"""What rules may ask about coaching: whether a plan is agreed, how many visits there were."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Count

from apps.cases.queries.facts import fed_fields, keys
from apps.coaching.enums import PlanState
from apps.coaching.models import SupportPlan, Visit
from apps.programmes.definition import Definition
from apps.programmes.registry import Facts
from omuz.conditions import Fact, FactType, Text

PLAN_AGREED: Final = "case.plan_agreed"
VISITS_30D: Final = "case.visits_30d"
_ORIGIN: Final = "İş koçluğu"
_FACTS: Final = (
    Fact(PLAN_AGREED, Text("Kabul edilmiş destek planı var", "A support plan is agreed"), FactType.BOOLEAN,
         origin=_ORIGIN),
    Fact(VISITS_30D, Text("Son 30 gündeki ziyaret sayısı", "Visits in the last 30 days"), FactType.INTEGER,
         origin=_ORIGIN),
)  # fmt: skip


def coaching_facts(definition: Definition) -> Sequence[Fact]:
    """Return the facts of coaching that a definition may ask about.

    A version whose own form still feeds a fact of the same name keeps that one: what was published means what it meant.
    """
    fed = {f"case.{name}" for name in fed_fields(definition)}
    return tuple(fact for fact in _FACTS if fact.name not in fed)


def load_coaching_facts(
    ids: Sequence[uuid.UUID], *, on: dt.date, names: frozenset[str], definition: Definition
) -> Mapping[uuid.UUID, Facts]:
    """Return the named facts of these cases as of a day; one statement each."""
    facts: dict[uuid.UUID, dict[str, Any]] = {key: {} for key in ids}
    if PLAN_AGREED in names:
        # Agreed by that day and not ended by then; a draft counts for nothing.
        rows = SupportPlan.objects.filter(case__in=keys(ids), agreed_on__lte=on).exclude(state=PlanState.DRAFT)
        agreed = set(rows.exclude(ended_on__lte=on).values_list("case_id", flat=True))
        for key in ids:
            facts[key][PLAN_AGREED] = key in agreed
    if VISITS_30D in names:
        since = on - dt.timedelta(days=29)
        visits = Visit.objects.current().filter(case__in=keys(ids), visited_on__gte=since, visited_on__lte=on)
        counted = dict(visits.order_by().values_list("case_id").annotate(count=Count("pk")))
        for key in ids:
            facts[key][VISITS_30D] = counted.get(key, 0)
    return facts
