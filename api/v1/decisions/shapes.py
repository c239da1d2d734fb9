"""What is read of decisions and interim stops, and what is sent for them."""

from typing import Any

from rest_framework import serializers

from apps.decisions.enums import DecisionKind, DecisionState, EvidenceKind, StatementBy, StatementForm, StopState
from apps.decisions.operations.checks import MOST_TEXT


class DecisionLinkSerializer(serializers.Serializer[Any]):
    """A record that this one points to."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class DecisionCaseSerializer(serializers.Serializer[Any]):
    """The case that is decided about."""

    id = serializers.UUIDField()
    number = serializers.CharField()


class DecisionLetterSerializer(serializers.Serializer[Any]):
    """What became of a letter: its own page says more."""

    id = serializers.UUIDField()
    number = serializers.CharField(allow_blank=True)
    official_number = serializers.CharField(allow_blank=True)
    use = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    served_on = serializers.DateField(allow_null=True)
    undeliverable = serializers.BooleanField()


class DecisionGroundSerializer(serializers.Serializer[Any]):
    """A ground of the programme's text, with its letter."""

    key = serializers.CharField()
    letter = serializers.CharField(allow_blank=True)
    label = serializers.CharField()  # type: ignore[assignment]
    text = serializers.CharField(allow_blank=True)
    basis = serializers.CharField(allow_blank=True)


class ArticleSaysSerializer(serializers.Serializer[Any]):
    """An article that the programme has adopted: cited, and in its own words."""

    guard = serializers.CharField()
    cited = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class VerdictSerializer(serializers.Serializer[Any]):
    """Whether something may be done now, and why not."""

    allowed = serializers.BooleanField()
    code = serializers.CharField(allow_blank=True)
    message = serializers.CharField(allow_blank=True)
    remedy = serializers.CharField(allow_blank=True)


class EvidenceRecordSerializer(serializers.Serializer[Any]):
    """A record that may be named as evidence."""

    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    kind_label = serializers.CharField()
    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    on = serializers.DateField()
    link = serializers.CharField(allow_blank=True)


class EvidenceSerializer(serializers.Serializer[Any]):
    """A piece of evidence. `label` is empty where its record is out of the reader's reach, or gone."""

    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    kind_label = serializers.CharField()
    record = serializers.UUIDField(allow_null=True)
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    on = serializers.DateField(allow_null=True)
    link = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    added_by = serializers.CharField(allow_blank=True)


class DecisionRowSerializer(serializers.Serializer[Any]):
    """A decision in a list."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=DecisionKind.choices)
    kind_label = serializers.CharField()
    state = serializers.ChoiceField(choices=DecisionState.choices)
    state_label = serializers.CharField()
    case = DecisionCaseSerializer()
    person = DecisionLinkSerializer()
    programme = DecisionLinkSerializer()
    unit = DecisionLinkSerializer()
    ground = DecisionGroundSerializer(allow_null=True)
    proposed_at = serializers.DateTimeField()
    proposed_by = serializers.CharField(allow_blank=True)
    answer_until = serializers.DateField(allow_null=True)
    is_hearing_over = serializers.BooleanField()
    taken_at = serializers.DateTimeField(allow_null=True)
    taken_by = serializers.CharField(allow_blank=True)
    effective_on = serializers.DateField(allow_null=True)
    held_up = serializers.CharField(allow_blank=True)
    letters = DecisionLetterSerializer(many=True)


class DecisionSerializer(DecisionRowSerializer):
    """A decision's page."""

    programme_version = serializers.IntegerField()
    transition = serializers.CharField()
    transition_label = serializers.CharField()
    target_label = serializers.CharField()
    closure = DecisionGroundSerializer(allow_null=True)
    article = serializers.CharField(allow_blank=True)
    evidence = EvidenceSerializer(many=True)
    named_taker = DecisionLinkSerializer(allow_null=True)
    asked_on = serializers.DateField(allow_null=True)
    answer_given = serializers.DateField(allow_null=True, help_text="The day that the letter says.")
    answer_day = serializers.DateField(allow_null=True, help_text="Last day of a statement asked for today.")
    answered_on = serializers.DateField(allow_null=True)
    statement_form = serializers.ChoiceField(choices=[("", "—"), *StatementForm.choices], allow_blank=True)
    statement_form_label = serializers.CharField(allow_blank=True)
    statement_by_label = serializers.CharField(allow_blank=True)
    statement = serializers.CharField(allow_blank=True)
    waived_because = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    taken_for = serializers.CharField(allow_blank=True)
    review_on = serializers.DateField(allow_null=True)
    in_effect_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawn_by = serializers.CharField(allow_blank=True)
    withdrawn_because = serializers.CharField(allow_blank=True)
    articles = ArticleSaysSerializer(many=True)
    taking = VerdictSerializer()
    may_decide = serializers.BooleanField()
    may_change = serializers.BooleanField()
    may_hear = serializers.BooleanField()
    may_withdraw = serializers.BooleanField()
    statement_days = serializers.IntegerField()
    letter_subject = serializers.CharField(allow_blank=True)
    letter_body = serializers.CharField(allow_blank=True)


class InterimStopSerializer(serializers.Serializer[Any]):
    """An interim stop. It is no sanction."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=StopState.choices)
    state_label = serializers.CharField()
    is_in_force = serializers.BooleanField()
    risk = serializers.CharField()
    started_at = serializers.DateTimeField()
    started_by = serializers.CharField(allow_blank=True)
    is_own = serializers.BooleanField()
    ends_on = serializers.DateField()
    days_left = serializers.IntegerField()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by = serializers.CharField(allow_blank=True)
    lifted_because = serializers.CharField(allow_blank=True)
    decision = serializers.UUIDField(allow_null=True)
    letters = DecisionLetterSerializer(many=True)


class StopOfferSerializer(VerdictSerializer):
    """Whether the service may be stopped at once, on which ground and for how long."""

    ground = serializers.CharField()
    article = serializers.CharField(allow_blank=True)
    limit_days = serializers.IntegerField()
    last_day = serializers.DateField()


class CaseDecisionsSerializer(serializers.Serializer[Any]):
    """What a case's page shows of decisions."""

    decisions = DecisionRowSerializer(many=True)
    stops = InterimStopSerializer(many=True)
    #: The kinds that may be decided from the case's stage; none where the programme knows no such act.
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=DecisionKind.choices))
    stop = StopOfferSerializer(allow_null=True)
    may_propose = serializers.BooleanField()
    may_decide = serializers.BooleanField()


class ProposedGroundSerializer(serializers.Serializer[Any]):
    """A ground that rules propose. A proposal only: somebody chooses, and says what shows it."""

    ground = serializers.CharField()
    messages = serializers.ListField(child=serializers.CharField())


class DecisionStepSerializer(serializers.Serializer[Any]):
    """A step that the decision may take the case through."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    target = serializers.CharField()


class ProposalFormSerializer(serializers.Serializer[Any]):
    """Everything that proposing a decision needs, before the click."""

    case = DecisionCaseSerializer()
    person = DecisionLinkSerializer()
    programme = DecisionLinkSerializer()
    kind = serializers.ChoiceField(choices=DecisionKind.choices)
    kind_label = serializers.CharField()
    stage_label = serializers.CharField()
    grounds = DecisionGroundSerializer(many=True)
    proposed = ProposedGroundSerializer(many=True)
    steps = DecisionStepSerializer(many=True)
    closures = DecisionGroundSerializer(many=True)
    closure_label = serializers.CharField(allow_blank=True)
    evidence = EvidenceRecordSerializer(many=True)
    articles = ArticleSaysSerializer(many=True)
    statement_days = serializers.IntegerField()
    letter_subject = serializers.CharField(allow_blank=True)
    letter_body = serializers.CharField(allow_blank=True)
    obstacle = VerdictSerializer()
    may_decide = serializers.BooleanField()


class GivenEvidenceSerializer(serializers.Serializer[Any]):
    """A piece of evidence as it is sent: a record of the case, or an observation in words."""

    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    record = serializers.UUIDField(required=False, allow_null=True, default=None)
    text = serializers.CharField(required=False, allow_blank=True, default="", max_length=MOST_TEXT)


class ProposalChangeSerializer(serializers.Serializer[Any]):
    """What is proposed, without its kind."""

    ground = serializers.CharField(required=False, allow_blank=True, default="", max_length=48)
    transition = serializers.CharField(required=False, allow_blank=True, default="", max_length=48)
    closure = serializers.CharField(required=False, allow_blank=True, default="", max_length=48)
    evidence = GivenEvidenceSerializer(many=True, required=False, default=list)
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=MOST_TEXT)
    named_taker = serializers.UUIDField(required=False, allow_null=True, default=None)


class ProposalSerializer(ProposalChangeSerializer):
    """What is proposed."""

    kind = serializers.ChoiceField(choices=DecisionKind.choices)


class HearingSerializer(serializers.Serializer[Any]):
    """Until when the person may explain; the programme's period where nothing is sent."""

    answer_until = serializers.DateField(required=False, allow_null=True, default=None)


class StatementSerializer(serializers.Serializer[Any]):
    """What the person or their representative said, or that nothing came."""

    form = serializers.ChoiceField(choices=StatementForm.choices)
    by = serializers.ChoiceField(choices=[("", "—"), *StatementBy.choices], required=False, allow_blank=True,
                                 default="")  # fmt: skip
    text = serializers.CharField(required=False, allow_blank=True, default="", max_length=MOST_TEXT)
    answered_on = serializers.DateField(required=False, allow_null=True, default=None)


class TakingSerializer(serializers.Serializer[Any]):
    """What whoever takes a decision says. What is missing is told by the article, not by the shape."""

    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=MOST_TEXT)
    effective_on = serializers.DateField(required=False, allow_null=True, default=None)
    waived_because = serializers.CharField(required=False, allow_blank=True, default="", max_length=MOST_TEXT)
    review_on = serializers.DateField(required=False, allow_null=True, default=None)


class StopSerializer(serializers.Serializer[Any]):
    """Which risk, and until when at most; as long as is allowed where nothing is sent."""

    risk = serializers.CharField(required=False, allow_blank=True, default="", max_length=MOST_TEXT)
    ends_on = serializers.DateField(required=False, allow_null=True, default=None)


class BecauseSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=MOST_TEXT)
