"""What is typed about people. Serializers check shapes only; the operations check what the values mean."""

from typing import Any

from rest_framework import serializers

from apps.people import operations
from apps.people.enums import (
    BirthPrecision,
    FactKind,
    IdentityKind,
    MissingField,
    MissingReasonCode,
    PhoneKind,
    Rank,
    SensitiveKind,
    Sex,
    Source,
)
from apps.people.operations import PersonDraft
from apps.privacy.enums import LegalBasis, NoticeVariant
from apps.programmes.catalogue import CHANNELS

CHANNEL_CHOICES = [(code.key, code.tr) for code in CHANNELS.codes]


def _text(limit: int) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=limit, default="")


class IdentityWriteSerializer(serializers.Serializer[Any]):
    """An identity number as typed."""

    kind = serializers.ChoiceField(choices=IdentityKind.choices)
    number = serializers.CharField(max_length=40)
    country = _text(2)
    accept_unusual = serializers.BooleanField(
        required=False, default=False, help_text="Staff have seen the unusual number on the document."
    )

    def to_draft(self) -> operations.IdentityDraft:
        """Return the operation's argument."""
        return operations.IdentityDraft(**{k: v for k, v in self.validated_data.items() if k != "reason"})


class IdentityAddSerializer(IdentityWriteSerializer):
    """A further identity number; a reason is needed where it replaces one of the same kind."""

    reason = _text(240)


class PhoneWriteSerializer(serializers.Serializer[Any]):
    """A telephone number as typed."""

    number = serializers.CharField(max_length=40)
    kind = serializers.ChoiceField(choices=PhoneKind.choices, required=False, default=PhoneKind.MOBILE)
    owner_name = _text(120)
    is_preferred = serializers.BooleanField(required=False, default=False)
    note = _text(200)

    def to_draft(self) -> operations.PhoneDraft:
        """Return the operation's argument."""
        return operations.PhoneDraft(**self.validated_data)


class AddressWriteSerializer(serializers.Serializer[Any]):
    """An address as typed; province and district from `geography/`."""

    province = _text(40)
    district = _text(60)
    neighbourhood = _text(80)
    line = _text(240)
    postal_code = _text(10)
    is_hidden = serializers.BooleanField(required=False, default=False)
    valid_from = serializers.DateField(required=False, allow_null=True, default=None)

    def to_draft(self) -> operations.AddressDraft:
        """Return the operation's argument."""
        return operations.AddressDraft(**{k: v for k, v in self.validated_data.items() if k != "corrects_current"})


class AddressAddSerializer(AddressWriteSerializer):
    """A move, or a correction of the current address."""

    corrects_current = serializers.BooleanField(required=False, default=False)


class FactWriteSerializer(serializers.Serializer[Any]):
    """A fact that is no special category."""

    kind = serializers.ChoiceField(choices=FactKind.choices)
    code = serializers.CharField(max_length=32)
    source = serializers.ChoiceField(choices=Source.choices, required=False, default=Source.SELF)  # type: ignore[assignment]
    note = _text(200)
    valid_from = serializers.DateField(required=False, allow_null=True, default=None)

    def to_draft(self) -> operations.FactDraft:
        """Return the operation's argument."""
        return operations.FactDraft(**{k: v for k, v in self.validated_data.items() if k != "replaces"})


class FactChangeSerializer(FactWriteSerializer):
    """A fact that has changed on a day."""

    replaces = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="The row that the sender saw as the current one."
    )


class FactCorrectionSerializer(serializers.Serializer[Any]):
    """What a wrong row should have said."""

    code = serializers.CharField(max_length=32)
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=240)


class SensitiveWriteSerializer(serializers.Serializer[Any]):
    """A special-category fact. Without a basis the catalogue's default is recorded."""

    kind = serializers.ChoiceField(choices=SensitiveKind.choices)
    code = serializers.CharField(max_length=32)
    detail = _text(240)
    rank = serializers.ChoiceField(choices=Rank.choices, required=False, default=Rank.SECONDARY)
    source = serializers.ChoiceField(choices=Source.choices, required=False, default=Source.SELF)  # type: ignore[assignment]
    programme = serializers.UUIDField(required=False, allow_null=True, default=None)
    legal_basis = serializers.ChoiceField(choices=LegalBasis.choices, required=False, allow_blank=True, default="")
    statute = _text(200)
    valid_from = serializers.DateField(required=False, allow_null=True, default=None)

    def to_draft(self) -> operations.SensitiveDraft:
        """Return the operation's argument."""
        return sensitive_draft(self.validated_data)


def sensitive_draft(values: dict[str, Any]) -> operations.SensitiveDraft:
    """Return the operation's argument."""
    return operations.SensitiveDraft(
        programme_id=values.get("programme"), **{k: v for k, v in values.items() if k not in {"programme", "reason"}}
    )


class SensitiveEndSerializer(serializers.Serializer[Any]):
    """The day on which a fact has ceased to hold."""

    valid_to = serializers.DateField()


class SensitiveCorrectionSerializer(serializers.Serializer[Any]):
    """What a wrong fact should have said; nothing: it never held."""

    fact = SensitiveWriteSerializer(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=240)

    def to_draft(self) -> operations.SensitiveDraft | None:
        """Return the operation's argument."""
        fact = self.validated_data["fact"]
        return sensitive_draft(fact) if fact is not None else None


class MissingWriteSerializer(serializers.Serializer[Any]):
    """Why a fact stays absent; an empty reason takes it back."""

    field = serializers.ChoiceField(choices=MissingField.choices)
    reason = serializers.ChoiceField(choices=MissingReasonCode.choices, allow_blank=True)


class NoticeWriteSerializer(serializers.Serializer[Any]):
    """The privacy notice that was given at registration."""

    notice = serializers.UUIDField()
    channel = serializers.ChoiceField(choices=CHANNEL_CHOICES, required=False, allow_blank=True, default="")
    variant = serializers.ChoiceField(choices=NoticeVariant.choices, required=False, allow_blank=True, default="")


class PersonHeaderSerializer(serializers.Serializer[Any]):
    """The header of a record; every field may be left out of a PATCH."""

    given_names = serializers.CharField(required=False, allow_blank=True, max_length=120)
    surname = serializers.CharField(required=False, allow_blank=True, max_length=120)
    other_names = serializers.CharField(required=False, allow_blank=True, max_length=160)
    working_label = serializers.CharField(required=False, allow_blank=True, max_length=120)
    birth_date = serializers.DateField(required=False, allow_null=True)
    birth_precision = serializers.ChoiceField(choices=BirthPrecision.choices, required=False, allow_blank=True)
    sex = serializers.ChoiceField(choices=Sex.choices, required=False, allow_blank=True)
    email = serializers.CharField(required=False, allow_blank=True, max_length=254)
    channel = serializers.CharField(required=False, allow_blank=True, max_length=24)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    interviewer = serializers.UUIDField(required=False, allow_null=True)
    unit = serializers.UUIDField(required=False, allow_null=True)
    programme = serializers.UUIDField(required=False, allow_null=True)

    def to_changes(self) -> dict[str, Any]:
        """Return what was sent, by the operation's names."""
        return header_values(self.validated_data)


def header_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return the header's values by the names of the operation's argument."""
    keys = {"interviewer": "interviewer_id", "unit": "unit_id", "programme": "programme_id"}
    return {keys.get(name, name): value for name, value in values.items()}


class PersonWriteSerializer(PersonHeaderSerializer):
    """A registration: a name or a working label, and a channel; everything else may follow (readings 11)."""

    registered_on = serializers.DateField(required=False, allow_null=True)
    is_confidential = serializers.BooleanField(required=False)
    identities = IdentityWriteSerializer(many=True, required=False)
    phones = PhoneWriteSerializer(many=True, required=False)
    address = AddressWriteSerializer(required=False, allow_null=True)
    facts = FactWriteSerializer(many=True, required=False)
    sensitive = SensitiveWriteSerializer(many=True, required=False)
    missing_reasons = MissingWriteSerializer(many=True, required=False)
    notice = NoticeWriteSerializer(required=False, allow_null=True)

    def to_draft(self) -> PersonDraft:
        """Return the operation's argument."""
        values = header_values(self.validated_data)
        lists = {
            "identities": operations.IdentityDraft,
            "phones": operations.PhoneDraft,
            "facts": operations.FactDraft,
            "missing_reasons": operations.MissingDraft,
        }
        for name, draft in lists.items():
            values[name] = [draft(**entry) for entry in values.get(name, ())]
        values["sensitive"] = [sensitive_draft(entry) for entry in values.get("sensitive", ())]
        address, notice = values.get("address"), values.get("notice")
        values["address"] = operations.AddressDraft(**address) if address else None
        values["notice"] = (
            operations.NoticeDraft(notice_id=notice["notice"], channel=notice["channel"], variant=notice["variant"])
            if notice
            else None
        )
        return PersonDraft(**values)


class ConfidentialitySerializer(serializers.Serializer[Any]):
    """Confidential or not, and why."""

    confidential = serializers.BooleanField()
    reason = serializers.CharField(max_length=240)


class NamedStaffWriteSerializer(serializers.Serializer[Any]):
    """A colleague to be named for a confidential record."""

    user = serializers.UUIDField()
    reason = _text(200)
