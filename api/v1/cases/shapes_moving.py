"""What is read and sent for moving cases to another version of their programme."""

from typing import Any

from rest_framework import serializers

from api.v1.cases.shapes import CaseCodeSerializer, CaseObstacleSerializer


class MovingSerializer(serializers.Serializer[Any]):
    """How cases would be moved: the new stage of an old one, where it is not the one of the same key."""

    stages = serializers.DictField(child=serializers.CharField(max_length=48), default=dict)


class MoveSerializer(MovingSerializer):
    """Which cases are moved, and why; all that may be moved where none is named."""

    cases = serializers.ListField(child=serializers.UUIDField(), allow_null=True, default=None, max_length=200)
    reason = serializers.CharField(max_length=4000)


class StageMoveSerializer(serializers.Serializer[Any]):
    """The cases of one stage of an older version, and where they would go."""

    version = serializers.UUIDField(source="version_id")
    stage = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()
    target = serializers.CharField(allow_null=True)
    target_label = serializers.CharField(allow_blank=True)
    #: What articles of the programme say against that stage; the move would be refused.
    forbidden = CaseObstacleSerializer(many=True)


class MissingQuestionSerializer(serializers.Serializer[Any]):
    """A question of the new form that has no good answer, and why."""

    question = serializers.CharField()
    problem = serializers.CharField()


class MissingFormSerializer(serializers.Serializer[Any]):
    """A form of the new stage that would not be in order."""

    form = serializers.CharField()
    title = serializers.CharField()
    is_absent = serializers.BooleanField()
    questions = MissingQuestionSerializer(many=True)


class CaseMoveSerializer(serializers.Serializer[Any]):
    """One case of a move."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    person = serializers.CharField()
    stage = serializers.CharField()
    target = serializers.CharField(allow_null=True)
    missing = MissingFormSerializer(many=True)


class MovePreviewSerializer(serializers.Serializer[Any]):
    """What a move would do. `hidden` counts the cases that the reader may not find."""

    total = serializers.IntegerField()
    hidden = serializers.IntegerField()
    may_move = serializers.BooleanField()
    stages = StageMoveSerializer(many=True)
    places = CaseCodeSerializer(many=True)
    cases = CaseMoveSerializer(many=True)


class MovedSerializer(serializers.Serializer[Any]):
    """What was moved by this request, and how many are left to be moved by asking again."""

    moved = serializers.IntegerField()
    left = serializers.IntegerField()
