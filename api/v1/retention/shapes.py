"""What the list of records whose keeping ends looks like, and the line about it on a record's own page."""

from typing import Any

from rest_framework import serializers


class KeptSerializer(serializers.Serializer[Any]):
    """How long a record is kept: the programme's own class, its start, its last day."""

    key = serializers.CharField(allow_blank=True, help_text="Empty where the article's ceiling stands in for a class.")
    label = serializers.CharField()  # type: ignore[assignment]
    months = serializers.IntegerField(allow_null=True)
    starts = serializers.CharField()
    starts_label = serializers.CharField()
    started_on = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)
    method = serializers.CharField()
    method_label = serializers.CharField()
    is_archive = serializers.BooleanField()
    is_capped = serializers.BooleanField()
    statutory_reserved = serializers.BooleanField()
    article = serializers.CharField(allow_blank=True)
    article_text = serializers.CharField(allow_blank=True)


class DueKindSerializer(serializers.Serializer[Any]):
    """A kind of record with how many of it become due."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()
    is_more = serializers.BooleanField()


class DueRecordSerializer(serializers.Serializer[Any]):
    """A record whose period ends."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    hint = serializers.CharField(allow_blank=True)
    who = serializers.CharField(allow_blank=True)
    programme = serializers.CharField()
    link = serializers.CharField(allow_blank=True, help_text="Empty where the reader may know of it and not open it.")
    kept = KeptSerializer()


class DuePageSerializer(serializers.Serializer[Any]):
    """A page of the records of one kind, and the kinds that there are."""

    kind = serializers.CharField()
    kinds = DueKindSerializer(many=True)
    results = DueRecordSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
