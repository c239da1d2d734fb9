"""Slots are laid out ahead; done twice it is the same, and what is booked is never lost."""

import datetime as dt

import pytest

from apps.appointments.models import Appointment, Slot, SlotPlace
from apps.appointments.operations.calendars import (
    BookingsAffectedError,
    CalendarDraft,
    ExceptionDraft,
    add_exception,
    close_day,
    edit_calendar,
    open_day,
    remove_exception,
)
from apps.appointments.operations.changing import cancel
from apps.appointments.operations.laying import lay_out, lay_out_all
from apps.appointments.queries.workdays import add_working_days, half_day, is_working_day
from tests.appointments.support import MONDAY, booked, cafe, calendar_of, slots_of
from tests.cases.support import person_of
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(kayseri):
    return cafe()


def _shape():
    return sorted(Slot.objects.values_list("calendar", "starts_at", "ends_at", "capacity", "is_withdrawn"))


def test_laid_out_twice_it_is_the_same(version):
    calendar_of(version, capacity=2)
    before, places = _shape(), SlotPlace.objects.count()
    assert len(before) == 60
    assert lay_out_all(now=NOW) == 0
    assert (_shape(), SlotPlace.objects.count()) == (before, places)


def test_the_next_week_comes_by_itself(version):
    calendar = calendar_of(version)
    last = Slot.objects.filter(calendar=calendar).latest("starts_at").starts_at
    lay_out_all(now=NOW + dt.timedelta(days=7))
    assert Slot.objects.filter(calendar=calendar).latest("starts_at").starts_at > last


def test_a_closure_that_hits_a_booking_shows_it_first_and_never_loses_it(version):
    manager, calendar = make_actor("unit_manager"), calendar_of(version)
    slot = slots_of(calendar)[1]
    one = booked(version, slot, person_of(make_actor("intake_clerk")).pk)
    draft = ExceptionDraft(kind="closed", on=MONDAY, reason="Eğitim günü")
    with pytest.raises(BookingsAffectedError) as hit:
        add_exception(calendar.pk, draft, actor=manager, now=NOW)
    assert hit.value.appointment_ids == (one.pk,)
    assert len(slots_of(calendar)) == 6

    exception = add_exception(calendar.pk, draft, actor=manager, now=NOW, confirmed=True)
    assert slots_of(calendar) == []
    slot.refresh_from_db()
    assert slot.is_withdrawn
    assert Appointment.objects.get(pk=one.pk).state == "booked"
    remove_exception(exception.pk, actor=manager, now=NOW)
    assert len(slots_of(calendar)) == 6
    assert SlotPlace.objects.get(slot=slot).appointment_id == one.pk


def test_hours_taken_away_and_given_again_do_not_double_a_slot_that_was_called_off(version):
    manager, clerk, calendar = make_actor("unit_manager"), make_actor("intake_clerk"), calendar_of(version)
    one = booked(version, slots_of(calendar)[0], person_of(clerk).pk)
    cancel(one.pk, by="person", reason="Gelemeyecek", actor=clerk, now=NOW)
    exception = add_exception(
        calendar.pk, ExceptionDraft(kind="closed", on=MONDAY, reason="Tadilat"), actor=manager, now=NOW
    )
    assert slots_of(calendar) == []
    remove_exception(exception.pk, actor=manager, now=NOW)
    assert [one.capacity for one in slots_of(calendar)] == [1] * 6
    assert booked(version, slots_of(calendar)[0], person_of(clerk).pk).state == "booked"


def test_a_share_that_changes_opens_and_closes_places_without_moving_anybody(version):
    manager, calendar = make_actor("unit_manager"), calendar_of(version, share=50, capacity=2)
    monday = SlotPlace.objects.filter(slot__in=slots_of(calendar))
    assert monday.filter(is_public=True).count() == 6
    booked(version, slots_of(calendar)[0], person_of(make_actor("intake_clerk")).pk)
    # The desk takes what citizens cannot.
    assert monday.filter(is_public=True, appointment__isnull=False).count() == 0
    draft = CalendarDraft(
        name="Masa 1",
        unit_id=calendar.unit_id,
        public_share=25,
        weeks_ahead=2,
        services=((version.programme_id, "basvuru"),),
    )
    edit_calendar(calendar.pk, draft, actor=manager, version=calendar.version, now=NOW)
    assert monday.filter(is_public=True).count() == 3
    assert monday.filter(appointment__isnull=False).count() == 1


def test_closing_a_calendar_keeps_its_bookings(version):
    manager, calendar = make_actor("unit_manager"), calendar_of(version)
    booked(version, slots_of(calendar)[0], person_of(make_actor("intake_clerk")).pk)
    draft = CalendarDraft(
        name="Masa 1",
        unit_id=calendar.unit_id,
        weeks_ahead=2,
        is_active=False,
        services=((version.programme_id, "basvuru"),),
    )
    with pytest.raises(BookingsAffectedError):
        edit_calendar(calendar.pk, draft, actor=manager, version=calendar.version, now=NOW)
    calendar.refresh_from_db()
    edit_calendar(calendar.pk, draft, actor=manager, version=calendar.version, now=NOW, confirmed=True)
    assert Slot.objects.filter(calendar=calendar, is_withdrawn=False).count() == 0
    assert Appointment.objects.count() == 1


def test_a_decreed_day_closes_every_calendar_and_counts_for_nothing(version):
    manager = make_actor("unit_manager")
    calendars = [calendar_of(version, actor=manager), calendar_of(version, actor=manager, name="Masa 2")]
    day = close_day(MONDAY, part="morning", reason="Kar tatili", actor=manager, now=NOW)
    assert all(slots_of(one) == [] for one in calendars)
    assert half_day(MONDAY)
    assert is_working_day(MONDAY)
    open_day(day.pk, actor=manager, now=NOW)
    close_day(MONDAY, part="whole", reason="Kar tatili", actor=manager, now=NOW)
    assert not is_working_day(MONDAY)
    assert add_working_days(MONDAY - dt.timedelta(days=3), 1) == MONDAY + dt.timedelta(days=1)


def test_a_slot_is_laid_out_beside_no_booking_that_stands_in_its_time(version):
    """Other hours at the same time: the booked slot stays alone until its meeting is over or moved."""
    manager, calendar = make_actor("unit_manager"), calendar_of(version)
    booked(version, slots_of(calendar)[0], person_of(make_actor("intake_clerk")).pk)
    draft = ExceptionDraft(kind="closed", on=MONDAY, reason="Başka düzen")
    add_exception(calendar.pk, draft, actor=manager, now=NOW, confirmed=True)
    extra = ExceptionDraft(
        kind="open", on=MONDAY, starts=dt.time(9), ends=dt.time(11), slot_minutes=60, reason="Ek çalışma"
    )
    add_exception(calendar.pk, extra, actor=manager, now=NOW)
    assert [one.starts_at.astimezone(dt.UTC).hour for one in slots_of(calendar)] == [7]
    assert lay_out(calendar.pk, now=NOW) == 0
