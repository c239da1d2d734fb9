"""The municipality registry. It stands in the public schema and names no person."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django_tenants.models import TenantMixin

from omuz.kernel import context
from omuz.kernel.ids import new_id
from tenants.archives.models import Backup, DeletionRequest
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.fleet.records import CompiledMigration, MigrationFailure
from tenants.naming import role_name, schema_name
from tenants.operating.models import FleetJob, FleetPulse, MunicipalityHealth

__all__ = [
    "Backup",
    "CompiledForm",
    "CompiledMigration",
    "DeletionRequest",
    "Domain",
    "FleetJob",
    "FleetPulse",
    "MigrationFailure",
    "Municipality",
    "MunicipalityHealth",
    "Spare",
]


class Municipality(TenantMixin):  # type: ignore[misc]
    """One municipality. Schema and role are named by `key`, which never changes; `slug` is the address and may."""

    auto_create_schema = False
    auto_drop_schema = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=24, unique=True, editable=False)
    slug = models.CharField(max_length=63, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=MunicipalityKind.choices)
    province = models.CharField(max_length=40)
    district = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="districts")
    state = models.CharField(max_length=12, choices=MunicipalityState.choices, default=MunicipalityState.PREPARING)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    #: `tenants.walls.new_sealed_token`: what opens the tables behind the second wall, sealed under the master key.
    sealed_wall_token = models.CharField(max_length=240, blank=True, editable=False)
    #: Rows of the schema's django_migrations, written in the transaction of each migration.
    migrations_applied = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="municipality_key_form", condition=models.Q(key__regex=r"^[a-z0-9]{1,24}$")),
            models.CheckConstraint(
                name="municipality_state_known", condition=models.Q(state__in=MunicipalityState.values)
            ),
            models.CheckConstraint(
                name="municipality_kind_known", condition=models.Q(kind__in=MunicipalityKind.values)
            ),
            models.CheckConstraint(
                name="municipality_district_has_district_name",
                condition=~models.Q(kind=MunicipalityKind.DISTRICT) | ~models.Q(district=""),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the registry row and nothing else: schemas are made by `provisioning`, not as an effect of a save."""
        models.Model.save(self, *args, **kwargs)

    def as_context(self) -> context.Municipality:
        """Return the frozen value that requests, tasks and commands carry."""
        return context.Municipality(
            id=self.id,
            key=self.key,
            slug=self.slug,
            name=self.name,
            kind=self.kind,
            state=self.state,
            is_demo=self.is_demo,
            schema_name=schema_name(self.key),
            role_name=role_name(self.key),
            province=self.province,
            district=self.district,
            sealed_wall_token=self.sealed_wall_token,
            migrations_applied=self.migrations_applied,
        )


class Domain(models.Model):
    """A host name under which a municipality is reached; exactly one of a municipality's is the primary one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    domain = models.CharField(max_length=253)
    tenant = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="domains")
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["domain"], name="domain_unique"),
            models.CheckConstraint(name="domain_lower_case", condition=models.Q(domain=Lower("domain"))),
            models.UniqueConstraint(fields=["tenant"], condition=models.Q(is_primary=True), name="domain_one_primary"),
        ]


class CompiledForm(models.Model):
    """The statements that make a municipality's schema at head, kept by a digest of what shapes them.

    The owner runs them, so nobody else may write them (nor read: `owner_only`), or the web could have DDL run for it.
    """

    owner_only = True
    meaningful_key = True

    digest = models.CharField(primary_key=True, max_length=64)
    #: How many migrations the schema has had when they have run.
    head = models.PositiveIntegerField()
    statements = models.JSONField()
    made_at = models.DateTimeField()


class Spare(models.Model):
    """A finished room that belongs to no municipality yet: schema, role, data keys, wall under a key of its own."""

    #: The room's immutable key, which names schema and role; the municipality that takes it goes on with it.
    meaningful_key = True

    key = models.CharField(primary_key=True, max_length=24)
    sealed_wall_token = models.CharField(max_length=240)
    migrations_applied = models.PositiveIntegerField(default=0)
    #: False while it is being made; what a kill left behind is cleared away by the next `ensure_spares`.
    is_ready = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="spare_key_form", condition=models.Q(key__regex=r"^[a-z0-9]{1,24}$")),
            models.CheckConstraint(
                name="spare_ready_has_migrations",
                condition=models.Q(is_ready=False) | models.Q(migrations_applied__gt=0),
            ),
        ]
