"""Shapes of the first page. A block that the reader has no right to is null."""

from typing import Any

from rest_framework import serializers

from apps.people.enums import ImportState
from apps.people.models import ExportRequest, ImportJob, Person, QuickContact
from apps.people.queries.people import shown_name
from apps.programmes.catalogue import CONTACT_TOPICS, code_label


class DueCallBackSerializer(serializers.ModelSerializer[QuickContact]):
    """A promised call."""

    topic_label = serializers.SerializerMethodField()

    class Meta:
        model = QuickContact
        fields = ["id", "topic", "topic_label", "caller_label", "caller_phone", "call_back_at", "person_id"]

    def get_topic_label(self, contact: QuickContact) -> str:
        """Return the topic in words."""
        return code_label(CONTACT_TOPICS.key, contact.topic)


class CallBacksSerializer(serializers.Serializer[Any]):
    """Promised calls that fall due by the end of the day."""

    count = serializers.IntegerField()
    rows = DueCallBackSerializer(many=True)


class UnfinishedRegistrationSerializer(serializers.ModelSerializer[Person]):
    """Someone registered lately who still misses something."""

    name = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields = ["id", "file_number", "name", "registered_on"]

    def get_name(self, person: Person) -> str:
        """Return the name or working label."""
        return shown_name(person)


class RegistrationsSerializer(serializers.Serializer[Any]):
    """The reader's recent registrations with missing information."""

    count = serializers.IntegerField()
    rows = UnfinishedRegistrationSerializer(many=True)


class ExpiringSerializer(serializers.Serializer[Any]):
    """How many reports end soon; `may_list` says that the reader may have them named (a logged reading)."""

    within_30 = serializers.IntegerField()
    within_90 = serializers.IntegerField()
    may_list = serializers.BooleanField()


class WaitingImportSerializer(serializers.ModelSerializer[ImportJob]):
    """An import that waits."""

    held = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=ImportState.choices)
    state_label = serializers.CharField(source="get_state_display")

    class Meta:
        model = ImportJob
        fields = ["id", "kind", "state", "state_label", "total", "held", "requested_at"]

    def get_held(self, job: ImportJob) -> int:
        """Return how many rows wait for a decision about a likely duplicate."""
        return int(job.counts.get("held", 0))


class WaitingImportsSerializer(serializers.Serializer[Any]):
    """Imports that wait for a go-ahead or a decision."""

    count = serializers.IntegerField()
    rows = WaitingImportSerializer(many=True)


class WaitingExportSerializer(serializers.ModelSerializer[ExportRequest]):
    """An export that waits for a second person."""

    requested_by = serializers.SerializerMethodField()

    class Meta:
        model = ExportRequest
        fields = ["id", "list_key", "reason", "row_count", "includes_special", "requested_by", "requested_at"]

    def get_requested_by(self, request: ExportRequest) -> str:
        """Return who asked."""
        name: str = self.context["names"].get(request.requested_by_id, "")
        return name


class WaitingExportsSerializer(serializers.Serializer[Any]):
    """Exports of colleagues that wait for the reader."""

    count = serializers.IntegerField()
    rows = WaitingExportSerializer(many=True)


class StaleSerializer(serializers.Serializer[Any]):
    """Entries of the directory that nobody has confirmed for long, or ever."""

    stale = serializers.IntegerField()
    never = serializers.IntegerField()


class TodaySerializer(serializers.Serializer[Any]):
    """What waits for the reader today; a block without its right is null."""

    date = serializers.DateField()
    call_backs = CallBacksSerializer(allow_null=True)
    registrations = RegistrationsSerializer(allow_null=True)
    reports = ExpiringSerializer(allow_null=True)
    imports = WaitingImportsSerializer(allow_null=True)
    approvals = WaitingExportsSerializer(allow_null=True)
    directory = StaleSerializer(allow_null=True)
    authorities_ending = serializers.IntegerField(allow_null=True)
    plans_to_review = serializers.IntegerField(allow_null=True)
