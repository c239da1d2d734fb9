"""Tables of the platform's own room for its operators. No row names or counts anybody whom a municipality serves."""

from django.db import models
from django.db.models import Q

from omuz.kernel.ids import new_id
from tenants.operating.enums import OPEN_STATES, Grade, JobKind, JobState


class FleetJob(models.Model):
    """One thing that an operator asked of the fleet, with its progress. At most one of a kind is open per address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=JobKind.choices)
    municipality = models.ForeignKey(
        "tenants.Municipality", null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    #: The municipality's address when it was asked, "" for the whole fleet; it stays when the municipality is gone.
    slug = models.CharField(max_length=63, blank=True)
    asked_by_id = models.UUIDField(null=True, blank=True, help_text="empty for the platform's own work")
    parameters = models.JSONField(default=dict, blank=True, help_text="no secret and no person")
    reason = models.TextField(blank=True)
    #: The first administrator's name and address, sealed; emptied as soon as the invitation is written.
    sealed_person = models.BinaryField(default=b"")
    #: The invitation's link, sealed, for who asked; emptied after an hour.
    sealed_link = models.BinaryField(default=b"")
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    #: In order: [{"key", "state", "started_at", "finished_at", "done", "total"}].
    steps = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True, help_text="in Turkish words")
    cause = models.TextField(blank=True, help_text="for the operator, scrubbed")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["-asked_at"], name="fleet_job_latest"),
            models.Index(fields=["slug", "-asked_at"], name="fleet_job_of_one"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=Q(state__in=list(OPEN_STATES)), name="fleet_job_one_open"
            ),
            models.CheckConstraint(name="fleet_job_kind_known", condition=Q(kind__in=JobKind.values)),
            models.CheckConstraint(
                name="fleet_job_end_has_a_time", condition=Q(state__in=OPEN_STATES) | Q(finished_at__isnull=False)
            ),
        ]


class MunicipalityHealth(models.Model):
    """How one municipality's schema is, as the fleet worker measured it last."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    municipality = models.OneToOneField("tenants.Municipality", on_delete=models.CASCADE, related_name="health")
    size_bytes = models.BigIntegerField(default=0)
    tables = models.PositiveIntegerField(default=0)
    migrations_applied = models.PositiveIntegerField(default=0)
    migrations_known = models.PositiveIntegerField(default=0)
    history_sealed_at = models.DateTimeField(null=True, blank=True)
    outbox_waiting = models.PositiveIntegerField(default=0)
    outbox_oldest_at = models.DateTimeField(null=True, blank=True)
    last_backup_at = models.DateTimeField(null=True, blank=True)
    grade = models.CharField(max_length=10, choices=Grade.choices, default=Grade.GOOD)
    findings = models.JSONField(default=list, blank=True)
    measured_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="health_grade_known", condition=Q(grade__in=Grade.values))]


class FleetPulse(models.Model):
    """When a part of the fleet's machinery was last at work, and what it said: one row a name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="fleet_pulse_one_a_name")]
