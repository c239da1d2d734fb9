"""Outcomes of an assessment: what was decided for a person, since when, and why."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from apps.cases.models.case import Case
from apps.cases.models.filling import Submission
from omuz.kernel.ids import new_id
from omuz.kernel.sealed_columns import SealedColumn, Sealing

OUTCOME_FIELD: Final = "cases.outcome.reason"
WITHDRAWAL_FIELD: Final = "cases.outcome.withdrawal"


class CaseOutcome(models.Model):
    """One outcome ("değerlendirme sonucu") of a case, from the list of the version on which the case stood.

    Several stand beside each other, each with its own day and reason. What was given is never changed: an outcome that
    does not hold any more is withdrawn with a reason and stays (a trigger lets nothing but the withdrawal be written,
    once).
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed", field=OUTCOME_FIELD), SealedColumn("sealed_withdrawal", field=WITHDRAWAL_FIELD)
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    #: A key of that version's `outcomes`.
    outcome = models.CharField(max_length=48)
    #: From which day it holds.
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField()
    by_id = models.UUIDField()
    #: The assessment that it rests on.
    submission = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: The reason; empty only where the programme asks for none.
    sealed = models.BinaryField(default=bytes, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_id = models.UUIDField(null=True, blank=True)
    sealed_withdrawal = models.BinaryField(default=bytes, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "-recorded_at", "-id"], name="case_outcome_case"),
            models.Index(
                fields=["outcome", "given_on"], name="case_outcome_code", condition=Q(withdrawn_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "outcome"], condition=Q(withdrawn_at__isnull=True), name="case_outcome_once"
            ),
            models.CheckConstraint(name="case_outcome_not_ahead", condition=Q(given_on__lte=models.F("recorded_on"))),
            models.CheckConstraint(
                name="case_outcome_withdrawn_whole",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by_id__isnull=True, sealed_withdrawal=b"")
                | (Q(withdrawn_at__isnull=False, withdrawn_by_id__isnull=False) & ~Q(sealed_withdrawal=b"")),
            ),
        ]
