"""Corrections of attendance: what stood there, what stands there since, who said so and why. Never changed."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from apps.appointments.enums import AppointmentState, MissedReason
from apps.appointments.models.appointment import Appointment
from omuz.kernel.ids import new_id
from omuz.kernel.sealed_columns import SealedColumn, Sealing

CORRECTION_FIELD: Final = "appointments.correction.words"
_STATES: Final = (AppointmentState.ATTENDED, AppointmentState.MISSED, AppointmentState.CANCELLED)


class AttendanceCorrection(models.Model):
    """One correction of whether somebody came. The appointment holds what stands now, these rows what stood before.

    Sealed: {"reason", "note_before", "note"}.
    """

    append_only: Final = True
    special_category: ClassVar[bool] = True
    sealing: ClassVar = Sealing(SealedColumn("sealed", field=CORRECTION_FIELD))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="corrections")
    sequence = models.PositiveSmallIntegerField()
    state_before = models.CharField(max_length=10, choices=AppointmentState.choices)
    present_before = models.BooleanField(null=True, blank=True)
    missed_before = models.CharField(max_length=12, choices=MissedReason.choices, blank=True)
    state = models.CharField(max_length=10, choices=AppointmentState.choices)
    candidate_present = models.BooleanField(null=True, blank=True)
    missed_reason = models.CharField(max_length=12, choices=MissedReason.choices, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "sequence"], name="attendance_correction_once"),
            models.CheckConstraint(
                name="attendance_correction_states", condition=Q(state_before__in=_STATES, state__in=_STATES)
            ),
            models.CheckConstraint(
                name="attendance_correction_changes",
                condition=~Q(
                    state_before=F("state"), missed_before=F("missed_reason"), present_before=F("candidate_present")
                ),
            ),
            models.CheckConstraint(name="attendance_correction_reasoned", condition=~Q(sealed=b"")),
        ]
