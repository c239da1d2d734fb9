"""What is read of letters, and what is sent for them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.v1.cases.shapes import CaseLinkSerializer
from apps.letters.enums import (
    BatchState,
    CopyFormat,
    FailureReason,
    LetterEventKind,
    LetterQueue,
    LetterState,
    NextStep,
    Receiver,
    ServiceChannel,
    ServiceState,
)


class LetterCodeSerializer(serializers.Serializer[Any]):
    """A code with its words; a queue says how many wait in it."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField(required=False)


class LetterRowSerializer(serializers.Serializer[Any]):
    """A letter in a list."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    number = serializers.CharField()
    official_number = serializers.CharField()
    official_date = serializers.DateField(allow_null=True)
    use = serializers.CharField()
    use_label = serializers.CharField()
    subject = serializers.CharField()
    state = serializers.ChoiceField(choices=LetterState.choices)
    state_label = serializers.CharField()
    queue = serializers.ChoiceField(choices=LetterQueue.choices, allow_blank=True)
    #: None of a letter to a sender who is not registered; then `sender_name` says who.
    person = CaseLinkSerializer(allow_null=True)
    sender_name = serializers.CharField()
    programme = CaseLinkSerializer(allow_null=True)
    unit = CaseLinkSerializer()
    case = serializers.UUIDField(allow_null=True)
    batch = serializers.UUIDField(allow_null=True)
    drafted_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    signed_on = serializers.DateField(allow_null=True)
    served_on = serializers.DateField(allow_null=True)
    is_protected = serializers.BooleanField()
    #: A representative of the protected person has to be confirmed before it goes out (readings 4).
    waits = serializers.BooleanField()


class LetterServiceRowSerializer(serializers.Serializer[Any]):
    """One attempt at service."""

    id = serializers.UUIDField()
    channel = serializers.ChoiceField(choices=ServiceChannel.choices)
    channel_label = serializers.CharField()
    state = serializers.ChoiceField(choices=ServiceState.choices)
    state_label = serializers.CharField()
    sent_on = serializers.DateField(allow_null=True)
    arrived_on = serializers.DateField(allow_null=True)
    served_on = serializers.DateField(allow_null=True)
    #: E-tebligat on its way: the day on which it will count as served (7201 m. 7/a).
    due_on = serializers.DateField(allow_null=True)
    receiver_label = serializers.CharField()
    receiver_name = serializers.CharField()
    reference = serializers.CharField()
    note = serializers.CharField()
    failure_label = serializers.CharField()
    next_step_label = serializers.CharField()
    proof = serializers.UUIDField(allow_null=True)


class LetterEventSerializer(serializers.Serializer[Any]):
    """One thing that happened to a letter."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=LetterEventKind.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    at = serializers.DateTimeField()
    by = serializers.CharField()
    day = serializers.DateField(allow_null=True)
    text = serializers.CharField()


class LetterCopyRowSerializer(serializers.Serializer[Any]):
    """A copy that the person can use."""

    id = serializers.UUIDField()
    format = serializers.ChoiceField(choices=CopyFormat.choices)
    format_label = serializers.CharField()
    given_on = serializers.DateField()
    by = serializers.CharField()


class LetterStandingSerializer(serializers.Serializer[Any]):
    """Why a letter may not go out to whom it is addressed; `today` is who is notified by now, `held` who waits."""

    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()
    article = serializers.CharField()
    text = serializers.CharField()
    held = serializers.ListField(child=serializers.CharField())
    today = serializers.ListField(child=serializers.CharField())


class LetterSerializer(LetterRowSerializer):
    """A letter's page."""

    standing = LetterStandingSerializer(allow_null=True)
    replaces = CaseLinkSerializer(allow_null=True)
    replaced_by = CaseLinkSerializer(allow_null=True)
    petition = serializers.UUIDField(allow_null=True)
    body = serializers.CharField()
    plain = serializers.CharField()
    references = serializers.ListField(child=serializers.CharField())
    annexes = serializers.ListField(child=serializers.CharField())
    distribution = serializers.ListField(child=serializers.CharField())
    addressee_kind = serializers.CharField()
    addressee_name = serializers.CharField()
    addressee_capacity = serializers.CharField()
    address = serializers.ListField(child=serializers.CharField())
    signatory_name = serializers.CharField()
    signatory_title = serializers.CharField()
    signatory_acting_for = serializers.CharField()
    code = serializers.CharField()
    approved_alone = serializers.BooleanField()
    signed_file = serializers.UUIDField(allow_null=True)
    channels = serializers.ListField(child=serializers.ChoiceField(choices=ServiceChannel.choices))
    services = LetterServiceRowSerializer(many=True)
    copies = LetterCopyRowSerializer(many=True)
    events = LetterEventSerializer(many=True)
    may_write = serializers.BooleanField()
    may_approve = serializers.BooleanField()
    is_own = serializers.BooleanField()


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class ValuesField(serializers.DictField):
    """Values of placeholders: {name: text}."""

    child = serializers.CharField(allow_blank=True, max_length=20_000)


class NewLetterSerializer(serializers.Serializer[Any]):
    """Writing a letter about a case: from a text of the programme, one of Omuz' own, or freely."""

    case = serializers.UUIDField()
    use = serializers.CharField(max_length=32, required=False, allow_blank=True, default="")
    template = serializers.CharField(max_length=48, required=False, allow_blank=True, default="")
    values = ValuesField(required=False, default=dict)
    subject = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    body = serializers.CharField(max_length=40_000, required=False, allow_blank=True, default="")


def _lines() -> serializers.ListField:
    """Return a field of some lines; each field needs a child of its own."""
    return serializers.ListField(
        child=serializers.CharField(max_length=300, allow_blank=True), max_length=30, required=False
    )


class LetterChangesSerializer(serializers.Serializer[Any]):
    """What was typed into a draft; what is left out stays."""

    subject = serializers.CharField(required=False, allow_blank=True, max_length=400)
    body = serializers.CharField(required=False, allow_blank=True, max_length=60_000, trim_whitespace=False)
    plain = serializers.CharField(required=False, allow_blank=True, max_length=60_000, trim_whitespace=False)
    references = _lines()
    annexes = _lines()
    distribution = _lines()
    address = _lines()
    signatory_name = serializers.CharField(required=False, allow_blank=True, max_length=120)
    signatory_title = serializers.CharField(required=False, allow_blank=True, max_length=120)
    signatory_acting_for = serializers.CharField(required=False, allow_blank=True, max_length=120)


class LetterReasonSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class LetterSigningSerializer(serializers.Serializer[Any]):
    """The signature, with scan and official number where they are at hand."""

    signed_on = serializers.DateField()
    file = serializers.UUIDField(required=False, allow_null=True, default=None)
    official_number = serializers.CharField(required=False, allow_blank=True, max_length=80, default="")
    official_date = serializers.DateField(required=False, allow_null=True, default=None)


class OfficialNumberSerializer(serializers.Serializer[Any]):
    """The number of the municipality's own system."""

    number = serializers.CharField(max_length=80)
    date = serializers.DateField()


class LetterServiceSerializer(serializers.Serializer[Any]):
    """Sending out or serving a letter."""

    channel = serializers.ChoiceField(choices=ServiceChannel.choices)
    signed_on = serializers.DateField(required=False, allow_null=True, default=None)
    sent_on = serializers.DateField(required=False, allow_null=True, default=None)
    arrived_on = serializers.DateField(required=False, allow_null=True, default=None)
    served_on = serializers.DateField(required=False, allow_null=True, default=None)
    receiver = serializers.ChoiceField(choices=Receiver.choices, required=False, allow_blank=True, default="")
    receiver_name = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    reference = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")
    proof = serializers.UUIDField(required=False, allow_null=True, default=None)


class LetterFailureSerializer(serializers.Serializer[Any]):
    """An attempt that did not succeed."""

    channel = serializers.ChoiceField(choices=ServiceChannel.choices)
    reason = serializers.ChoiceField(choices=FailureReason.choices)
    next_step = serializers.ChoiceField(choices=NextStep.choices)
    sent_on = serializers.DateField()
    reference = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")
    proof = serializers.UUIDField(required=False, allow_null=True, default=None)


class LetterCopySerializer(serializers.Serializer[Any]):
    """A copy that the person can use."""

    format = serializers.ChoiceField(choices=CopyFormat.choices)
    given_on = serializers.DateField()


class LetterUploadSerializer(serializers.Serializer[Any]):
    """A scan that belongs to a letter."""

    file = serializers.FileField()
    kind = serializers.ChoiceField(choices=[("signed", "İmzalı yazı"), ("proof", "Tebliğ belgesi")])


class LetterFileKeySerializer(serializers.Serializer[Any]):
    """The key of a kept scan."""

    id = serializers.UUIDField()


class OfficialRowSerializer(serializers.Serializer[Any]):
    """A row of a pasted table."""

    letter = serializers.CharField(max_length=40, allow_blank=True)
    number = serializers.CharField(max_length=120, allow_blank=True)
    date = serializers.CharField(max_length=40, allow_blank=True)


class OfficialRowsSerializer(serializers.Serializer[Any]):
    """A pasted table; a preview changes nothing."""

    rows = OfficialRowSerializer(many=True)
    preview = serializers.BooleanField(required=False, default=False)


class OfficialFileSerializer(serializers.Serializer[Any]):
    """A file of official numbers; a preview changes nothing."""

    file = serializers.FileField()
    preview = serializers.BooleanField(required=False, default=False)


class OfficialResultSerializer(serializers.Serializer[Any]):
    """What became of a row; without a code it went in."""

    row = serializers.IntegerField()
    letter = serializers.CharField()
    number = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()


class TextChoiceSerializer(serializers.Serializer[Any]):
    """A text that a letter can be written from; `asks` has to be filled in, `may_ask` may be."""

    use = serializers.CharField()
    template = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    subject = serializers.CharField()
    asks = serializers.ListField(child=serializers.CharField())
    may_ask = serializers.ListField(child=serializers.CharField())
    values = ValuesField()


class BatchRowSerializer(serializers.Serializer[Any]):
    """A batch in the list."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    programme = CaseLinkSerializer()
    unit = CaseLinkSerializer()
    label = serializers.CharField()  # type: ignore[assignment]
    state = serializers.ChoiceField(choices=BatchState.choices)
    state_label = serializers.CharField()
    requested_at = serializers.DateTimeField()
    requested_by = serializers.CharField()
    task = serializers.UUIDField(allow_null=True)
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    problems = serializers.IntegerField()
    drafts = serializers.IntegerField()
    approved = serializers.IntegerField()


class BatchProblemSerializer(serializers.Serializer[Any]):
    """A case of a batch without its letter, and why."""

    case = serializers.UUIDField()
    person = serializers.CharField()
    problem = serializers.CharField()


class BatchSerializer(BatchRowSerializer):
    """A batch's page."""

    wrong = BatchProblemSerializer(many=True)
    is_own = serializers.BooleanField()


@extend_schema_field({"type": "object", "additionalProperties": True})
class CriteriaField(serializers.DictField):
    """By what the cases are chosen: {"stage": "...", "missing_documents": true}."""


class NewBatchSerializer(serializers.Serializer[Any]):
    """One text to many cases."""

    source = serializers.CharField(  # type: ignore[assignment]
        max_length=48, required=False, default="cases"
    )
    programme = serializers.UUIDField()
    criteria = CriteriaField(required=False, default=dict)
    use = serializers.CharField(max_length=32, required=False, allow_blank=True, default="")
    template = serializers.CharField(max_length=48, required=False, allow_blank=True, default="")
    values = ValuesField(required=False, default=dict)


class CodeCheckSerializer(serializers.Serializer[Any]):
    """The code that stands on a letter."""

    code = serializers.CharField(max_length=80)


class CodeCheckedSerializer(serializers.Serializer[Any]):
    """Genuine or not; nothing of whom the letter is about."""

    is_genuine = serializers.BooleanField()
    date = serializers.DateField(allow_null=True)
    municipality = serializers.CharField()
