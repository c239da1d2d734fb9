"""What several pages of coaching share: names, codes, cases, articles, who signs."""

from typing import Any

from rest_framework import serializers


class CoachingLinkSerializer(serializers.Serializer[Any]):
    """A record that this one points to."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class CoachingCodeSerializer(serializers.Serializer[Any]):
    """A code with its words."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class CoachedCaseSerializer(serializers.Serializer[Any]):
    """Whose case, in which programme."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    person = CoachingLinkSerializer()
    programme = CoachingLinkSerializer()


class ActivitySerializer(CoachingCodeSerializer):
    """An activity of the programme, with its letter."""

    letter = serializers.CharField(allow_blank=True)


class ArticleSerializer(serializers.Serializer[Any]):
    """An article that the programme has adopted and that is asked here."""

    guard = serializers.CharField()
    cited = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class SignatorySerializer(CoachingLinkSerializer):
    """Who may agree in a person's place, or together with them."""

    kind = serializers.CharField()
    may_sign = serializers.BooleanField()
    signs_together = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)


class CaseCoachingSerializer(serializers.Serializer[Any]):
    """What a case's programme says about coaching, and what the reader may do there."""

    case = CoachedCaseSerializer()
    may_write = serializers.BooleanField()
    is_own = serializers.BooleanField()
    is_open = serializers.BooleanField()
    activities = ActivitySerializer(many=True)
    articles = ArticleSerializer(many=True)
    #: What the programme's other modules allow here beside coaching.
    follows_employment = serializers.BooleanField()
    refers = serializers.BooleanField()


class CoachingChoicesSerializer(serializers.Serializer[Any]):
    """Codes with their words, the same in every programme."""

    places = CoachingCodeSerializer(many=True)
    topics = CoachingCodeSerializer(many=True)
    kinds = CoachingCodeSerializer(many=True)
    rhythms = CoachingCodeSerializer(many=True)
    changes = CoachingCodeSerializer(many=True)
    agreed_by = CoachingCodeSerializer(many=True)
    results = CoachingCodeSerializer(many=True)
    sources = CoachingCodeSerializer(many=True)
    institutions = CoachingCodeSerializer(many=True)
    outcomes = CoachingCodeSerializer(many=True)
