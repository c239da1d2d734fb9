"""Shapes of reports, in the reader's language."""

from typing import Any

from rest_framework import serializers


class CountedReportQuerySerializer(serializers.Serializer[Any]):
    """What may be asked of a report."""

    as_of = serializers.DateField(required=False, help_text="The day counted on; without it the report's default day.")


class CountedReportEntrySerializer(serializers.Serializer[Any]):
    """One report that can be read."""

    key = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    programme = serializers.CharField(allow_blank=True, help_text="Whose own figures these are, or empty.")
    pinned_as_of = serializers.DateField(allow_null=True)
    pinned_reason = serializers.CharField(allow_blank=True)


class CountedReportListSerializer(serializers.Serializer[Any]):
    """All reports."""

    results = CountedReportEntrySerializer(many=True)


class CountedRowSerializer(serializers.Serializer[Any]):
    """One figure: `percent` is text ("63,8"), `share` the same as a number for charts."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    n = serializers.IntegerField()
    percent = serializers.CharField(allow_null=True)
    share = serializers.FloatField(allow_null=True)
    published = serializers.CharField(allow_null=True)
    differs = serializers.BooleanField()
    why = serializers.CharField(allow_blank=True)


class CountedTableSerializer(serializers.Serializer[Any]):
    """One table with what it means."""

    key = serializers.CharField()
    title = serializers.CharField()
    unit = serializers.CharField()
    population = serializers.CharField()
    cohort = serializers.CharField()
    definition = serializers.CharField()
    denominator = serializers.IntegerField(allow_null=True)
    denominator_label = serializers.CharField(allow_blank=True)
    exclusions = serializers.ListField(child=serializers.CharField())
    undecided = serializers.IntegerField()
    others = serializers.IntegerField()
    notes = serializers.ListField(child=serializers.CharField())
    rows = CountedRowSerializer(many=True)
    total = CountedRowSerializer(allow_null=True)
    summary = serializers.CharField()


class LeftOutTableSerializer(serializers.Serializer[Any]):
    """A table that this reader is told of and not shown, and why."""

    title = serializers.CharField()
    reason = serializers.CharField()


class CountedReportSerializer(serializers.Serializer[Any]):
    """A report counted as of a day."""

    key = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    municipality = serializers.CharField()
    language = serializers.CharField()
    as_of = serializers.DateField()
    pinned_as_of = serializers.DateField(allow_null=True)
    pinned_reason = serializers.CharField(allow_blank=True)
    published_source = serializers.CharField(allow_blank=True)
    programme = serializers.CharField(allow_blank=True)
    left_out = LeftOutTableSerializer(many=True)
    tables = CountedTableSerializer(many=True)
