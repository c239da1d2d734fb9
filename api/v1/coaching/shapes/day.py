"""A coach's day, cover for a colleague, and what was done."""

from typing import Any

from rest_framework import serializers

from api.v1.coaching.shapes.shared import CoachingCodeSerializer, CoachingLinkSerializer


class DayItemSerializer(serializers.Serializer[Any]):
    """One line of the day."""

    kind = serializers.ChoiceField(choices=["appointment", "visit", "review"])
    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id", allow_null=True)
    person = serializers.UUIDField(source="person_id", allow_null=True)
    person_name = serializers.CharField(allow_blank=True)
    due_on = serializers.DateField()
    at = serializers.DateTimeField(allow_null=True)
    place = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    is_late = serializers.BooleanField()
    is_done = serializers.BooleanField()
    plan = serializers.UUIDField(source="plan_id", allow_null=True)
    covered = serializers.CharField(allow_blank=True)


class CoverSerializer(CoachingLinkSerializer):
    """For whom the reader stands in, both days included."""

    id = serializers.UUIDField(source="user_id")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class DaySerializer(serializers.Serializer[Any]):
    """A coach's day."""

    on = serializers.DateField()
    covers = CoverSerializer(many=True)
    items = DayItemSerializer(many=True)


class CountedSerializer(CoachingCodeSerializer):
    """How many visits, and their minutes."""

    visits = serializers.IntegerField()
    minutes = serializers.IntegerField()


class StaffCountSerializer(CoachingLinkSerializer):
    """What a colleague did."""

    visits = serializers.IntegerField()
    minutes = serializers.IntegerField()


class WorkDoneSerializer(serializers.Serializer[Any]):
    """What was done between two days (evidence of Art. 11 and 12)."""

    since = serializers.DateField()
    until = serializers.DateField()
    visits = serializers.IntegerField()
    minutes = serializers.IntegerField()
    people = serializers.IntegerField()
    by_activity = CountedSerializer(many=True)
    by_place = CountedSerializer(many=True)
    by_topic = CountedSerializer(many=True)
    by_staff = StaffCountSerializer(many=True)
