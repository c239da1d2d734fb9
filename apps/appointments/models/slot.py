"""Slots as they are laid out ahead, and one row per place of a slot.

The places are what is scarce: an appointment or an offer takes a row that nobody holds, so that PostgreSQL decides who
gets the last one, and no slot ever holds more than it has rows.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from apps.appointments.models.calendar import Calendar, OpeningPattern
from omuz.kernel.models.base import Record


class Between(Func):
    """The time from one moment until just before another: `tstzrange(starts_at, ends_at, '[)')`."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Slot(Record):
    """Some minutes of a calendar in which appointments begin. Laid out again it stays what it is."""

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="slots")
    #: The hours that it was cut from; empty for extra openings and where the pattern has been taken away.
    pattern = models.ForeignKey(OpeningPattern, null=True, blank=True, on_delete=models.SET_NULL, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    #: Its hours are gone while somebody is booked in it: the booking stands, nobody is added.
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["calendar", "starts_at"], name="slot_calendar_time")]
        constraints = [
            models.CheckConstraint(name="slot_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            ExclusionConstraint(
                name="slot_one_at_a_time",
                expressions=[
                    ("calendar", RangeOperators.EQUAL),
                    (Between(F("starts_at"), F("ends_at"), Value("[)")), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_withdrawn=False),
            ),
        ]


class SlotPlace(Record):
    """One place of a slot: free, taken by an appointment, or held for somebody to whom it was offered."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField()
    #: Citizens may take it themselves; laid out by the calendar's share.
    is_public = models.BooleanField(default=False)
    appointment = models.OneToOneField(
        "appointments.Appointment", null=True, blank=True, on_delete=models.PROTECT, related_name="seat"
    )
    waiting = models.OneToOneField(
        "appointments.WaitingEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="seat"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot", "number"], name="slot_place_once"),
            models.CheckConstraint(
                name="slot_place_one_holder", condition=Q(appointment__isnull=True) | Q(waiting__isnull=True)
            ),
        ]
