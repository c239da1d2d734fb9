"""One text to many cases at once."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.accounts.rights import Right
from apps.letters.enums import BatchState
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.reach import within


class LetterBatchQuerySet(models.QuerySet["LetterBatch"]):
    """Filters of batches."""

    def visible_to(self, actor: Actor) -> "LetterBatchQuerySet":
        """Keep those within the reach of the actor's `letters.write`; their rows are found with their people."""
        return self.filter(within(actor, Right.LETTERS_WRITE))


class LetterBatch(Record):
    """A selection of cases that one text goes to. Whom it chose stands in its items from the beginning."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=32, blank=True)
    template = models.CharField(max_length=48, blank=True)
    #: Of `apps.letters.registry`: who chooses.
    source = models.CharField(max_length=48)
    #: Codes and keys only: {"stage": "...", "missing_documents": true}.
    criteria = models.JSONField(default=dict)
    #: Values that are the same in every letter (a last day).
    shared = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=BatchState.choices, default=BatchState.RUNNING)
    requested_by_id = models.UUIDField()
    requested_at = models.DateTimeField()
    task_id = models.UUIDField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.UUIDField(null=True, blank=True)

    objects = LetterBatchQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-requested_at", "-id"], name="letter_batch_latest")]
        constraints = [
            models.CheckConstraint(name="letter_batch_state_known", condition=Q(state__in=BatchState.values))
        ]


class LetterBatchItem(Record):
    """One case of a batch: its letter, or why there is none."""

    special_category: ClassVar[bool] = True
    merge_by_column: ClassVar[bool] = True

    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(
        "letters.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="batch_item"
    )
    #: Why no letter was written: code and words, which name no value.
    problem = models.CharField(max_length=240, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "case_id"], name="letter_batch_case_once"),
            models.UniqueConstraint(fields=["batch", "position"], name="letter_batch_position_once"),
        ]
