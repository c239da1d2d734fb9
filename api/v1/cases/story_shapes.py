"""Shapes of the story, the outcomes and what they need."""

from typing import Any

from rest_framework import serializers

from api.v1.cases.shapes import CaseCodeSerializer, CaseObstacleSerializer
from apps.cases.rules.outcomes import MOST_REASON


class StoryLineSerializer(serializers.Serializer[Any]):
    """One thing that happened to a case, from any part of Omuz. `link` is an address of the screens."""

    id = serializers.UUIDField()
    #: The part of Omuz that tells it: a key of `sources`.
    part = CaseCodeSerializer()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_blank=True)
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    programme_version = serializers.IntegerField(allow_null=True)
    link = serializers.CharField(allow_blank=True)
    #: More can be opened there, where the reading is logged.
    is_closed = serializers.BooleanField()


class StoryPageSerializer(serializers.Serializer[Any]):
    """A page of a case's story, the latest first. `sources` are what it can be narrowed by."""

    results = StoryLineSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    sources = CaseCodeSerializer(many=True)


class GuardNoteSerializer(serializers.Serializer[Any]):
    """An article that the programme has adopted, in its own words."""

    cited = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class OutcomeChoiceSerializer(serializers.Serializer[Any]):
    """An outcome of the programme's list. `allowed` is null while information is missing; `why` are sentences."""

    key = serializers.CharField()
    letter = serializers.CharField(allow_blank=True)
    label = serializers.CharField()  # type: ignore[assignment]
    text = serializers.CharField(allow_blank=True)
    cited = serializers.CharField(allow_blank=True)
    needs_reason = serializers.BooleanField()
    allowed = serializers.BooleanField(allow_null=True)
    is_mine = serializers.BooleanField()
    stands = serializers.BooleanField()
    why = serializers.ListField(child=serializers.CharField())


class OutcomeSerializer(serializers.Serializer[Any]):
    """An outcome that was given; one that was withdrawn says when, by whom and why."""

    id = serializers.UUIDField()
    key = serializers.CharField()
    letter = serializers.CharField(allow_blank=True)
    label = serializers.CharField()  # type: ignore[assignment]
    cited = serializers.CharField(allow_blank=True)
    given_on = serializers.DateField()
    recorded_at = serializers.DateTimeField()
    by = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    submission = serializers.UUIDField(source="submission_id", allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawn_by = serializers.CharField(allow_blank=True)
    withdrawal = serializers.CharField(allow_blank=True)
    #: Why the reader may not withdraw it; empty where they may, or may not work on the case at all.
    withdrawing = CaseObstacleSerializer(many=True)


class SectionScoreSerializer(serializers.Serializer[Any]):
    """What a section scored."""

    title = serializers.CharField()
    points = serializers.IntegerField()


class AssessmentSerializer(serializers.Serializer[Any]):
    """A form that was handed in; `points` is null where nothing in it is scored. Special answers are not counted."""

    id = serializers.UUIDField()
    form = serializers.CharField()
    title = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    points = serializers.IntegerField(allow_null=True)
    possible = serializers.IntegerField()
    sections = SectionScoreSerializer(many=True)


class ResultLetterSerializer(serializers.Serializer[Any]):
    """The letter about the outcomes."""

    id = serializers.UUIDField()
    number = serializers.CharField(allow_blank=True)
    state = serializers.CharField()


class CaseOutcomesSerializer(serializers.Serializer[Any]):
    """Outcomes of a case: given ones, those that may be given now, and the article about them."""

    given = OutcomeSerializer(many=True)
    choices = OutcomeChoiceSerializer(many=True)
    assessments = AssessmentSerializer(many=True)
    guard = GuardNoteSerializer(allow_null=True)
    letters = ResultLetterSerializer(many=True)
    may_write = serializers.BooleanField()
    may_write_letter = serializers.BooleanField()
    opened_on = serializers.DateField()
    today = serializers.DateField()


class ProposedOutcomeSerializer(serializers.Serializer[Any]):
    """An outcome to be given."""

    outcome = serializers.CharField(max_length=48)
    given_on = serializers.DateField()
    reason = serializers.CharField(allow_blank=True, default="", max_length=MOST_REASON)


class GiveOutcomesSerializer(serializers.Serializer[Any]):
    """Outcomes to be given at once, and the assessment that they rest on."""

    outcomes = ProposedOutcomeSerializer(many=True, allow_empty=False)
    submission = serializers.UUIDField(allow_null=True, default=None)


class WithdrawOutcomeSerializer(serializers.Serializer[Any]):
    """Why an outcome is withdrawn."""

    reason = serializers.CharField(max_length=4000)
