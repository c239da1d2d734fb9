"""Support plans: what a draft may hold, and what has to stand in one before somebody agrees to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal

from apps.coaching.enums import Change, CoachingKind, Rhythm
from apps.coaching.rules.words import MOST_GOALS, MOST_LINE, MOST_SERVICES, required, too_long, unknown_codes
from apps.programmes.registry import ALLOWED, Verdict, refused
from omuz.kernel.errors import FieldProblem


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal in the person's own words, and how one will see that it is reached."""

    words: str
    measure: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDraft:
    """A service of a plan."""

    activity: str = ""
    responsible_id: uuid.UUID | None = None
    rhythm: str = Rhythm.AS_NEEDED
    times: int = 1
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    words: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan as it is being written. `change`, `changed` and `why` belong to one that re-structures another."""

    goals: tuple[Goal, ...] = ()
    services: tuple[ServiceDraft, ...] = ()
    coaching: tuple[str, ...] = ()
    need: str = ""
    coaching_from: dt.date | None = None
    coaching_to: dt.date | None = None
    coaching_hours: Decimal | None = None
    review_on: dt.date | None = None
    note: str = ""
    change: str = ""
    changed: str = ""
    why: str = ""


def draft_problems(draft: PlanDraft) -> list[FieldProblem]:
    """Return what cannot even be kept as a draft: unknown codes, days that run backwards, too much of something."""
    problems = unknown_codes("coaching", draft.coaching, CoachingKind.values)
    if draft.change and draft.change not in Change.values:
        problems.append(FieldProblem("change", "unknown_code", "Böyle bir değişiklik türü yok.", "Listeden seçin."))
    problems += _backwards("coaching_to", draft.coaching_from, draft.coaching_to)
    if draft.coaching_hours is not None and not 0 <= draft.coaching_hours <= 45:
        problems.append(
            FieldProblem("coaching_hours", "out_of_range", "Haftalık saat 0 ile 45 arasında olmalı.", "Düzeltin.")
        )
    for field in ("need", "note", "changed", "why"):
        problems += too_long(field, getattr(draft, field))
    if len(draft.goals) > MOST_GOALS:
        problems.append(FieldProblem("goals", "too_many", f"En çok {MOST_GOALS} hedef yazılabilir.", "Birleştirin."))
    if len(draft.services) > MOST_SERVICES:
        problems.append(
            FieldProblem("services", "too_many", f"En çok {MOST_SERVICES} hizmet olabilir.", "Birleştirin.")
        )
    for index, goal in enumerate(draft.goals):
        problems += too_long(f"goals.{index}.words", goal.words) + too_long(f"goals.{index}.measure", goal.measure)
    for index, service in enumerate(draft.services):
        problems += _service_problems(f"services.{index}", service)
    return problems


def _service_problems(place: str, service: ServiceDraft) -> list[FieldProblem]:
    problems = too_long(f"{place}.words", service.words, MOST_LINE)
    if service.rhythm not in Rhythm.values:
        problems.append(FieldProblem(f"{place}.rhythm", "unknown_code", "Sıklık seçilmemiş.", "Listeden seçin."))
    if not 1 <= service.times <= 99:
        problems.append(FieldProblem(f"{place}.times", "out_of_range", "1 ile 99 arasında olmalı.", "Düzeltin."))
    return problems + _backwards(f"{place}.ends_on", service.starts_on, service.ends_on)


def _backwards(field: str, start: dt.date | None, end: dt.date | None) -> list[FieldProblem]:
    if start is None or end is None or end >= start:
        return []
    return [FieldProblem(field, "before_start", "Bitiş, başlangıçtan önce olamaz.", "Tarihleri düzeltin.")]


def missing_for_agreement(draft: PlanDraft, *, restructures: bool, agreed_on: dt.date) -> list[FieldProblem]:
    """Return what a plan still lacks before somebody agrees to it: goals, services, the day of its review.

    One that re-structures another names what changed and why (İzmir Art. 5-f): support goes down and up again, and
    what was agreed before stays readable.
    """
    problems = []
    if not any(goal.words.strip() for goal in draft.goals):
        problems.append(required("goals", "Planda hedef yok.", "En az bir hedefi kişinin kendi sözleriyle yazın."))
    if not draft.services:
        problems.append(required("services", "Planda hizmet yok.", "En az bir hizmet ekleyin."))
    problems += _unfinished_services(draft.services)
    if draft.review_on is None:
        problems.append(required("review_on", "Gözden geçirme günü yazılmamış.", "Tarihi seçin."))
    elif draft.review_on <= agreed_on:
        problems.append(FieldProblem("review_on", "not_later", "Gözden geçirme, anlaşma gününden sonra olmalı.",
                                     "Tarihi düzeltin."))  # fmt: skip
    if restructures:
        if draft.change not in Change.values:
            problems.append(required("change", "Desteğin nasıl değiştiği seçilmemiş.", "Listeden seçin."))
        if not draft.changed.strip():
            problems.append(required("changed", "Neyin değiştiği yazılmamış.", "Bir iki cümleyle yazın."))
        if not draft.why.strip():
            problems.append(required("why", "Değişikliğin nedeni yazılmamış.", "Bir iki cümleyle yazın."))
    return problems


def _unfinished_services(services: Sequence[ServiceDraft]) -> list[FieldProblem]:
    return [
        required(f"services.{index}.responsible", "Hizmetin sorumlusu seçilmemiş.", "Bir görevli seçin.")
        for index, service in enumerate(services)
        if service.responsible_id is None
    ]


def coaching_follows_need(draft: PlanDraft) -> Verdict:
    """Return whether the coaching of a plan is set by the person's need (İzmir Art. 12, 13).

    Art. 12 says what coaching is for, Art. 13 that its kind and duration follow from the candidate's needs: a plan with
    coaching says which, from when to when, and which need it answers. A plan without coaching passes.
    """
    if not draft.coaching:
        if draft.coaching_hours or draft.coaching_from or draft.coaching_to:
            return refused("coaching_kind_missing", "İş koçluğu planlanmış, ne için olduğu seçilmemiş.",
                           "İş koçluğunun amacını seçin ya da süresini boşaltın.")  # fmt: skip
        return ALLOWED
    if any(kind not in CoachingKind.values for kind in draft.coaching):
        return refused("coaching_kind_unknown", "İş koçluğunun amacı listede yok.", "Listeden seçin.")
    if not draft.need.strip():
        return refused("coaching_need_missing", "İş koçluğunun hangi ihtiyacı karşıladığı yazılmamış.",
                       "Kişinin ihtiyacını bir iki cümleyle yazın.")  # fmt: skip
    if draft.coaching_from is None or draft.coaching_to is None:
        return refused("coaching_duration_missing", "İş koçluğunun süresi belli değil.",
                       "Başlangıç ve bitiş gününü yazın; süre gözden geçirmede değişebilir.")  # fmt: skip
    return ALLOWED


#: Which field of the form a refusal belongs to.
FIELDS = {
    "coaching_kind_missing": "coaching",
    "coaching_kind_unknown": "coaching",
    "coaching_need_missing": "need",
    "coaching_duration_missing": "coaching_to",
}
