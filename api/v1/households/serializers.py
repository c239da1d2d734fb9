"""Shapes of households."""

from typing import Any

from rest_framework import serializers

from apps.people.enums import HouseholdRole
from apps.people.models import HouseholdMember, PersonAddress
from apps.people.queries.people import shown_name
from apps.people.rules.household import MemberDraft


class MemberSerializer(serializers.ModelSerializer[HouseholdMember]):
    """Someone who belongs or belonged to a household, where the reader may find them."""

    name = serializers.SerializerMethodField()
    file_number = serializers.CharField(source="person.file_number", read_only=True)
    role_label = serializers.CharField(source="get_role_display", read_only=True)

    class Meta:
        model = HouseholdMember
        fields = [
            "id", "person_id", "name", "file_number", "role", "role_label", "is_contact", "valid_from", "valid_to",
        ]  # fmt: skip

    def get_name(self, member: HouseholdMember) -> str:
        """Return the person's name or working label."""
        return shown_name(member.person)


class HouseholdRowSerializer(serializers.Serializer[Any]):
    """A row of the list."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]
    file_number = serializers.CharField()
    opened_on = serializers.DateField()
    closed_on = serializers.DateField(allow_null=True)
    members = MemberSerializer(many=True, source="shown")


class HouseholdAddressSerializer(serializers.ModelSerializer[PersonAddress]):
    """Where a household lives: its head's address, where nobody's is secret."""

    class Meta:
        model = PersonAddress
        fields = ["province", "district", "neighbourhood", "line"]


class HouseholdSerializer(serializers.Serializer[Any]):
    """A whole household."""

    id = serializers.UUIDField(source="row.id")
    version = serializers.IntegerField(source="row.version")
    label = serializers.CharField(source="row.label")  # type: ignore[assignment]
    file_number = serializers.CharField(source="row.file_number")
    opened_on = serializers.DateField(source="row.opened_on")
    closed_on = serializers.DateField(source="row.closed_on", allow_null=True)
    note = serializers.CharField(source="row.note")
    members = MemberSerializer(many=True)
    former = MemberSerializer(many=True)
    address = HouseholdAddressSerializer(allow_null=True)
    address_withheld = serializers.BooleanField()


class MemberWriteSerializer(serializers.Serializer[Any]):
    """Who joins, as what."""

    person = serializers.UUIDField()
    role = serializers.ChoiceField(choices=HouseholdRole.choices)
    is_contact = serializers.BooleanField(default=False)


def member_drafts(values: list[dict[str, Any]]) -> list[MemberDraft]:
    """Return the operation's arguments."""
    return [MemberDraft(person_id=v["person"], role=v["role"], is_contact=v["is_contact"]) for v in values]


class HouseholdOpenSerializer(serializers.Serializer[Any]):
    """A new household with its first members."""

    label = serializers.CharField(max_length=120)  # type: ignore[assignment]
    members = MemberWriteSerializer(many=True)
    one_file = serializers.BooleanField(default=False)
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")
    since = serializers.DateField(allow_null=True, default=None)


class HouseholdChangeSerializer(serializers.Serializer[Any]):
    """Label and note."""

    label = serializers.CharField(max_length=120)  # type: ignore[assignment]
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")


class HouseholdJoinSerializer(serializers.Serializer[Any]):
    """People who join, and since when."""

    members = MemberWriteSerializer(many=True)
    since = serializers.DateField(allow_null=True, default=None)


class HouseholdSplitSerializer(serializers.Serializer[Any]):
    """Members who leave together and form a household of their own."""

    label = serializers.CharField(max_length=120)  # type: ignore[assignment]
    members = MemberWriteSerializer(many=True)
    on = serializers.DateField()
    one_file = serializers.BooleanField(default=False)


class MemberChangeSerializer(serializers.Serializer[Any]):
    """A member's role; `former_head_role` is what the head becomes who is taken over from."""

    role = serializers.ChoiceField(choices=HouseholdRole.choices)
    is_contact = serializers.BooleanField(default=False)
    former_head_role = serializers.ChoiceField(choices=HouseholdRole.choices, default=HouseholdRole.OTHER)


class MemberLeaveSerializer(serializers.Serializer[Any]):
    """The day from which someone no longer belongs to it."""

    on = serializers.DateField()


class MemberMoveSerializer(MemberLeaveSerializer):
    """Where someone moves to, and as what."""

    household = serializers.UUIDField()
    role = serializers.ChoiceField(choices=HouseholdRole.choices)
