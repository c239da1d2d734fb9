"""Shapes of quick contacts and urgent notices."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.people.enums import ContactOutcome
from apps.people.models import QuickContact, UrgentNotice
from apps.people.queries.contacts import open_note, open_urgent_notice
from apps.programmes.catalogue import CHANNELS, CONTACT_TOPICS, CodeList


def _label(codes: CodeList, key: str) -> str:
    code = codes.get(key)
    return code.tr if code is not None else key


class ContactSerializer(serializers.ModelSerializer[QuickContact]):
    """A row of the list; the note stays closed."""

    channel_label = serializers.SerializerMethodField()
    topic_label = serializers.SerializerMethodField()
    outcome_label = serializers.CharField(source="get_outcome_display", read_only=True)
    has_note = serializers.SerializerMethodField()

    class Meta:
        model = QuickContact
        fields = [
            "id", "version", "channel", "channel_label", "topic", "topic_label", "outcome", "outcome_label",
            "referred_to", "provider_id", "caller_label", "caller_phone", "call_back_at", "taken_at", "taken_by_id",
            "person_id", "has_note",
        ]  # fmt: skip

    def get_channel_label(self, contact: QuickContact) -> str:
        """Return the channel in words."""
        return _label(CHANNELS, contact.channel)

    def get_topic_label(self, contact: QuickContact) -> str:
        """Return the topic in words."""
        return _label(CONTACT_TOPICS, contact.topic)

    def get_has_note(self, contact: QuickContact) -> bool:
        """Return whether something was noted."""
        return contact.sealed_note is not None


class ContactDetailSerializer(ContactSerializer):
    """A contact with its note opened."""

    note = serializers.SerializerMethodField()

    class Meta(ContactSerializer.Meta):
        fields = [*ContactSerializer.Meta.fields, "note"]

    def get_note(self, contact: QuickContact) -> str:
        """Return what was noted."""
        return open_note(contact)


class ContactWriteSerializer(serializers.Serializer[Any]):
    """Five fields of a call; codes are checked by the operation, which names what to choose."""

    channel = serializers.CharField(max_length=24, allow_blank=True, default="")
    topic = serializers.CharField(max_length=24, allow_blank=True, default="")
    outcome = serializers.CharField(max_length=12, default=ContactOutcome.ANSWERED)
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")
    referred_to = serializers.CharField(max_length=160, allow_blank=True, default="")
    provider_id = serializers.UUIDField(allow_null=True, default=None)
    caller_label = serializers.CharField(max_length=120, allow_blank=True, default="")
    caller_phone = serializers.CharField(max_length=32, allow_blank=True, default="")
    call_back_at = serializers.DateTimeField(allow_null=True, default=None)
    person_id = serializers.UUIDField(allow_null=True, default=None)


class ContactLinkSerializer(serializers.Serializer[Any]):
    """The person a contact was about."""

    person_id = serializers.UUIDField()


class CallBackSerializer(serializers.Serializer[Any]):
    """How a promised call back ended."""

    outcome = serializers.CharField(max_length=12)
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")


class UrgentNoticeSerializer(serializers.ModelSerializer[UrgentNotice]):
    """A row of the list; what was told stays closed."""

    authority_label = serializers.CharField(source="get_authority_display", read_only=True)

    class Meta:
        model = UrgentNotice
        fields = [
            "id", "authority", "authority_label", "statute", "reference", "given_at", "given_by_id", "person_id",
            "contact_id",
        ]  # fmt: skip


class UrgentNoticeDetailSerializer(UrgentNoticeSerializer):
    """A notice with what was told."""

    told = serializers.SerializerMethodField()

    class Meta(UrgentNoticeSerializer.Meta):
        fields = [*UrgentNoticeSerializer.Meta.fields, "told"]

    @extend_schema_field(serializers.DictField(child=serializers.CharField(allow_blank=True)))
    def get_told(self, notice: UrgentNotice) -> dict[str, str]:
        """Return what, who, where and the authority's answer."""
        return open_urgent_notice(notice)


class UrgentNoticeWriteSerializer(serializers.Serializer[Any]):
    """What was told to an authority; only the authority and what happens are needed."""

    authority = serializers.CharField(max_length=24, allow_blank=True, default="")
    what = serializers.CharField(max_length=2000, allow_blank=True, default="")
    who = serializers.CharField(max_length=400, allow_blank=True, default="")
    where = serializers.CharField(max_length=400, allow_blank=True, default="")
    answer = serializers.CharField(max_length=1000, allow_blank=True, default="")
    reference = serializers.CharField(max_length=80, allow_blank=True, default="")
    person_id = serializers.UUIDField(allow_null=True, default=None)
    contact_id = serializers.UUIDField(allow_null=True, default=None)
