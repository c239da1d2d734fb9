"""Messages that leave the house: one row each, whatever the queue does."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from omuz.kernel.ids import new_id
from omuz.kernel.sealed_columns import SealedColumn, Sealing

MESSAGE_FIELD: Final = "kernel.message"


class OutgoingMessage(models.Model):
    """An e-mail or a text message. Its key says what it tells, so that the same is never told twice."""

    #: Where somebody is told to come can reveal why.
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=MESSAGE_FIELD))

    class State(models.TextChoices):
        WAITING = "waiting", "Sırada"
        SENDING = "sending", "Gönderiliyor"
        SENT = "sent", "Gönderildi"
        FAILED = "failed", "Gönderilemedi"
        WITHHELD = "withheld", "Gönderilmedi"

    class Channel(models.TextChoices):
        EMAIL = "email", "E-posta"
        SMS = "sms", "Kısa mesaj"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    #: "appointment.reminder:<id>:<time>:24h": what is told about what.
    key = models.CharField(max_length=160)
    #: Who is asked, right before it leaves, what it says and whether it may.
    purpose = models.CharField(max_length=48)
    about_id = models.UUIDField()
    #: Empty until it is known by which way it leaves.
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    #: JSON of {to, subject, text}: what is to be said, or was.
    sealed = models.BinaryField(default=bytes, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    #: When it is of no use any more.
    expires_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when it was last handed to the queue")
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    #: Why it was not sent, or not yet: a code, never a text of somebody's.
    trouble = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["about_id", "created_at"], name="message_about"),
            models.Index(fields=["due_at"], name="message_open", condition=Q(state__in=["waiting", "sending"])),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="message_once"),
            models.CheckConstraint(
                name="message_sent_has_time", condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent")
            ),
        ]
