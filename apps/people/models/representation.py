"""Who acts for a person, by which document, for what and until when (readings 12)."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from apps.people.enums import RepresentativeKind
from apps.people.models.person import Person
from apps.people.models.personal import PersonalQuerySet
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

#: Under what name the reason is sealed for which a representative of a protected person may be notified.
NOTICES_FIELD: Final = "people.representative.notices"


class Representative(Record):
    """A legal representative with a document, or a relative or caregiver without authority."""

    #: A guardian tells of incapacity (TMK Art. 405).
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed_notices", field=NOTICES_FIELD))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representatives")
    kind = models.CharField(max_length=20, choices=RepresentativeKind.choices)
    #: The representative's own record, where there is one.
    representative = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="represents"
    )
    full_name = models.CharField(max_length=160, blank=True)
    relation = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    #: Court and number of the decision, or notary and number of the power of attorney.
    document_ref = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        "documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: What the document covers ("all", or in words).
    scope = models.CharField(max_length=240, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    receives_notices = models.BooleanField(default=False)
    #: Somebody with the right has said that this representative is no danger to the protected person (readings 4):
    #: without it nothing about a protected person goes to anybody else. The reason lies sealed.
    notices_confirmed_at = models.DateTimeField(null=True, blank=True)
    notices_confirmed_by_id = models.UUIDField(null=True, blank=True)
    sealed_notices = models.BinaryField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by_id = models.UUIDField(null=True, blank=True)
    recorded_by_id = models.UUIDField()

    objects = PersonalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person"], name="representative_person")]
        constraints = [
            models.CheckConstraint(name="representative_kind_known", condition=Q(kind__in=RepresentativeKind.values)),
            models.CheckConstraint(
                name="representative_is_someone", condition=Q(representative__isnull=False) | ~Q(full_name="")
            ),
            models.CheckConstraint(name="representative_not_oneself", condition=~Q(representative=F("person"))),
            models.CheckConstraint(
                name="representative_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                # Notices go to the competent representative; a relative or caregiver is none.
                name="representative_notices_need_authority",
                condition=Q(receives_notices=False)
                | ~Q(kind__in=[RepresentativeKind.RELATIVE, RepresentativeKind.CAREGIVER]),
            ),
            models.CheckConstraint(
                name="representative_confirmed_by_somebody",
                condition=Q(
                    notices_confirmed_at__isnull=True, notices_confirmed_by_id__isnull=True, sealed_notices__isnull=True
                )
                | Q(
                    notices_confirmed_at__isnull=False,
                    notices_confirmed_by_id__isnull=False,
                    sealed_notices__isnull=False,
                    receives_notices=True,
                ),
            ),
        ]
