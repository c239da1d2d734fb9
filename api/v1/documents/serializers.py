"""Shapes of documents."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.documents.enums import FileKind
from apps.people.operations.documents import UPLOADED_KINDS, Document

DOCUMENT_KINDS = [(kind.value, kind.label) for kind in UPLOADED_KINDS]
CLOSED_LABEL = "Özel nitelikli belge"


class DocumentUploadSerializer(serializers.Serializer[Any]):
    """A file with what it is."""

    file = serializers.FileField(allow_empty_file=True)
    kind = serializers.ChoiceField(choices=DOCUMENT_KINDS, default=FileKind.OTHER)
    is_special = serializers.BooleanField(default=False)
    programme = serializers.UUIDField(allow_null=True, default=None)


class DocumentSerializer(serializers.Serializer[Any]):
    """A document of the list. Where `is_closed`, kind and name open with a purpose only."""

    id = serializers.UUIDField(source="row.id")
    version = serializers.IntegerField(source="row.version")
    kind = serializers.SerializerMethodField()
    kind_label = serializers.SerializerMethodField()
    name = serializers.CharField()
    is_special = serializers.BooleanField(source="row.is_special")
    is_closed = serializers.BooleanField()
    media_type = serializers.CharField(source="row.media_type")
    size = serializers.IntegerField(source="row.size")
    uploaded_at = serializers.DateTimeField(source="row.uploaded_at")
    uploaded_by = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=DOCUMENT_KINDS, allow_blank=True))
    def get_kind(self, document: Document) -> str:
        """Return the kind; empty while it is closed."""
        return "" if document.is_closed else document.row.kind

    def get_kind_label(self, document: Document) -> str:
        """Return the kind in words."""
        return CLOSED_LABEL if document.is_closed else FileKind(document.row.kind).label

    def get_uploaded_by(self, document: Document) -> str:
        """Return who put it there."""
        names: dict[Any, str] = self.context.get("names", {})
        return names.get(document.row.uploaded_by_id, "")


class DocumentRemovalSerializer(serializers.Serializer[Any]):
    """Why a document is removed."""

    reason = serializers.CharField(max_length=240)
