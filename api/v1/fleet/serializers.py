"""Shapes of the operators' API: municipalities as they stand, jobs with their steps, the fleet as a whole."""

import uuid
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.operators.enums import Version
from apps.operators.operations import open_deletion, version_of
from omuz.kernel import clock
from tenants.archives.models import DeletionRequest
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.fleet.records import MigrationFailure
from tenants.head import migrations_known
from tenants.models import FleetJob, Municipality, MunicipalityHealth
from tenants.naming import web_address
from tenants.operating.enums import Finding, Grade, JobKind, JobState
from tenants.operating.jobs import link_for

#: What an operator chooses between, and how a job's step can stand.
SERVICE_STATES = [(state.value, state.label) for state in (MunicipalityState.ACTIVE, MunicipalityState.SUSPENDED)]
DELETION_ACTS = [(word, word) for word in ("request", "confirm", "withdraw")]
STEP_STATES = [(word, word) for word in ("waiting", "running", "done", "failed")]


class FleetFindingSerializer(serializers.Serializer[Any]):
    """A code with its words."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class FleetHealthSerializer(serializers.ModelSerializer[MunicipalityHealth]):
    """What was measured last. Bytes, tables, messages; nobody is counted."""

    grade = serializers.ChoiceField(choices=Grade.choices)
    grade_label = serializers.CharField(source="get_grade_display", read_only=True)
    findings = serializers.SerializerMethodField()

    class Meta:
        model = MunicipalityHealth
        fields = [
            "size_bytes", "tables", "history_sealed_at", "outbox_waiting", "outbox_oldest_at", "last_backup_at",
            "grade", "grade_label", "findings", "measured_at",
        ]  # fmt: skip

    @extend_schema_field(FleetFindingSerializer(many=True))
    def get_findings(self, health: MunicipalityHealth) -> list[dict[str, str]]:
        """Return what is worth a look, the worst first."""
        return [{"code": code, "label": str(Finding(code).label)} for code in health.findings if code in Finding.values]


class FleetFailureSerializer(serializers.ModelSerializer[MigrationFailure]):
    """Where a migration stopped."""

    class Meta:
        model = MigrationFailure
        fields = ["migration", "cause", "since", "last_tried", "attempts"]


class FleetDeletionSerializer(serializers.ModelSerializer[DeletionRequest]):
    """A request to delete a municipality, which another operator confirms."""

    is_own = serializers.BooleanField(default=False, read_only=True)

    class Meta:
        model = DeletionRequest
        fields = ["reason", "requested_by_label", "requested_at", "expires_at", "archive_made_at", "is_own"]


class FleetDeletionWriteSerializer(serializers.Serializer[Any]):
    """What an operator says of a deletion, and why."""

    act = serializers.ChoiceField(choices=DELETION_ACTS)
    reason = serializers.CharField(max_length=500)


class MunicipalityRefSerializer(serializers.Serializer[Any]):
    """A municipality by its key and name."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()


class FleetMunicipalitySerializer(serializers.ModelSerializer[Municipality]):
    """A municipality as operators see it."""

    version = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=MunicipalityKind.choices)
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    state = serializers.ChoiceField(choices=MunicipalityState.choices)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]
    address = serializers.SerializerMethodField()
    version_state = serializers.ChoiceField(choices=Version.choices)
    version_label = serializers.SerializerMethodField()
    migrations_known = serializers.SerializerMethodField()
    health = serializers.SerializerMethodField()

    class Meta:
        model = Municipality
        fields = [
            "id", "version", "slug", "name", "kind", "kind_label", "province", "district", "parent", "state",
            "state_label", "is_demo", "address", "created_at", "version_state", "version_label", "migrations_applied",
            "migrations_known", "health",
        ]  # fmt: skip

    def get_version(self, municipality: Municipality) -> int:
        """Return what If-Match names."""
        return version_of(municipality)

    @extend_schema_field(MunicipalityRefSerializer(allow_null=True))
    def get_parent(self, municipality: Municipality) -> dict[str, Any] | None:
        """Return the metropolitan municipality, where there is one."""
        parent = municipality.parent
        return {"id": parent.id, "slug": parent.slug, "name": parent.name} if parent is not None else None

    def get_address(self, municipality: Municipality) -> str:
        """Return where its staff sign in."""
        return web_address(municipality.slug)

    def get_version_label(self, municipality: Municipality) -> str:
        """Return the version's state in words."""
        return str(Version(municipality.version_state).label)

    def get_migrations_known(self, municipality: Municipality) -> int:
        """Return how many migrations the running release has."""
        return migrations_known()

    @extend_schema_field(FleetHealthSerializer(allow_null=True))
    def get_health(self, municipality: Municipality) -> dict[str, Any] | None:
        """Return what was measured; None before the first time."""
        health = getattr(municipality, "health", None)
        return dict(FleetHealthSerializer(health).data) if health is not None else None


class FleetMunicipalityDetailSerializer(FleetMunicipalitySerializer):
    """The same, with what stopped its migration and what has been asked of its end."""

    failure = serializers.SerializerMethodField()
    can_be_archived = serializers.SerializerMethodField()
    deletion = serializers.SerializerMethodField()

    class Meta(FleetMunicipalitySerializer.Meta):
        fields = [*FleetMunicipalitySerializer.Meta.fields, "failure", "can_be_archived", "deletion"]

    def get_can_be_archived(self, municipality: Municipality) -> bool:
        """Return whether this installation has a folder for archives."""
        return bool(settings.OMUZ_BACKUP_DIR)

    @extend_schema_field(FleetDeletionSerializer(allow_null=True))
    def get_deletion(self, municipality: Municipality) -> dict[str, Any] | None:
        """Return the open request to delete it, None where nobody asked."""
        request = open_deletion(municipality.pk, now=clock.now())
        if request is None:
            return None
        is_own = request.requested_by_id == self.context.get("reader")
        return dict(FleetDeletionSerializer(request).data) | {"is_own": is_own}

    @extend_schema_field(FleetFailureSerializer(allow_null=True))
    def get_failure(self, municipality: Municipality) -> dict[str, Any] | None:
        """Return where its migration stopped, None where none did."""
        failure = getattr(municipality, "migration_failure", None)
        return dict(FleetFailureSerializer(failure).data) if failure is not None else None


class NewMunicipalitySerializer(serializers.Serializer[Any]):
    """A municipality as it is ordered."""

    name = serializers.CharField(max_length=120)
    slug = serializers.CharField(max_length=63)
    kind = serializers.ChoiceField(choices=MunicipalityKind.choices)
    province = serializers.CharField(max_length=40)
    district = serializers.CharField(max_length=60, allow_blank=True, default="")
    parent_id = serializers.UUIDField(allow_null=True, default=None)
    admin_name = serializers.CharField(max_length=120)
    admin_email = serializers.CharField(max_length=254)


class MunicipalityRenameSerializer(serializers.Serializer[Any]):
    """Another name or address, and why."""

    name = serializers.CharField(max_length=120)
    slug = serializers.CharField(max_length=63)
    reason = serializers.CharField(max_length=500)


class FleetStateWriteSerializer(serializers.Serializer[Any]):
    """In service or out of it, and why."""

    state = serializers.ChoiceField(choices=SERVICE_STATES)
    reason = serializers.CharField(max_length=500)


class FirstAdministratorSerializer(serializers.Serializer[Any]):
    """Who is invited."""

    admin_name = serializers.CharField(max_length=120)
    admin_email = serializers.CharField(max_length=254)


class FleetJobWriteSerializer(serializers.Serializer[Any]):
    """A job, and why."""

    kind = serializers.ChoiceField(choices=JobKind.choices)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class FleetStepSerializer(serializers.Serializer[Any]):
    """One step of a job."""

    key = serializers.CharField()
    state = serializers.ChoiceField(choices=STEP_STATES)
    started_at = serializers.DateTimeField(allow_null=True, default=None)
    finished_at = serializers.DateTimeField(allow_null=True, default=None)
    done = serializers.IntegerField(allow_null=True, default=None)
    total = serializers.IntegerField(allow_null=True, default=None)


class FleetJobSerializer(serializers.ModelSerializer[FleetJob]):
    """A job with its steps. The invitation's link is there for who asked, for an hour."""

    kind = serializers.ChoiceField(choices=JobKind.choices)
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    state = serializers.ChoiceField(choices=JobState.choices)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    municipality = serializers.SerializerMethodField()
    asked_by = serializers.SerializerMethodField()
    steps = FleetStepSerializer(many=True)
    address = serializers.SerializerMethodField()

    class Meta:
        model = FleetJob
        fields = [
            "id", "kind", "kind_label", "municipality", "slug", "address", "asked_by", "reason", "state",
            "state_label", "steps", "error", "cause", "asked_at", "started_at", "finished_at",
        ]  # fmt: skip

    @extend_schema_field(MunicipalityRefSerializer(allow_null=True))
    def get_municipality(self, job: FleetJob) -> dict[str, Any] | None:
        """Return the municipality; None for the fleet, before it is made, and when it is gone."""
        found = job.municipality
        return {"id": found.id, "slug": found.slug, "name": found.name} if found is not None else None

    def get_asked_by(self, job: FleetJob) -> str:
        """Return the operator's name; "" for the platform's own work."""
        names: dict[uuid.UUID | None, str] = self.context["names"]
        return names.get(job.asked_by_id, "")

    def get_address(self, job: FleetJob) -> str:
        """Return the municipality's address, "" for the whole fleet."""
        return web_address(job.slug) if job.slug else ""


class FleetJobDetailSerializer(FleetJobSerializer):
    """The same, with the invitation's link."""

    invitation_link = serializers.SerializerMethodField()

    class Meta(FleetJobSerializer.Meta):
        fields = [*FleetJobSerializer.Meta.fields, "invitation_link"]

    def get_invitation_link(self, job: FleetJob) -> str:
        """Return the link for the operator who asked, within the hour; "" otherwise."""
        return link_for(job, reader=self.context["reader"], now=clock.now())


class FleetAddressSerializer(serializers.Serializer[Any]):
    """Whether a municipality can have an address."""

    address = serializers.CharField()
    is_free = serializers.BooleanField()
    message = serializers.CharField(allow_blank=True)


class FleetSummarySerializer(serializers.Serializer[Any]):
    """The fleet as a whole."""

    municipalities = serializers.IntegerField()
    current = serializers.IntegerField()
    behind = serializers.IntegerField()
    failed = serializers.IntegerField()
    failed_since = serializers.DateTimeField(allow_null=True)
    good = serializers.IntegerField()
    attention = serializers.IntegerField()
    bad = serializers.IntegerField()
    suspended = serializers.IntegerField()
    spares = serializers.IntegerField()
    waiting_jobs = serializers.IntegerField()
    oldest_job_at = serializers.DateTimeField(allow_null=True)
    outbox_waiting = serializers.IntegerField()
    outbox_oldest_at = serializers.DateTimeField(allow_null=True)
    worker_seen_at = serializers.DateTimeField(allow_null=True)
    is_worker_alive = serializers.BooleanField()
    measured_at = serializers.DateTimeField(allow_null=True)
    migrations_known = serializers.IntegerField()
