"""Letters, their numbers, what happened to them, and who may find them."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from apps.accounts.rights import Right
from apps.letters.enums import IN_HAND, AddresseeKind, CopyFormat, LetterEventKind, LetterState
from apps.letters.registry import found_with, unseen
from apps.people.queries.visibility import visible_people
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record
from omuz.kernel.models.counters import YearCounter
from omuz.kernel.reach import within
from omuz.kernel.sealed_columns import KeyedColumn, Opened, Row, SealedColumn, Sealing

#: Under what names the parts of a letter are sealed, and the code by which it is checked is keyed.
TEXT_FIELD: Final = "letters.letter.text"
ADDRESSEE_FIELD: Final = "letters.letter.addressee"
VALUES_FIELD: Final = "letters.letter.values"
CODE_FIELD: Final = "letters.letter.code"
EVENT_FIELD: Final = "letters.event.text"


def visible_letters(actor: Actor, *, prefix: str = "") -> Q:
    """Return the condition under which the actor may find a letter; `prefix` is the path to it ("letter__").

    A letter is found only with its person, and within a unit and programme in which `letters.read` is held: that
    somebody is written to by a programme can itself reveal (readings 3, 4). One to somebody who is not registered is
    found only with what they wrote. The answer to a complaint about the actor is not found at all.
    """
    about = Q(**{f"{prefix}person__isnull": False}) & visible_people(actor, prefix=f"{prefix}person__")
    for kind, records in found_with(actor).items():
        wrote = {"addressee_kind": AddresseeKind.SENDER, "about_kind": kind, "about_id__in": records}
        about |= Q(**{f"{prefix}{name}": value for name, value in wrote.items()})
    found = about & within(actor, Right.LETTERS_READ, prefix=prefix)
    for kind, records in unseen(actor).items():
        found &= ~Q(**{f"{prefix}about_kind": kind, f"{prefix}about_id__in": records})
    return found


def _code(row: Row, opened: Opened) -> str:
    return opened["sealed_code"].decode()


class LetterQuerySet(models.QuerySet["Letter"]):
    """Filters of letters."""

    def visible_to(self, actor: Actor) -> "LetterQuerySet":
        """Keep the letters that the actor may find; see `visible_letters`."""
        return self.filter(visible_letters(actor))


class Letter(Record):
    """One letter to one person, to who acts for them, or to a sender who is not registered.

    Its words lie sealed. From its approval on they stay as they are: a trigger refuses changes, so that what was signed
    can be printed again. What it is about (a case, a decision, a petition) stands above letters and is no foreign key.
    """

    #: That a programme writes to somebody tells of their part in it (readings 3).
    special_category: ClassVar[bool] = True
    #: A letter goes on after a merge; taking the merge back gives it back to its person as it then stands.
    merge_by_column: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed_text", field=TEXT_FIELD),
        SealedColumn("sealed_addressee", field=ADDRESSEE_FIELD),
        SealedColumn("sealed_values", field=VALUES_FIELD),
        SealedColumn("sealed_code", field=CODE_FIELD),
        KeyedColumn("code_token", field=CODE_FIELD, plain=_code),
    )

    #: None of a letter to a sender who is not registered: it belongs to nobody's file.
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="letters")
    #: None where what it answers concerns no programme.
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    programme_version = models.ForeignKey(
        "programmes.ProgrammeVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True, blank=True)
    about_kind = models.CharField(max_length=24, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    #: A LetterUse of the definition; empty for a letter that somebody wrote freely.
    use = models.CharField(max_length=32, blank=True)
    #: The key of the programme's own letter; empty where the text is Omuz' own or free.
    template = models.CharField(max_length=48, blank=True)
    addressee_kind = models.CharField(max_length=16, choices=AddresseeKind.choices, default=AddresseeKind.PERSON)
    representative = models.ForeignKey(
        "people.Representative", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: The letter that this one takes the place of: who acts for the person had changed before it was served.
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    #: Served by hand only, no unit and no address on it (readings 4). Says nothing of why.
    is_protected = models.BooleanField(default=False)
    #: JSON: subject, body, plain (the easy-read text), references, annexes, distribution.
    sealed_text = models.BinaryField()
    #: JSON: name, capacity ("velisi"), address lines.
    sealed_addressee = models.BinaryField()
    #: JSON: the values that the placeholders got.
    sealed_values = models.BinaryField(default=bytes, blank=True)
    state = models.CharField(max_length=16, choices=LetterState.choices, default=LetterState.DRAFT)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    #: What the municipality's own records system gave ("Sayı (EBYS)").
    official_number = models.CharField(max_length=80, blank=True)
    official_date = models.DateField(null=True, blank=True)
    #: By which anybody may check that it is genuine: sealed for printing, keyed for finding.
    sealed_code = models.BinaryField(default=bytes, blank=True)
    code_token = models.CharField(max_length=64, blank=True)
    #: Municipality, unit and contact as they were when it was approved.
    heading = models.JSONField(default=dict, blank=True)
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_title = models.CharField(max_length=120, blank=True)
    #: Whose place the signatory takes; shown with "vekâleten" (readings 16).
    signatory_acting_for = models.CharField(max_length=120, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by_id = models.UUIDField()
    #: Who wrote the text as it stands.
    edited_by_id = models.UUIDField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by_id = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.UUIDField(null=True, blank=True)
    #: Nobody else could approve it that day (readings 16).
    approved_alone = models.BooleanField(default=False)
    signed_on = models.DateField(null=True, blank=True)
    signed_file = models.ForeignKey(
        "documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    served_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by_id = models.UUIDField(null=True, blank=True)
    batch = models.ForeignKey(
        "letters.LetterBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-drafted_at"], name="letter_person"),
            models.Index(fields=["case_id", "-drafted_at"], name="letter_case", condition=Q(case_id__isnull=False)),
            models.Index(fields=["about_kind", "about_id"], name="letter_about", condition=Q(about_id__isnull=False)),
            models.Index(fields=["state", "-drafted_at", "-id"], name="letter_state"),
            models.Index(fields=["-drafted_at", "-id"], name="letter_latest"),
            models.Index(
                fields=["submitted_at"], name="letter_submitted", condition=Q(state="draft", submitted_at__isnull=False)
            ),
            models.Index(
                # The work queues ask these of every letter that waits and nothing of its sealed pages: they stand in
                # the index, which stays small however many letters have been served.
                fields=["state", "submitted_at"], name="letter_in_hand", condition=Q(state__in=IN_HAND),
                include=[
                    "id", "person", "unit", "programme", "addressee_kind", "about_kind", "about_id", "drafted_by_id",
                    "edited_by_id", "submitted_by_id",
                ],
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], condition=Q(number__isnull=False), name="letter_number_once"
            ),
            models.UniqueConstraint(
                fields=["official_number"], condition=~Q(official_number=""), name="letter_official_number_once"
            ),
            models.UniqueConstraint(fields=["code_token"], condition=~Q(code_token=""), name="letter_code_once"),
            models.CheckConstraint(name="letter_state_known", condition=Q(state__in=LetterState.values)),
            models.CheckConstraint(
                name="letter_number_needs_approval",
                condition=Q(
                    number__isnull=True, year__isnull=True, approved_at__isnull=True, approved_by_id__isnull=True,
                    code_token="",
                )
                | (
                    Q(number__isnull=False, year__isnull=False, approved_at__isnull=False,
                      approved_by_id__isnull=False)
                    & ~Q(code_token="")
                ),
            ),
            models.CheckConstraint(
                name="letter_state_follows_approval",
                condition=Q(state=LetterState.CANCELLED)
                | Q(state=LetterState.DRAFT, approved_at__isnull=True)
                | (~Q(state=LetterState.DRAFT) & Q(approved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="letter_approved_by_second_person",
                condition=Q(approved_by_id__isnull=True)
                | Q(approved_alone=True)
                | (~Q(approved_by_id=F("drafted_by_id")) & ~Q(approved_by_id=F("edited_by_id"))),
            ),
            models.CheckConstraint(
                name="letter_service_needs_signature",
                condition=Q(state__in=["draft", "approved", "cancelled"]) | Q(signed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_served_has_day",
                condition=Q(state=LetterState.SERVED, served_on__isnull=False)
                | (~Q(state=LetterState.SERVED) & Q(served_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_cancelled_has_day",
                condition=Q(state=LetterState.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=LetterState.CANCELLED) & Q(cancelled_at__isnull=True)),
            ),
            models.CheckConstraint(
                # A registered person (or who acts for them), or a sender who is none: exactly one of the two. The
                # letter to a sender stands in nobody's case, where it would tell who complained.
                name="letter_addressee_is_one",
                condition=Q(
                    addressee_kind=AddresseeKind.REPRESENTATIVE, representative__isnull=False, person__isnull=False
                )
                | Q(addressee_kind=AddresseeKind.PERSON, representative__isnull=True, person__isnull=False)
                | Q(
                    addressee_kind=AddresseeKind.SENDER, representative__isnull=True, person__isnull=True,
                    case_id__isnull=True, about_id__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="letter_of_a_case_has_programme",
                condition=Q(programme__isnull=False, programme_version__isnull=False)
                | Q(programme_version__isnull=True, case_id__isnull=True),
            ),
            models.CheckConstraint(name="letter_not_in_its_own_place", condition=~Q(replaces=F("id"))),
            models.CheckConstraint(
                name="letter_official_number_has_date",
                condition=Q(official_number="", official_date__isnull=True)
                | (~Q(official_number="") & Q(official_date__isnull=False, number__isnull=False)),
            ),
        ]  # fmt: skip


class LetterNumberCounter(YearCounter):
    """The numbers of letters, given with their approval."""


class LetterEvent(models.Model):
    """One thing that happened to a letter: codes as they are, what somebody wrote sealed. Never changed."""

    append_only: Final = True
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=EVENT_FIELD))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=LetterEventKind.choices)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    audit_event_id = models.UUIDField()
    #: A channel, a reason of failure, a format: a value of `apps.letters.enums`.
    code = models.CharField(max_length=24, blank=True)
    #: The day that it is about (signed, served), where it is not the day of writing.
    day = models.DateField(null=True, blank=True)
    sealed = models.BinaryField(default=bytes, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "sequence"], name="letter_event_sequence_once"),
            models.CheckConstraint(name="letter_event_kind_known", condition=Q(kind__in=LetterEventKind.values)),
        ]


class AccessibleCopy(models.Model):
    """A copy that the person can use, handed over: in which format, when, by whom (readings 12)."""

    append_only: Final = True
    #: The format tells of a disability.
    special_category: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="copies")
    format = models.CharField(max_length=16, choices=CopyFormat.choices)
    given_on = models.DateField()
    given_by_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="letter_copy_format_known", condition=Q(format__in=CopyFormat.values))
        ]
