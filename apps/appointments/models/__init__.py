"""Appointments: calendars that open, slots with their places, who comes when, and who waits for a free place."""

from apps.appointments.models.appointment import (
    Appointment,
    AppointmentQuerySet,
    visible_appointments,
)
from apps.appointments.models.calendar import (
    Calendar,
    CalendarException,
    CalendarQuerySet,
    CalendarService,
    ClosedDay,
    OpeningPattern,
)
from apps.appointments.models.correction import AttendanceCorrection
from apps.appointments.models.desk import BookingDesk
from apps.appointments.models.reminding import NoMessages
from apps.appointments.models.slot import Slot, SlotPlace
from apps.appointments.models.waiting import WaitingEntry, WaitingQuerySet

__all__ = [
    "Appointment",
    "AppointmentQuerySet",
    "AttendanceCorrection",
    "BookingDesk",
    "Calendar",
    "CalendarException",
    "CalendarQuerySet",
    "CalendarService",
    "ClosedDay",
    "NoMessages",
    "OpeningPattern",
    "Slot",
    "SlotPlace",
    "WaitingEntry",
    "WaitingQuerySet",
    "visible_appointments",
]
