"""What was filled in for a case: forms handed in, forms being written, and the facts that they feed."""

import json
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apps.cases.models.case import Case
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import KeyedColumn, Opened, Row, SealedColumn, Sealing, text_of

ANSWERS_FIELD: Final = "cases.submission.answers"
SPECIAL_FIELD: Final = "cases.submission.special"
DRAFT_FIELD: Final = "cases.draft.answers"
FACT_FIELD: Final = "cases.fact"


class Submission(models.Model):
    """A form as it was handed in, under the version that the case stood on. A correction is a further one."""

    append_only: Final = True
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed", field=ANSWERS_FIELD), SealedColumn("sealed_special", field=SPECIAL_FIELD)
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=48)
    stage = models.CharField(max_length=48)
    #: JSON of the answers that are no special category.
    sealed = models.BinaryField()
    #: JSON of the special ones, apart: opening them is a logged reading. Empty where none was given.
    sealed_special = models.BinaryField(default=bytes, blank=True)
    #: The submission that this one corrects. It stays as it was.
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    submitted_at = models.DateTimeField()
    submitted_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["case", "form", "-submitted_at"], name="submission_case")]
        constraints = [
            models.CheckConstraint(
                name="submission_not_of_itself", condition=Q(replaces__isnull=True) | ~Q(replaces=F("id"))
            )
        ]


class FormDraft(Record):
    """A form as somebody has typed it so far. Whatever was typed stays until it is handed in or thrown away."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=DRAFT_FIELD))

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="drafts")
    form = models.CharField(max_length=48)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: The version in whose form it was typed last; a later one shows what was typed all the same.
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    #: The submission that is being corrected.
    corrects = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "form", "user"], name="draft_once")]


def _fact_field(row: Row) -> str:
    return f"{FACT_FIELD}.{text_of(row, 'name')}"


def _code(row: Row, opened: Opened) -> str:
    return str(json.loads(opened["sealed"]))


class CaseFact(Record):
    """A fact that an answer became on its case (`feeds`): `case.<name>` of rules, and what indicators count.

    One row a value; several codes of one question are several rows. What a later answer replaces stays, superseded.
    Special values stand sealed, coded ones with their token beside.
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed", field=_fact_field), KeyedColumn("token", field=_fact_field, plain=_code)
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    name = models.CharField(max_length=48)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    truth = models.BooleanField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    #: `crypto.token(code, field="cases.fact.<name>")` of a special coded value.
    token = models.CharField(max_length=64, blank=True)
    #: JSON of a special value, whatever its kind; empty for others.
    sealed = models.BinaryField(default=bytes, blank=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "name"], name="case_fact_case", condition=Q(superseded_at__isnull=True)),
            models.Index(fields=["name", "code"], name="case_fact_code", condition=Q(superseded_at__isnull=True)),
            models.Index(
                fields=["name", "token"], name="case_fact_token", condition=Q(superseded_at__isnull=True) & ~Q(token="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "name", "code", "token"],
                condition=Q(superseded_at__isnull=True),
                name="case_fact_once",
            ),
            models.CheckConstraint(
                name="case_fact_special_is_sealed",
                condition=Q(token="") | Q(code="", number__isnull=True, truth__isnull=True, day__isnull=True, text=""),
            ),
        ]
