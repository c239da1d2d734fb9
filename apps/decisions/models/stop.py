"""Interim stops (tedbiren durdurma): what serious risk allows at once, for a few days, until a manager has looked."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import DateField, ExpressionWrapper, F, Q

from apps.cases.queries.visibility import visible_cases
from apps.decisions.enums import StopState
from apps.decisions.models.decision import Decision
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

RISK_FIELD: Final = "decisions.stop.risk"
LIFTED_FIELD: Final = "decisions.stop.lifted"


class InterimStopQuerySet(models.QuerySet["InterimStop"]):
    """Filters of interim stops."""

    def visible_to(self, actor: Actor) -> "InterimStopQuerySet":
        """Keep those of cases that the actor may find."""
        return self.filter(visible_cases(actor, prefix="case__"))

    def running(self) -> "InterimStopQuerySet":
        """Keep those that nobody has ended; whether the last day is over is asked beside."""
        return self.filter(state=StopState.RUNNING)


class InterimStop(Record):
    """A service that stands still at once because of a serious risk (readings 8). No sanction, and soon over.

    It ends by itself after `ends_on`, unless a manager has turned it into a suspension or lifted it before.
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(
        SealedColumn("sealed_risk", field=RISK_FIELD), SealedColumn("sealed_lifted", field=LIFTED_FIELD)
    )

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="interim_stops")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=48)
    state = models.CharField(max_length=10, choices=StopState.choices, default=StopState.RUNNING)
    sealed_risk = models.BinaryField()
    started_at = models.DateTimeField()
    started_by_id = models.UUIDField()
    started_on = models.DateField()
    #: The last day, included. The day of the start counts as the first.
    ends_on = models.DateField()
    #: What the programme's version allowed that day.
    limit_days = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Who confirmed or lifted it; None where it ran out.
    ended_by_id = models.UUIDField(null=True, blank=True)
    sealed_lifted = models.BinaryField(default=bytes, blank=True)
    #: The suspension that it became.
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="interim_stop"
    )
    #: The day on which managers were told that it ends tomorrow.
    warned_on = models.DateField(null=True, blank=True)
    letter_id = models.UUIDField(null=True, blank=True)
    lifted_letter_id = models.UUIDField(null=True, blank=True)

    objects = InterimStopQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ends_on"], name="stop_running", condition=Q(state="running"))]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state=StopState.RUNNING), name="stop_one_at_a_time"),
            models.CheckConstraint(name="stop_state_known", condition=Q(state__in=StopState.values)),
            models.CheckConstraint(
                name="stop_within_limit",
                condition=Q(ends_on__gte=F("started_on"))
                & Q(ends_on__lt=ExpressionWrapper(F("started_on") + F("limit_days"), output_field=DateField())),
            ),
            models.CheckConstraint(
                name="stop_ended_says_how",
                condition=Q(state=StopState.RUNNING, ended_at__isnull=True)
                | Q(state=StopState.LAPSED, ended_at__isnull=False)
                | Q(state=StopState.CONFIRMED, ended_at__isnull=False, decision__isnull=False)
                | (
                    Q(state=StopState.LIFTED, ended_at__isnull=False, ended_by_id__isnull=False) & ~Q(sealed_lifted=b"")
                ),
            ),
        ]
