"""Serving letters: one row an attempt (Tebligat Kanunu no. 7201)."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from apps.letters.enums import AddresseeKind, FailureReason, NextStep, Receiver, ServiceChannel, ServiceState
from apps.letters.models.letter import Letter
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

SERVICE_FIELD: Final = "letters.service.details"


class ServiceOfNotice(Record):
    """One attempt at serving a letter. One is under way at most; what has ended stays as it is (a trigger)."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=SERVICE_FIELD))

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="services")
    channel = models.CharField(max_length=12, choices=ServiceChannel.choices)
    state = models.CharField(max_length=12, choices=ServiceState.choices, default=ServiceState.UNDER_WAY)
    addressee_kind = models.CharField(max_length=16, choices=AddresseeKind.choices)
    sent_on = models.DateField(null=True, blank=True)
    #: E-tebligat and KEP: the day on which it reached the electronic address. Publication: the day of the notice.
    arrived_on = models.DateField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    receiver = models.CharField(max_length=16, choices=Receiver.choices, blank=True)
    #: The record of service: tebliğ mazbatası, tebellüğ belgesi, delivery report.
    proof = models.ForeignKey("documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    failure = models.CharField(max_length=24, choices=FailureReason.choices, blank=True)
    next_step = models.CharField(max_length=16, choices=NextStep.choices, blank=True)
    #: JSON: name of who took it, reference (barcode, number of the record), note.
    sealed = models.BinaryField(default=bytes, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["letter", "recorded_at"], name="service_letter"),
            models.Index(fields=["arrived_on"], name="service_arrived", condition=Q(state="under_way")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["letter"], condition=Q(state="under_way"), name="service_one_under_way"),
            models.UniqueConstraint(fields=["letter"], condition=Q(state="served"), name="service_served_once"),
            models.CheckConstraint(name="service_channel_known", condition=Q(channel__in=ServiceChannel.values)),
            models.CheckConstraint(
                name="service_state_has_facts",
                condition=Q(state=ServiceState.UNDER_WAY, served_on__isnull=True, failure="", ended_at__isnull=True)
                | Q(state=ServiceState.SERVED, served_on__isnull=False, failure="", ended_at__isnull=False)
                | (Q(state=ServiceState.FAILED, served_on__isnull=True, ended_at__isnull=False) & ~Q(failure="")),
            ),
            models.CheckConstraint(
                name="service_arrives_after_sending",
                condition=Q(sent_on__isnull=True) | Q(arrived_on__isnull=True) | Q(arrived_on__gte=F("sent_on")),
            ),
        ]
