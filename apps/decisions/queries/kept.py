"""What shows that İzmir's articles on decisions are kept: counts for the page of articles."""

import uuid
from collections.abc import Iterable

from django.db.models import Count, Max, Q

from apps.decisions.enums import DecisionKind, StopState
from apps.decisions.models import Decision, InterimStop
from apps.programmes.registry import Evidence
from omuz.conditions import Text


def by_ground(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many suspensions and terminations were taken on a ground, and how many stops there were (Art. 22)."""
    taken = Decision.objects.filter(case__programme=programme_id, taken_at__isnull=False)
    found = taken.exclude(kind=DecisionKind.RESUME).aggregate(count=Count("pk"), latest=Max("taken_at"))
    stops = InterimStop.objects.filter(case__programme=programme_id).aggregate(
        count=Count("pk"), over=Count("pk", filter=Q(state=StopState.LAPSED)), latest=Max("started_at")
    )
    return [
        Evidence(Text("Sayılan bir gerekçeyle ve dayanağıyla verilmiş karar", "Decisions on a listed ground"),
                 found["count"], found["latest"]),
        Evidence(Text("Tedbiren durdurma", "Interim stops"), stops["count"], stops["latest"]),
        Evidence(Text("Karara bağlanmadan süresi dolan tedbir", "Stops that ran out"), stops["over"]),
    ]  # fmt: skip


def by_notice(programme_id: uuid.UUID) -> Iterable[Evidence]:
    """Return how many decisions have a letter, and before how many the person was heard (Art. 23)."""
    taken = Decision.objects.filter(case__programme=programme_id, taken_at__isnull=False)
    found = taken.exclude(kind=DecisionKind.RESUME).aggregate(
        written=Count("pk", filter=Q(letter_id__isnull=False)),
        heard=Count("pk", filter=Q(asked_on__isnull=False)), latest=Max("taken_at"),
    )  # fmt: skip
    return [
        Evidence(Text("Gerekçesi yazıyla bildirilen karar", "Decisions with their notice"), found["written"],
                 found["latest"]),
        Evidence(Text("Öncesinde açıklama istenen karar", "Decisions after a request to explain"), found["heard"]),
    ]  # fmt: skip
