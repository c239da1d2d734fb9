"""What is read of pauses, and what is sent for them."""

from typing import Any

from rest_framework import serializers


class PauseProgrammeSerializer(serializers.Serializer[Any]):
    """The programme of a pause."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class DeadlinePauseSerializer(serializers.Serializer[Any]):
    """Days that stand still. `programme` is null for the whole municipality."""

    id = serializers.UUIDField()
    programme = PauseProgrammeSerializer(allow_null=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    reason = serializers.CharField()
    basis = serializers.CharField()
    declared_at = serializers.DateTimeField()
    declared_by = serializers.CharField()
    ended_on = serializers.DateField(allow_null=True)
    end_reason = serializers.CharField(allow_blank=True)
    ended_by = serializers.CharField(allow_blank=True)
    cases_extended = serializers.IntegerField()
    is_running = serializers.BooleanField()
    may_end = serializers.BooleanField()


class DeclarePauseSerializer(serializers.Serializer[Any]):
    """A pause to be declared."""

    programme = serializers.UUIDField(allow_null=True, required=False, default=None)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    reason = serializers.CharField(max_length=500)
    basis = serializers.CharField(max_length=300)


class EndPauseSerializer(serializers.Serializer[Any]):
    """That a pause ends early."""

    last_day = serializers.DateField()
    reason = serializers.CharField(max_length=500)


class RunningDeadlineSerializer(serializers.Serializer[Any]):
    """A deadline that runs on, and why."""

    label = serializers.CharField()  # type: ignore[assignment]
    why = serializers.CharField()


class PausePreviewSerializer(serializers.Serializer[Any]):
    """What a pause would do."""

    cases = serializers.IntegerField()
    stopping = serializers.ListField(child=serializers.CharField())
    running = RunningDeadlineSerializer(many=True)
    article = serializers.CharField(allow_blank=True)
    article_text = serializers.CharField(allow_blank=True)


class PauseChoicesSerializer(serializers.Serializer[Any]):
    """For what the reader may declare a pause."""

    programmes = PauseProgrammeSerializer(many=True)
    whole_municipality = serializers.BooleanField()


class CaseDeadlineSerializer(serializers.Serializer[Any]):
    """The last day of a case's stage. `due_before`: the day that it had, where some days stood still since."""

    due_on = serializers.DateField(allow_null=True)
    due_before = serializers.DateField(allow_null=True)
    days = serializers.IntegerField()
    reasons = serializers.ListField(child=serializers.CharField())
    is_running = serializers.BooleanField()
