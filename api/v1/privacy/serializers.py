"""Shapes of privacy: notices, history, access log."""

import json
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.people.enums import SensitiveKind
from apps.people.models import NoticeGiven
from apps.people.queries.history import Change, action_label
from apps.privacy.enums import NoticeVariant
from apps.privacy.models import AccessLogEntry, PrivacyNotice
from apps.programmes.catalogue import CHANNELS, CODE_LISTS, code_label
from omuz.kernel.models.audit import AuditEvent

#: What the access log and recorded bases call kinds of data, in words.
DATA_LABELS = {kind.value: str(kind.label) for kind in SensitiveKind} | {
    "medical_report": "Engellilik sağlık kurulu raporu",
    "document": "Özel nitelikli belge",
    "urgent_notice": "Acil bildirim",
    "case_answers": "Dosyadaki özel nitelikli yanıtlar",
    "support_plan": "Bireysel destek planı",
    "coaching_notes": "Ziyaret notları",
    "observed_employment": "İstihdam bilgisi",
    "letter": "Yazı",
}
#: Beginnings of actions whose reasons, typed by staff, tend to name what the data are: an illness, violence.
_TELLING = (
    "person.sensitive_", "person.report_", "person.made_confidential", "person.confidentiality_ended",
    "person.staff_", "privacy.", "document.",
)  # fmt: skip
_CHANNELS = [(code.key, code.tr) for code in CHANNELS.codes]


class NoticeSerializer(serializers.ModelSerializer[PrivacyNotice]):
    """A version of the privacy notice."""

    variant_label = serializers.CharField(source="get_variant_display", read_only=True)
    programme_name = serializers.CharField(source="programme.name", default="", read_only=True)

    class Meta:
        model = PrivacyNotice
        fields = [
            "id", "version", "number", "variant", "variant_label", "language", "title", "text", "programme_id",
            "programme_name", "valid_from", "valid_to", "published_at",
        ]  # fmt: skip


class NoticeDraftSerializer(serializers.Serializer[Any]):
    """A draft. With a number it is another variant of that version."""

    title = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=60000)
    variant = serializers.ChoiceField(choices=NoticeVariant.choices, default=NoticeVariant.STANDARD)
    language = serializers.RegexField(r"^[a-z]{2,3}$", default="tr")
    programme = serializers.UUIDField(allow_null=True, default=None)
    number = serializers.IntegerField(allow_null=True, default=None, min_value=1)


class NoticeChangeSerializer(serializers.Serializer[Any]):
    """Title and text of a draft."""

    title = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=60000)


class NoticePublishSerializer(serializers.Serializer[Any]):
    """From which day it holds."""

    valid_from = serializers.DateField()


class NoticeGiveSerializer(serializers.Serializer[Any]):
    """What was given, and how. There is no consent in it."""

    notice = serializers.UUIDField()
    channel = serializers.ChoiceField(choices=_CHANNELS)
    variant = serializers.ChoiceField(choices=NoticeVariant.choices, allow_blank=True, default="")
    to_representative = serializers.UUIDField(allow_null=True, default=None)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class NoticeGivenSerializer(serializers.ModelSerializer[NoticeGiven]):
    """One time that the person was informed."""

    number = serializers.IntegerField(source="notice.number", read_only=True)
    title = serializers.CharField(source="notice.title", read_only=True)
    channel_label = serializers.SerializerMethodField()
    variant_label = serializers.SerializerMethodField()
    given_by = serializers.SerializerMethodField()
    to_representative_name = serializers.CharField(source="to_representative.full_name", default="", read_only=True)

    class Meta:
        model = NoticeGiven
        fields = [
            "id", "notice_id", "number", "title", "channel", "channel_label", "variant", "variant_label", "given_at",
            "given_by", "to_representative_id", "to_representative_name", "note",
        ]  # fmt: skip

    def get_channel_label(self, row: NoticeGiven) -> str:
        """Return the channel in words."""
        return code_label(CHANNELS.key, row.channel)

    def get_variant_label(self, row: NoticeGiven) -> str:
        """Return the variant in words."""
        return str(NoticeVariant(row.variant).label) if row.variant in NoticeVariant.values else ""

    def get_given_by(self, row: NoticeGiven) -> str:
        """Return who gave it."""
        name: str = self.context["names"].get(row.given_by_id, "")
        return name


class NoticeDueSerializer(serializers.Serializer[Any]):
    """Why the person is to be informed (again)."""

    code = serializers.ChoiceField(choices=["not_given", "came_of_age", "new_version"])
    message = serializers.CharField()
    since = serializers.DateField(allow_null=True)


class PersonNoticesSerializer(serializers.Serializer[Any]):
    """Which notices a person was given, and whether one is due."""

    results = NoticeGivenSerializer(many=True)
    due = NoticeDueSerializer(allow_null=True)


class AccessLogSerializer(serializers.ModelSerializer[AccessLogEntry]):
    """One reading of special-category data: who, which kinds, why."""

    purpose_label = serializers.CharField(source="get_purpose_display", read_only=True)
    field_labels = serializers.SerializerMethodField()
    programme_name = serializers.SerializerMethodField()

    class Meta:
        model = AccessLogEntry
        fields = [
            "id", "at", "actor_id", "actor_label", "fields", "field_labels", "purpose", "purpose_label", "task",
            "programme_name", "basis_id",
        ]  # fmt: skip

    def get_field_labels(self, entry: AccessLogEntry) -> list[str]:
        """Return the kinds of data in words."""
        return [DATA_LABELS.get(field, field) for field in entry.fields]

    def get_programme_name(self, entry: AccessLogEntry) -> str:
        """Return the programme in which it was read; empty where the reader named none."""
        name: str = self.context["programmes"].get(entry.programme_id, "")
        return name


class HistorySerializer(serializers.ModelSerializer[AuditEvent]):
    """One event of a person's history; values stay closed."""

    action_label = serializers.SerializerMethodField()
    actor = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    changed = serializers.SerializerMethodField()
    origin = serializers.SerializerMethodField()

    class Meta:
        model = AuditEvent
        fields = ["id", "at", "actor", "action", "action_label", "reason", "changed", "origin"]

    def get_reason(self, event: AuditEvent) -> str:
        """Return why; words about special-category data or confidentiality reach those alone who supervise readings."""
        closed = event.action.startswith(_TELLING) and not self.context.get("shows_device")
        return "" if closed else str(event.reason)

    def get_action_label(self, event: AuditEvent) -> str:
        """Return what was done, in words."""
        return action_label(event.action)

    def get_actor(self, event: AuditEvent) -> str:
        """Return who did it."""
        name: str = event.actor_label or self.context["names"].get(event.actor_id, "")
        return name

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_changed(self, event: AuditEvent) -> list[str]:
        """Return the names of the changed fields."""
        names: list[str] = self.context["changed"].get(event.id, [])
        return names

    def get_origin(self, event: AuditEvent) -> str:
        """Return from where: a screen, the command line, a task; with the device where the reader may see it."""
        place = {"web": "Ekran", "command": "Komut satırı", "task": "Arka plan işi"}.get(event.channel, "")
        if not self.context.get("shows_device"):
            return place
        return ", ".join(part for part in (place, event.ip or "", event.agent) if part)


class ChangeSerializer(serializers.Serializer[Any]):
    """A changed field with what stood there."""

    field = serializers.CharField()
    field_label = serializers.CharField()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()

    def get_before(self, change: Change) -> str:
        """Return the value before, in words."""
        return _shown(change.field, change.before)

    def get_after(self, change: Change) -> str:
        """Return the value after, in words."""
        return _shown(change.field, change.after)


class OpenedEventSerializer(serializers.Serializer[Any]):
    """An event with its values. `is_destroyed`: they went with the person's key and can be read no more."""

    event = HistorySerializer()
    changes = ChangeSerializer(many=True)
    is_destroyed = serializers.BooleanField()


def _shown(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Evet" if value else "Hayır"
    if isinstance(value, str) and field in CODE_LISTS:
        return code_label(field, value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
