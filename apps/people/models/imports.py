"""Imports: a mapping kept by name, the job, and what became of each row."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from apps.accounts.rights import Right
from apps.documents.enums import CONTENT_FIELD
from apps.people.enums import ImportDecision, ImportRowState, ImportState
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing, TokenOfContent

#: Under what names the shape of a file, and what is wrong with its rows, are sealed; and rows are told apart.
LAYOUT_FIELD: Final = "people.importjob.layout"
PROBLEMS_FIELD: Final = "people.importrow.problems"
ROW_TOKEN_FIELD: Final = "people.importrow.token"  # noqa: S105


class ImportMapping(Record):
    """Which column of a file means what, kept by name for the next file of the same shape."""

    kind = models.CharField(max_length=24, default="people")
    name = models.CharField(max_length=80)
    #: folded heading -> field key; None: a column not to be taken
    columns = models.JSONField(default=dict)
    owner_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="import_mapping_name")]


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    """Filters of import jobs."""

    def visible_to(self, actor: Actor) -> "ImportJobQuerySet":
        """Keep the actor's own jobs: a file may hold people whom a colleague may not find."""
        if actor.kind == "system":
            return self
        kinds = [
            kind
            for kind, right in (("people", Right.PEOPLE_IMPORT), ("providers", Right.DIRECTORY_IMPORT))
            if actor.can(right)
        ]
        return self.filter(requested_by_id=actor.id, kind__in=kinds)


class ImportJob(Record):
    """One import of one file."""

    sealing: ClassVar = Sealing(
        SealedColumn("sealed_layout", field=LAYOUT_FIELD), TokenOfContent("content_token", field=CONTENT_FIELD)
    )

    #: The layout may hold a person, and the options a target group.
    special_category: ClassVar[bool] = True

    kind = models.CharField(max_length=24, default="people")
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.UPLOADED)
    file = models.ForeignKey("documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: Keyed hash of the content: the sender is told that the file has been here before.
    content_token = models.CharField(max_length=64)
    #: JSON: {"sheet", "sheets", "header_row", "headings", "guesses"}. A list without headings has a person in them.
    sealed_layout = models.BinaryField(default=b"")
    #: column (from 0, as text) -> field key
    columns = models.JSONField(default=dict)
    #: What rows start from where the file says nothing: unit, programme, channel, day of registration ...
    options = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    #: How many rows stand in each state.
    counts = models.JSONField(default=dict)
    #: How often each problem was found: {"birth_date:not_a_date": 12}.
    problem_counts = models.JSONField(default=dict)
    problem_code = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=400, blank=True)
    requested_by_id = models.UUIDField()
    requested_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancel_requested = models.BooleanField(default=False)
    #: Which delivery of the task works on the job: an older one stops when it sees a newer number.
    attempt = models.PositiveSmallIntegerField(default=0)
    #: Its place in the sender's task tray.
    task_id = models.UUIDField(null=True, blank=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["requested_by_id", "-requested_at"], name="import_requested"),
            models.Index(fields=["content_token"], name="import_content"),
        ]
        constraints = [models.CheckConstraint(name="import_state_known", condition=Q(state__in=ImportState.values))]


class ImportRow(Record):
    """One row of a file: what is wrong with it and what became of it. Its values stay in the sealed file."""

    #: Problems repeat what stood in a cell.
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed_problems", field=PROBLEMS_FIELD), TokenOfContent("row_token", field=ROW_TOKEN_FIELD)
    )

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=ImportRowState.choices)
    #: Keyed hash of the row's values: the same row changes nothing when it comes again, in whatever file.
    row_token = models.CharField(max_length=64)
    #: JSON, where there are problems: [{"column", "field", "code", "message", "remedy"}].
    sealed_problems = models.BinaryField(default=b"")
    #: Keys of records that may be the same (people held for a decision).
    matches = models.JSONField(default=list)
    #: The record that the row became or was found to be.
    subject_id = models.UUIDField(null=True, blank=True)
    decision = models.CharField(max_length=8, choices=ImportDecision.choices, blank=True)
    decided_by_id = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["job", "state", "number"], name="import_row_state"),
            models.Index(fields=["row_token"], name="import_row_token"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="import_row_once"),
            models.CheckConstraint(name="import_row_state_known", condition=Q(state__in=ImportRowState.values)),
        ]
