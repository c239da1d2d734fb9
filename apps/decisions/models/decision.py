"""Suspension, termination and resumption: proposed by one person, taken by another (İzmir Art. 22, 23)."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from apps.cases.queries.visibility import visible_cases
from apps.decisions.enums import OPEN_STATES, DecisionKind, DecisionState, EvidenceKind, StatementBy, StatementForm
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

REASON_FIELD: Final = "decisions.decision.reason"
STATEMENT_FIELD: Final = "decisions.decision.statement"
WAIVED_FIELD: Final = "decisions.decision.hearing_waived"
WITHDRAWN_FIELD: Final = "decisions.decision.withdrawn"
EVIDENCE_FIELD: Final = "decisions.evidence.text"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Filters of decisions."""

    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """Keep those of cases that the actor may find: a decision is found only with its case and person."""
        return self.filter(visible_cases(actor, prefix="case__"))

    def open(self) -> "DecisionQuerySet":
        """Keep those that are still on their way."""
        return self.filter(state__in=OPEN_STATES)


class Decision(Record):
    """A reasoned decision to suspend or end a service, or to resume it, with the day on which it takes effect.

    Ground, step and closure are keys of the programme version that the case stood on when it was proposed.
    """

    #: That somebody's service was suspended tells of their part in a programme (readings 3).
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed_reason", field=REASON_FIELD),
        SealedColumn("sealed_statement", field=STATEMENT_FIELD),
        SealedColumn("sealed_waived", field=WAIVED_FIELD),
        SealedColumn("sealed_withdrawn", field=WITHDRAWN_FIELD),
    )

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="decisions")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    state = models.CharField(max_length=10, choices=DecisionState.choices, default=DecisionState.PROPOSED)
    #: A ground of the version; empty for a resumption, and where the programme lists none.
    ground = models.CharField(max_length=48, blank=True)
    #: The step that puts it in effect; there may be several of one kind (resume with monitoring, or with assessment).
    transition = models.CharField(max_length=48)
    #: Of a termination: the closure that the case then gets; empty where the programme lists none.
    closure = models.CharField(max_length=48, blank=True)
    #: How many pieces of evidence stand behind it: no suspension or termination is taken without one.
    evidence_count = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField()
    proposed_by_id = models.UUIDField()
    #: A unit with one manager names a superior as the second person (readings 16).
    named_taker_id = models.UUIDField(null=True, blank=True)

    # Hearing (İzmir Art. 23): the chance to explain, where that is fit.
    asked_on = models.DateField(null=True, blank=True)
    answer_until = models.DateField(null=True, blank=True)
    #: The day that was given, as the letter says it; `answer_until` lies later where days stood still (Art. 27).
    answer_given = models.DateField(null=True, blank=True)
    #: When it was given: pauses declared later move the day, whoever gave it knew of the others.
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    statement_form = models.CharField(max_length=8, choices=StatementForm.choices, blank=True)
    statement_by = models.CharField(max_length=16, choices=StatementBy.choices, blank=True)
    sealed_statement = models.BinaryField(default=bytes, blank=True)
    #: Why nobody was asked.
    sealed_waived = models.BinaryField(default=bytes, blank=True)

    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by_id = models.UUIDField(null=True, blank=True)
    #: Whom the taker acted for (vekâlet).
    taken_for_id = models.UUIDField(null=True, blank=True)
    sealed_reason = models.BinaryField(default=bytes, blank=True)
    #: The day that the decision itself states; it may lie ahead (readings 8: effect does not follow service).
    effective_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    in_effect_at = models.DateTimeField(null=True, blank=True)
    #: Why its day came and it could not be put in effect; a Turkish sentence without personal values.
    held_up = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_id = models.UUIDField(null=True, blank=True)
    sealed_withdrawn = models.BinaryField(default=bytes, blank=True)
    #: The letters that were drafted; what became of them is theirs to say.
    request_letter_id = models.UUIDField(null=True, blank=True)
    letter_id = models.UUIDField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-proposed_at"], name="decision_case"),
            models.Index(fields=["state", "-proposed_at", "id"], name="decision_state"),
            models.Index(fields=["-proposed_at", "-id"], name="decision_latest"),
            models.Index(fields=["effective_on"], name="decision_due", condition=Q(state="taken")),
            models.Index(fields=["answer_until"], name="decision_hearing", condition=Q(state="hearing")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(state__in=OPEN_STATES), name="decision_one_open"
            ),
            models.CheckConstraint(name="decision_kind_known", condition=Q(kind__in=DecisionKind.values)),
            models.CheckConstraint(name="decision_state_known", condition=Q(state__in=DecisionState.values)),
            models.CheckConstraint(
                name="decision_statement_known",
                condition=Q(statement_form__in=["", *StatementForm.values], statement_by__in=["", *StatementBy.values]),
            ),
            # İzmir Art. 23 and every reasoned act: nothing is taken without its reason, its evidence and its day.
            models.CheckConstraint(
                name="decision_taken_is_whole",
                condition=Q(taken_at__isnull=True)
                | (
                    Q(taken_by_id__isnull=False, effective_on__isnull=False)
                    & ~Q(sealed_reason=b"")
                    & (Q(kind=DecisionKind.RESUME) | Q(evidence_count__gte=1))
                ),
            ),
            models.CheckConstraint(
                name="decision_states_have_days",
                condition=Q(state__in=[DecisionState.PROPOSED, DecisionState.HEARING], taken_at__isnull=True)
                | Q(state=DecisionState.TAKEN, taken_at__isnull=False)
                | Q(state=DecisionState.IN_EFFECT, taken_at__isnull=False, in_effect_at__isnull=False)
                | Q(state=DecisionState.ENDED, in_effect_at__isnull=False, ended_at__isnull=False)
                | Q(state=DecisionState.WITHDRAWN, withdrawn_at__isnull=False, in_effect_at__isnull=True),
            ),
            models.CheckConstraint(
                name="decision_taken_by_second_person",
                condition=Q(taken_by_id__isnull=True) | ~Q(taken_by_id=F("proposed_by_id")),
            ),
            models.CheckConstraint(
                name="decision_hearing_has_deadline",
                condition=Q(asked_on__isnull=True, answer_until__isnull=True)
                | Q(asked_on__isnull=False, answer_until__gt=F("asked_on")),
            ),
        ]


class Evidence(models.Model):
    """One thing that a decision rests on: something on record, or what somebody saw, in words."""

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=EVIDENCE_FIELD))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    #: The record that is meant; which table follows from the kind. None of an observation.
    record_id = models.UUIDField(null=True, blank=True)
    #: What it shows; of an observation, what was seen.
    sealed = models.BinaryField(default=bytes, blank=True)
    added_at = models.DateTimeField()
    added_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_kind_known", condition=Q(kind__in=EvidenceKind.values)),
            models.CheckConstraint(
                name="evidence_says_something",
                condition=(Q(kind=EvidenceKind.OBSERVATION, record_id__isnull=True) & ~Q(sealed=b""))
                | (~Q(kind=EvidenceKind.OBSERVATION) & Q(record_id__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["decision", "kind", "record_id"], condition=Q(record_id__isnull=False), name="evidence_once"
            ),
        ]
