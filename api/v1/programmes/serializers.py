"""Shapes of programmes and their versions."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.queries import names_of
from apps.programmes.definition import Finding, InvalidDefinitionError
from apps.programmes.definition.checking import check
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.corrections import Correction
from apps.programmes.queries.versions import actor_facts, definition_of, version_facts
from apps.programmes.rules.lifecycle import ACTIONS, refusal
from omuz.kernel.actors import Actor


class VersionMarkSerializer(serializers.Serializer[Any]):
    """A version by its number."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=VersionState.choices)


class ProgrammeSerializer(serializers.Serializer[Any]):
    """A programme by name. Whom it serves is not in it: that a person is in it could then tell too much."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.UUIDField(source="unit_id")
    is_active = serializers.BooleanField()
    pack = serializers.CharField()
    published = serializers.SerializerMethodField()
    open = serializers.SerializerMethodField()

    @extend_schema_field(VersionMarkSerializer(allow_null=True))
    def get_published(self, programme: Any) -> dict[str, Any] | None:
        """Return the version under which cases are opened."""
        return self._mark(programme.pk, VersionState.PUBLISHED)

    @extend_schema_field(VersionMarkSerializer(allow_null=True))
    def get_open(self, programme: Any) -> dict[str, Any] | None:
        """Return the draft or the version in review."""
        return self._mark(programme.pk, VersionState.DRAFT) or self._mark(programme.pk, VersionState.REVIEW)

    def _mark(self, programme_id: Any, state: VersionState) -> dict[str, Any] | None:
        version = self.context.get("versions", {}).get((programme_id, state))
        return None if version is None else {"id": version.pk, "number": version.number, "state": version.state}


class VersionListSerializer(serializers.ModelSerializer[ProgrammeVersion]):
    """A version in the list of a programme's versions."""

    state_label = serializers.CharField(source="get_state_display")
    drafted_by = serializers.SerializerMethodField()
    published_by = serializers.SerializerMethodField()

    class Meta:
        model = ProgrammeVersion
        fields = (
            "id", "number", "state", "state_label", "note", "effective_from", "effective_to", "upstream_version",
            "created_at", "drafted_by", "submitted_at", "published_by", "published_at", "retired_at",
        )  # fmt: skip

    def get_drafted_by(self, version: ProgrammeVersion) -> str:
        """Return who began the draft."""
        return str(self.context["names"].get(version.drafted_by_id, ""))

    def get_published_by(self, version: ProgrammeVersion) -> str:
        """Return the second person."""
        return str(self.context["names"].get(version.published_by_id, ""))


class ProgrammeMarkSerializer(serializers.Serializer[Any]):
    """The programme of a version."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.UUIDField(source="unit_id")


class WaitingVersionSerializer(serializers.ModelSerializer[ProgrammeVersion]):
    """A version that waits for the reader's decision."""

    programme = ProgrammeMarkSerializer()
    submitted_by = serializers.SerializerMethodField()

    class Meta:
        model = ProgrammeVersion
        fields = ("id", "programme", "number", "note", "submitted_by", "submitted_at")

    def get_submitted_by(self, version: ProgrammeVersion) -> str:
        """Return who submitted it."""
        return str(self.context["names"].get(version.submitted_by_id, ""))


class FindingSerializer(serializers.Serializer[Any]):
    """One thing that is wrong or incomplete; `place` is the field, `path` its steps."""

    place = serializers.CharField()
    path = serializers.ListField(child=serializers.JSONField())
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()
    weight = serializers.ChoiceField(choices=["error", "blocker", "advice"])
    article = serializers.CharField()


class PermissionSerializer(serializers.Serializer[Any]):
    """Whether something may be done now; where not, why."""

    allowed = serializers.BooleanField()
    reason = serializers.CharField()
    remedy = serializers.CharField()
    article = serializers.CharField()


class VersionPermissionsSerializer(serializers.Serializer[Any]):
    """What the reader may do to the version."""

    edit = PermissionSerializer()
    submit = PermissionSerializer()
    withdraw = PermissionSerializer()
    approve = PermissionSerializer()
    discard = PermissionSerializer()
    retire = PermissionSerializer()
    correct = PermissionSerializer()

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; one of them is a word of Python."""
        return {**super().get_fields(), "return": PermissionSerializer()}


class VersionSerializer(serializers.Serializer[Any]):
    """A whole version: its document as it holds, what is missing, what the reader may do."""

    id = serializers.UUIDField()
    programme = ProgrammeMarkSerializer()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=VersionState.choices)
    state_label = serializers.CharField()
    note = serializers.CharField()
    version = serializers.IntegerField()
    document = serializers.JSONField()
    findings = FindingSerializer(many=True)
    base = serializers.UUIDField(allow_null=True)
    effective_from = serializers.DateField(allow_null=True)
    effective_to = serializers.DateField(allow_null=True)
    upstream_version = serializers.CharField()
    drafted_by = serializers.CharField()
    submitted_by = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    named_approver = serializers.CharField()
    returned_because = serializers.CharField()
    published_by = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    retired_at = serializers.DateTimeField(allow_null=True)
    can = VersionPermissionsSerializer()


def present_version(version: ProgrammeVersion, *, actor: Actor, today: Any) -> Mapping[str, Any]:
    """Return a version as VersionSerializer shows it, in a fixed number of statements."""
    people = (version.drafted_by_id, version.submitted_by_id, version.named_approver_id, version.published_by_id)
    names = names_of(one for one in people if one is not None)
    named = dict(zip(("drafted_by", "submitted_by", "named_approver", "published_by"),
                     (names.get(one, "") if one else "" for one in people), strict=True))  # fmt: skip
    plain = {
        name: getattr(version, name)
        for name in ("id", "number", "state", "note", "version", "effective_from", "effective_to", "upstream_version",
                     "submitted_at", "returned_because", "published_at", "retired_at", "programme")
    }  # fmt: skip
    definition = definition_of(version)
    shown = plain | named | {
        "state_label": VersionState(version.state).label,
        "base": version.base_id,
        "document": definition.document(),
        "findings": findings_of(version) if version.state in {VersionState.DRAFT, VersionState.REVIEW} else [],
        "can": _permissions(version, actor, today),
    }  # fmt: skip
    return VersionSerializer(shown).data


def findings_of(version: ProgrammeVersion) -> list[Finding]:
    """Return what is wrong or incomplete in a version; an older release may have saved what this one refuses."""
    try:
        return list(check(version.definition))
    except InvalidDefinitionError as error:
        return list(error.findings)


def _permissions(version: ProgrammeVersion, actor: Actor, today: Any) -> dict[str, Any]:
    facts, who = version_facts(version), actor_facts(actor, version.programme.unit_id)
    shown = {}
    for action in ACTIONS:
        refused = refusal(action, version=facts, actor=who, today=today)
        shown[action] = {
            "allowed": refused is None,
            "reason": refused.message if refused else "",
            "remedy": refused.remedy if refused else "",
            "article": refused.article if refused else "",
        }
    return shown


class StartSerializer(serializers.Serializer[Any]):
    """A programme to be started from a shipped pack."""

    pack = serializers.CharField(max_length=60)
    unit = serializers.UUIDField()


class NoteSerializer(serializers.Serializer[Any]):
    """Why a version is made."""

    note = serializers.CharField(max_length=240, allow_blank=True, default="")


class SectionSerializer(serializers.Serializer[Any]):
    """The new value of one part of the document."""

    value = serializers.JSONField(allow_null=True)


class SubmissionSerializer(NoteSerializer):
    """A draft for its second person."""

    named_approver = serializers.UUIDField(allow_null=True, default=None)


class VersionReasonSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500, allow_blank=True)


class ChangeSerializer(serializers.Serializer[Any]):
    """One corrected wording; `path` names entries by their keys."""

    path = serializers.ListField(child=serializers.CharField(max_length=60), min_length=1, max_length=20)
    after = serializers.CharField(max_length=12_000, allow_blank=True, trim_whitespace=False)


class CorrectionWriteSerializer(serializers.Serializer[Any]):
    """Corrected wordings with the reason."""

    changes = serializers.ListField(child=ChangeSerializer(), min_length=1, max_length=50)
    reason = serializers.CharField(max_length=240, allow_blank=True)

    def to_changes(self) -> list[Correction]:
        """Return the corrections as the operation takes them."""
        return [Correction(tuple(one["path"]), one["after"]) for one in self.validated_data["changes"]]


class CorrectionSerializer(serializers.Serializer[Any]):
    """A correction as it was made."""

    sequence = serializers.IntegerField()
    path = serializers.ListField(child=serializers.CharField())
    before = serializers.CharField()
    after = serializers.CharField()
    reason = serializers.CharField()
    corrected_at = serializers.DateTimeField()
    corrected_by = serializers.SerializerMethodField()

    def get_corrected_by(self, row: Any) -> str:
        """Return who corrected it."""
        return str(self.context["names"].get(row.corrected_by_id, ""))


class VersionHistorySerializer(serializers.Serializer[Any]):
    """One line of a version's history."""

    at = serializers.DateTimeField()
    action = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    by = serializers.CharField()
    reason = serializers.CharField()


class OfferedGroupSerializer(serializers.Serializer[Any]):
    """One choice when a target group is recorded for a programme, in the order in which they are shown."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    special = serializers.BooleanField()
    hint = serializers.CharField(allow_blank=True)
    is_served = serializers.BooleanField(help_text="False: people of this group are informed and referred.")
    is_local = serializers.BooleanField(help_text="The national catalogue does not have it.")


class OfferedGroupsSerializer(serializers.Serializer[Any]):
    """The target groups to choose from for a programme; `others` is what it says of those whom it does not serve."""

    others = serializers.CharField(allow_blank=True)
    results = OfferedGroupSerializer(many=True)
