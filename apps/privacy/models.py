"""Notices, the log of readings of special-category data, and recorded bases for reading across programmes."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.privacy.enums import LegalBasis, NoticeVariant, Purpose
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record


class PrivacyNotice(Record):
    """One version of the privacy notice (KVKK Art. 10); a published version never changes, a new one is added."""

    number = models.PositiveIntegerField()
    variant = models.CharField(max_length=16, choices=NoticeVariant.choices, default=NoticeVariant.STANDARD)
    language = models.CharField(max_length=8, default="tr")
    title = models.CharField(max_length=200)
    text = models.TextField()
    #: Programme that the notice speaks of; null for the municipality's general one.
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number", "variant", "language"],
                nulls_distinct=False,
                name="notice_version_unique",
            ),
            models.CheckConstraint(
                name="notice_ends_after_start",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]


class AccessLogEntry(models.Model):
    """One reading of a person's special-category data: who, which fields, why. Written once, never changed.

    The person's key is no foreign key: the log outlives the record (by-law on erasure, Art. 7: three years).
    `fields` names kinds of data ("disability_group"), never values.
    """

    append_only: ClassVar[bool] = True
    #: That a disability was read tells that there is one.
    special_category: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    actor_id = models.UUIDField()
    actor_label = models.CharField(max_length=160)
    fields = ArrayField(models.CharField(max_length=40))
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    task = models.CharField(max_length=40, blank=True)
    programme_id = models.UUIDField(null=True, blank=True)
    #: The recorded basis that opened another programme's data, where one was needed.
    basis_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="access_person_at"),
            models.Index(fields=["actor_id", "-at"], name="access_actor_at"),
        ]
        constraints = [
            models.CheckConstraint(name="access_purpose_known", condition=models.Q(purpose__in=Purpose.values)),
            models.CheckConstraint(name="access_names_fields", condition=models.Q(fields__len__gt=0)),
        ]


class PurposeBasisQuerySet(models.QuerySet["PurposeBasis"]):
    """Filters of recorded bases."""

    def in_force(self, on: dt.date) -> "PurposeBasisQuerySet":
        """Keep those that hold on the day."""
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on), starts_on__lte=on, revoked_at__isnull=True
        )


class PurposeBasis(Record):
    """A recorded basis for one programme to read what another collected (readings 3), for one person or for all."""

    #: Its reason and its kinds of data tell of the person.
    special_category: ClassVar[bool] = True

    source_programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    reader_programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    #: Null: for every person of the source programme (a protocol between two programmes).
    person_id = models.UUIDField(null=True, blank=True)
    legal_basis = models.CharField(max_length=20, choices=LegalBasis.choices)
    statute = models.CharField(max_length=200)
    fields = ArrayField(models.CharField(max_length=40))
    reason = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by_id = models.UUIDField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PurposeBasisQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["source_programme", "reader_programme"], name="basis_programmes")]
        constraints = [
            models.CheckConstraint(name="basis_known", condition=models.Q(legal_basis__in=LegalBasis.values)),
            models.CheckConstraint(name="basis_has_statute", condition=~models.Q(statute="")),
            models.CheckConstraint(name="basis_names_fields", condition=models.Q(fields__len__gt=0)),
            models.CheckConstraint(
                name="basis_between_two", condition=~models.Q(source_programme=models.F("reader_programme"))
            ),
            models.CheckConstraint(
                name="basis_ends_after_start",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]
