"""Background work as staff see it: a tray with a bar, a way to stop it, a result."""

from typing import Final

from django.db import models
from django.db.models import Q

from omuz.kernel.ids import new_id


class BackgroundTask(models.Model):
    """One piece of background work that somebody asked for."""

    not_archived: Final = "work in progress: no worker holds it after a restore"

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    actor_id = models.UUIDField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    result_type = models.CharField(max_length=80, blank=True)
    result_id = models.UUIDField(null=True, blank=True)
    error = models.TextField(blank=True, help_text="for staff, in Turkish, without personal values")
    cancel_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["actor_id", "-created_at"], name="backgroundtask_tray")]
        constraints = [
            models.CheckConstraint(
                name="backgroundtask_end_has_a_time",
                condition=Q(state__in=["queued", "running"]) | Q(finished_at__isnull=False),
            )
        ]
