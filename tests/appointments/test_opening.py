"""Which slots a calendar has: weekly hours, holidays, half days, closures, extra openings. No database."""

import datetime as dt
import uuid
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.appointments.enums import DayPart
from apps.appointments.rules.opening import Closure, Extra, Hours, overlapping, plan_day, public_places
from apps.appointments.rules.workdays import Closing, WorkCalendar, holiday_on
from omuz.kernel.clock import TURKEY

MONDAY = dt.date(2026, 11, 23)
#: The afternoon before Republic Day, a Wednesday; 29 October is a holiday.
EVE = dt.date(2026, 10, 28)
WHOLE = Closing(DayPart.WHOLE, "İdari izin")


def hours(day=MONDAY, starts=9, ends=17, minutes=60, **values):
    return Hours(
        id=uuid.UUID(int=starts),
        weekday=day.isoweekday(),
        starts=dt.time(starts),
        ends=dt.time(ends),
        slot_minutes=minutes,
        valid_from=dt.date(2026, 1, 1),
        **values,
    )


def begins(slots):
    return [one.starts_at.astimezone(TURKEY).strftime("%H:%M") for one in slots]


def test_hours_are_cut_into_slots_with_a_pause_behind_each():
    slots = plan_day(MONDAY, hours=[hours(ends=12, minutes=45, buffer_minutes=15)])
    assert begins(slots) == ["09:00", "10:00", "11:00"]
    assert {one.ends_at - one.starts_at for one in slots} == {dt.timedelta(minutes=45)}


def test_another_weekday_and_days_outside_of_the_validity_have_none():
    pattern = hours(valid_to=MONDAY)
    assert plan_day(MONDAY + dt.timedelta(days=1), hours=[pattern]) == []
    assert plan_day(MONDAY + dt.timedelta(days=7), hours=[pattern]) == []
    assert len(plan_day(MONDAY, hours=[pattern])) == 8


def test_an_eve_closes_the_afternoon_from_one_o_clock():
    slots = plan_day(EVE, hours=[hours(EVE)], holiday=holiday_on(EVE))
    assert begins(slots) == ["09:00", "10:00", "11:00", "12:00"]
    day = EVE + dt.timedelta(days=1)
    assert plan_day(day, hours=[hours(day)], holiday=holiday_on(day)) == []


def test_a_slot_that_a_closure_touches_is_left_out_whole():
    shut = [Closure(on=MONDAY, starts=dt.time(10, 30), ends=dt.time(11, 30))]
    assert begins(plan_day(MONDAY, hours=[hours(ends=13)], closures=shut)) == ["09:00", "12:00"]
    assert plan_day(MONDAY, hours=[hours()], closures=[Closure(on=MONDAY)]) == []


def test_an_extra_opening_stands_on_a_holiday_and_falls_with_a_decree():
    day = EVE + dt.timedelta(days=1)
    extra = [Extra(on=day, starts=dt.time(10), ends=dt.time(11))]
    assert begins(plan_day(day, hours=[hours(day)], extras=extra, holiday=holiday_on(day))) == ["10:00", "10:30"]
    assert plan_day(day, hours=[], extras=extra, decreed=WHOLE) == []


def test_the_hour_in_turkiye_is_the_same_in_summer_and_winter():
    for day in (dt.date(2026, 1, 5), dt.date(2026, 7, 6)):
        first = plan_day(day, hours=[hours(day)])[0]
        assert first.starts_at == dt.datetime.combine(day, dt.time(6), tzinfo=dt.UTC)


def test_hours_that_share_minutes_are_found():
    assert overlapping(hours(starts=9, ends=12), [hours(starts=11, ends=13)]) is not None
    assert overlapping(hours(starts=9, ends=12), [hours(starts=12, ends=13)]) is None
    later = hours(starts=9, ends=12, valid_to=dt.date(2026, 5, 1))
    assert (
        overlapping(
            later,
            [
                Hours(
                    id=uuid.uuid4(),
                    weekday=1,
                    starts=dt.time(9),
                    ends=dt.time(10),
                    slot_minutes=30,
                    valid_from=dt.date(2026, 5, 2),
                )
            ],
        )
        is None
    )


_TIMES = st.integers(0, 23 * 12).map(lambda n: dt.time(n // 12, n % 12 * 5))


@st.composite
def _days(draw):
    """Any hours of any length, overlapping ones too, with closures and extra openings."""

    def span():
        return sorted({draw(_TIMES), draw(_TIMES)})

    spans = [span() for _ in range(draw(st.integers(0, 4)))]
    patterns = [
        Hours(
            id=uuid.UUID(int=n),
            weekday=1,
            starts=one[0],
            ends=one[1],
            slot_minutes=draw(st.integers(5, 120)),
            buffer_minutes=draw(st.integers(0, 30)),
            capacity=draw(st.integers(1, 5)),
            valid_from=MONDAY,
        )
        for n, one in enumerate(spans)
        if len(one) == 2
    ]
    extras = [
        Extra(on=MONDAY, starts=one[0], ends=one[1], slot_minutes=draw(st.integers(5, 60)))
        for one in (span() for _ in range(draw(st.integers(0, 2))))
        if len(one) == 2
    ]
    closures = [
        Closure(on=MONDAY, starts=one[0], ends=one[1])
        for one in (span() for _ in range(draw(st.integers(0, 2))))
        if len(one) == 2
    ]
    return patterns, extras, closures


@given(_days(), st.sampled_from([None, WHOLE, Closing(DayPart.MORNING, "x"), Closing(DayPart.AFTERNOON, "x")]))
def test_slots_never_overlap_and_stand_in_no_closed_hour(day, decreed):
    patterns, extras, closures = day
    slots = plan_day(MONDAY, hours=patterns, extras=extras, closures=closures, decreed=decreed)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(slots))
    assert plan_day(MONDAY, hours=patterns, extras=extras, closures=closures, decreed=decreed) == slots
    for one in slots:
        begin = one.starts_at.astimezone(TURKEY)
        assert begin.date() == MONDAY
        if one.hours_id is not None:
            for shut in closures:
                assert begin.time() >= shut.ends or one.ends_at.astimezone(TURKEY).time() <= shut.starts
        if decreed is not None and decreed.part == DayPart.MORNING:
            assert begin.time() >= dt.time(12)
    assert decreed is not WHOLE or slots == []


@given(st.lists(st.integers(1, 8), max_size=30), st.integers(0, 100))
def test_citizens_get_their_share_and_not_a_place_more(capacities, share):
    flags = public_places(capacities, share)
    assert [len(one) for one in flags] == capacities
    assert sum(map(sum, flags)) == sum(capacities) * share // 100


def test_working_days_leave_out_weekends_holidays_and_decrees():
    calendar = WorkCalendar({dt.date(2026, 10, 27): WHOLE})
    assert calendar.is_working_day(EVE)
    assert calendar.half_day(EVE)
    assert not calendar.is_working_day(dt.date(2026, 10, 29))
    assert not calendar.is_working_day(dt.date(2026, 10, 27))
    # Monday 26; 27 decreed, 28 half (counts), 29 holiday, 30 Friday, then Monday 2 November.
    assert calendar.add_working_days(dt.date(2026, 10, 26), 3) == dt.date(2026, 11, 2)
    assert calendar.add_working_days(dt.date(2026, 10, 31), 0) == dt.date(2026, 11, 2)
    assert calendar.working_days_between(dt.date(2026, 10, 26), dt.date(2026, 11, 2)) == 3
    with pytest.raises(ValueError, match="forward"):
        calendar.add_working_days(MONDAY, -1)


def test_a_decree_beside_half_a_holiday_closes_the_whole_day():
    calendar = WorkCalendar({EVE: Closing(DayPart.MORNING, "İdari izin")})
    assert not calendar.is_working_day(EVE)


@given(st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), st.integers(1, 60))
def test_counting_forth_and_counting_between_agree(start, count):
    calendar = WorkCalendar()
    end = calendar.add_working_days(start, count)
    assert calendar.is_working_day(end)
    assert calendar.working_days_between(start, end) == count
