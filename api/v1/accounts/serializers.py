"""Shapes of the staff's API; they check types, operations check sense."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.enums import AssignmentKind, Language, Role, Theme
from apps.accounts.models import Invitation, OrgUnit, RoleAssignment, User
from apps.accounts.rights import Right
from omuz.kernel.models.audit import AuditEvent

RIGHT_CHOICES = [(right.value, right.name) for right in Right]


class UnitSerializer(serializers.ModelSerializer[OrgUnit]):
    """A unit."""

    parent = serializers.UUIDField(source="parent_id", allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = OrgUnit
        fields = ["id", "version", "name", "short_name", "parent", "is_active"]


class UnitWriteSerializer(serializers.Serializer[Any]):
    """A unit as it is written."""

    name = serializers.CharField(max_length=160)
    short_name = serializers.CharField(max_length=40, allow_blank=True, default="")
    parent = serializers.UUIDField(allow_null=True, default=None)  # type: ignore[assignment]
    is_active = serializers.BooleanField(default=True)


class NamedSerializer(serializers.Serializer[Any]):
    """Something by its key and name."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class AssignmentSerializer(serializers.ModelSerializer[RoleAssignment]):
    """A role that someone holds."""

    role = serializers.ChoiceField(choices=Role.choices)
    role_label = serializers.CharField(source="get_role_display", read_only=True)
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    user = serializers.SerializerMethodField()
    unit = serializers.SerializerMethodField()
    acting_for = serializers.SerializerMethodField()

    class Meta:
        model = RoleAssignment
        fields = [
            "id", "version", "user", "role", "role_label", "unit", "programme_id", "starts_on", "ends_on", "kind",
            "kind_label", "acting_for",
        ]  # fmt: skip

    @extend_schema_field(NamedSerializer)
    def get_user(self, assignment: RoleAssignment) -> dict[str, Any]:
        """Return who holds it."""
        return {"id": assignment.user_id, "name": assignment.user.full_name}

    @extend_schema_field(NamedSerializer(allow_null=True))
    def get_unit(self, assignment: RoleAssignment) -> dict[str, Any] | None:
        """Return where; None is all of the municipality."""
        return {"id": assignment.unit_id, "name": assignment.unit.name} if assignment.unit is not None else None

    @extend_schema_field(NamedSerializer(allow_null=True))
    def get_acting_for(self, assignment: RoleAssignment) -> dict[str, Any] | None:
        """Return in whose place."""
        colleague = assignment.acting_for
        return {"id": colleague.pk, "name": colleague.full_name} if colleague is not None else None


class AssignmentWriteSerializer(serializers.Serializer[Any]):
    """A role as it is asked for."""

    user = serializers.UUIDField()
    role = serializers.ChoiceField(choices=Role.choices)
    unit = serializers.UUIDField(allow_null=True, default=None)
    programme_id = serializers.UUIDField(allow_null=True, default=None)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=AssignmentKind.choices, default=AssignmentKind.PERMANENT)
    acting_for = serializers.UUIDField(allow_null=True, default=None)
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class AssignmentEndSerializer(serializers.Serializer[Any]):
    """When a role ends; nothing means at once."""

    ends_on = serializers.DateField(allow_null=True, default=None)
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class StaffSerializer(serializers.ModelSerializer[User]):
    """A colleague. What only administrators see is null for others."""

    roles = AssignmentSerializer(source="current_roles", many=True, read_only=True)
    email = serializers.SerializerMethodField()
    last_login = serializers.SerializerMethodField()
    mfa_enrolled = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = [
            "id", "version", "full_name", "title", "email", "is_active", "left_on", "is_demo", "roles", "last_login",
            "mfa_enrolled",
        ]  # fmt: skip

    def _may_manage(self, user: User) -> bool:
        actor = self.context["actor"]
        return bool(actor.can(Right.STAFF_MANAGE) or actor.id == user.pk)

    @extend_schema_field(serializers.EmailField(allow_null=True))
    def get_email(self, user: User) -> str | None:
        """Return the address for administrators and for oneself."""
        return user.email if self._may_manage(user) else None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_last_login(self, user: User) -> str | None:
        """Return when the account signed in last."""
        return user.last_login.isoformat() if user.last_login and self._may_manage(user) else None

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_mfa_enrolled(self, user: User) -> bool | None:
        """Return whether a second factor is enrolled."""
        return bool(getattr(user, "mfa_enrolled", False)) if self._may_manage(user) else None


class StaffWriteSerializer(serializers.Serializer[Any]):
    """What an administrator changes of an account."""

    full_name = serializers.CharField(max_length=120)
    title = serializers.CharField(max_length=80, allow_blank=True, default="")
    email = serializers.CharField(max_length=254)


class ReasonSerializer(serializers.Serializer[Any]):
    """A reason in words."""

    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class HeldSerializer(serializers.Serializer[Any]):
    """How much of one kind of work."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()


class DepartureSerializer(serializers.Serializer[Any]):
    """A closed account and what is still in its hands."""

    user = StaffSerializer()
    still_held = HeldSerializer(many=True)


class ReassignSerializer(serializers.Serializer[Any]):
    """Whose work goes to whom; no kinds means all."""

    from_user = serializers.UUIDField()
    to_user = serializers.UUIDField()
    kinds = serializers.ListField(
        child=serializers.CharField(max_length=60), allow_null=True, default=None, max_length=50
    )
    reason = serializers.CharField(max_length=300)


class InvitedRoleSerializer(serializers.Serializer[Any]):
    """A role that the account starts with."""

    role = serializers.ChoiceField(choices=Role.choices)
    unit_id = serializers.UUIDField(allow_null=True, default=None)
    programme_id = serializers.UUIDField(allow_null=True, default=None)


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """An invitation as administrators see it; its link is in the mail only."""

    roles = InvitedRoleSerializer(many=True)
    is_expired = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields = ["id", "version", "email", "full_name", "title", "roles", "sent_at", "expires_at", "is_expired"]

    @extend_schema_field(serializers.BooleanField())
    def get_is_expired(self, invitation: Invitation) -> bool:
        """Return whether the link is dead by now."""
        return bool(invitation.expires_at <= self.context["now"])


class InvitationWriteSerializer(serializers.Serializer[Any]):
    """Whom to invite, and as what."""

    email = serializers.CharField(max_length=254)
    full_name = serializers.CharField(max_length=120)
    title = serializers.CharField(max_length=80, allow_blank=True, default="")
    roles = InvitedRoleSerializer(many=True, required=False, default=list)


class OpenInvitationSerializer(serializers.Serializer[Any]):
    """What the receiver of a link sees before accepting."""

    municipality = serializers.CharField()
    email = serializers.EmailField()
    full_name = serializers.CharField()
    expires_at = serializers.DateTimeField()
    roles = serializers.ListField(child=serializers.CharField())


class AcceptSerializer(serializers.Serializer[Any]):
    """The chosen password."""

    password = serializers.CharField(max_length=128, trim_whitespace=False)


class AcceptedSerializer(serializers.Serializer[Any]):
    """The account that can sign in now."""

    email = serializers.EmailField()
    full_name = serializers.CharField()


class RoleSerializer(serializers.Serializer[Any]):
    """A role of this room and what it may do."""

    role = serializers.ChoiceField(choices=Role.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    mfa_required = serializers.BooleanField()
    rights = serializers.ListField(child=serializers.ChoiceField(choices=RIGHT_CHOICES))


class RightSerializer(serializers.Serializer[Any]):
    """A right and its name on the screen."""

    right = serializers.ChoiceField(choices=RIGHT_CHOICES)
    label = serializers.CharField()  # type: ignore[assignment]


class RoleTableSerializer(serializers.Serializer[Any]):
    """The table of roles and rights."""

    roles = RoleSerializer(many=True)
    rights = RightSerializer(many=True)


class MfaSerializer(serializers.Serializer[Any]):
    """Whether a second factor is demanded, there, and passed in this session."""

    required = serializers.BooleanField()  # type: ignore[assignment]
    enrolled = serializers.BooleanField()
    satisfied = serializers.BooleanField()


class ViewAsSerializer(serializers.Serializer[Any]):
    """The role looked through; `rights` is what that role would hold, for showing its screens."""

    role = serializers.ChoiceField(choices=Role.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    until = serializers.DateTimeField()
    rights = serializers.ListField(child=serializers.ChoiceField(choices=RIGHT_CHOICES))


class ViewAsWriteSerializer(serializers.Serializer[Any]):
    """The role to look through."""

    role = serializers.ChoiceField(choices=Role.choices)


class MunicipalitySerializer(serializers.Serializer[Any]):
    """The room one is in."""

    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    province = serializers.CharField()
    district = serializers.CharField()
    is_demo = serializers.BooleanField()


class MeSerializer(serializers.Serializer[Any]):
    """The own account with the rights of today."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    email = serializers.EmailField()
    full_name = serializers.CharField()
    title = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices)
    theme = serializers.ChoiceField(choices=Theme.choices)
    is_demo = serializers.BooleanField()
    kind = serializers.ChoiceField(choices=["staff", "coordinator"])
    municipality = MunicipalitySerializer(allow_null=True)
    roles = AssignmentSerializer(many=True)
    rights = serializers.ListField(child=serializers.ChoiceField(choices=RIGHT_CHOICES))
    units = serializers.ListField(child=serializers.UUIDField(), allow_null=True, help_text="null: all units")
    mfa = MfaSerializer()
    view_as = ViewAsSerializer(allow_null=True)
    capabilities = serializers.DictField(
        child=serializers.DictField(child=serializers.ChoiceField(choices=["on", "frozen", "waiting"])),
        help_text="programme -> what it holds; screens of what no programme holds are not drawn",
    )


class MeWriteSerializer(serializers.Serializer[Any]):
    """What everyone changes of their own account."""

    title = serializers.CharField(max_length=80, allow_blank=True, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    theme = serializers.ChoiceField(choices=Theme.choices, required=False)


class AuditEventSerializer(serializers.ModelSerializer[AuditEvent]):
    """One event: who, what, which row, why, from where. No value of a person."""

    actor = serializers.SerializerMethodField()

    class Meta:
        model = AuditEvent
        fields = [
            "id", "at", "actor", "actor_kind", "acting_for", "action", "subject_type", "subject_id", "person_id",
            "reason", "channel", "request_id", "ip", "agent",
        ]  # fmt: skip

    @extend_schema_field(NamedSerializer)
    def get_actor(self, event: AuditEvent) -> dict[str, Any]:
        """Return who acted, by name where it was a member of staff."""
        return {"id": event.actor_id, "name": event.actor_label or self.context["names"].get(event.actor_id, "")}


class StaffImportWriteSerializer(serializers.Serializer[Any]):
    """The file, and whether it is only looked at."""

    file = serializers.FileField(max_length=200)
    is_preview = serializers.BooleanField(default=True)


class CellProblemSerializer(serializers.Serializer[Any]):
    """What is wrong in a cell, and what to write instead."""

    column = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)


class ImportedStaffRowSerializer(serializers.Serializer[Any]):
    """A row of the file and what becomes of it."""

    number = serializers.IntegerField()
    email = serializers.CharField(allow_blank=True)
    full_name = serializers.CharField(allow_blank=True)
    outcome = serializers.ChoiceField(choices=["invite", "known", "problem"])
    problems = CellProblemSerializer(many=True)


class StaffImportSerializer(serializers.Serializer[Any]):
    """What becomes of a list of staff."""

    is_preview = serializers.BooleanField()
    counts = serializers.DictField(child=serializers.IntegerField())
    rows = ImportedStaffRowSerializer(many=True)


class DemoAccountSerializer(serializers.Serializer[Any]):
    """How to sign in to a demo municipality as one role."""

    role = serializers.ChoiceField(choices=Role.choices)
    role_label = serializers.CharField()
    name = serializers.CharField()
    email = serializers.EmailField()
    password = serializers.CharField()
    totp_code = serializers.CharField(allow_blank=True, help_text="empty: used by someone else; ask again")
    seconds_left = serializers.IntegerField()
