"""Support plans: those of a case, one with its services and reviews, and what stands in the way of agreeing to it."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from apps.coaching.enums import PlanState
from apps.coaching.models import CoachingQuerySet, PlanReview, PlanService, SupportPlan
from apps.coaching.models.plan import PLAN_FIELD, REVIEW_FIELD, SERVICE_FIELD
from apps.coaching.queries.words import opened_words
from apps.coaching.rules.plan import Goal, PlanDraft, ServiceDraft, coaching_follows_need, missing_for_agreement
from apps.programmes.definition import Definition
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import Bound, bound
from apps.programmes.registry.activities import ACTIVITY_CODE, activity_named
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, NotFound

if TYPE_CHECKING:
    from apps.cases.queries.visibility import Case

__all__ = [
    "GUARD",
    "PlanView",
    "Standing",
    "draft_of",
    "find_plan",
    "list_plans",
    "open_review_days",
    "plan_view",
    "reviews_due",
    "standing",
]

#: The guard's key: programmes whose text sets coaching by need adopt it.
GUARD = "coaching_by_need"


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """What a plan still lacks before somebody agrees to it; `article` and `text` where an article asks for it."""

    problem: FieldProblem
    article: str = ""
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ReviewView:
    """A review with what was written at it."""

    row: PlanReview
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class PlanView:
    """A plan opened: what it says, its reviews, and what is missing while it is a draft."""

    plan: SupportPlan
    draft: PlanDraft
    services: tuple[PlanService, ...]
    reviews: tuple[ReviewView, ...]
    definition: Definition
    missing: tuple[Standing, ...]
    end_reason: str


def list_plans(case: "Case") -> CoachingQuerySet:
    """Return the plans of a case that the reader has found, the latest first."""
    rows: CoachingQuerySet = SupportPlan.objects.filter(case=case).order_by("-number")
    return rows


def find_plan(plan_id: uuid.UUID, *, actor: Actor) -> SupportPlan:
    """Return one plan with its case, person and programme.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    rows = SupportPlan.objects.visible_to(actor).select_related("case", "case__person", "case__programme", "replaces")
    found: SupportPlan | None = rows.filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found


def open_review_days(plans: Sequence[SupportPlan]) -> dict[uuid.UUID, dt.date]:
    """Return when each plan that is in use is to be looked at again; one statement."""
    used = [one.pk for one in plans if one.state == PlanState.AGREED]
    rows = PlanReview.objects.filter(plan__in=used, held_on__isnull=True)
    return dict(rows.values_list("plan_id", "due_on")) if used else {}


def plan_view(plan: SupportPlan, *, today: dt.date) -> PlanView:
    """Return a plan with everything that its page shows; its words are opened, so the reader has the right to them."""
    services = tuple(plan.services.select_related("responsible").order_by("position"))
    reviews = tuple(ReviewView(row, str(opened_words(row, field=REVIEW_FIELD).get("note", "")))
                    for row in plan.reviews.order_by("-due_on", "-id"))  # fmt: skip
    definition = pinned_definition(plan.programme_version_id)
    draft = draft_of(plan, services)
    missing = standing(definition, draft, plan=plan, on=today) if plan.state == PlanState.DRAFT else ()
    return PlanView(plan, draft, services, reviews, definition, missing,
                    str(opened_words(plan, field=PLAN_FIELD).get("end_reason", "")))  # fmt: skip


def draft_of(plan: SupportPlan, services: Sequence[PlanService]) -> PlanDraft:
    """Return what a stored plan says, as it would be written."""
    words = opened_words(plan, field=PLAN_FIELD)
    review_on = words.get("review_on")
    return PlanDraft(
        goals=tuple(Goal(words=one["words"], measure=one.get("measure", "")) for one in words.get("goals", ())),
        services=tuple(_service(one) for one in services),
        coaching=tuple(plan.coaching), coaching_from=plan.coaching_from, coaching_to=plan.coaching_to,
        coaching_hours=Decimal(plan.coaching_hours) if plan.coaching_hours is not None else None,
        review_on=dt.date.fromisoformat(review_on) if review_on else None, change=plan.change,
        **{name: str(words.get(name, "")) for name in ("need", "note", "changed", "why")},
    )  # fmt: skip


def _service(row: PlanService) -> ServiceDraft:
    words = str(opened_words(row, field=SERVICE_FIELD).get("words", ""))
    return ServiceDraft(
        activity=row.activity, responsible_id=row.responsible_id, rhythm=row.rhythm, times=row.times,
        starts_on=row.starts_on, ends_on=row.ends_on, words=words,
    )  # fmt: skip


def standing(definition: Definition, draft: PlanDraft, *, plan: SupportPlan, on: dt.date) -> tuple[Standing, ...]:
    """Return what a draft lacks, the articles' askings with their words: what the screen says before the click."""
    found = [Standing(one) for one in missing_for_agreement(draft, restructures=plan.replaces_id is not None,
                                                            agreed_on=on)]  # fmt: skip
    coaching = bound(definition, GUARD)
    if coaching is not None:
        found += _asked(coaching, coaching_follows_need(draft), "coaching")
    activity = bound(definition, ACTIVITY_CODE)
    if activity is not None:
        for index, service in enumerate(draft.services):
            found += _asked(activity, activity_named(definition, service.activity), f"services.{index}.activity")
    return tuple(found)


def _asked(one: Bound, verdict: Any, field: str) -> list[Standing]:
    if verdict.allowed:
        return []
    problem = FieldProblem(field, verdict.code, verdict.message, verdict.remedy)
    return [Standing(problem, one.cited, one.text)]


def reviews_due(actor: Actor, *, until: dt.date) -> CoachingQuerySet:
    """Return the reviews of plans in use that are due by a day and that the actor may find, the oldest first."""
    rows = PlanReview.objects.visible_to(actor).open().filter(due_on__lte=until)
    return rows.select_related("case", "case__person", "plan").order_by("due_on", "id")
