"""Shapes of the directory's API; they check types, operations check sense."""

import datetime as dt
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.directory.enums import Freshness, ProviderKind, ServiceTopic
from apps.directory.models import ProviderContact, ProviderService, ServiceProvider
from apps.directory.operations import ContactData, ProviderData, ServiceData
from apps.directory.rules import freshness


class ProviderServiceSerializer(serializers.ModelSerializer[ProviderService]):
    """One service."""

    topic_label = serializers.CharField(source="get_topic_display", read_only=True)
    target_groups = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=20)

    class Meta:
        model = ProviderService
        fields = ["id", "name", "topic", "topic_label", "description", "target_groups", "is_free", "how_to_apply"]
        validators: list[Any] = []


class ProviderContactSerializer(serializers.ModelSerializer[ProviderContact]):
    """One contact."""

    class Meta:
        model = ProviderContact
        fields = ["id", "full_name", "duty", "phone", "email"]


class ProviderListSerializer(serializers.ModelSerializer[ServiceProvider]):
    """A row of the list."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    freshness = serializers.SerializerMethodField()
    topics = serializers.SerializerMethodField()

    class Meta:
        model = ServiceProvider
        fields = [
            "id", "version", "name", "short_name", "kind", "kind_label", "phone", "email", "province", "district",
            "last_confirmed_on", "closed_on", "freshness", "topics",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(choices=Freshness.choices))
    def get_freshness(self, provider: ServiceProvider) -> str:
        """Return how fresh the entry is on the request's day."""
        today: dt.date = self.context["today"]
        return freshness(provider.last_confirmed_on, today=today)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_topics(self, provider: ServiceProvider) -> list[str]:
        """Return the labels of the topics offered, each once."""
        return list(dict.fromkeys(ServiceTopic(s.topic).label for s in provider.services.all()))


class ProviderSerializer(ProviderListSerializer):
    """A whole provider."""

    services = ProviderServiceSerializer(many=True, read_only=True)
    contacts = ProviderContactSerializer(many=True, read_only=True)
    opening_hours = serializers.DictField(
        child=serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    )

    class Meta:
        model = ServiceProvider
        fields = [
            *ProviderListSerializer.Meta.fields, "website", "neighbourhood", "address", "opening_hours",
            "accessibility", "notes", "registered_on", "services", "contacts",
        ]  # fmt: skip


class ProviderWriteSerializer(serializers.Serializer[Any]):
    """A provider as sent by the screen."""

    name = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=ProviderKind.choices)
    short_name = serializers.CharField(max_length=60, allow_blank=True, default="")
    phone = serializers.CharField(max_length=20, allow_blank=True, default="")
    email = serializers.EmailField(allow_blank=True, default="")
    website = serializers.URLField(allow_blank=True, default="")
    province = serializers.CharField(max_length=40, allow_blank=True, default="")
    district = serializers.CharField(max_length=60, allow_blank=True, default="")
    neighbourhood = serializers.CharField(max_length=80, allow_blank=True, default="")
    address = serializers.CharField(max_length=300, allow_blank=True, default="")
    opening_hours = serializers.DictField(
        child=serializers.ListField(
            child=serializers.ListField(child=serializers.CharField(max_length=5), min_length=2, max_length=2),
            max_length=4,
        ),
        default=dict,
    )
    accessibility = serializers.CharField(max_length=300, allow_blank=True, default="")
    notes = serializers.CharField(max_length=4000, allow_blank=True, default="")
    services = ProviderServiceSerializer(many=True, required=False)
    contacts = ProviderContactSerializer(many=True, required=False)

    def to_data(self) -> ProviderData:
        """Return the checked values as the operation takes them."""
        values = dict(self.validated_data)
        services, contacts = values.pop("services", None), values.pop("contacts", None)
        return ProviderData(
            **values,
            services=None if services is None else [ServiceData(**s) for s in services],
            contacts=None if contacts is None else [ContactData(**c) for c in contacts],
        )


class ProviderCloseSerializer(serializers.Serializer[Any]):
    """Why an entry is closed."""

    reason = serializers.CharField(max_length=500)
