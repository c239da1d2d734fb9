"""What is read of cases, and what is sent for them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.v1.forms.serializers import PrivacyNoteSerializer
from apps.cases.enums import CaseState
from apps.programmes.definition.flow import Act


class CaseLinkSerializer(serializers.Serializer[Any]):
    """A record that this one points to."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class CaseCodeSerializer(serializers.Serializer[Any]):
    """A code of the programme version with its words."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


@extend_schema_field({"type": "object", "additionalProperties": True})
class AnswersField(serializers.JSONField):
    """The answers of a form: {question: answer, group: [{question: answer}]}."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the object that was sent."""
        value = super().to_internal_value(data)
        if not isinstance(value, dict):
            raise serializers.ValidationError("Yanıtlar okunamadı.", code="type")
        return value


@extend_schema_field({"type": "object", "additionalProperties": True, "nullable": True})
class DecisionField(serializers.JSONField):
    """What a decision point answered, as `apps.programmes.deciding.Answer` says it; special values stay closed."""


@extend_schema_field({"type": "object", "additionalProperties": True})
class SchemaField(serializers.JSONField):
    """A JSON Schema or ui schema of a form."""


class CaseRowSerializer(serializers.Serializer[Any]):
    """A case in the work list."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    person = CaseLinkSerializer()
    programme = CaseLinkSerializer()
    unit = CaseLinkSerializer()
    stage = CaseCodeSerializer()
    stage_since = serializers.DateTimeField()
    days_in_stage = serializers.IntegerField()
    due_on = serializers.DateField(allow_null=True)
    is_overdue = serializers.BooleanField()
    state = serializers.ChoiceField(choices=CaseState.choices)
    state_label = serializers.CharField()
    opened_at = serializers.DateTimeField()
    responsible = CaseLinkSerializer(allow_null=True)


class CaseBadgeSerializer(CaseCodeSerializer):
    """What holds of a case today; `meaning` chooses a colour and says nothing by itself."""

    meaning = serializers.ChoiceField(choices=["info", "attention", "danger"])


class CaseListRowSerializer(CaseRowSerializer):
    """A case in the work list, with what its reader has to know of it."""

    badges = CaseBadgeSerializer(many=True)


class StageChoiceSerializer(CaseLinkSerializer):
    """A programme in the filters, with its stages."""

    stages = CaseCodeSerializer(many=True)


class ListChoicesSerializer(serializers.Serializer[Any]):
    """What the work list can be narrowed by."""

    programmes = StageChoiceSerializer(many=True)
    responsible = CaseLinkSerializer(many=True)


class CaseObstacleSerializer(serializers.Serializer[Any]):
    """Why a step cannot be taken now, and where it can be mended."""

    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    article = serializers.CharField(allow_blank=True)
    form = serializers.CharField(allow_blank=True)
    fact = serializers.CharField(allow_blank=True)
    #: The guard, where an article of the programme's own text says no; `text` is the article's.
    guard = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    href = serializers.CharField(allow_blank=True)


class CaseStepSerializer(serializers.Serializer[Any]):
    """A step that leaves the stage: allowed, or explained."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    target = CaseCodeSerializer()
    ends = serializers.BooleanField()
    needs_reason = serializers.BooleanField()
    #: What the step is in law; it is taken on a page of its own then.
    act = serializers.ChoiceField(choices=[one.value for one in Act], allow_null=True)
    basis = serializers.CharField(allow_blank=True)
    allowed = serializers.BooleanField()
    obstacles = CaseObstacleSerializer(many=True)
    answer = DecisionField(allow_null=True)


class ClosureSerializer(CaseCodeSerializer):
    """A way in which the programme's text closes a case."""

    letter = serializers.CharField(allow_blank=True)
    needs_reason = serializers.BooleanField()


class HandedSerializer(serializers.Serializer[Any]):
    """A submission without its answers."""

    id = serializers.UUIDField()
    submitted_at = serializers.DateTimeField()
    submitted_by = serializers.CharField()
    is_correction = serializers.BooleanField()


class CaseFormSerializer(serializers.Serializer[Any]):
    """A form of the case's version: where it belongs, what was handed in, what is being written."""

    key = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    in_stage = serializers.BooleanField()
    is_required = serializers.BooleanField()
    draft_saved_at = serializers.DateTimeField(allow_null=True)
    submission = HandedSerializer(allow_null=True)
    #: The version does not have this form any more; what was handed in stays readable.
    is_former = serializers.BooleanField()


class AskedDocumentSerializer(CaseCodeSerializer):
    """A document that is asked for, with what stands in for it (readings 10)."""

    is_certain = serializers.BooleanField()
    substitutes = serializers.ListField(child=serializers.CharField())
    why = serializers.ListField(child=serializers.CharField())


class CaseVersionSerializer(serializers.Serializer[Any]):
    """A version of the programme."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()


class CasePersonSerializer(CaseLinkSerializer):
    """Whose case it is."""

    file_number = serializers.CharField()
    age = serializers.IntegerField(allow_null=True)
    is_confidential = serializers.BooleanField()


class CaseSerializer(CaseRowSerializer):
    """A case's page."""

    version = serializers.IntegerField()
    person = CasePersonSerializer()
    stage_description = serializers.CharField(allow_blank=True)
    days_open = serializers.IntegerField()
    opened_by = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)
    closure = ClosureSerializer(allow_null=True)
    programme_version = CaseVersionSerializer()
    newer_version = CaseVersionSerializer(allow_null=True)
    person_word = serializers.CharField()
    may_write = serializers.BooleanField()
    is_twin = serializers.BooleanField()
    steps = CaseStepSerializer(many=True)
    closures = ClosureSerializer(many=True)
    #: Why the reader cannot open a closed case again; empty where they can, and of an open one.
    reopening = CaseObstacleSerializer(many=True)
    forms = CaseFormSerializer(many=True)
    documents = AskedDocumentSerializer(many=True)
    eligibility = DecisionField()


class OpenCaseSerializer(serializers.Serializer[Any]):
    """Whose case, in which programme."""

    person = serializers.UUIDField()
    programme = serializers.UUIDField()


class CaseMarkSerializer(serializers.Serializer[Any]):
    """A case by its number."""

    id = serializers.UUIDField()
    number = serializers.CharField()


class OfferSerializer(CaseLinkSerializer):
    """A programme in which a case may be opened, with the open case that the person has in it."""

    case = CaseMarkSerializer(allow_null=True)


class OpeningSerializer(serializers.Serializer[Any]):
    """What opening a case in a programme would say today."""

    can_open = serializers.BooleanField()
    obstacle = serializers.CharField(allow_blank=True)
    remedy = serializers.CharField(allow_blank=True)
    answer = DecisionField(allow_null=True)


class TransitionSerializer(serializers.Serializer[Any]):
    """A step to be taken."""

    transition = serializers.CharField(max_length=48)
    reason = serializers.CharField(allow_blank=True, default="", max_length=4000)
    closure = serializers.CharField(allow_blank=True, default="", max_length=48)


class AssignmentSerializer(serializers.Serializer[Any]):
    """Who is responsible; nobody where it is null."""

    responsible = serializers.UUIDField(allow_null=True)


class ClosingSerializer(serializers.Serializer[Any]):
    """Why a case is closed where it stands."""

    reason = serializers.CharField(max_length=4000)
    closure = serializers.CharField(allow_blank=True, default="", max_length=48)


class ReopeningSerializer(serializers.Serializer[Any]):
    """Why a case is opened again."""

    reason = serializers.CharField(max_length=4000)


class CaseNoteSerializer(serializers.Serializer[Any]):
    """A note for the timeline."""

    text = serializers.CharField(max_length=10_000)


class DraftWriteSerializer(serializers.Serializer[Any]):
    """A form as it has been typed so far."""

    answers = AnswersField()
    corrects = serializers.UUIDField(allow_null=True, default=None)


class DraftSerializer(serializers.Serializer[Any]):
    """A draft of one's own. Version 0 says that there is none."""

    form = serializers.CharField()
    version = serializers.IntegerField()
    saved_at = serializers.DateTimeField(allow_null=True)
    corrects = serializers.UUIDField(allow_null=True)
    #: It was typed into the form of an earlier version of the programme.
    is_older = serializers.BooleanField()
    answers = AnswersField()


class SubmissionWriteSerializer(serializers.Serializer[Any]):
    """A form to be handed in."""

    form = serializers.CharField(max_length=48)
    answers = AnswersField()
    replaces = serializers.UUIDField(allow_null=True, default=None)
    keeps_special = serializers.BooleanField(default=False)
    reason = serializers.CharField(allow_blank=True, default="", max_length=2000)


class SpecialQuestionSerializer(CaseCodeSerializer):
    """A special-category question of a form."""


class OpenFormSerializer(serializers.Serializer[Any]):
    """A form of the case's version, ready to be filled in."""

    key = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    programme_version = CaseVersionSerializer()
    schema = SchemaField()
    ui_schema = SchemaField()
    privacy = serializers.DictField(child=PrivacyNoteSerializer())
    special = SpecialQuestionSerializer(many=True)
    #: Special questions are answered by those who may record special-category data of the programme only.
    may_write_special = serializers.BooleanField()
    may_write = serializers.BooleanField()
    draft = DraftSerializer()
    submission = HandedSerializer(allow_null=True)


class SubmissionSerializer(HandedSerializer):
    """A submission in the form of the version under which it was handed in; special answers stay closed."""

    form = serializers.CharField()
    title = serializers.CharField()
    programme_version = CaseVersionSerializer()
    stage = CaseCodeSerializer()
    schema = SchemaField()
    ui_schema = SchemaField()
    answers = AnswersField()
    special = SpecialQuestionSerializer(many=True)
    has_special = serializers.BooleanField()
    replaces = serializers.UUIDField(allow_null=True)
    replaced_by = serializers.UUIDField(allow_null=True)


class SpecialAnswersSerializer(serializers.Serializer[Any]):
    """Special answers that were opened; the reading stands in the access log."""

    answers = AnswersField()
