"""Service providers: public bodies and civil society organisations, what they offer, whom to call.

Contacts here are people in their office, not people served: no special-category value stands in these tables.
"""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat

from apps.directory.enums import ProviderKind, ServiceTopic
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.text.expressions import TrFold, TrKey


class ServiceProviderQuerySet(models.QuerySet["ServiceProvider"]):
    """Filters that reports, lists and exports share."""

    def visible_to(self, actor: Actor) -> Self:
        """Return what the actor may see: the whole directory with directory.read, nothing without it."""
        return self if actor.can("directory.read") else self.none()


class ServiceProvider(Record):
    """An institution that people are referred to."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=ProviderKind.choices)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    province = models.CharField(max_length=40, blank=True)
    district = models.CharField(max_length=60, blank=True)
    neighbourhood = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=300, blank=True)
    #: {"mon": [["08:30", "12:00"], ["13:00", "17:30"]], ...}; a missing day is closed, an empty object is unknown.
    opening_hours = models.JSONField(default=dict, blank=True)
    accessibility = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    last_confirmed_on = models.DateField(null=True, blank=True)
    last_confirmed_by_id = models.UUIDField(null=True, blank=True)
    registered_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    search_text = models.GeneratedField(
        expression=TrFold(
            Concat(F("name"), Value(" "), F("short_name"), Value(" "), F("district"), output_field=models.TextField())
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=TrKey(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    objects = ServiceProviderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(TrFold(F("name")), TrFold(F("district")), name="provider_name_district_unique"),
            models.CheckConstraint(name="provider_kind_known", condition=models.Q(kind__in=ProviderKind.values)),
        ]
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["ext.gin_trgm_ops"], name="provider_search_trgm"),
            models.Index(fields=["sort_key", "id"], name="provider_sort"),
        ]


class ProviderService(Record):
    """One service of a provider, and the target groups it is for (catalogue keys; empty means everyone)."""

    provider = models.ForeignKey(ServiceProvider, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(max_length=160)
    topic = models.CharField(max_length=24, choices=ServiceTopic.choices)
    description = models.TextField(blank=True)
    target_groups = models.JSONField(default=list, blank=True)
    is_free = models.BooleanField(null=True, blank=True)
    how_to_apply = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="provider_service_unique")]


class ProviderContact(Record):
    """Whom to call there."""

    provider = models.ForeignKey(ServiceProvider, on_delete=models.CASCADE, related_name="contacts")
    full_name = models.CharField(max_length=120)
    duty = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
