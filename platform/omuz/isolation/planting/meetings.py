"""Planting the calendar: hours, bookings by staff and by citizens, the waiting list, the booking page."""

import datetime as dt

from apps.accounts.enums import Role
from apps.appointments.enums import AppointmentState, CancelledBy, DayPart, ExceptionKind, MissedReason, Relation
from apps.appointments.models import Appointment, Calendar, CalendarService, Slot
from apps.appointments.operations.attending import record_attendance
from apps.appointments.operations.booking import Booking, book
from apps.appointments.operations.calendar_checks import CalendarDraft, ExceptionDraft, PatternDraft
from apps.appointments.operations.calendars import add_exception, add_patterns, close_day, create_calendar
from apps.appointments.operations.changing import cancel
from apps.appointments.operations.correcting import correct_attendance
from apps.appointments.operations.desk import edit_desk
from apps.appointments.operations.public import PublicRequest, request_booking
from apps.appointments.operations.reminding import want_messages
from apps.appointments.operations.waiting import Wish, enter, offer
from apps.appointments.rules.attendance import Presence
from apps.appointments.rules.details import Companion, Details
from omuz.isolation.planting.ground import Ground
from omuz.isolation.planting.programme import SERVICE

_DAY = dt.timedelta(days=1)


def plant_calendar(ground: Ground) -> None:
    """A calendar that is open every day, a day on which it is not, a decreed day, and what the booking page says."""
    word, admin, now = ground.words.plain, ground.actors[Role.TENANT_ADMIN], ground.now
    draft = CalendarDraft(
        name=f"{word} Takvimi", unit_id=ground.unit_id, room=word, address=word, public_share=50, public_notice_hours=0,
        weeks_ahead=2, services=((ground.programme_ids[0], SERVICE),),
    )  # fmt: skip
    calendar = create_calendar(draft, actor=admin, now=now)
    services = tuple(CalendarService.objects.filter(calendar=calendar).values_list("pk", flat=True))
    hours = [
        PatternDraft(weekday=weekday, starts=dt.time(9), ends=dt.time(12), slot_minutes=60, capacity=2,
                     services=services)
        for weekday in range(1, 8)
    ]  # fmt: skip
    add_patterns(calendar.pk, hours, actor=admin, now=now)
    closed = ExceptionDraft(kind=ExceptionKind.CLOSED, on=ground.today + 20 * _DAY, reason=word)
    add_exception(calendar.pk, closed, actor=admin, now=now)
    close_day(ground.today + 21 * _DAY, part=DayPart.WHOLE, reason=word, actor=admin, now=now)
    link = f"https://example.org/{word}"
    edit_desk(phone=f"0{ground.words.digits}", sign_language_video=link, easy_read=link, actor=admin, version=0,
              now=now)  # fmt: skip


def plant_bookings(ground: Ground) -> None:
    """Somebody who comes with their mother, one who did not come, one who called off, and one who waits."""
    first, second, _, fourth = ground.person_ids
    clerk, special, now = ground.clerk, ground.words.special, ground.now
    slots = _slots()
    coming = Details(
        companions=(Companion(Relation.MOTHER, special),), interpreter="", needs=(), note=special, address=special
    )
    booked = book(_booking(ground, person_id=first, slot_id=slots[0].pk, details=coming), actor=clerk, now=now)
    caller = Details(contact_name=special, phone=f"0{ground.words.digits}", off_slot_reason=special)
    missed = book(_booking(ground, starts_at=now - _DAY, details=caller), actor=clerk, now=now - 2 * _DAY)
    record_attendance(missed.pk, state=AppointmentState.MISSED, missed_reason=MissedReason.UNKNOWN, note=special,
                      actor=clerk, now=now)  # fmt: skip
    correct_attendance(missed.pk, presence=Presence.MISSED, missed_reason=MissedReason.ILLNESS, note=special,
                       reason=f"{special}, telefonda", actor=clerk, now=now,
                       version=Appointment.objects.get(pk=missed.pk).version)  # fmt: skip
    ground.richest["appointments_appointment"] = [booked.pk, missed.pk]
    called_off = book(_booking(ground, person_id=fourth, slot_id=slots[1].pk), actor=clerk, now=now)
    cancel(called_off.pk, by=CancelledBy.PERSON, reason=special, actor=clerk, now=now)
    wish = Wish(person_id=second, programme_id=ground.programme_ids[0], service=SERVICE, note=special)
    entry = enter(wish, actor=clerk, now=now)
    offer(entry.pk, slots[-1].pk, actor=clerk, now=now)
    want_messages(second, wanted=False, actor=clerk, now=now)


def plant_public_booking(ground: Ground) -> None:
    """A relative who books on the public page."""
    special = ground.words.special
    wanted = PublicRequest(
        slot_id=_slots()[-2].pk, programme_id=ground.programme_ids[0], service=SERVICE, candidate_name=special,
        is_for_other=True, booker_name=special, relation=Relation.MOTHER, phone=f"0{ground.words.digits}",
        coming_along=True, connection="192.0.2.1", retry_key=special,
    )  # fmt: skip
    request_booking(wanted, now=ground.now)


def _slots() -> list[Slot]:
    return list(Slot.objects.filter(calendar__in=Calendar.objects.all()).order_by("starts_at"))


def _booking(ground: Ground, **values: object) -> Booking:
    return Booking(programme_id=ground.programme_ids[0], service=SERVICE, **values)  # type: ignore[arg-type]


STEPS = (plant_calendar, plant_bookings, plant_public_booking)
