"""Requests that may arrive twice, and effects that leave after the transaction."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from omuz.kernel.ids import new_id


class IdempotencyRecord(models.Model):
    """The answer to a request that carried an Idempotency-Key, kept for repetition. The body is sealed."""

    #: Bodies hold whatever was answered.
    special_category: ClassVar[bool] = True

    not_archived: Final = "kept for 24 hours, for a client that repeats its request; nobody repeats one after a restore"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.CharField(max_length=160, help_text="user and route")
    key = models.CharField(max_length=128)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty while the first one runs")
    headers = models.JSONField(default=dict, blank=True)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_once_per_scope")]


class OutboxMessage(models.Model):
    """A pointer to something that has to happen once the transaction is committed. No payload: the row is the truth."""

    not_archived: Final = "pointers to effects: those of a restored municipality have left, or would leave twice"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.CharField(max_length=80)
    object_id = models.UUIDField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True, help_text="after a failed attempt: when the next is due")
    last_error = models.CharField(max_length=120, blank=True, help_text="the kind of error, never its text")

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], name="outboxmessage_unsent", condition=Q(sent_at__isnull=True)),
        ]
