"""What cases offer about days that stood still: the guard of force majeure, its badge, its place in the story."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db.models import Count, Max, Q

from apps.cases.badges import Asked, Badge, BadgeSource, register_badges
from apps.cases.enums import CaseState
from apps.cases.models import Case, DeadlinePause
from apps.cases.queries.deadlines import GUARD, running_on
from apps.cases.rules.deadlines import deadline_of, internal_pause
from apps.cases.timeline import StoryCase, TimelineEntry, TimelineSource, Wanted, register_timeline
from apps.programmes.definition import Definition
from apps.programmes.registry import Enforcement, Evidence, Guard, register_guard
from omuz.conditions import Text
from omuz.kernel.actors import Actor

__all__ = ["offer"]

_STANDING: Final = Badge("standstill", "Süre durdu", "attention")

_DAY: Final = "%d.%m.%Y"


def _evidence(programme_id: uuid.UUID) -> Iterable[Evidence]:
    rows = DeadlinePause.objects.filter(Q(programme=programme_id) | Q(programme__isnull=True))
    found = rows.aggregate(count=Count("pk"), latest=Max("declared_at"))
    label = Text("Bildirilen süre durdurma", "Pauses declared")
    return (Evidence(label, found["count"], found["latest"]),)


def _story(case: StoryCase, *, actor: Actor, wanted: Wanted) -> Sequence[TimelineEntry]:
    rows = DeadlinePause.objects.visible_to(actor).filter(
        Q(programme=case.programme_id) | Q(programme__isnull=True), ends_on__gte=case.opened_at.date()
    )
    if case.closed_at is not None:
        rows = rows.filter(declared_at__lte=case.closed_at)
    return [
        TimelineEntry(
            at=row.declared_at, id=row.pk, kind="paused", by_id=row.declared_by_id, link="/ayarlar/sure-durdurma",
            title=f"Mücbir sebep: iç süreler {row.starts_on:{_DAY}} ile {_last(row):{_DAY}} arasında durdu. "
                  "Kanuni süreler işledi.",
            text=row.reason,
            plain="Olağanüstü bir durum nedeniyle programın süreleri bir süre durdu. Hakkınız kaybolmadı.",
        )
        for row in wanted.newest(rows, at="declared_at")
    ]  # fmt: skip


def _standing(asked: Asked) -> dict[uuid.UUID, Badge]:
    """Return the open cases whose stage has a deadline that stands still today (İzmir Art. 27)."""
    running = {row.programme_id for row in running_on(asked.today)}
    if not running:
        return {}
    return {one.pk: _STANDING for one in asked.cases if _stands(one, asked.definitions, running)}


def _stands(case: Case, definitions: Mapping[uuid.UUID, Definition], running: set[uuid.UUID | None]) -> bool:
    if case.state != CaseState.OPEN or case.due_on is None or not running & {None, case.programme_id}:
        return False
    deadline = deadline_of(definitions[case.programme_version_id], case.stage)
    return deadline is not None and internal_pause(deadline).allowed


def _last(row: DeadlinePause) -> dt.date:
    return row.ended_on if row.ended_on is not None and row.ended_on >= row.starts_on else row.ends_on


def offer() -> None:
    """Register all of it; called once when the app is ready."""
    register_guard(
        Guard(
            key=GUARD,
            label=Text("Mücbir sebep yalnız iç süreleri durdurur", "Force majeure stops internal deadlines only"),
            description=Text(
                "Mücbir sebep bildirildiğinde programın kendi süreleri durdurulan günler kadar uzar; eski ve yeni gün "
                "birlikte görünür. Dilekçe, ilgili kişi başvurusu ve dava gibi kanuni süreler işlemeye devam eder.",
                "When force majeure is declared, the programme's own deadlines grow by the days that stood still, both "
                "days shown. Statutory clocks (petitions, data subjects, suits) run on.",
            ),
            function="apps.cases.rules.deadlines.internal_pause",
            enforced=(Enforcement.OPERATION, Enforcement.CONSTRAINT),
            evidence=_evidence,
        )
    )
    register_badges(BadgeSource("standstill", _standing, order=20))
    register_timeline(TimelineSource("pauses", "Süre durdurma", _story, order=90))
