"""Programmes, their versions, what was corrected in them, and the grants of capabilities."""

from typing import Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from apps.programmes.capabilities import GRANT_BASIS_LABELS, GrantBasis
from apps.programmes.definition import Definition, read
from apps.programmes.enums import GrantState, NoticeKind, VersionState
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record


class Programme(Record):
    """A programme of one unit. Special-category data are collected for a programme and read in it (readings 3)."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="programmes")
    #: Ended programmes keep their records readable as an archive (readings 2).
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    #: Catalogue keys of the target groups it serves (İSKEP: exactly three); set when a version is published.
    target_groups = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    #: The shipped pack that it was started from; empty for one of the municipality's own making.
    pack = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="programme_code_unique")]


class ProgrammeVersionQuerySet(models.QuerySet["ProgrammeVersion"]):
    """Filters of versions."""

    def open(self) -> "ProgrammeVersionQuerySet":
        """Keep those that are still written or reviewed."""
        return self.filter(state__in=(VersionState.DRAFT, VersionState.REVIEW))

    def published(self) -> "ProgrammeVersionQuerySet":
        """Keep those under which cases are opened today."""
        return self.filter(state=VersionState.PUBLISHED)


class ProgrammeVersion(Record):
    """A programme as it holds from one publication to the next: one document (`apps.programmes.definition`).

    The document can be changed while the version is a draft; a trigger refuses it afterwards. Corrections of wording
    stand beside it (`VersionCorrection`), so that what was published stays as it was.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    document = models.JSONField()
    #: Why it was made, in a sentence, for the history of versions.
    note = models.CharField(max_length=240, blank=True)
    #: What it was drafted from.
    base = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="drafted_from_it")
    #: The pack's document and version as last taken over: the common ancestor of a three-way merge.
    upstream = models.JSONField(null=True, blank=True)
    upstream_version = models.CharField(max_length=20, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    drafted_by_id = models.UUIDField()
    submitted_by_id = models.UUIDField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    #: A unit with one manager names a superior as the second person (readings 16).
    named_approver_id = models.UUIDField(null=True, blank=True)
    returned_because = models.CharField(max_length=500, blank=True)
    published_by_id = models.UUIDField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(state=VersionState.PUBLISHED), name="version_one_published"
            ),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(state__in=["draft", "review"]), name="version_one_open"
            ),
            models.CheckConstraint(name="version_state_known", condition=Q(state__in=VersionState.values)),
            # İzmir Art. 30, and every text like it: nothing goes live before its day has been entered.
            models.CheckConstraint(
                name="version_published_has_day",
                condition=Q(state__in=["draft", "review"]) | Q(effective_from__isnull=False),
            ),
            models.CheckConstraint(
                name="version_published_by_second_person",
                condition=Q(state__in=["draft", "review"])
                | (
                    Q(published_by_id__isnull=False, published_at__isnull=False, submitted_by_id__isnull=False)
                    & ~Q(published_by_id=F("submitted_by_id"))
                    & ~Q(published_by_id=F("drafted_by_id"))
                ),
            ),
            models.CheckConstraint(
                name="version_ends_after_start",
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    @property
    def definition(self) -> Definition:
        """The document as a definition, without corrections; see `queries.definition_of`."""
        return read(self.document)


class VersionCorrection(models.Model):
    """A corrected wording of a published version (yazım düzeltmesi): where, before, after, why, by whom."""

    append_only: Final = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme_version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="corrections")
    sequence = models.PositiveIntegerField()
    #: Steps from the root of the document, keys of entries instead of their places ("forms", "basvuru", "title", "tr").
    path = models.JSONField()
    before = models.TextField()
    after = models.TextField()
    reason = models.CharField(max_length=240)
    corrected_by_id = models.UUIDField()
    corrected_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme_version", "sequence"], name="correction_sequence_once")
        ]


class DaysOf(Func):
    """`daterange(from, to, '[]')`: both days included."""

    function = "daterange"
    output_field = DateRangeField()


class CapabilityGrant(Record):
    """A dated legal basis on which a programme's unit holds a capability that needs one (Aracılık yetkisi).

    Asked for by one person, approved by another, ended by the calendar or by hand; never reopened, never deleted.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="grants")
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    capability = models.CharField(max_length=48)
    state = models.CharField(max_length=12, choices=GrantState.choices, default=GrantState.REQUESTED)
    basis = models.CharField(
        max_length=32, choices=[(kind.value, words.tr) for kind, words in GRANT_BASIS_LABELS.items()]
    )
    number = models.CharField(max_length=60)
    dated = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    #: The scanned act (apps.documents stands above programmes, so it is no foreign key).
    document_id = models.UUIDField()
    requested_by_id = models.UUIDField()
    requested_at = models.DateTimeField()
    named_approver_id = models.UUIDField(null=True, blank=True)
    decided_by_id = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "capability", "valid_to"], name="grant_programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "unit", "capability"],
                condition=Q(state=GrantState.REQUESTED),
                name="grant_one_request",
            ),
            models.CheckConstraint(name="grant_state_known", condition=Q(state__in=GrantState.values)),
            models.CheckConstraint(name="grant_basis_known", condition=Q(basis__in=list(GrantBasis))),
            models.CheckConstraint(name="grant_has_number", condition=~Q(number="")),
            models.CheckConstraint(name="grant_ends_after_start", condition=Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(
                name="grant_decided_by_second_person",
                condition=Q(state=GrantState.REQUESTED)
                | (Q(decided_by_id__isnull=False) & ~Q(decided_by_id=F("requested_by_id"))),
            ),
            # Two acts for the same days would leave open on which of them something rests.
            ExclusionConstraint(
                name="grant_one_at_a_time",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("capability", RangeOperators.EQUAL),
                    (DaysOf(F("valid_from"), F("valid_to"), Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(state=GrantState.APPROVED),
            ),
        ]


class GrantNotice(models.Model):
    """What a unit was told of a grant, once each: that it ends in 90 or 30 days, that it has ended."""

    append_only: Final = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(CapabilityGrant, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "kind"], name="grant_notice_once"),
            models.CheckConstraint(name="grant_notice_kind_known", condition=Q(kind__in=NoticeKind.values)),
        ]


class SetupStep(Record):
    """A step of the setup checklist that someone has put aside, with why ("bizde gerekmiyor")."""

    step = models.CharField(max_length=48)
    reason = models.CharField(max_length=240)
    put_aside_by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step"], name="setup_step_once")]


class GuardRefusal(models.Model):
    """That an article was held against something, for the page of articles. Of whom it was asked is not kept."""

    append_only: Final = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    guard = models.CharField(max_length=48)
    code = models.CharField(max_length=48)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["programme", "guard", "-at"], name="guard_refusal_recent")]
