"""A calendar of the demo office, with hours on which citizens may book themselves."""

import datetime as dt
from typing import Final

from apps.appointments.operations.calendars import CalendarDraft, PatternDraft, add_patterns, create_calendar
from apps.appointments.operations.desk import edit_desk
from apps.appointments.queries.desk import booking_desk
from apps.programmes.definition import Definition
from apps.programmes.models import Programme
from omuz.kernel.actors import Actor

#: Nobody's: no area has this code.
_PHONE: Final = "0000 000 00 00"
#: Shares no word with the invented names of people: what shows a code must not look like showing somebody.
_ADDRESS: Final = "Deneme Mahallesi, Sınama Sokak No: 1"
#: Monday to Friday; mornings in half hours, afternoons in hours, Friday closed at noon for the office's own work.
_HOURS: Final = (
    *((day, dt.time(9), dt.time(12), 30) for day in range(1, 6)),
    *((day, dt.time(13, 30), dt.time(16, 30), 60) for day in range(1, 5)),
)


def open_calendar(programme: Programme, definition: Definition, *, actor: Actor, now: dt.datetime) -> None:
    """Make the unit's calendar for every appointment service of its programme, and lay its slots out."""
    if not definition.appointments:
        return
    calendar = create_calendar(
        CalendarDraft(
            name="Görüşme odası", unit_id=programme.unit_id, room="Zemin kat, 2 numara", address=_ADDRESS,
            public_share=50,
            services=tuple((programme.pk, service.key) for service in definition.appointments),
        ),
        actor=actor, now=now,
    )  # fmt: skip
    drafts = [
        PatternDraft(weekday=day, starts=starts, ends=ends, slot_minutes=minutes, capacity=2)
        for day, starts, ends, minutes in _HOURS
    ]
    add_patterns(calendar.pk, drafts, actor=actor, now=now)


def say_telephone(*, actor: Actor, now: dt.datetime) -> None:
    """Say on the public booking page where one can call, unless somebody has said something there."""
    if booking_desk().version == 0:
        edit_desk(phone=_PHONE, sign_language_video="", easy_read="", actor=actor, version=0, now=now)
