"""From person to case: documents of a case, receipts, the application with its number, undertakings."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from apps.cases.enums import ApplicationGround, DocumentState, DocumentWay, UndertakingState, WillExpressed
from apps.cases.models.case import Case
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record
from omuz.kernel.models.counters import YearCounter
from omuz.kernel.sealed_columns import SealedColumn, Sealing

NOTE_FIELD: Final = "cases.document.note"
WHY_FIELD: Final = "cases.document.why"
MISSING_FIELD: Final = "cases.receipt.missing"
EXCEPTION_FIELD: Final = "cases.application.exception"
TEXT_FIELD: Final = "cases.undertaking.text"
REMARK_FIELD: Final = "cases.undertaking.remark"


class CaseDocument(Record):
    """A document presented for a case: of a kind of the version pinned then, or what stands in for it (readings 10).

    What was presented is never overwritten: a later one replaces it, a refusal or withdrawal says why, all rows stay.
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed_note", field=NOTE_FIELD), SealedColumn("sealed_why", field=WHY_FIELD)
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    #: A key of that version's `documents`.
    document = models.CharField(max_length=48)
    #: Which of the kind's substitutes of that version, from 0; None for the document itself.
    substitute = models.PositiveSmallIntegerField(null=True, blank=True)
    way = models.CharField(max_length=8, choices=DocumentWay.choices)
    file = models.ForeignKey("documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: The report on the person's record that was taken over instead of asking again.
    report = models.ForeignKey(
        "people.MedicalReport", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_special = models.BooleanField(default=False)
    presented_on = models.DateField()
    issued_on = models.DateField(null=True, blank=True)
    #: The last day on which it holds; None where it does not end.
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=DocumentState.choices, default=DocumentState.PRESENTED)
    #: Why it was only seen and not kept, or a remark.
    sealed_note = models.BinaryField(default=bytes, blank=True)
    #: Why it was refused or withdrawn.
    sealed_why = models.BinaryField(default=bytes, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "-recorded_at", "-id"], name="case_document_case"),
            models.Index(fields=["valid_until"], name="case_document_ends", condition=Q(state="presented")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "document"], condition=Q(state="presented"), name="case_document_one_current"
            ),
            models.CheckConstraint(name="case_document_state_known", condition=Q(state__in=DocumentState.values)),
            models.CheckConstraint(
                name="case_document_by_its_way",
                condition=Q(way="file", file__isnull=False, report__isnull=True)
                | (Q(way="seen", file__isnull=True, report__isnull=True) & ~Q(sealed_note=b""))
                | Q(way="record", file__isnull=True, report__isnull=False),
            ),
            models.CheckConstraint(
                name="case_document_ended_whole",
                condition=Q(state="presented", ended_at__isnull=True, ended_by_id__isnull=True, sealed_why=b"")
                | Q(state="replaced", ended_at__isnull=False, ended_by_id__isnull=False)
                | (Q(state__in=["refused", "withdrawn"], ended_at__isnull=False, ended_by_id__isnull=False)
                   & ~Q(sealed_why=b"")),
            ),
        ]  # fmt: skip


class CaseReceipt(models.Model):
    """A receipt ("alındı belgesi"): dated, and the place in the queue is kept although the file is not complete.

    No number does not mean no receipt (readings 10). Never changed; what is presented later makes a further one.
    """

    append_only: Final = True
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed_missing", field=MISSING_FIELD))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="receipts")
    sequence = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_by_id = models.UUIDField()
    #: Since when the place in the queue is kept: the day on which the person came, whatever is presented later.
    waiting_since = models.DateTimeField()
    #: The place on the day of the receipt, from 1.
    place = models.PositiveIntegerField()
    #: JSON: the labels of documents and information that were missing.
    sealed_missing = models.BinaryField()
    #: The letter of apps.letters that carries it.
    letter_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="case_receipt_sequence_once")]


class ApplicationNumberCounter(YearCounter):
    """The numbers of applications."""


class Application(models.Model):
    """The application ("başvuru") of a case with its number. One a case, never changed.

    Where the programme's text wants an attended appointment, one stands here, or the reasoned exception in its place
    (reasonable accommodation, 5378 m. 4/A) with how the candidate's own will was learnt: that nothing replaces.
    """

    append_only: Final = True
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed_exception", field=EXCEPTION_FIELD))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="application")
    number = models.CharField(max_length=20)
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    ground = models.CharField(max_length=11, choices=ApplicationGround.choices)
    #: Of apps.appointments.
    appointment_id = models.UUIDField(null=True, blank=True)
    will = models.CharField(max_length=12, choices=WillExpressed.choices, blank=True)
    sealed_exception = models.BinaryField(default=bytes, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-recorded_at"], name="application_recorded")]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="application_number_unique"),
            # Art. 8: who applies again comes again. That the meeting was attended is held by a trigger.
            models.UniqueConstraint(
                fields=["appointment_id"], condition=Q(appointment_id__isnull=False), name="application_meeting_once"
            ),
            models.CheckConstraint(
                # Art. 8: an attended appointment or the reasoned exception, one of both; neither where not asked.
                name="application_on_its_ground",
                condition=Q(ground="appointment", appointment_id__isnull=False, will="", sealed_exception=b"")
                | (Q(ground="exception", appointment_id__isnull=True, will__in=WillExpressed.values)
                   & ~Q(sealed_exception=b""))
                | Q(ground="not_asked", appointment_id__isnull=True, will="", sealed_exception=b""),
            ),
        ]  # fmt: skip


class Undertaking(Record):
    """An undertaking ("taahhütname"): printed, then signed by who may, or not signed. Duties, never a wall.

    Whoever does not sign is served all the same; that they did not is kept, and they may still sign later.
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed_text", field=TEXT_FIELD), SealedColumn("sealed_remark", field=REMARK_FIELD)
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="undertakings")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    #: JSON {"subject", "body"} as it was printed.
    sealed_text = models.BinaryField()
    state = models.CharField(max_length=9, choices=UndertakingState.choices, default=UndertakingState.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by_id = models.UUIDField()
    by_person = models.BooleanField(default=False)
    #: Who signed for the person or with them: a row of apps.people's representatives as it stood that day.
    representative_id = models.UUIDField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey("documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed_remark = models.BinaryField(default=bytes, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-prepared_at"], name="undertaking_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="prepared"), name="undertaking_one_prepared"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="signed"), name="undertaking_one_signed"),
            models.CheckConstraint(
                name="undertaking_by_its_state",
                condition=Q(state="prepared", by_person=False, representative_id__isnull=True, signed_on__isnull=True,
                            file__isnull=True, recorded_at__isnull=True)
                | Q(state__in=["refused", "set_aside"], by_person=False, representative_id__isnull=True,
                    signed_on__isnull=True, recorded_at__isnull=False)
                | (Q(state="signed", signed_on__isnull=False, recorded_at__isnull=False)
                   & (Q(by_person=True) | Q(representative_id__isnull=False))),
            ),
        ]  # fmt: skip
