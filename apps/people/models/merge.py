"""Duplicates: what was decided about a pair, and merges that can be undone."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from apps.people.enums import DuplicateVerdict
from apps.people.models.person import Person
from omuz.kernel.models.base import Record


class DuplicateDecision(Record):
    """Two records that someone looked at: the same person or not. The pair is stored smaller key first."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=DuplicateVerdict.choices)
    reason = models.CharField(max_length=240, blank=True)
    decided_at = models.DateTimeField()
    decided_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(name="duplicate_pair_ordered", condition=Q(first__lt=F("second"))),
        ]


class MergeRecord(Record):
    """One merge: which record went into which, and, sealed, what is needed to take it back exactly."""

    special_category: ClassVar[bool] = True

    survivor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merged_by")
    reason = models.CharField(max_length=240)
    #: JSON: rows moved, fields chosen with their values before and after, rows ended.
    sealed_undo = models.BinaryField()
    merged_at = models.DateTimeField()
    merged_by_id = models.UUIDField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.UUIDField(null=True, blank=True)
    undo_reason = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merge_absorbed_once"
            ),
            models.CheckConstraint(name="merge_two_people", condition=~Q(survivor=F("absorbed"))),
        ]
