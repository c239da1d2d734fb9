"""Shapes of the safe-contact plan."""

from typing import Any

from rest_framework import serializers

from apps.people.enums import OutgoingChannel


class HoursSerializer(serializers.Serializer[Any]):
    """Days of the week (1 is Monday) and a time of the day, in Turkish time."""

    days = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=7), max_length=7)
    start = serializers.TimeField(format="%H:%M")
    end = serializers.TimeField(format="%H:%M")


class ChannelSerializer(serializers.Serializer[Any]):
    """Whether a channel may be used at this moment, with what, and why not."""

    channel = serializers.ChoiceField(choices=OutgoingChannel.choices)
    channel_label = serializers.CharField()
    allowed = serializers.BooleanField()
    code = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    article = serializers.CharField(allow_blank=True)
    phones = serializers.ListField(child=serializers.CharField())
    email = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)


class SafeContactWriteSerializer(serializers.Serializer[Any]):
    """A plan as agreed with the person."""

    may_call = serializers.BooleanField(default=True)
    may_message = serializers.BooleanField(default=False)
    may_leave_message = serializers.BooleanField(default=False)
    may_email = serializers.BooleanField(default=False)
    may_send_letters = serializers.BooleanField(default=False)
    may_print = serializers.BooleanField(default=True)
    safe_phone_ids = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=20)
    hours = HoursSerializer(many=True, default=list)
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")
    code_word = serializers.CharField(max_length=80, allow_blank=True, default="")
    speak_only_with = serializers.CharField(max_length=160, allow_blank=True, default="")
    review_on = serializers.DateField(allow_null=True, default=None)


class PlanSerializer(SafeContactWriteSerializer):
    """A plan with who made it and when."""

    hours_text = serializers.CharField(allow_blank=True)
    made_at = serializers.DateTimeField()
    made_by = serializers.CharField(allow_blank=True)
    needs_review = serializers.BooleanField()


class SafeContactSerializer(serializers.Serializer[Any]):
    """The plan, and what may be done now. Version 0 says that there is no plan yet."""

    version = serializers.IntegerField()
    is_protected = serializers.BooleanField()
    plan = PlanSerializer(allow_null=True)
    channels = ChannelSerializer(many=True)
