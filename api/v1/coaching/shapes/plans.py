"""Support plans, their services, reviews and agreements (İzmir Art. 13, 14)."""

from typing import Any

from rest_framework import serializers

from api.v1.cases.shapes import CaseLinkSerializer
from api.v1.coaching.shapes.shared import (
    ActivitySerializer,
    CoachedCaseSerializer,
    CoachingCodeSerializer,
    CoachingLinkSerializer,
    SignatorySerializer,
)
from apps.coaching.enums import AgreedBy, Change, CoachingKind, PlanState, ReviewResult, Rhythm


class GoalSerializer(serializers.Serializer[Any]):
    """A goal in the person's own words."""

    words = serializers.CharField(max_length=4000)
    measure = serializers.CharField(max_length=4000, allow_blank=True, default="")


class SupportPlanServiceWriteSerializer(serializers.Serializer[Any]):
    """A service of a plan."""

    activity = serializers.CharField(max_length=48, allow_blank=True, default="")
    responsible = serializers.UUIDField(allow_null=True, default=None)
    rhythm = serializers.ChoiceField(choices=Rhythm.choices, default=Rhythm.AS_NEEDED)
    times = serializers.IntegerField(min_value=0, max_value=1000, default=1)
    starts_on = serializers.DateField(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
    words = serializers.CharField(max_length=1000, allow_blank=True, default="")


class SupportPlanWriteSerializer(serializers.Serializer[Any]):
    """A plan as it is being written."""

    goals = GoalSerializer(many=True, default=list)
    services = SupportPlanServiceWriteSerializer(many=True, default=list)
    coaching = serializers.ListField(
        child=serializers.ChoiceField(choices=CoachingKind.choices), default=list, max_length=10
    )
    need = serializers.CharField(max_length=4000, allow_blank=True, default="")
    coaching_from = serializers.DateField(allow_null=True, default=None)
    coaching_to = serializers.DateField(allow_null=True, default=None)
    coaching_hours = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True, default=None)
    review_on = serializers.DateField(allow_null=True, default=None)
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")
    change = serializers.ChoiceField(choices=Change.choices, allow_blank=True, default="")
    changed = serializers.CharField(max_length=4000, allow_blank=True, default="")
    why = serializers.CharField(max_length=4000, allow_blank=True, default="")


class SupportPlanServiceSerializer(serializers.Serializer[Any]):
    """A service of a plan as it is read."""

    activity = ActivitySerializer(allow_null=True)
    responsible = CoachingLinkSerializer(allow_null=True)
    rhythm = CoachingCodeSerializer()
    times = serializers.IntegerField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    words = serializers.CharField(allow_blank=True)


class SupportPlanReviewSerializer(serializers.Serializer[Any]):
    """A review of a plan."""

    id = serializers.UUIDField()
    due_on = serializers.DateField()
    held_on = serializers.DateField(allow_null=True)
    held_by = serializers.CharField(allow_blank=True)
    result = CoachingCodeSerializer(allow_null=True)
    note = serializers.CharField(allow_blank=True)


class MissingInPlanSerializer(serializers.Serializer[Any]):
    """What a draft lacks, with the article that asks for it."""

    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    article = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)


class SupportPlanRowSerializer(serializers.Serializer[Any]):
    """A plan in the list of a case."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=PlanState.choices)
    state_label = serializers.CharField()
    drafted_at = serializers.DateTimeField()
    agreed_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)
    review_due_on = serializers.DateField(allow_null=True)
    review_is_late = serializers.BooleanField()
    change = CoachingCodeSerializer(allow_null=True)
    replaces = serializers.UUIDField(allow_null=True)


class SupportPlanSerializer(SupportPlanRowSerializer):
    """A plan's page. `is_closed`: goals and words have to be opened, which is logged."""

    case = CoachedCaseSerializer()
    #: The letter by which it was given to the person; None until one is drafted.
    letter = CaseLinkSerializer(allow_null=True)
    person_word = serializers.CharField()
    may_write = serializers.BooleanField()
    is_closed = serializers.BooleanField()
    replaces_number = serializers.IntegerField(allow_null=True)
    drafted_by = serializers.CharField(allow_blank=True)
    agreed_by = CoachingCodeSerializer(allow_null=True)
    goals = GoalSerializer(many=True)
    services = SupportPlanServiceSerializer(many=True)
    coaching = CoachingCodeSerializer(many=True)
    need = serializers.CharField(allow_blank=True)
    coaching_from = serializers.DateField(allow_null=True)
    coaching_to = serializers.DateField(allow_null=True)
    coaching_hours = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    review_on = serializers.DateField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    changed = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)
    end_reason = serializers.CharField(allow_blank=True)
    reviews = SupportPlanReviewSerializer(many=True)
    missing = MissingInPlanSerializer(many=True)
    signatories = SignatorySerializer(many=True)


class PlanAgreementSerializer(serializers.Serializer[Any]):
    """Who agreed, and when."""

    agreed_on = serializers.DateField()
    agreed_by = serializers.ChoiceField(choices=AgreedBy.choices)
    representative = serializers.UUIDField(allow_null=True, default=None)


class SupportPlanReviewWriteSerializer(serializers.Serializer[Any]):
    """What came of looking at a plan again."""

    result = serializers.ChoiceField(choices=ReviewResult.choices)
    held_on = serializers.DateField()
    next_on = serializers.DateField(allow_null=True, default=None)
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")
