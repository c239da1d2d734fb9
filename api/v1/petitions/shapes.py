"""What is read of petitions, and what is sent for them."""

from typing import Any

from rest_framework import serializers

from api.v1.retention.shapes import KeptSerializer
from apps.petitions.enums import AnswerOutcome, PetitionChannel, PetitionKind, PetitionState, SenderKind


class PetitionLinkSerializer(serializers.Serializer[Any]):
    """A record that this one points to."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class PetitionClockSerializer(serializers.Serializer[Any]):
    """Where the clock stands: the day of receipt is day 0."""

    received_on = serializers.DateField()
    due_on = serializers.DateField()
    basis = serializers.CharField()
    day = serializers.IntegerField()
    days_left = serializers.IntegerField()
    runs = serializers.BooleanField()
    is_late = serializers.BooleanField()


class PetitionRowSerializer(serializers.Serializer[Any]):
    """A petition of the list. Its words stay closed there."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(choices=PetitionKind.choices)
    kind_label = serializers.CharField()
    state = serializers.ChoiceField(choices=PetitionState.choices)
    state_label = serializers.CharField()
    person = PetitionLinkSerializer(allow_null=True)
    programme = PetitionLinkSerializer(allow_null=True)
    unit = PetitionLinkSerializer()
    assigned_to = PetitionLinkSerializer(allow_null=True)
    clock = PetitionClockSerializer()


class PetitionAnswerSerializer(serializers.Serializer[Any]):
    """The answer as it stands."""

    text = serializers.CharField(allow_blank=True)
    outcome = serializers.CharField(allow_blank=True)
    outcome_label = serializers.CharField(allow_blank=True)
    return_reason = serializers.CharField(allow_blank=True)
    drafted_by = serializers.CharField(allow_blank=True)
    drafted_at = serializers.DateTimeField(allow_null=True)
    approved_by = serializers.CharField(allow_blank=True)
    approved_at = serializers.DateTimeField(allow_null=True)


class PetitionLetterSerializer(serializers.Serializer[Any]):
    """The letter that carries the answer."""

    id = serializers.UUIDField()
    number = serializers.CharField(allow_blank=True)
    state = serializers.CharField()
    served_on = serializers.DateField(allow_null=True)
    undeliverable = serializers.BooleanField()


class PetitionEventSerializer(serializers.Serializer[Any]):
    """One thing that happened."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_blank=True)
    user = serializers.CharField(allow_blank=True)
    day = serializers.IntegerField(allow_null=True)
    text = serializers.CharField(allow_blank=True)


class KeptAwaySerializer(serializers.Serializer[Any]):
    """Who may not deal with it, and why."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    why = serializers.CharField()


class GuardTextSerializer(serializers.Serializer[Any]):
    """The article behind a guard, empty where the programme has adopted none."""

    article = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)


class PetitionSerializer(PetitionRowSerializer):
    """A petition's page."""

    version = serializers.IntegerField()
    channel_label = serializers.CharField()
    sender_kind = serializers.ChoiceField(choices=SenderKind.choices)
    sender_label = serializers.CharField()
    subject = serializers.CharField()
    text = serializers.CharField()
    sender_name = serializers.CharField(allow_blank=True)
    sender_address = serializers.CharField(allow_blank=True)
    sender_contact = serializers.CharField(allow_blank=True)
    brought_by = serializers.CharField(allow_blank=True)
    case = PetitionLinkSerializer(allow_null=True)
    decision = serializers.UUIDField(allow_null=True)
    concerns = PetitionLinkSerializer(allow_null=True)
    has_scan = serializers.BooleanField()
    registered_at = serializers.DateTimeField()
    registered_by = serializers.CharField(allow_blank=True)
    informed_on = serializers.DateField(allow_null=True)
    forwarded_to = serializers.CharField(allow_blank=True)
    forwarded_on = serializers.DateField(allow_null=True)
    withdrawn_on = serializers.DateField(allow_null=True)
    answered_on = serializers.DateField(allow_null=True)
    answer = PetitionAnswerSerializer()
    letter = PetitionLetterSerializer(allow_null=True)
    receipt = PetitionLetterSerializer(allow_null=True)
    events = PetitionEventSerializer(many=True)
    kept_away = KeptAwaySerializer(many=True)
    guard = GuardTextSerializer()
    kept = KeptSerializer(allow_null=True)
    may_write = serializers.BooleanField()
    may_assign = serializers.BooleanField()
    may_approve = serializers.BooleanField()


class RegisterPetitionSerializer(serializers.Serializer[Any]):
    """A petition as it came in."""

    kind = serializers.ChoiceField(choices=PetitionKind.choices)
    channel = serializers.ChoiceField(choices=PetitionChannel.choices)
    sender_kind = serializers.ChoiceField(choices=SenderKind.choices)
    received_on = serializers.DateField()
    subject = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=10_000)
    person = serializers.UUIDField(allow_null=True, required=False, default=None)
    representative = serializers.UUIDField(allow_null=True, required=False, default=None)
    sender_name = serializers.CharField(max_length=160, allow_blank=True, required=False, default="")
    sender_address = serializers.CharField(max_length=400, allow_blank=True, required=False, default="")
    sender_contact = serializers.CharField(max_length=160, allow_blank=True, required=False, default="")
    brought_by = serializers.CharField(max_length=160, allow_blank=True, required=False, default="")
    unit = serializers.UUIDField(allow_null=True, required=False, default=None)
    programme = serializers.UUIDField(allow_null=True, required=False, default=None)
    case = serializers.UUIDField(allow_null=True, required=False, default=None)
    decision = serializers.UUIDField(allow_null=True, required=False, default=None)
    concerns = serializers.UUIDField(allow_null=True, required=False, default=None)
    read_back = serializers.BooleanField(required=False, default=False)


class PetitionScanSerializer(serializers.Serializer[Any]):
    """The scan of what came in."""

    file = serializers.FileField()


class AssignSerializer(serializers.Serializer[Any]):
    """Who is to deal with it."""

    assigned_to = serializers.UUIDField()


class CandidateSerializer(PetitionLinkSerializer):
    """A colleague who may deal with it, or the reason why not."""

    allowed = serializers.BooleanField()
    why = serializers.CharField(allow_blank=True)


class AnswerWriteSerializer(serializers.Serializer[Any]):
    """The answer as it has been written so far."""

    text = serializers.CharField(max_length=10_000, allow_blank=True)
    outcome = serializers.ChoiceField(choices=AnswerOutcome.choices, allow_blank=True)


class PetitionReasonSerializer(serializers.Serializer[Any]):
    """A reason, or what the sender was told."""

    reason = serializers.CharField(max_length=2000)


class PetitionServedSerializer(serializers.Serializer[Any]):
    """The day on which an answer without a letter reached its sender."""

    served_on = serializers.DateField()


class TransferSerializer(serializers.Serializer[Any]):
    """To which authority it was sent on, and when the sender was told."""

    authority = serializers.CharField(max_length=200)
    told_on = serializers.DateField()


class PetitionChoiceSerializer(serializers.Serializer[Any]):
    """A code with its words."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class PetitionChoicesSerializer(serializers.Serializer[Any]):
    """What a petition may be, and where it may be registered."""

    kinds = PetitionChoiceSerializer(many=True)
    channels = PetitionChoiceSerializer(many=True)
    senders = PetitionChoiceSerializer(many=True)
    outcomes = PetitionChoiceSerializer(many=True)
    programmes = PetitionLinkSerializer(many=True)
    units = PetitionLinkSerializer(many=True)
    staff = PetitionLinkSerializer(many=True)


class DuePreviewSerializer(GuardTextSerializer):
    """By when it would have to be answered."""

    due_on = serializers.DateField()
    basis = serializers.CharField()
