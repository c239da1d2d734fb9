"""Individual support plans ("bireysel destek planı"): goals in the person's words, services, reviews (Art. 13, 14)."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apps.coaching.enums import AgreedBy, Change, PlanState, ReviewResult, Rhythm
from apps.coaching.models.reach import CoachingQuerySet
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

PLAN_FIELD: Final = "coaching.plan"
SERVICE_FIELD: Final = "coaching.plan.service"
REVIEW_FIELD: Final = "coaching.plan.review"


class SupportPlan(Record):
    """What was agreed with a person: their goals, the coaching that they need, the services and who gives them.

    A re-structuring is a plan of its own that names the plan before, what has changed and why (Art. 5-f): what was
    agreed once stays readable. Measured hours and steps of fading hang on the plan when the issue of fading comes.
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=PLAN_FIELD))

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    #: The version whose activities its services name.
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=PlanState.choices, default=PlanState.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by_id = models.UUIDField()
    #: Kinds of coaching (`CoachingKind`); empty where none is needed.
    coaching = models.JSONField(default=list, blank=True)
    coaching_from = models.DateField(null=True, blank=True)
    coaching_to = models.DateField(null=True, blank=True)
    #: Hours a week that are foreseen; what was given is what visits say.
    coaching_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=16, choices=AgreedBy.choices, blank=True)
    #: Key of the people.Representative who agreed.
    representative_id = models.UUIDField(null=True, blank=True)
    agreement_recorded_by_id = models.UUIDField(null=True, blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    change = models.CharField(max_length=8, choices=Change.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    #: JSON: goals in the person's own words, the need that coaching answers, what changed and why, why it ended.
    sealed = models.BinaryField(default=bytes, blank=True)

    objects = CoachingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_number_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(state=PlanState.DRAFT), name="plan_one_draft"),
            models.UniqueConstraint(fields=["case"], condition=Q(state=PlanState.AGREED), name="plan_one_agreed"),
            models.CheckConstraint(name="plan_state_known", condition=Q(state__in=PlanState.values)),
            models.CheckConstraint(
                name="plan_agreement_is_dated",
                condition=~Q(state=PlanState.AGREED) | (Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
            ),
            models.CheckConstraint(
                name="plan_representative_is_named",
                condition=Q(agreed_by__in=["", AgreedBy.PERSON]) | Q(representative_id__isnull=False),
            ),
            models.CheckConstraint(name="plan_end_is_dated", condition=~Q(state="ended") | Q(ended_on__isnull=False)),
            models.CheckConstraint(
                name="plan_change_is_named", condition=Q(replaces__isnull=True, change="") | Q(replaces__isnull=False)
            ),
            models.CheckConstraint(
                name="plan_not_of_itself", condition=Q(replaces__isnull=True) | ~Q(replaces=F("id"))
            ),
            models.CheckConstraint(
                name="plan_coaching_ends_after_start",
                condition=Q(coaching_to__isnull=True)
                | Q(coaching_from__isnull=True)
                | Q(coaching_to__gte=F("coaching_from")),
            ),
        ]


class PlanService(Record):
    """A service of a plan: which activity of the programme, who gives it, how often, from when to when."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=SERVICE_FIELD))

    plan = models.ForeignKey(SupportPlan, on_delete=models.CASCADE, related_name="services")
    position = models.PositiveSmallIntegerField()
    #: A code of the version's activities (İzmir Art. 5); empty where the programme lists none.
    activity = models.CharField(max_length=48, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rhythm = models.CharField(max_length=12, choices=Rhythm.choices, default=Rhythm.AS_NEEDED)
    times = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    #: What it is, in words.
    sealed = models.BinaryField(default=bytes, blank=True)

    class Meta:
        indexes = [models.Index(fields=["responsible", "plan"], name="plan_service_responsible")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_service_place_once"),
            models.CheckConstraint(name="plan_service_rhythm_known", condition=Q(rhythm__in=Rhythm.values)),
            models.CheckConstraint(
                name="plan_service_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]


class PlanReviewQuerySet(CoachingQuerySet):
    """Filters of reviews."""

    def open(self) -> "PlanReviewQuerySet":
        """Keep those that have not been held, of plans that are in use."""
        return self.filter(held_on__isnull=True, plan__state=PlanState.AGREED)


class PlanReview(Record):
    """A day on which a plan is looked at again, and what came of it. A plan in use always has one to come."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=REVIEW_FIELD))

    #: Its plan's case: lists ask by it.
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="plan_reviews")
    plan = models.ForeignKey(SupportPlan, on_delete=models.CASCADE, related_name="reviews")
    due_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    held_by_id = models.UUIDField(null=True, blank=True)
    result = models.CharField(max_length=12, choices=ReviewResult.choices, blank=True)
    sealed = models.BinaryField(default=bytes, blank=True)

    objects = PlanReviewQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_on", "id"], name="plan_review_due", condition=Q(held_on__isnull=True))]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(held_on__isnull=True), name="plan_one_open_review"),
            models.CheckConstraint(
                name="plan_review_result_is_dated",
                condition=Q(held_on__isnull=True, result="") | (Q(held_on__isnull=False) & ~Q(result="")),
            ),
        ]
