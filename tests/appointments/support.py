"""A repair café that nobody runs, with a calendar: what tests of appointments are about."""

import datetime as dt
import uuid
from typing import Any

from apps.appointments.models import Appointment, Calendar, Slot
from apps.appointments.operations.booking import Booking, book
from apps.appointments.operations.calendars import CalendarDraft, PatternDraft, add_pattern, create_calendar
from apps.appointments.operations.public import PublicRequest
from apps.programmes.models import ProgrammeVersion
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY
from tests.programmes.support import made_up, published
from tests.support.staff import NOW, make_actor

#: Monday after the tests' day, a plain working day.
MONDAY = dt.date(2026, 11, 23)
SERVICES = [
    {
        "key": "basvuru",
        "label": {"tr": "Başvuru görüşmesi"},
        "minutes": 30,
        "places": ["office", "home", "field"],
        "public": True,
        "for_application": True,
    },
    {"key": "degerlendirme", "label": {"tr": "Değerlendirme"}, "minutes": 60},
]
HELD = [{"key": "case_management"}, {"key": "appointments"}, {"key": "public_booking"}]


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Return a moment of a day in Türkiye."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=TURKEY)


def cafe(code: str = "tamir-kahvesi", **parts: Any) -> ProgrammeVersion:
    """Return the published version of a programme that gives appointments."""
    told = {"code": code, "capabilities": {"held": HELD}, "appointments": SERVICES} | parts
    return published(made_up(**told))


def calendar_of(
    version: ProgrammeVersion, *, actor: Actor | None = None, capacity: int = 1, minutes: int = 30, buffer: int = 0,
    hours: tuple[int, int] = (9, 12), weekdays: tuple[int, ...] = (1, 2, 3, 4, 5), share: int = 100,
    services: tuple[str, ...] = ("basvuru",), staff_id: uuid.UUID | None = None, name: str = "Masa 1",
    now: dt.datetime = NOW,
) -> Calendar:  # fmt: skip
    """Return a calendar of the programme's unit with the same hours every working day."""
    manager = actor or make_actor("unit_manager")
    draft = CalendarDraft(
        name=name, unit_id=version.programme.unit_id, staff_id=staff_id, public_share=share, weeks_ahead=2,
        public_notice_hours=2, address="Deneme Sokak 1", room="Oda 3",
        services=tuple((version.programme_id, key) for key in services),
    )  # fmt: skip
    calendar = create_calendar(draft, actor=manager, now=now)
    for weekday in weekdays:
        pattern = PatternDraft(
            weekday=weekday, starts=dt.time(hours[0]), ends=dt.time(hours[1]), slot_minutes=minutes,
            buffer_minutes=buffer, capacity=capacity,
        )  # fmt: skip
        add_pattern(calendar.pk, pattern, actor=manager, now=now)
    return calendar


def slots_of(calendar: Calendar, day: dt.date = MONDAY) -> list[Slot]:
    """Return the open slots of a calendar's day, in order."""
    rows = Slot.objects.filter(calendar=calendar, is_withdrawn=False, starts_at__date=day)
    return list(rows.order_by("starts_at"))


def booked(version: ProgrammeVersion, slot: Slot, person_id: uuid.UUID | None, *, actor: Actor | None = None,
           now: dt.datetime = NOW, **values: Any) -> Appointment:  # fmt: skip
    """Return a new appointment in a slot."""
    wanted = Booking(
        programme_id=version.programme_id, service="basvuru", person_id=person_id, slot_id=slot.pk, **values
    )
    return book(wanted, actor=actor or make_actor("intake_clerk"), now=now)


def request_of(version: ProgrammeVersion, slot: Slot, **values: Any) -> PublicRequest:
    """Return what a citizen sends."""
    told: dict[str, Any] = {
        "slot_id": slot.pk, "programme_id": version.programme_id, "service": "basvuru",
        "candidate_name": "Ayşe Örnek", "phone": "0000 123 45 67", "connection": "192.0.2.1",
    }  # fmt: skip
    return PublicRequest(**told | values)
