"""Shapes of exports."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.people.enums import ExportState
from apps.people.models import ExportRequest


class ExportWriteSerializer(serializers.Serializer[Any]):
    """A list to take away, and why."""

    list_key = serializers.CharField(max_length=24, default="people")
    reason = serializers.CharField(max_length=240)
    filters = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=200), default=dict)
    #: Empty: the usual columns; ["all"]: every one of them, with histories, fit to be imported elsewhere.
    columns = serializers.ListField(child=serializers.CharField(max_length=40), default=list, max_length=80)
    file_format = serializers.ChoiceField(choices=[("xlsx", "xlsx"), ("csv", "csv")], default="xlsx")


class ExportSerializer(serializers.ModelSerializer[ExportRequest]):
    """One request."""

    state = serializers.ChoiceField(choices=ExportState.choices)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    requested_by = serializers.SerializerMethodField()
    decided_by = serializers.SerializerMethodField()
    is_own = serializers.SerializerMethodField()
    columns = serializers.ListField(child=serializers.CharField())
    filters = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = ExportRequest
        fields = [
            "id", "version", "list_key", "file_format", "reason", "filters", "columns", "row_count",
            "includes_special", "needs_approval", "state", "state_label", "requested_by", "requested_at", "decided_by",
            "decided_at", "decision_reason", "expires_at", "is_own",
        ]  # fmt: skip

    @extend_schema_field(serializers.CharField())
    def get_requested_by(self, row: ExportRequest) -> str:
        """Return the asker's name."""
        names: dict[Any, str] = self.context.get("names", {})
        return names.get(row.requested_by_id, "")

    @extend_schema_field(serializers.CharField())
    def get_decided_by(self, row: ExportRequest) -> str:
        """Return the second person's name."""
        names: dict[Any, str] = self.context.get("names", {})
        return names.get(row.decided_by_id, "")

    @extend_schema_field(serializers.BooleanField())
    def get_is_own(self, row: ExportRequest) -> bool:
        """Tell whether the reader asked for it."""
        return bool(row.requested_by_id == self.context.get("actor_id"))


class ExportDecisionSerializer(serializers.Serializer[Any]):
    """The second person's word."""

    approve = serializers.BooleanField()
    reason = serializers.CharField(max_length=240, allow_blank=True, default="")


class ExportColumnSerializer(serializers.Serializer[Any]):
    """A column that can be asked for."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    is_special = serializers.BooleanField()
    is_default = serializers.BooleanField()


class ExportColumnsSerializer(serializers.Serializer[Any]):
    """All of them."""

    results = ExportColumnSerializer(many=True)
