"""Who may not deal with a petition, and what happened to it."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.petitions.enums import ExclusionReason, PetitionEventKind
from apps.petitions.models.petition import Petition
from omuz.kernel.ids import new_id
from omuz.kernel.sealed_columns import SealedColumn, Sealing

EVENT_FIELD: Final = "petitions.event.text"


class PetitionExclusion(models.Model):
    """Somebody who may neither deal with a petition nor approve its answer: a trigger looks here."""

    append_only: Final = True
    special_category: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=14, choices=ExclusionReason.choices)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "user"], name="petition_excluded_once"),
            models.CheckConstraint(name="petition_exclusion_known", condition=Q(reason__in=ExclusionReason.values)),
        ]


class PetitionEvent(models.Model):
    """One thing that happened to a petition; free text sealed. Never changed, never deleted."""

    append_only: Final = True
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=EVENT_FIELD))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=PetitionEventKind.choices)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    audit_event_id = models.UUIDField()
    #: Whom it was given to; which of the days it cried.
    user_id = models.UUIDField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    sealed = models.BinaryField(default=bytes, blank=True)

    class Meta:
        indexes = [models.Index(fields=["petition", "-at"], name="petition_event_time")]
        constraints = [
            models.UniqueConstraint(fields=["petition", "sequence"], name="petition_event_sequence_once"),
            models.UniqueConstraint(
                fields=["petition", "day"], condition=Q(kind=PetitionEventKind.ESCALATED), name="petition_cried_once"
            ),
            models.CheckConstraint(name="petition_event_kind_known", condition=Q(kind__in=PetitionEventKind.values)),
        ]
