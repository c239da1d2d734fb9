"""Shapes of capabilities and grants."""

from typing import Any

from rest_framework import serializers

from apps.programmes.capabilities import CAPABILITIES, GRANT_BASIS_LABELS, GrantBasis
from apps.programmes.enums import GrantState
from apps.programmes.models import CapabilityGrant
from apps.programmes.queries.capabilities import Opening, Why

OPENINGS = [(one.value, one.value) for one in Opening]
BASIS_KINDS = [(kind.value, words.tr) for kind, words in GRANT_BASIS_LABELS.items()]


class MaySerializer(serializers.Serializer[Any]):
    """Whether something may be done, and why not."""

    allowed = serializers.BooleanField()
    reason = serializers.CharField()


class CapabilitySerializer(serializers.Serializer[Any]):
    """Where a capability stands in a programme, in words."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    description = serializers.CharField()
    state = serializers.ChoiceField(choices=OPENINGS)
    why = serializers.ChoiceField(choices=[(one.value, one.value) for one in Why])
    reason = serializers.CharField()
    article = serializers.CharField()
    until = serializers.DateField(allow_null=True)
    needs_grant = serializers.BooleanField()
    comes_later = serializers.BooleanField()
    request = MaySerializer(help_text="Whether a grant may be asked for.")


class GrantSerializer(serializers.ModelSerializer[CapabilityGrant]):
    """A grant with what may be done with it."""

    programme_name = serializers.CharField(source="programme.name")
    capability_label = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=GrantState.choices)
    state_label = serializers.SerializerMethodField()
    basis = serializers.ChoiceField(choices=BASIS_KINDS)
    basis_label = serializers.SerializerMethodField()
    is_over = serializers.SerializerMethodField()
    requested_by = serializers.SerializerMethodField()
    decided_by = serializers.SerializerMethodField()
    named_approver = serializers.SerializerMethodField()
    can_decide = serializers.SerializerMethodField()
    can_end = serializers.SerializerMethodField()

    class Meta:
        model = CapabilityGrant
        fields = (
            "id", "programme", "programme_name", "capability", "capability_label", "state", "state_label", "is_over",
            "basis", "basis_label", "number", "dated", "valid_from", "valid_to", "requested_by", "requested_at",
            "named_approver", "decided_by", "decided_at", "ended_at", "reason", "can_decide", "can_end",
        )  # fmt: skip

    def get_capability_label(self, grant: CapabilityGrant) -> str:
        """Return the capability in words."""
        known = CAPABILITIES.get(grant.capability)
        return known.label.in_language(self.context["language"]) if known else grant.capability

    def get_state_label(self, grant: CapabilityGrant) -> str:
        """Return the state in words; an approved one whose last day is over is said to be over."""
        return "Süresi doldu" if self.get_is_over(grant) else GrantState(grant.state).label

    def get_is_over(self, grant: CapabilityGrant) -> bool:
        """Return whether it was approved and its last day has passed."""
        return bool(grant.state == GrantState.APPROVED and grant.valid_to < self.context["today"])

    def get_basis_label(self, grant: CapabilityGrant) -> str:
        """Return the kind of basis in words."""
        return GRANT_BASIS_LABELS[GrantBasis(grant.basis)].in_language(self.context["language"])

    def get_requested_by(self, grant: CapabilityGrant) -> str:
        """Return who asked."""
        return self._name(grant.requested_by_id)

    def get_decided_by(self, grant: CapabilityGrant) -> str:
        """Return who decided."""
        return self._name(grant.decided_by_id)

    def get_named_approver(self, grant: CapabilityGrant) -> str:
        """Return the superior who was named as second person."""
        return self._name(grant.named_approver_id)

    def get_can_decide(self, grant: CapabilityGrant) -> bool:
        """Return whether the reader may approve or refuse it."""
        may, actor = self.context["approves"], self.context["actor"]
        second = grant.unit_id in may or actor.id == grant.named_approver_id
        return bool(grant.state == GrantState.REQUESTED and grant.requested_by_id != actor.id and second)

    def get_can_end(self, grant: CapabilityGrant) -> bool:
        """Return whether the reader may end it."""
        own = grant.unit_id in self.context["approves"] or grant.unit_id in self.context["manages"]
        return bool(grant.state == GrantState.APPROVED and not self.get_is_over(grant) and own)

    def _name(self, user_id: Any) -> str:
        names: dict[Any, str] = self.context["names"]
        return names.get(user_id, "")


class ProgrammeCapabilitiesSerializer(serializers.Serializer[Any]):
    """Everything about a programme's capabilities on one page."""

    programme = serializers.UUIDField()
    name = serializers.CharField()
    results = CapabilitySerializer(many=True)
    grants = GrantSerializer(many=True)
    basis_kinds = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


class GrantRequestSerializer(serializers.Serializer[Any]):
    """A request for a grant, with the scanned act."""

    capability = serializers.CharField(max_length=48)
    basis = serializers.ChoiceField(choices=BASIS_KINDS)
    number = serializers.CharField(max_length=60)
    dated = serializers.DateField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField()
    named_approver = serializers.UUIDField(required=False, allow_null=True, default=None)
    act = serializers.FileField(allow_empty_file=True)


class GrantReasonSerializer(serializers.Serializer[Any]):
    """Why a grant is refused or ended."""

    reason = serializers.CharField(max_length=500)
