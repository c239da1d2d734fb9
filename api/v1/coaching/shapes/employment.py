"""Observed employment and referrals to institutions (İzmir Art. 7)."""

from typing import Any

from rest_framework import serializers

from api.v1.coaching.shapes.shared import (
    ActivitySerializer,
    ArticleSerializer,
    CoachingCodeSerializer,
    CoachingLinkSerializer,
)
from apps.coaching.enums import EmploymentSource, InstitutionKind, ReferralOutcome


class ObservationWriteSerializer(serializers.Serializer[Any]):
    """That somebody works, from whom it is known, and on which day it was said."""

    since = serializers.DateField()
    until = serializers.DateField(allow_null=True, default=None)
    source = serializers.ChoiceField(choices=EmploymentSource.choices, allow_blank=True, default="")  # type: ignore[assignment]
    source_on = serializers.DateField(allow_null=True, default=None)
    hours_a_week = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True, default=None)
    work = serializers.CharField(max_length=1000, allow_blank=True, default="")
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")


class ObservationCorrectionSerializer(ObservationWriteSerializer):
    """What an observation should have said, and why."""

    reason = serializers.CharField(max_length=1000)


class ObservationSerializer(serializers.Serializer[Any]):
    """What is known of somebody's employment."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    source = CoachingCodeSerializer(allow_null=True)  # type: ignore[assignment]
    source_on = serializers.DateField(allow_null=True)
    hours_a_week = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField(allow_blank=True)
    is_correction = serializers.BooleanField()
    work = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class PersonStatusSerializer(serializers.Serializer[Any]):
    """What the person's own record says of their work."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    since = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]


class InstitutionReferralSerializer(serializers.Serializer[Any]):
    """A referral to an institution, and what became of it."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    kind = CoachingCodeSerializer()
    institution = serializers.CharField()
    provider = serializers.UUIDField(allow_null=True)
    activity = ActivitySerializer(allow_null=True)
    referred_on = serializers.DateField()
    recorded_by = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)
    outcome = CoachingCodeSerializer(allow_null=True)
    outcome_on = serializers.DateField(allow_null=True)
    outcome_note = serializers.CharField(allow_blank=True)


class EmploymentPageSerializer(serializers.Serializer[Any]):
    """The section "İstihdam bilgisi" of a case. `is_closed`: words have to be opened, which is logged."""

    may_write = serializers.BooleanField()
    is_closed = serializers.BooleanField()
    refers = serializers.BooleanField()
    article = ArticleSerializer(allow_null=True)
    person = CoachingLinkSerializer()
    person_status = PersonStatusSerializer(allow_null=True)
    observations = ObservationSerializer(many=True)
    referrals = InstitutionReferralSerializer(many=True)


class InstitutionReferralWriteSerializer(serializers.Serializer[Any]):
    """To which institution somebody is referred, and why."""

    kind = serializers.ChoiceField(choices=InstitutionKind.choices)
    provider = serializers.UUIDField(allow_null=True, default=None)
    institution = serializers.CharField(max_length=1000, allow_blank=True, default="")
    activity = serializers.CharField(max_length=48, allow_blank=True, default="")
    referred_on = serializers.DateField()
    why = serializers.CharField(max_length=4000, allow_blank=True, default="")


class ReferralOutcomeWriteSerializer(serializers.Serializer[Any]):
    """What became of a referral."""

    outcome = serializers.ChoiceField(choices=ReferralOutcome.choices)
    outcome_on = serializers.DateField()
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")
