"""Facts that change and are no special-category data: education, employment, marital status, income ..."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from apps.people.enums import FactKind, Source
from apps.people.models.person import Person
from apps.people.models.personal import Dated, DatedQuerySet, DateRange, correction_names_its_row, holds_for_a_time


class PersonFact(Dated):
    """One fact for a time; a person has one of each kind on any day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=24, choices=FactKind.choices)
    code = models.CharField(max_length=32)
    source = models.CharField(max_length=16, choices=Source.choices, default=Source.SELF)
    note = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "code", "person"], name="fact_kind_code", condition=Q(superseded_at__isnull=True)
            )
        ]
        constraints = [
            holds_for_a_time("fact_ends_after_start"),
            correction_names_its_row("fact_correction_names_row"),
            models.CheckConstraint(name="fact_kind_known", condition=Q(kind__in=FactKind.values)),
            models.CheckConstraint(name="fact_has_code", condition=~Q(code="")),
            ExclusionConstraint(
                name="fact_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True),
            ),
        ]
