"""What staff did, counted (İzmir Art. 5, 7, 11-14): services by activity and place, plans, employment by source.

Readings 18: Art. 5 and 11 describe; they are evidence, and no wall in front of somebody who needs help.
"""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Count, Max, Q, Sum

from apps.coaching.enums import PlanState, VisitPlace, VisitTopic
from apps.coaching.models import EmploymentObservation, InstitutionReferral, SupportPlan, Visit
from apps.programmes.registry import Evidence
from omuz.conditions import Text
from omuz.kernel.actors import Actor

__all__ = ["Counted", "Done", "employment_evidence", "plan_evidence", "service_evidence", "what_was_done"]


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """How many visits of a kind, and their minutes."""

    key: str
    label: str
    visits: int
    minutes: int


@dataclasses.dataclass(frozen=True, slots=True)
class Done:
    """What was done between two days, both included, as far as the reader may find it."""

    visits: int
    minutes: int
    people: int
    by_activity: tuple[Counted, ...]
    by_place: tuple[Counted, ...]
    by_topic: tuple[Counted, ...]
    by_staff: tuple[tuple[uuid.UUID, str, int, int], ...]


def what_was_done(actor: Actor, *, since: dt.date, until: dt.date) -> Done:
    """Return the visits between two days by activity, place, topic and colleague."""
    rows = Visit.objects.visible_to(actor).current().filter(visited_on__gte=since, visited_on__lte=until).order_by()
    total = rows.aggregate(visits=Count("pk"), minutes=Sum("minutes"), people=Count("case__person", distinct=True))
    staff = rows.values_list("by", "by__full_name").annotate(visits=Count("pk"), minutes=Sum("minutes"))
    topics = rows.aggregate(**{
        f"{name}_{what}": function
        for name in VisitTopic.values
        for what, function in (
            ("visits", Count("pk", filter=Q(topics__contains=[name]))),
            ("minutes", Sum("minutes", filter=Q(topics__contains=[name]))),
        )
    })  # fmt: skip
    by_topic = (
        Counted(one.value, one.label, topics[f"{one.value}_visits"], topics[f"{one.value}_minutes"] or 0)
        for one in VisitTopic
    )
    return Done(
        total["visits"], total["minutes"] or 0, total["people"],
        tuple(_grouped(rows, "activity", {})), tuple(_grouped(rows, "place", dict(VisitPlace.choices))),
        tuple(one for one in by_topic if one.visits),
        tuple(sorted(((key, name, visits, minutes) for key, name, visits, minutes in staff), key=lambda one: -one[2])),
    )  # fmt: skip


def _grouped(rows: "object", column: str, labels: dict[str, str]) -> Iterable[Counted]:
    found = rows.values_list(column).annotate(visits=Count("pk"), minutes=Sum("minutes"))  # type: ignore[attr-defined]
    for key, visits, minutes in sorted(found, key=lambda one: (-one[1], one[0])):
        yield Counted(key, str(labels.get(key, key)), visits, minutes)


def service_evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many services of coaching name their activity in a programme (Art. 5, 11)."""
    visits = Visit.objects.current().filter(case__programme=programme_id)
    found = visits.aggregate(count=Count("pk", filter=~Q(activity="")), latest=Max("recorded_at"))
    sent = InstitutionReferral.objects.filter(case__programme=programme_id)
    referred = sent.aggregate(count=Count("pk", filter=~Q(activity="")), latest=Max("recorded_at"))
    return [
        Evidence(Text("Faaliyet koduyla yazılmış ziyaret", "Visits with their activity"), found["count"],
                 found["latest"]),
        Evidence(Text("Faaliyet koduyla yazılmış kuruma yönlendirme", "Referrals with their activity"),
                 referred["count"], referred["latest"]),
    ]  # fmt: skip


def plan_evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many plans with coaching were agreed in a programme, and how many re-structured (Art. 12-14)."""
    plans = SupportPlan.objects.filter(case__programme=programme_id).exclude(state=PlanState.DRAFT)
    found = plans.aggregate(
        coached=Count("pk", filter=~Q(coaching=[])), again=Count("pk", filter=Q(replaces__isnull=False)),
        latest=Max("agreed_on"),
    )  # fmt: skip
    return [
        Evidence(Text("Türü ve süresi ihtiyaca göre yazılmış koçluk planı", "Plans with kind and duration by need"),
                 found["coached"]),
        Evidence(Text("Gerekçesiyle yeniden yapılandırılmış plan", "Plans re-structured with reasons"), found["again"]),
    ]  # fmt: skip


def employment_evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many pieces of employment stand with source and date in a programme (Art. 7)."""
    rows = EmploymentObservation.objects.filter(case__programme=programme_id, corrected_by__isnull=True)
    found = rows.aggregate(
        count=Count("pk", filter=Q(source_on__isnull=False) & ~Q(source="")), latest=Max("recorded_at")
    )
    label = Text("Kaynağı ve tarihiyle yazılmış istihdam bilgisi", "Employment with source and date")
    return [Evidence(label, found["count"], found["latest"])]
