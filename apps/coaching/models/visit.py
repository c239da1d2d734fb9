"""Visits ("ziyaret kaydı"): who, where, how long, what, next."""

from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from apps.coaching.enums import VisitPlace
from apps.coaching.models.reach import CoachingQuerySet
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import SealedColumn, Sealing

VISIT_FIELD: Final = "coaching.visit"
#: Nobody stays longer than a day at one visit.
MOST_MINUTES: Final = 24 * 60


class VisitQuerySet(CoachingQuerySet):
    """Filters of visits."""

    def current(self) -> Self:
        """Keep what holds: a visit that was corrected stays in the table and is not counted twice."""
        # Said as NOT EXISTS: of a join without a partner the planner believes that next to nothing is left.
        return self.filter(~Exists(Visit.objects.filter(corrects=OuterRef("pk"))))


class Visit(Record):
    """One meeting with a person, written down in two minutes. Codes are plain, words are sealed.

    Its author mends it on the day on which it was written; later a correction takes its place and the first stays.
    Minutes are what the coaching issue compares with the hours of the plan; prompt levels and steps of fading get rows
    of their own that point here.
    """

    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=VISIT_FIELD))

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="visits")
    programme_version = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: For whom the author stood in (vekâlet) when they wrote it.
    acting_for_id = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    visited_on = models.DateField()
    place = models.CharField(max_length=12, choices=VisitPlace.choices)
    minutes = models.PositiveSmallIntegerField()
    activity = models.CharField(max_length=48, blank=True)
    #: Codes of `VisitTopic`.
    topics = models.JSONField(default=list, blank=True)
    #: When the next visit is meant to be.
    next_on = models.DateField(null=True, blank=True)
    #: The appointment that it kept.
    appointment = models.ForeignKey(
        "appointments.Appointment", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Made by the telephone that wrote it: sent again after a broken line, it is the same visit.
    client_key = models.UUIDField()
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    #: JSON: name of the workplace, what next, note, why it was corrected. Empty where nothing was written.
    sealed = models.BinaryField(default=bytes, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-visited_on", "-id"], name="visit_case"),
            models.Index(fields=["by", "-visited_on", "-id"], name="visit_by"),
            models.Index(fields=["next_on", "id"], name="visit_next", condition=Q(next_on__isnull=False)),
            models.Index(fields=["-visited_on", "-id"], name="visit_latest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_key"], name="visit_written_once"),
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(appointment__isnull=False, corrects__isnull=True),
                name="visit_one_an_appointment",
            ),
            models.CheckConstraint(name="visit_place_known", condition=Q(place__in=VisitPlace.values)),
            models.CheckConstraint(
                name="visit_minutes_of_a_day", condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES)
            ),
            models.CheckConstraint(
                name="visit_next_is_later", condition=Q(next_on__isnull=True) | Q(next_on__gte=F("visited_on"))
            ),
            models.CheckConstraint(
                name="visit_not_of_itself", condition=Q(corrects__isnull=True) | ~Q(corrects=F("id"))
            ),
        ]
