"""Shapes of forms."""

from typing import Any

from rest_framework import serializers

from api.v1.programmes.serializers import FindingSerializer


class PrivacyNoteSerializer(serializers.Serializer[Any]):
    """Why a question is asked, on which basis, how long the answer is kept."""

    purpose = serializers.CharField()
    legal_basis = serializers.CharField()
    statute = serializers.CharField()
    retention = serializers.CharField(allow_null=True)


class CompiledFormSerializer(serializers.Serializer[Any]):
    """A form to be filled in: JSON Schema 2020-12 and an RJSF ui schema. Answers pin `version`."""

    key = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    version = serializers.UUIDField()
    number = serializers.IntegerField()
    language = serializers.ChoiceField(choices=["tr", "en"])
    schema = serializers.JSONField()
    ui_schema = serializers.JSONField()
    privacy = serializers.DictField(child=PrivacyNoteSerializer())


class FormDraftSerializer(serializers.Serializer[Any]):
    """A form as its author has it now."""

    form = serializers.DictField()


class FormPreviewSerializer(serializers.Serializer[Any]):
    """What is wrong with a form and how it looks; without a schema where it is no form yet."""

    findings = FindingSerializer(many=True)
    schema = serializers.JSONField(allow_null=True)
    ui_schema = serializers.JSONField(allow_null=True)
    privacy = serializers.DictField(child=PrivacyNoteSerializer())
    fields = serializers.JSONField(help_text="what conditions of the form may ask, as the query builder takes it")  # type: ignore[assignment]
    group_fields = serializers.JSONField(help_text="by key of a repeated group: what conditions inside it may ask")
