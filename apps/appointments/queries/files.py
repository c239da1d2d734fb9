"""Calendar files of appointments: one's own day or week, or one appointment for who comes."""

import datetime as dt
from collections.abc import Iterable

from apps.appointments.enums import AppointmentState, MeetingPlace
from apps.appointments.models import Appointment
from apps.appointments.rules.calendar_file import MEDIA_TYPE, Entry, calendar_file

__all__ = ["MEDIA_TYPE", "file_for_citizen", "file_for_staff"]


def file_for_citizen(appointment: Appointment, *, now: dt.datetime) -> bytes:
    """Return the file of an appointment for whoever comes: neutral title, the address, no name (readings 4)."""
    return calendar_file([_entry(appointment, location=where(appointment))], now=now, alarm=True)


def file_for_staff(appointments: Iterable[Appointment], *, now: dt.datetime) -> bytes:
    """Return the file of a member of staff's own appointments: where to be when; who comes stays in the application."""
    entries = [
        _entry(one, location=", ".join(filter(None, [MeetingPlace(one.place).label, one.room]))) for one in appointments
    ]
    return calendar_file(entries, now=now)


def where(appointment: Appointment) -> str:
    """Return where somebody has to go, as it may stand in a telephone: the office's address, else the unit's name."""
    if appointment.place != MeetingPlace.OFFICE:
        return str(MeetingPlace(appointment.place).label)
    address = appointment.calendar.address if appointment.calendar is not None else ""
    return address or appointment.unit.name


def _entry(one: Appointment, *, location: str) -> Entry:
    return Entry(
        uid=f"{one.pk}@omuz", starts_at=one.starts_at, ends_at=one.ends_at, location=location, version=one.version,
        is_cancelled=one.state == AppointmentState.CANCELLED,
    )  # fmt: skip
