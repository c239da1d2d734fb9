"""Days on which a programme's own clocks stand still (force majeure, İzmir Art. 27)."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from apps.accounts.rights import Right
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record


class DeadlinePauseQuerySet(models.QuerySet["DeadlinePause"]):
    """Filters of pauses."""

    def visible_to(self, actor: Actor) -> "DeadlinePauseQuerySet":
        """Keep those of the actor's programmes, and those of the whole municipality; it is no secret that time stands.

        Who declares them is decided by `declaring_within`.
        """
        return self if actor.kind in {"system", "staff"} else self.none()


class DeadlinePause(Record):
    """From which day to which day the internal deadlines of a programme stand still, why, and by which text.

    Statutory clocks (petitions, KVKK, İYUK) run on. Written by the municipality about itself: nothing of a person.
    """

    #: None: every programme of the municipality.
    programme = models.ForeignKey(
        "programmes.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=500)
    #: The text that it rests on ("... Yönetmeliği m. 27; Valilik kararı 2026/14").
    basis = models.CharField(max_length=300)
    declared_at = models.DateTimeField()
    declared_by_id = models.UUIDField()
    #: The last day that stood still, where it was ended early; the day before `starts_on` where it never began.
    ended_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_id = models.UUIDField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)
    #: How many open cases got a later day when it was declared.
    cases_extended = models.PositiveIntegerField(default=0)

    objects = DeadlinePauseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-starts_on", "id"], name="pause_days")]
        constraints = [
            models.CheckConstraint(name="pause_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="pause_ended_whole",
                condition=Q(ended_on__isnull=True, ended_at__isnull=True, ended_by_id__isnull=True, end_reason="")
                | (
                    Q(ended_on__isnull=False, ended_at__isnull=False, ended_by_id__isnull=False)
                    & Q(ended_on__lt=F("ends_on"))
                    & ~Q(end_reason="")
                ),
            ),
            # The same days are declared once for a programme, however often the button is pressed.
            models.UniqueConstraint(
                fields=["programme", "starts_on", "ends_on"], condition=Q(ended_on__isnull=True),
                nulls_distinct=False, name="pause_once",
            ),
        ]  # fmt: skip


def declaring_within(actor: Actor) -> Any:
    """Return the programmes for which the actor may stop the clocks; None is all of the municipality."""
    return actor.programmes_for(Right.DEADLINES_PAUSE)
