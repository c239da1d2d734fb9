"""What is read of people. Special-category values have a serializer of their own and come from a logged reading."""

import datetime as dt
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.people.models import NamedStaff, Person, PersonAddress, PersonFact, PersonIdentity, PersonPhone
from apps.people.operations import open_address
from apps.people.queries.people import PersonDetail, age_of, identity_hint, shown_name, staff_name
from apps.programmes.catalogue import code_label


class LinkSerializer(serializers.Serializer[Any]):
    """A record that this one points to."""

    id = serializers.UUIDField()
    name = serializers.CharField()


def _link(row: Any, name: str) -> dict[str, Any] | None:
    return {"id": str(row.pk), "name": getattr(row, name)} if row is not None else None


class PersonRowSerializer(serializers.ModelSerializer[Person]):
    """A person in a list."""

    name = serializers.SerializerMethodField()
    age = serializers.SerializerMethodField()
    channel_label = serializers.SerializerMethodField()
    unit = serializers.SerializerMethodField()
    interviewer = serializers.SerializerMethodField()
    district = serializers.CharField(source="shown_district", allow_null=True, default=None)
    phone = serializers.CharField(source="shown_phone", allow_null=True, default=None)

    class Meta:
        model = Person
        fields = (
            "id", "file_number", "name", "given_names", "surname", "working_label", "birth_date", "birth_precision",
            "age", "sex", "channel", "channel_label", "registered_on", "unit", "interviewer", "district", "phone",
            "is_confidential", "version",
        )  # fmt: skip

    def get_name(self, row: Person) -> str:
        """Return the name as written, or the working label."""
        return shown_name(row)

    def get_age(self, row: Person) -> int | None:
        """Return the age in whole years."""
        return age_of(row, self.context["today"])

    def get_channel_label(self, row: Person) -> str:
        """Return the channel in words."""
        return code_label("channel", row.channel)

    @extend_schema_field(LinkSerializer(allow_null=True))
    def get_unit(self, row: Person) -> dict[str, Any] | None:
        """Return the registering unit."""
        return _link(row.unit, "name")

    @extend_schema_field(LinkSerializer(allow_null=True))
    def get_interviewer(self, row: Person) -> dict[str, Any] | None:
        """Return who interviews the person."""
        return _link(row.interviewer, "full_name")


class PhoneSerializer(serializers.ModelSerializer[PersonPhone]):
    """A telephone number."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)

    class Meta:
        model = PersonPhone
        fields = ("id", "kind", "kind_label", "number", "owner_name", "is_preferred", "note", "version")


class AddressSerializer(serializers.ModelSerializer[PersonAddress]):
    """An address; a hidden one reaches named staff only, and is opened for them."""

    class Meta:
        model = PersonAddress
        fields = (
            "id", "province", "district", "neighbourhood", "line", "postal_code", "is_hidden", "valid_from",
            "valid_to", "version",
        )  # fmt: skip

    def to_representation(self, instance: PersonAddress) -> dict[str, Any]:
        """Return the row with the parts of a hidden address opened."""
        return super().to_representation(instance) | open_address(instance)


class FactSerializer(serializers.ModelSerializer[PersonFact]):
    """A fact that is no special category."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    source_label = serializers.CharField(source="get_source_display", read_only=True)

    class Meta:
        model = PersonFact
        fields = (
            "id", "kind", "kind_label", "code", "label", "source", "source_label", "note", "valid_from", "valid_to",
            "recorded_at", "is_correction", "superseded_at", "version",
        )  # fmt: skip

    def get_label(self, row: PersonFact) -> str:
        """Return the code in words."""
        return code_label(row.kind, row.code)


class IdentitySerializer(serializers.ModelSerializer[PersonIdentity]):
    """An identity number with its middle hidden."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    masked = serializers.SerializerMethodField()

    class Meta:
        model = PersonIdentity
        fields = ("id", "kind", "kind_label", "country", "masked", "is_unusual", "version")

    def get_masked(self, row: PersonIdentity) -> str:
        """Return the first and last two characters."""
        return identity_hint(row)


class OpenedIdentitySerializer(serializers.Serializer[Any]):
    """An identity number in full."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    country = serializers.CharField()
    number = serializers.CharField()


class MissingSerializer(serializers.Serializer[Any]):
    """One absent fact, with the reason where one was given."""

    field = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    reason = serializers.CharField()
    reason_label = serializers.CharField()


class PersonSerializer(serializers.Serializer[Any]):
    """A person's page: header, identities, telephones, addresses, facts, missing information."""

    id = serializers.UUIDField()
    file_number = serializers.CharField()
    name = serializers.CharField()
    given_names = serializers.CharField()
    surname = serializers.CharField()
    other_names = serializers.CharField()
    working_label = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    birth_precision = serializers.CharField()
    age = serializers.IntegerField(allow_null=True)
    sex = serializers.CharField()
    sex_label = serializers.CharField()
    email = serializers.CharField()
    channel = serializers.CharField()
    channel_label = serializers.CharField()
    registered_on = serializers.DateField()
    registered_by = serializers.UUIDField()
    registered_by_name = serializers.CharField()
    interviewer = LinkSerializer(allow_null=True)
    unit = LinkSerializer(allow_null=True)
    programme = LinkSerializer(allow_null=True)
    is_confidential = serializers.BooleanField()
    has_hidden_address = serializers.BooleanField()
    has_safe_contact_plan = serializers.BooleanField()
    notes = serializers.CharField()
    identities = IdentitySerializer(many=True)
    phones = PhoneSerializer(many=True)
    addresses = AddressSerializer(many=True)
    facts = FactSerializer(many=True)
    missing = MissingSerializer(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


def person_body(detail: PersonDetail, *, today: dt.date) -> Any:
    """Return the JSON of a person's page."""
    person = detail.person
    own = {
        name: getattr(person, name)
        for name in (
            "id", "file_number", "given_names", "surname", "other_names", "working_label", "birth_date",
            "birth_precision", "sex", "email", "channel", "registered_on", "is_confidential", "notes", "created_at",
            "updated_at", "version",
        )
    }  # fmt: skip
    return PersonSerializer(
        own
        | {
            "name": shown_name(person),
            "age": age_of(person, today),
            "sex_label": person.get_sex_display(),
            "channel_label": code_label("channel", person.channel),
            "registered_by": person.registered_by_id,
            "registered_by_name": staff_name(person.registered_by_id),
            "interviewer": _link(person.interviewer, "full_name"),
            "unit": _link(person.unit, "name"),
            "programme": _link(person.programme, "name"),
            "has_hidden_address": detail.has_hidden_address,
            "has_safe_contact_plan": detail.has_safe_contact_plan,
            "identities": detail.identities,
            "phones": detail.phones,
            "addresses": detail.addresses,
            "facts": detail.facts,
            "missing": detail.missing,
        }
    ).data


class MatchSerializer(serializers.Serializer[Any]):
    """A person found in the one box; never a special attribute."""

    id = serializers.UUIDField(source="person.id")
    file_number = serializers.CharField(source="person.file_number")
    name = serializers.SerializerMethodField()
    birth_date = serializers.DateField(source="person.birth_date", allow_null=True)
    birth_precision = serializers.CharField(source="person.birth_precision")
    unit = serializers.CharField(source="person.unit.name", default="")
    by = serializers.ChoiceField(choices=["name", "identity", "phone", "file_number", "email"])

    def get_name(self, match: Any) -> str:
        """Return the name as written, or the working label."""
        return shown_name(match.person)


class SearchSerializer(serializers.Serializer[Any]):
    """What the one box has found."""

    results = MatchSerializer(many=True)


class SensitiveSerializer(serializers.Serializer[Any]):
    """An opened special-category fact."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    detail = serializers.CharField()
    rank = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    programme = serializers.UUIDField(source="programme_id")
    legal_basis = serializers.CharField()
    statute = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)
    recorded_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class SensitiveReceiptSerializer(serializers.Serializer[Any]):
    """A special-category fact that was written; its value is not sent back, that would be a reading."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    rank = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()


class NamedStaffSerializer(serializers.ModelSerializer[NamedStaff]):
    """A colleague named for a confidential record."""

    name = serializers.CharField(source="user.full_name", read_only=True)

    class Meta:
        model = NamedStaff
        fields = ("id", "user", "name", "reason", "started_on")
