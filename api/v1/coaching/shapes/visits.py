"""Visits as they are written and read."""

from typing import Any

from rest_framework import serializers

from api.v1.coaching.shapes.shared import (
    ActivitySerializer,
    CoachedCaseSerializer,
    CoachingCodeSerializer,
    CoachingLinkSerializer,
)
from apps.coaching.enums import VisitPlace, VisitTopic


class VisitWordsSerializer(serializers.Serializer[Any]):
    """What was written with a visit."""

    workplace = serializers.CharField(allow_blank=True)
    next_words = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class VisitSerializer(serializers.Serializer[Any]):
    """A visit. `words` is empty where the reader has to open them, which is logged."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    case = CoachedCaseSerializer()
    by = CoachingLinkSerializer()
    acting_for = serializers.CharField(allow_blank=True)
    recorded_at = serializers.DateTimeField()
    visited_on = serializers.DateField()
    place = CoachingCodeSerializer()
    minutes = serializers.IntegerField()
    activity = ActivitySerializer(allow_null=True)
    topics = CoachingCodeSerializer(many=True)
    next_on = serializers.DateField(allow_null=True)
    appointment = serializers.UUIDField(allow_null=True)
    has_words = serializers.BooleanField()
    words = VisitWordsSerializer(allow_null=True)
    corrects = serializers.UUIDField(allow_null=True)
    corrected_by = serializers.UUIDField(allow_null=True)
    #: Its author changes it as it stands, today; later, or by others, it is corrected.
    may_mend = serializers.BooleanField()
    may_correct = serializers.BooleanField()


class VisitFieldsSerializer(serializers.Serializer[Any]):
    """What two minutes say."""

    visited_on = serializers.DateField()
    place = serializers.ChoiceField(choices=VisitPlace.choices)
    minutes = serializers.IntegerField(min_value=0, max_value=10_000)
    activity = serializers.CharField(max_length=48, allow_blank=True, default="")
    topics = serializers.ListField(
        child=serializers.ChoiceField(choices=VisitTopic.choices), default=list, max_length=20
    )
    next_on = serializers.DateField(allow_null=True, default=None)
    next_words = serializers.CharField(max_length=1000, allow_blank=True, default="")
    workplace = serializers.CharField(max_length=1000, allow_blank=True, default="")
    note = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class VisitWriteSerializer(VisitFieldsSerializer):
    """A visit to be written down. `client_key` is made by the device: sent again, it is the same visit."""

    case = serializers.UUIDField()
    client_key = serializers.UUIDField()
    appointment = serializers.UUIDField(allow_null=True, default=None)


class VisitCorrectionSerializer(VisitFieldsSerializer):
    """What a visit should have said, and why it is corrected."""

    client_key = serializers.UUIDField()
    reason = serializers.CharField(max_length=1000)


class CoachingOpeningSerializer(serializers.Serializer[Any]):
    """Why words are opened."""

    task = serializers.CharField(max_length=40, allow_blank=True, default="")
    purpose = serializers.CharField(max_length=40, allow_blank=True, default="")
