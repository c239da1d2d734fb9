"""The history: who did what to which row, why and from where. Written once, sealed afterwards, never changed.

What was written in a person's fields stands apart (AuditDetail) under that person's key, so that disposal can make it
unreadable without touching a sealed row.
"""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q, Value

from omuz.kernel.ids import new_id


class AuditEvent(models.Model):
    """One thing that someone did. No column holds a personal value of a registrant."""

    append_only: Final = True

    class ActorKind(models.TextChoices):
        STAFF = "staff"
        COORDINATOR = "coordinator"
        SYSTEM = "system"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(db_index=True)
    actor_id = models.UUIDField()
    actor_kind = models.CharField(max_length=12, choices=ActorKind.choices)
    actor_label = models.CharField(max_length=80, blank=True, help_text="only for the system's own work; staff by id")
    acting_for = models.UUIDField(null=True, blank=True)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True, blank=True)
    reason = models.TextField(blank=True)
    channel = models.CharField(max_length=16, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=60, blank=True)
    detail_digest = models.CharField(max_length=64, blank=True)
    # Set by a trigger, whatever the client sends: they tell the sealer which rows can no longer be joined by others.
    transaction_id = models.BigIntegerField(db_default=Value(0), editable=False)
    era = models.BigIntegerField(db_default=Value(0), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["era", "transaction_id", "id"], name="auditevent_sealing"),
            models.Index(fields=["subject_type", "subject_id", "at"], name="auditevent_subject"),
            models.Index(fields=["person_id", "at"], name="auditevent_person", condition=Q(person_id__isnull=False)),
            models.Index(fields=["actor_id", "at"], name="auditevent_actor"),
        ]


class AuditDetail(models.Model):
    """What stood there before and after, sealed: under the person's key, or the room's where no person is concerned."""

    append_only: Final = True
    special_category: ClassVar[bool] = True

    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, primary_key=True, related_name="detail")
    sealed = models.BinaryField()
    #: In a copy of a municipality the values are sealed anew: what their event, and so the chain, knows them by.
    origin_digest = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)


class AuditSeal(models.Model):
    """A link of the chain: SHA-256 over the link before and over every event of a range of ended transactions."""

    append_only: Final = True
    #: A link of a chain is named by its place in it.
    meaningful_key: Final = True

    sequence = models.PositiveBigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    era = models.BigIntegerField(help_text="the database cluster whose transaction numbers the range is in")
    lower = models.BigIntegerField(help_text="first transaction of the range")
    upper = models.BigIntegerField(help_text="first transaction after the range")
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
