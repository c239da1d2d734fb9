"""What is read of coaching, and what is sent for it."""

from typing import Any

from rest_framework import serializers

from apps.coaching.enums import (
    AgreedBy,
    Change,
    CoachingKind,
    EmploymentSource,
    InstitutionKind,
    PlanState,
    ReferralOutcome,
    ReviewResult,
    Rhythm,
    VisitPlace,
    VisitTopic,
)


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


class VisitWordsSerializer(serializers.Serializer[Any]):
    """What was written with a visit."""

    workplace = serializers.CharField(allow_blank=True)
    next_words = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class VisitSerializer(serializers.Serializer[Any]):
    """A visit. `words` is empty where the reader has to open them, which is logged."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    case = CoachedCaseSerializer()
    by = CoachingLinkSerializer()
    acting_for = serializers.CharField(allow_blank=True)
    recorded_at = serializers.DateTimeField()
    visited_on = serializers.DateField()
    place = CoachingCodeSerializer()
    minutes = serializers.IntegerField()
    activity = ActivitySerializer(allow_null=True)
    topics = CoachingCodeSerializer(many=True)
    next_on = serializers.DateField(allow_null=True)
    appointment = serializers.UUIDField(allow_null=True)
    has_words = serializers.BooleanField()
    words = VisitWordsSerializer(allow_null=True)
    corrects = serializers.UUIDField(allow_null=True)
    corrected_by = serializers.UUIDField(allow_null=True)
    #: Its author changes it as it stands, today; later, or by others, it is corrected.
    may_mend = serializers.BooleanField()
    may_correct = serializers.BooleanField()


class VisitFieldsSerializer(serializers.Serializer[Any]):
    """What two minutes say."""

    visited_on = serializers.DateField()
    place = serializers.ChoiceField(choices=VisitPlace.choices)
    minutes = serializers.IntegerField(min_value=0, max_value=10_000)
    activity = serializers.CharField(max_length=48, allow_blank=True, default="")
    topics = serializers.ListField(
        child=serializers.ChoiceField(choices=VisitTopic.choices), default=list, max_length=20
    )
    next_on = serializers.DateField(allow_null=True, default=None)
    next_words = serializers.CharField(max_length=1000, allow_blank=True, default="")
    workplace = serializers.CharField(max_length=1000, allow_blank=True, default="")
    note = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class VisitWriteSerializer(VisitFieldsSerializer):
    """A visit to be written down. `client_key` is made by the device: sent again, it is the same visit."""

    case = serializers.UUIDField()
    client_key = serializers.UUIDField()
    appointment = serializers.UUIDField(allow_null=True, default=None)


class VisitCorrectionSerializer(VisitFieldsSerializer):
    """What a visit should have said, and why it is corrected."""

    client_key = serializers.UUIDField()
    reason = serializers.CharField(max_length=1000)


class CoachingOpeningSerializer(serializers.Serializer[Any]):
    """Why words are opened."""

    task = serializers.CharField(max_length=40, allow_blank=True, default="")
    purpose = serializers.CharField(max_length=40, allow_blank=True, default="")


class GoalSerializer(serializers.Serializer[Any]):
    """A goal in the person's own words."""

    words = serializers.CharField(max_length=4000)
    measure = serializers.CharField(max_length=4000, allow_blank=True, default="")


class SupportPlanServiceWriteSerializer(serializers.Serializer[Any]):
    """A service of a plan."""

    activity = serializers.CharField(max_length=48, allow_blank=True, default="")
    responsible = serializers.UUIDField(allow_null=True, default=None)
    rhythm = serializers.ChoiceField(choices=Rhythm.choices, default=Rhythm.AS_NEEDED)
    times = serializers.IntegerField(min_value=0, max_value=1000, default=1)
    starts_on = serializers.DateField(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
    words = serializers.CharField(max_length=1000, allow_blank=True, default="")


class SupportPlanWriteSerializer(serializers.Serializer[Any]):
    """A plan as it is being written."""

    goals = GoalSerializer(many=True, default=list)
    services = SupportPlanServiceWriteSerializer(many=True, default=list)
    coaching = serializers.ListField(
        child=serializers.ChoiceField(choices=CoachingKind.choices), default=list, max_length=10
    )
    need = serializers.CharField(max_length=4000, allow_blank=True, default="")
    coaching_from = serializers.DateField(allow_null=True, default=None)
    coaching_to = serializers.DateField(allow_null=True, default=None)
    coaching_hours = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True, default=None)
    review_on = serializers.DateField(allow_null=True, default=None)
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")
    change = serializers.ChoiceField(choices=Change.choices, allow_blank=True, default="")
    changed = serializers.CharField(max_length=4000, allow_blank=True, default="")
    why = serializers.CharField(max_length=4000, allow_blank=True, default="")


class SupportPlanServiceSerializer(serializers.Serializer[Any]):
    """A service of a plan as it is read."""

    activity = ActivitySerializer(allow_null=True)
    responsible = CoachingLinkSerializer(allow_null=True)
    rhythm = CoachingCodeSerializer()
    times = serializers.IntegerField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    words = serializers.CharField(allow_blank=True)


class SupportPlanReviewSerializer(serializers.Serializer[Any]):
    """A review of a plan."""

    id = serializers.UUIDField()
    due_on = serializers.DateField()
    held_on = serializers.DateField(allow_null=True)
    held_by = serializers.CharField(allow_blank=True)
    result = CoachingCodeSerializer(allow_null=True)
    note = serializers.CharField(allow_blank=True)


class MissingInPlanSerializer(serializers.Serializer[Any]):
    """What a draft lacks, with the article that asks for it."""

    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    article = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)


class SupportPlanRowSerializer(serializers.Serializer[Any]):
    """A plan in the list of a case."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=PlanState.choices)
    state_label = serializers.CharField()
    drafted_at = serializers.DateTimeField()
    agreed_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)
    review_due_on = serializers.DateField(allow_null=True)
    review_is_late = serializers.BooleanField()
    change = CoachingCodeSerializer(allow_null=True)
    replaces = serializers.UUIDField(allow_null=True)


class SupportPlanSerializer(SupportPlanRowSerializer):
    """A plan's page. `is_closed`: goals and words have to be opened, which is logged."""

    case = CoachedCaseSerializer()
    person_word = serializers.CharField()
    may_write = serializers.BooleanField()
    is_closed = serializers.BooleanField()
    replaces_number = serializers.IntegerField(allow_null=True)
    drafted_by = serializers.CharField(allow_blank=True)
    agreed_by = CoachingCodeSerializer(allow_null=True)
    goals = GoalSerializer(many=True)
    services = SupportPlanServiceSerializer(many=True)
    coaching = CoachingCodeSerializer(many=True)
    need = serializers.CharField(allow_blank=True)
    coaching_from = serializers.DateField(allow_null=True)
    coaching_to = serializers.DateField(allow_null=True)
    coaching_hours = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    review_on = serializers.DateField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    changed = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)
    end_reason = serializers.CharField(allow_blank=True)
    reviews = SupportPlanReviewSerializer(many=True)
    missing = MissingInPlanSerializer(many=True)
    signatories = SignatorySerializer(many=True)


class PlanAgreementSerializer(serializers.Serializer[Any]):
    """Who agreed, and when."""

    agreed_on = serializers.DateField()
    agreed_by = serializers.ChoiceField(choices=AgreedBy.choices)
    representative = serializers.UUIDField(allow_null=True, default=None)


class SupportPlanReviewWriteSerializer(serializers.Serializer[Any]):
    """What came of looking at a plan again."""

    result = serializers.ChoiceField(choices=ReviewResult.choices)
    held_on = serializers.DateField()
    next_on = serializers.DateField(allow_null=True, default=None)
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")


class DayItemSerializer(serializers.Serializer[Any]):
    """One line of the day."""

    kind = serializers.ChoiceField(choices=["appointment", "visit", "review"])
    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id", allow_null=True)
    person = serializers.UUIDField(source="person_id", allow_null=True)
    person_name = serializers.CharField(allow_blank=True)
    due_on = serializers.DateField()
    at = serializers.DateTimeField(allow_null=True)
    place = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    is_late = serializers.BooleanField()
    is_done = serializers.BooleanField()
    plan = serializers.UUIDField(source="plan_id", allow_null=True)
    covered = serializers.CharField(allow_blank=True)


class CoverSerializer(CoachingLinkSerializer):
    """For whom the reader stands in, both days included."""

    id = serializers.UUIDField(source="user_id")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class DaySerializer(serializers.Serializer[Any]):
    """A coach's day."""

    on = serializers.DateField()
    covers = CoverSerializer(many=True)
    items = DayItemSerializer(many=True)


class CountedSerializer(CoachingCodeSerializer):
    """How many visits, and their minutes."""

    visits = serializers.IntegerField()
    minutes = serializers.IntegerField()


class StaffCountSerializer(CoachingLinkSerializer):
    """What a colleague did."""

    visits = serializers.IntegerField()
    minutes = serializers.IntegerField()


class WorkDoneSerializer(serializers.Serializer[Any]):
    """What was done between two days (evidence of Art. 11 and 12)."""

    since = serializers.DateField()
    until = serializers.DateField()
    visits = serializers.IntegerField()
    minutes = serializers.IntegerField()
    people = serializers.IntegerField()
    by_activity = CountedSerializer(many=True)
    by_place = CountedSerializer(many=True)
    by_topic = CountedSerializer(many=True)
    by_staff = StaffCountSerializer(many=True)


class ObservationWriteSerializer(serializers.Serializer[Any]):
    """That somebody works, from whom it is known, and on which day it was said."""

    since = serializers.DateField()
    until = serializers.DateField(allow_null=True, default=None)
    source = serializers.ChoiceField(choices=EmploymentSource.choices, allow_blank=True, default="")  # type: ignore[assignment]
    source_on = serializers.DateField(allow_null=True, default=None)
    hours_a_week = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True, default=None)
    work = serializers.CharField(max_length=1000, allow_blank=True, default="")
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")


class ObservationCorrectionSerializer(ObservationWriteSerializer):
    """What an observation should have said, and why."""

    reason = serializers.CharField(max_length=1000)


class ObservationSerializer(serializers.Serializer[Any]):
    """What is known of somebody's employment."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)
    source = CoachingCodeSerializer(allow_null=True)  # type: ignore[assignment]
    source_on = serializers.DateField(allow_null=True)
    hours_a_week = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField(allow_blank=True)
    is_correction = serializers.BooleanField()
    work = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class PersonStatusSerializer(serializers.Serializer[Any]):
    """What the person's own record says of their work."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    since = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]


class InstitutionReferralSerializer(serializers.Serializer[Any]):
    """A referral to an institution, and what became of it."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    kind = CoachingCodeSerializer()
    institution = serializers.CharField()
    provider = serializers.UUIDField(allow_null=True)
    activity = ActivitySerializer(allow_null=True)
    referred_on = serializers.DateField()
    recorded_by = serializers.CharField(allow_blank=True)
    why = serializers.CharField(allow_blank=True)
    outcome = CoachingCodeSerializer(allow_null=True)
    outcome_on = serializers.DateField(allow_null=True)
    outcome_note = serializers.CharField(allow_blank=True)


class EmploymentPageSerializer(serializers.Serializer[Any]):
    """The section "İstihdam bilgisi" of a case. `is_closed`: words have to be opened, which is logged."""

    may_write = serializers.BooleanField()
    is_closed = serializers.BooleanField()
    refers = serializers.BooleanField()
    article = ArticleSerializer(allow_null=True)
    person = CoachingLinkSerializer()
    person_status = PersonStatusSerializer(allow_null=True)
    observations = ObservationSerializer(many=True)
    referrals = InstitutionReferralSerializer(many=True)


class InstitutionReferralWriteSerializer(serializers.Serializer[Any]):
    """To which institution somebody is referred, and why."""

    kind = serializers.ChoiceField(choices=InstitutionKind.choices)
    provider = serializers.UUIDField(allow_null=True, default=None)
    institution = serializers.CharField(max_length=1000, allow_blank=True, default="")
    activity = serializers.CharField(max_length=48, allow_blank=True, default="")
    referred_on = serializers.DateField()
    why = serializers.CharField(max_length=4000, allow_blank=True, default="")


class ReferralOutcomeWriteSerializer(serializers.Serializer[Any]):
    """What became of a referral."""

    outcome = serializers.ChoiceField(choices=ReferralOutcome.choices)
    outcome_on = serializers.DateField()
    note = serializers.CharField(max_length=4000, allow_blank=True, default="")
