"""Employment that others brought about ("istihdam bilgisi"), and referrals to institutions (İzmir Art. 7, 5-ç).

There is no vacancy, match, placement or CV here, and no link to an employer's need (Art. 6).
"""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from apps.coaching.enums import EmploymentSource, InstitutionKind, ReferralOutcome
from apps.coaching.models.reach import CoachingQuerySet
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

OBSERVATION_FIELD: Final = "coaching.employment"
REFERRAL_FIELD: Final = "coaching.referral"


class EmploymentObservation(Record):
    """That somebody works, as somebody has said on a day. What the person's own record says of it stays there."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=OBSERVATION_FIELD))

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="employment")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=EmploymentSource.choices, blank=True)
    #: When the source said so, or the day of its document.
    source_on = models.DateField(null=True, blank=True)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    #: Its programme has adopted that employment is recorded with source and date only (İzmir Art. 7).
    needs_source = models.BooleanField(default=False)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    #: JSON: the work and the workplace in words, a note, why it was corrected.
    sealed = models.BinaryField(default=bytes, blank=True)

    objects = CoachingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "-since", "-id"], name="employment_case")]
        constraints = [
            models.CheckConstraint(
                # Art. 7: observed, with source and date; never said to be our doing.
                name="employment_has_source",
                condition=Q(needs_source=False) | (Q(source_on__isnull=False) & ~Q(source="")),
            ),
            models.CheckConstraint(
                name="employment_source_known", condition=Q(source__in=["", *EmploymentSource.values])
            ),
            models.CheckConstraint(
                name="employment_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="employment_not_of_itself", condition=Q(corrects__isnull=True) | ~Q(corrects=F("id"))
            ),
        ]


class InstitutionReferral(Record):
    """That somebody was referred to İŞKUR or another institution ("kuruma yönlendirme"); never to an employer."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=REFERRAL_FIELD))

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="referrals")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=InstitutionKind.choices)
    #: The institution's card in the directory, where it has one.
    provider = models.ForeignKey(
        "directory.ServiceProvider", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    institution = models.CharField(max_length=200, blank=True)
    activity = models.CharField(max_length=48, blank=True)
    referred_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=ReferralOutcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    #: Why, and what came of it, in words.
    sealed = models.BinaryField(default=bytes, blank=True)

    objects = CoachingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "-referred_on", "-id"], name="referral_case")]
        constraints = [
            models.CheckConstraint(name="referral_kind_known", condition=Q(kind__in=InstitutionKind.values)),
            models.CheckConstraint(
                name="referral_outcome_is_dated",
                condition=Q(outcome="", outcome_on__isnull=True) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="referral_names_institution",
                condition=Q(provider__isnull=False) | ~Q(institution="") | Q(kind=InstitutionKind.ISKUR),
            ),
        ]
