"""Duplicates and merges."""

from typing import Any

from rest_framework import serializers

from api.v1.people.serializers.write import IdentityWriteSerializer
from apps.people import operations
from apps.people.enums import BirthPrecision, DuplicateVerdict
from apps.people.models import MergeRecord
from apps.people.queries.duplicates import Candidate
from apps.people.queries.people import shown_name


class CandidateSerializer(serializers.Serializer[Any]):
    """What is known so far of someone who may be registered already."""

    given_names = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")
    surname = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")
    birth_date = serializers.DateField(required=False, allow_null=True, default=None)
    birth_precision = serializers.ChoiceField(
        choices=BirthPrecision.choices, required=False, allow_blank=True, default=""
    )
    phones = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=10)
    identities = IdentityWriteSerializer(many=True, required=False)

    def to_candidate(self) -> Candidate:
        """Return the query's argument."""
        values = dict(self.validated_data)
        identities = [operations.IdentityDraft(**entry) for entry in values.pop("identities", ())]
        return Candidate(phones=values.pop("phones", ()), identities=identities, **values)


class DuplicateSerializer(serializers.Serializer[Any]):
    """A person who may be the one being registered."""

    id = serializers.UUIDField(source="person.id")
    file_number = serializers.CharField(source="person.file_number")
    name = serializers.SerializerMethodField()
    birth_date = serializers.DateField(source="person.birth_date", allow_null=True)
    birth_precision = serializers.CharField(source="person.birth_precision")
    version = serializers.IntegerField(source="person.version")
    score = serializers.IntegerField()
    reasons = serializers.ListField(child=serializers.CharField())

    def get_name(self, match: Any) -> str:
        """Return the name as written, or the working label."""
        return shown_name(match.person)


class DuplicatesSerializer(serializers.Serializer[Any]):
    """Likely duplicates, best first."""

    results = DuplicateSerializer(source="matches", many=True)
    registered_elsewhere = serializers.BooleanField(
        help_text="An identity number is held by someone whom the reader may not find."
    )


class DecisionSerializer(serializers.Serializer[Any]):
    """Two people who look alike, and what someone decided about them."""

    first = serializers.UUIDField()
    second = serializers.UUIDField()
    verdict = serializers.ChoiceField(choices=DuplicateVerdict.choices)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=240, default="")


class SideSerializer(serializers.Serializer[Any]):
    """One of the two records."""

    id = serializers.UUIDField()
    file_number = serializers.CharField()
    name = serializers.SerializerMethodField()
    version = serializers.IntegerField()

    def get_name(self, person: Any) -> str:
        """Return the name as written, or the working label."""
        return shown_name(person)


class ComparedFieldSerializer(serializers.Serializer[Any]):
    """One field of both."""

    name = serializers.CharField(source="field")
    title = serializers.CharField(source="label")
    survivor = serializers.CharField()
    absorbed = serializers.CharField()
    differs = serializers.BooleanField()
    suggested = serializers.ChoiceField(choices=["survivor", "absorbed"])


class ComparisonSerializer(serializers.Serializer[Any]):
    """Two records side by side."""

    survivor = SideSerializer()
    absorbed = SideSerializer()
    rows = ComparedFieldSerializer(many=True)


class MergeWriteSerializer(serializers.Serializer[Any]):
    """Which record goes into this one, and which side wins, field by field."""

    absorbed = serializers.UUIDField()
    absorbed_version = serializers.IntegerField(min_value=1)
    choices = serializers.DictField(
        child=serializers.ChoiceField(choices=["survivor", "absorbed"]), required=False, default=dict
    )
    reason = serializers.CharField(max_length=240)


class UndoSerializer(serializers.Serializer[Any]):
    """Why a merge is taken back."""

    reason = serializers.CharField(max_length=240)


class MergeSerializer(serializers.ModelSerializer[MergeRecord]):
    """A merge."""

    absorbed_file_number = serializers.CharField(source="absorbed.file_number", read_only=True)

    class Meta:
        model = MergeRecord
        fields = (
            "id", "survivor", "absorbed", "absorbed_file_number", "reason", "merged_at", "merged_by_id", "undone_at",
            "undone_by_id", "undo_reason",
        )  # fmt: skip
