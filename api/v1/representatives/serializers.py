"""Shapes of representatives."""

from typing import Any

from rest_framework import serializers

from apps.people.enums import RepresentativeKind
from apps.people.operations.representation import RepresentativeDraft


class RepresentativeWriteSerializer(serializers.Serializer[Any]):
    """A representative as typed: a registered person, or a name."""

    kind = serializers.ChoiceField(choices=RepresentativeKind.choices)
    representative = serializers.UUIDField(allow_null=True, default=None)
    full_name = serializers.CharField(max_length=160, allow_blank=True, default="")
    relation = serializers.CharField(max_length=60, allow_blank=True, default="")
    phone = serializers.CharField(max_length=32, allow_blank=True, default="")
    email = serializers.CharField(max_length=254, allow_blank=True, default="")
    document_ref = serializers.CharField(max_length=200, allow_blank=True, default="")
    document = serializers.UUIDField(allow_null=True, default=None)
    document_seen = serializers.BooleanField(default=False)
    scope = serializers.CharField(max_length=240, allow_blank=True, default="")
    starts_on = serializers.DateField(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
    receives_notices = serializers.BooleanField(default=False)

    def to_draft(self) -> RepresentativeDraft:
        """Return the operation's argument."""
        values: dict[str, Any] = dict(self.validated_data)
        return RepresentativeDraft(
            representative_id=values.pop("representative"), document_id=values.pop("document"), **values
        )


class RepresentativeEndSerializer(serializers.Serializer[Any]):
    """The last day of the authority, and why."""

    ends_on = serializers.DateField()
    reason = serializers.CharField(max_length=240)


class RepresentativeNoticesSerializer(serializers.Serializer[Any]):
    """Whether a representative of a protected person may receive notices, and why."""

    confirmed = serializers.BooleanField()
    reason = serializers.CharField(max_length=1000)


class NoticesSerializer(serializers.Serializer[Any]):
    """Whether notices to a representative wait for a confirmation, and who gave it (readings 4)."""

    needs_confirmation = serializers.BooleanField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    confirmed_by = serializers.CharField()
    reason = serializers.CharField()
    may_confirm = serializers.BooleanField()


class AuthoritySerializer(serializers.Serializer[Any]):
    """What a representative may do today, and the article it rests on."""

    may_sign = serializers.BooleanField()
    signs_together = serializers.BooleanField()
    may_see = serializers.BooleanField()
    is_notified = serializers.BooleanField()
    limited_to = serializers.CharField()
    article = serializers.CharField()
    reason = serializers.CharField()


class DueSerializer(serializers.Serializer[Any]):
    """Something that falls due."""

    code = serializers.ChoiceField(choices=["ended", "ends_soon", "came_of_age", "comes_of_age", "document_not_seen"])
    message = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)


class RepresentativeSerializer(serializers.Serializer[Any]):
    """A representative with what they may do today."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=RepresentativeKind.choices)
    kind_label = serializers.CharField()
    representative = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    full_name = serializers.CharField()
    relation = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()
    document_ref = serializers.CharField()
    document = serializers.UUIDField(allow_null=True)
    document_seen = serializers.BooleanField()
    document_seen_on = serializers.DateField(allow_null=True)
    scope = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    receives_notices = serializers.BooleanField()
    notices = NoticesSerializer()
    authority = AuthoritySerializer()
    warnings = DueSerializer(many=True)
