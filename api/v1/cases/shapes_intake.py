"""Shapes of the way in: documents, receipts, the application, undertakings, how long a case is kept."""

from typing import Any

from rest_framework import serializers

from api.v1.retention.shapes import KeptSerializer
from apps.cases.enums import ApplicationGround, DocumentState, DocumentWay, UndertakingState, WillExpressed
from apps.cases.rules.documents import Standing


class PresentedDocumentSerializer(serializers.Serializer[Any]):
    """A document on file, the current one or an earlier one. What was written beside a special one stays closed."""

    id = serializers.UUIDField()
    way = serializers.ChoiceField(choices=DocumentWay.choices)
    way_label = serializers.CharField()
    state = serializers.ChoiceField(choices=DocumentState.choices)
    state_label = serializers.CharField()
    #: In words; empty for the document itself.
    substitute = serializers.CharField(allow_blank=True)
    presented_on = serializers.DateField()
    issued_on = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)
    is_special = serializers.BooleanField()
    has_file = serializers.BooleanField()
    note = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)
    has_closed_text = serializers.BooleanField()
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField(allow_blank=True)


class ChecklistItemSerializer(serializers.Serializer[Any]):
    """A document that is asked for, where it stands, and what was presented for it."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    is_asked = serializers.BooleanField()
    is_certain = serializers.BooleanField()
    is_special = serializers.BooleanField()
    #: The undertaking: it has a flow of its own.
    is_undertaking = serializers.BooleanField()
    #: The report on the person's record may be taken over instead.
    can_take_over = serializers.BooleanField()
    substitutes = serializers.ListField(child=serializers.CharField())
    valid_months = serializers.IntegerField(allow_null=True)
    why = serializers.ListField(child=serializers.CharField())
    articles = serializers.ListField(child=serializers.CharField())
    standing = serializers.ChoiceField(choices=[one.value for one in Standing])
    standing_label = serializers.CharField()
    warning = serializers.CharField(allow_blank=True)
    current = PresentedDocumentSerializer(allow_null=True)
    earlier = PresentedDocumentSerializer(many=True)


class CaseChecklistSerializer(serializers.Serializer[Any]):
    """The documents of a case."""

    results = ChecklistItemSerializer(many=True)
    #: None while something is not known that decides what is asked for.
    is_complete = serializers.BooleanField(allow_null=True)
    missing = serializers.IntegerField()
    #: Whether uploaded files are looked at by a virus scanner here.
    is_scanned = serializers.BooleanField()
    may_write = serializers.BooleanField()
    may_write_special = serializers.BooleanField()


class DocumentSendSerializer(serializers.Serializer[Any]):
    """A document that is presented: with a file, or seen with the reason why no copy is kept (`note`)."""

    document = serializers.CharField(max_length=48)
    file = serializers.FileField(allow_empty_file=True, required=False, allow_null=True, default=None)
    substitute = serializers.IntegerField(min_value=0, max_value=50, allow_null=True, default=None)
    presented_on = serializers.DateField(allow_null=True, default=None)
    issued_on = serializers.DateField(allow_null=True, default=None)
    valid_until = serializers.DateField(allow_null=True, default=None)
    note = serializers.CharField(max_length=1000, allow_blank=True, default="")


class CasePurposeSerializer(serializers.Serializer[Any]):
    """Why special values are read."""

    purpose = serializers.CharField(max_length=24, allow_blank=True, default="")
    task = serializers.CharField(max_length=40, allow_blank=True, default="")


class CaseReasonSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=1000)


class ClosedTextSerializer(serializers.Serializer[Any]):
    """What was written beside a special document."""

    note = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)


class ReceiptSerializer(serializers.Serializer[Any]):
    """A receipt: dated, with the place that is kept and what was missing that day."""

    id = serializers.UUIDField()
    issued_at = serializers.DateTimeField()
    issued_by = serializers.CharField(allow_blank=True)
    waiting_since = serializers.DateTimeField()
    place = serializers.IntegerField()
    missing = serializers.ListField(child=serializers.CharField())
    letter = serializers.UUIDField(allow_null=True)


class GuardCheckSerializer(serializers.Serializer[Any]):
    """A guard that this programme has adopted, with its article, and what it says now."""

    guard = serializers.CharField()
    title = serializers.CharField()
    article = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    allowed = serializers.BooleanField()
    code = serializers.CharField(allow_blank=True)
    message = serializers.CharField(allow_blank=True)
    remedy = serializers.CharField(allow_blank=True)


class MissingInformationSerializer(serializers.Serializer[Any]):
    """A fact that the person's record lacks, and where it is written."""

    field = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    href = serializers.CharField()


class MissingDocumentSerializer(serializers.Serializer[Any]):
    """A document that is not there."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    standing = serializers.ChoiceField(choices=[one.value for one in Standing])
    standing_label = serializers.CharField()


class MeetingSerializer(serializers.Serializer[Any]):
    """An attended appointment for an application."""

    id = serializers.UUIDField()
    starts_at = serializers.DateTimeField()
    service = serializers.CharField()
    place_label = serializers.CharField()
    candidate_present = serializers.BooleanField()


class IntakeObstacleSerializer(serializers.Serializer[Any]):
    """What else stands in the way: a form, a role, a rule of the programme."""

    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    article = serializers.CharField(allow_blank=True)
    form = serializers.CharField(allow_blank=True)


class RecordedApplicationSerializer(serializers.Serializer[Any]):
    """The application. The reason of an exception stays closed."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField(allow_blank=True)
    ground = serializers.ChoiceField(choices=ApplicationGround.choices)
    ground_label = serializers.CharField()
    will_label = serializers.CharField(allow_blank=True)


class IntakeStepSerializer(serializers.Serializer[Any]):
    """The step that records the application."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    target = serializers.CharField()
    needs_reason = serializers.BooleanField()
    basis = serializers.CharField(allow_blank=True)


class WillSerializer(serializers.Serializer[Any]):
    """A way in which the candidate's own will is learnt."""

    key = serializers.ChoiceField(choices=WillExpressed.choices)
    label = serializers.CharField()  # type: ignore[assignment]


class RetentionSerializer(serializers.Serializer[Any]):
    """The retention of a case; null where the programme says nothing of it."""

    kept = KeptSerializer(allow_null=True)


class IntakeSerializer(serializers.Serializer[Any]):
    """A case on its way to an application."""

    application = RecordedApplicationSerializer(allow_null=True)
    step = IntakeStepSerializer(allow_null=True)
    version = serializers.IntegerField()
    may_write = serializers.BooleanField()
    can_record = serializers.BooleanField()
    checks = GuardCheckSerializer(many=True)
    obstacles = IntakeObstacleSerializer(many=True)
    information = MissingInformationSerializer(many=True)
    further = MissingInformationSerializer(many=True)
    documents = MissingDocumentSerializer(many=True)
    undecided = MissingDocumentSerializer(many=True)
    meetings = MeetingSerializer(many=True)
    may_except = serializers.BooleanField()
    wills = WillSerializer(many=True)
    receipts = ReceiptSerializer(many=True)
    queue_place = serializers.IntegerField(allow_null=True)
    waiting_since = serializers.DateTimeField(allow_null=True)
    kept = KeptSerializer(allow_null=True)


class ApplicationSendSerializer(serializers.Serializer[Any]):
    """Recording an application; the exception replaces the appointment, never the candidate's will."""

    exception_reason = serializers.CharField(max_length=2000, allow_blank=True, default="")
    will = serializers.ChoiceField(choices=WillExpressed.choices, allow_blank=True, default="")
    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")


class SignerSerializer(serializers.Serializer[Any]):
    """A representative of the person, and what they may sign today."""

    id = serializers.UUIDField()
    name = serializers.CharField(allow_blank=True)
    kind_label = serializers.CharField()
    may_sign = serializers.BooleanField()
    signs_together = serializers.BooleanField()
    instead_of_person = serializers.BooleanField()
    why_not = serializers.CharField(allow_blank=True)
    #: Why their signature would not count today, though they act for the person.
    refusal = serializers.CharField(allow_blank=True)


class UndertakingSerializer(serializers.Serializer[Any]):
    """An undertaking: its text as it was printed, who signed, whether a scan is kept."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=UndertakingState.choices)
    state_label = serializers.CharField()
    subject = serializers.CharField()
    body = serializers.CharField()
    prepared_at = serializers.DateTimeField()
    prepared_by = serializers.CharField(allow_blank=True)
    by_person = serializers.BooleanField()
    representative_name = serializers.CharField(allow_blank=True)
    signed_on = serializers.DateField(allow_null=True)
    has_scan = serializers.BooleanField()
    remark = serializers.CharField(allow_blank=True)
    recorded_at = serializers.DateTimeField(allow_null=True)
    recorded_by = serializers.CharField(allow_blank=True)


class UndertakingsSerializer(serializers.Serializer[Any]):
    """The undertakings of a case, and who may sign."""

    results = UndertakingSerializer(many=True)
    signers = SignerSerializer(many=True)
    #: Why the person's own signature alone would not count; empty where it does.
    person_refusal = serializers.CharField(allow_blank=True)
    checks = GuardCheckSerializer(many=True)
    may_write = serializers.BooleanField()
    is_scanned = serializers.BooleanField()


class SignatureSerializer(serializers.Serializer[Any]):
    """Who signed, or that nobody did; the scan where there is one."""

    by_person = serializers.BooleanField(default=False)
    representative = serializers.UUIDField(allow_null=True, default=None)
    signed_on = serializers.DateField(allow_null=True, default=None)
    refused = serializers.BooleanField(default=False)
    remark = serializers.CharField(max_length=1000, allow_blank=True, default="")
    file = serializers.FileField(allow_empty_file=True, required=False, allow_null=True, default=None)
