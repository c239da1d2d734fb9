"""Shapes of rules, answers and trials."""

from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.programmes.deciding import Outcome
from apps.programmes.definition import Weight
from apps.programmes.whatif import CASE_CHANGES, DIMENSIONS, PERSON_CHANGES

OUTCOMES = [(one.value, one.value) for one in Outcome]
TRUTHS = [("true", "true"), ("false", "false"), ("unknown", "unknown")]
WEIGHTS = [(one.value, one.value) for one in Weight]


@extend_schema_field(OpenApiTypes.OBJECT)
class ObjectField(serializers.JSONField):
    """A JSON object whose content is read elsewhere."""

    default_error_messages: ClassVar = {"invalid": "Burada adlı alanlar olmalı."}

    def to_internal_value(self, data: Any) -> Any:
        """Return the object; anything else is refused."""
        value = super().to_internal_value(data)
        if not isinstance(value, dict):
            self.fail("invalid")
        return value


class RuleEntrySerializer(serializers.Serializer[Any]):
    """A key and what it is called."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name


class DecisionPointSerializer(RuleEntrySerializer):
    """A question that rule sets answer. `fields` is what react-querybuilder takes."""

    hint = serializers.CharField()
    effects = serializers.ListField(child=serializers.CharField())
    refers_to = RuleEntrySerializer(many=True)
    fields = serializers.ListField(child=serializers.DictField())  # type: ignore[assignment]


class RuleFindingSerializer(serializers.Serializer[Any]):
    """What is wrong with a rule set; `place` starts in the rule set ("clauses.0.condition.rules.0.field")."""

    place = serializers.CharField()
    path = serializers.ListField(child=serializers.JSONField())
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()
    weight = serializers.ChoiceField(choices=WEIGHTS)
    article = serializers.CharField()


class RuleBasisSerializer(serializers.Serializer[Any]):
    """The text that something comes from."""

    title = serializers.CharField()
    article = serializers.CharField()


class MissingFactSerializer(serializers.Serializer[Any]):
    """A fact for want of which something is undecided."""

    fact = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    special = serializers.BooleanField()


class TraceLineSerializer(serializers.Serializer[Any]):
    """What one rule asked for, saw and answered."""

    fact = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    operator = serializers.CharField()
    sentence = serializers.CharField()
    expected = serializers.CharField()
    seen = serializers.CharField(allow_null=True)
    outcome = serializers.ChoiceField(choices=TRUTHS)
    special = serializers.BooleanField()
    records = serializers.ListField(child=serializers.ListField(child=serializers.DictField()))


class AnsweredClauseSerializer(serializers.Serializer[Any]):
    """What one clause answered."""

    key = serializers.CharField()
    rule_set = serializers.CharField()
    effect = serializers.CharField()
    value = serializers.CharField(allow_null=True)
    points = serializers.IntegerField(allow_null=True)
    outcome = serializers.ChoiceField(choices=TRUTHS)
    decided = serializers.BooleanField()
    message = serializers.CharField()
    sentence = serializers.CharField()
    problem = serializers.CharField()
    basis = RuleBasisSerializer(allow_null=True)
    trace = TraceLineSerializer(many=True)
    missing = MissingFactSerializer(many=True)


class AnsweredValueSerializer(serializers.Serializer[Any]):
    """A document, outcome, ground ... of an answer; one that is not certain may still join it or leave it."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    certain = serializers.BooleanField()
    amount = serializers.IntegerField(allow_null=True)


class PointsSerializer(serializers.Serializer[Any]):
    """A sum of points; a range while clauses are undecided."""

    least = serializers.IntegerField()
    most = serializers.IntegerField()


class AnswerSerializer(serializers.Serializer[Any]):
    """The answer of a decision point; never a bare yes or no."""

    point = serializers.CharField()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    ruled = serializers.BooleanField()
    values = AnsweredValueSerializer(many=True)
    points = PointsSerializer()
    clauses = AnsweredClauseSerializer(many=True)
    missing = MissingFactSerializer(many=True)


class SentenceSerializer(serializers.Serializer[Any]):
    """A clause as a sentence; empty while its condition cannot be read."""

    key = serializers.CharField()
    sentence = serializers.CharField()


class CheckWriteSerializer(serializers.Serializer[Any]):
    """A rule set as it stands in the editor, and on whom to try it: made-up facts, a person, or both."""

    rule_set = ObjectField()
    facts = ObjectField(required=False, allow_null=True, default=None)
    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    task = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)
    purpose = serializers.CharField(required=False, allow_blank=True, default="", max_length=24)


class CheckSerializer(serializers.Serializer[Any]):
    """What is wrong with a rule set, what it says, and what it answers."""

    findings = RuleFindingSerializer(many=True)
    clauses = SentenceSerializer(many=True)
    answer = AnswerSerializer(allow_null=True)


class TrialWriteSerializer(serializers.Serializer[Any]):
    """A made-up person: facts, the stage, and answers of forms by form."""

    facts = ObjectField(required=False, default=dict)
    stage = serializers.CharField(required=False, allow_blank=True, default="", max_length=48)
    answers = ObjectField(required=False, default=dict)


class TrialStageFormSerializer(serializers.Serializer[Any]):
    """A form of the stage."""

    key = serializers.CharField()
    title = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # a field of that name


class TrialStageSerializer(RuleEntrySerializer):
    """The stage in which the made-up case stands."""

    kind = serializers.CharField()
    forms = TrialStageFormSerializer(many=True)


class TrialDocumentSerializer(RuleEntrySerializer):
    """A document that would be asked for."""

    certain = serializers.BooleanField()
    substitutes = serializers.ListField(child=serializers.CharField())


class TrialTransitionSerializer(RuleEntrySerializer):
    """A step that leaves the stage, and what its guards answer."""

    target = serializers.CharField()
    target_label = serializers.CharField()
    allowed = serializers.ChoiceField(choices=OUTCOMES)
    needs_reason = serializers.BooleanField()
    roles = serializers.ListField(child=serializers.CharField())
    basis = RuleBasisSerializer(allow_null=True)
    answer = AnswerSerializer()


class FedFactSerializer(serializers.Serializer[Any]):
    """A fact that the answers of the forms feed."""

    fact = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    value = serializers.CharField()


class AnswerProblemSerializer(serializers.Serializer[Any]):
    """What is wrong with an answer of a form."""

    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()


class TrialSerializer(serializers.Serializer[Any]):
    """Everything that a definition says of one made-up person in one stage."""

    stage = TrialStageSerializer(allow_null=True)
    eligibility = AnswerSerializer()
    documents = TrialDocumentSerializer(many=True)
    documents_answer = AnswerSerializer()
    transitions = TrialTransitionSerializer(many=True)
    others = AnswerSerializer(many=True)
    fed = FedFactSerializer(many=True)
    form_problems = serializers.DictField(child=AnswerProblemSerializer(many=True))


class WhatIfWriteSerializer(serializers.Serializer[Any]):
    """What a version is compared with: null stands for nothing, without it the version in force."""

    against = serializers.UUIDField(required=False, allow_null=True)


class ComparedVersionSerializer(serializers.Serializer[Any]):
    """The version that was compared with."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()


class MissingCountSerializer(MissingFactSerializer):
    """A fact for want of which people become undecided, and how many; null is a masked figure."""

    count = serializers.IntegerField(allow_null=True)


def _masked() -> serializers.DictField:
    return serializers.DictField(child=serializers.IntegerField(allow_null=True))


class EffectRowSerializer(RuleEntrySerializer):
    """A category of a table; null is a masked figure, never 0."""

    cells = _masked()
    total = serializers.IntegerField(allow_null=True)


class EffectTableSerializer(RuleEntrySerializer):
    """Effects by target group, sex or age band."""

    rows = EffectRowSerializer(many=True)


class EffectsSerializer(serializers.Serializer[Any]):
    """Figures of one kind of subject. `complete` is false where there were too many to examine in one request."""

    total = serializers.IntegerField(allow_null=True)
    totals = _masked()
    columns = serializers.ListField(child=serializers.CharField())
    tables = EffectTableSerializer(many=True)
    concerned = serializers.IntegerField(allow_null=True)
    examined = serializers.IntegerField(allow_null=True)
    complete = serializers.BooleanField()


class PersonEffectsSerializer(EffectsSerializer):
    """Who becomes eligible, who loses it, who becomes undecided and for want of what."""

    missing = MissingCountSerializer(many=True)


class StageEffectSerializer(RuleEntrySerializer):
    """Open cases in a stage that the version removes (`after` is null) or renames."""

    after = serializers.CharField(allow_null=True)
    count = serializers.IntegerField(allow_null=True)


class DocumentEffectSerializer(RuleEntrySerializer):
    """Open cases that a document would be asked of, or no more."""

    added = serializers.IntegerField(allow_null=True)
    removed = serializers.IntegerField(allow_null=True)


class TransitionEffectSerializer(RuleEntrySerializer):
    """Open cases for which a step would open, close, or become undecided."""

    opened = serializers.IntegerField(allow_null=True)
    closed = serializers.IntegerField(allow_null=True)
    unsettled = serializers.IntegerField(allow_null=True)


class CaseEffectsSerializer(EffectsSerializer):
    """What would change for open cases if they were moved."""

    changes = _masked()
    stages = StageEffectSerializer(many=True)
    documents = DocumentEffectSerializer(many=True)
    transitions = TransitionEffectSerializer(many=True)


class WhatIfSerializer(serializers.Serializer[Any]):
    """What a version would change."""

    on = serializers.DateField()
    against = ComparedVersionSerializer(allow_null=True)
    masked = serializers.BooleanField()
    threshold = serializers.IntegerField(allow_null=True)
    rounded_to = serializers.IntegerField(allow_null=True)
    may_open = serializers.BooleanField(help_text="Whether the reader may open the lists behind the figures.")
    persons = PersonEffectsSerializer()
    cases = CaseEffectsSerializer()


class WhatIfPeopleWriteSerializer(WhatIfWriteSerializer):
    """Which list: a change of people or of cases, narrowed to one category of a table."""

    subject = serializers.ChoiceField(choices=["person", "case"], default="person")
    change = serializers.ChoiceField(choices=[*PERSON_CHANGES, "changed", *CASE_CHANGES])
    table = serializers.ChoiceField(choices=list(DIMENSIONS), required=False, allow_blank=True, default="")
    category = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)
    cursor = serializers.UUIDField(required=False, allow_null=True, default=None)
    task = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)
    purpose = serializers.CharField(required=False, allow_blank=True, default="", max_length=24)


class StepEffectSerializer(RuleEntrySerializer):
    """A step of one case, before and after; null where there is no such step."""

    before = serializers.ChoiceField(choices=OUTCOMES, allow_null=True)
    after = serializers.ChoiceField(choices=OUTCOMES, allow_null=True)


class WhatIfPersonSerializer(serializers.Serializer[Any]):
    """A person or case of a list."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    hint = serializers.CharField()
    href = serializers.CharField()
    before = serializers.ChoiceField(choices=OUTCOMES, allow_null=True)
    after = serializers.ChoiceField(choices=OUTCOMES, allow_null=True)
    missing = MissingFactSerializer(many=True)
    changes = serializers.ListField(child=serializers.CharField())
    documents_added = serializers.ListField(child=serializers.CharField())
    documents_removed = serializers.ListField(child=serializers.CharField())
    transitions = StepEffectSerializer(many=True)


class WhatIfPeopleSerializer(serializers.Serializer[Any]):
    """A page of a list; `next` goes into `cursor`."""

    results = WhatIfPersonSerializer(many=True)
    next = serializers.UUIDField(allow_null=True)
