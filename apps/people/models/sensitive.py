"""Special-category data (KVKK Art. 6), in tables of their own: keyed tokens for codes, sealed text for the rest.

They hold no searchable column; the second wall (row-level security) stands around exactly these tables.
"""

import json
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from apps.people.enums import Permanence, Rank, ReportKind, SensitiveKind, Source
from apps.people.models.person import Person
from apps.people.models.personal import (
    Dated,
    DatedQuerySet,
    DateRange,
    PersonalQuerySet,
    correction_names_its_row,
    holds_for_a_time,
)
from apps.people.rules.medical import REPORT_FIELD
from apps.privacy.enums import LegalBasis
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import KeyedColumn, Opened, Row, SealedColumn, Sealing, text_of

LEGAL_BASIS_REQUIRED = Q(legal_basis__in=LegalBasis.values) & ~Q(statute="", legal_basis=LegalBasis.LAW)


def _field(row: Row) -> str:
    return f"people.sensitive.{SensitiveKind(text_of(row, 'kind'))}"


def _code(row: Row, opened: Opened) -> str:
    return str(json.loads(opened["sealed"])["code"])


class SensitiveFact(Dated):
    """One coded special-category fact, collected for one programme (readings 3)."""

    #: Tables behind the second wall say so; a test holds every special value to such a table.
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=_field), KeyedColumn("token", field=_field, plain=_code))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sensitive_facts")
    kind = models.CharField(max_length=24, choices=SensitiveKind.choices)
    #: `crypto.token(code, field="people.sensitive.<kind>")`: equal for equal codes of one municipality.
    token = models.CharField(max_length=64)
    #: JSON: {"code", "detail"}.
    sealed = models.BinaryField()
    rank = models.CharField(max_length=10, choices=Rank.choices, default=Rank.SECONDARY)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=20, choices=LegalBasis.choices)
    statute = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=16, choices=Source.choices, default=Source.SELF)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "token", "person"], name="sensitive_token", condition=Q(superseded_at__isnull=True)
            )
        ]
        constraints = [
            holds_for_a_time("sensitive_ends_after_start"),
            correction_names_its_row("sensitive_correction_names_row"),
            models.CheckConstraint(name="sensitive_kind_known", condition=Q(kind__in=SensitiveKind.values)),
            # KVKK Art. 6/3: no special value without one of the eight conditions.
            models.CheckConstraint(name="sensitive_has_basis", condition=LEGAL_BASIS_REQUIRED),
            ExclusionConstraint(
                name="sensitive_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("token", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True),
            ),
            ExclusionConstraint(
                name="sensitive_one_primary_group",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True, kind=SensitiveKind.TARGET_GROUP, rank=Rank.PRIMARY),
            ),
        ]


class MedicalReport(Record):
    """A disability report: an adult's with a rate, or ÇÖZGER with a level and no rate (by-laws of 20.02.2019)."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=REPORT_FIELD))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    #: JSON: {"rate" or "level", "groups", "dependency", "cannot_work", "detail", "issuer", "number"}.
    sealed = models.BinaryField()
    permanence = models.CharField(max_length=10, choices=Permanence.choices)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=20, choices=LegalBasis.choices)
    statute = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        "documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="report_person"),
            models.Index(
                fields=["expires_on"],
                name="report_expiry",
                condition=Q(expires_on__isnull=False, superseded_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="report_kind_known", condition=Q(kind__in=ReportKind.values)),
            models.CheckConstraint(name="report_has_basis", condition=LEGAL_BASIS_REQUIRED),
            models.CheckConstraint(
                name="report_permanent_never_ends",
                condition=Q(permanence=Permanence.PERMANENT, expires_on__isnull=True)
                | Q(permanence=Permanence.TEMPORARY),
            ),
            models.CheckConstraint(
                name="report_ends_after_issue",
                condition=Q(expires_on__isnull=True) | Q(issued_on__isnull=True) | Q(expires_on__gt=F("issued_on")),
            ),
        ]
