"""When something may leave the house towards a person (readings 4). No database."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.people.enums import OutgoingChannel
from apps.people.rules.safe_contact import (
    DAYTIME,
    Hours,
    Plan,
    default_text,
    describe_hours,
    may_contact,
    parse_hours,
    stored_hours,
)

PHONE = uuid.uuid4()
#: A Monday, half past ten.
MONDAY = dt.datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001 - local time
SUNDAY_NIGHT = dt.datetime(2026, 11, 22, 23, 0)  # noqa: DTZ001
EVERYTHING = Plan(
    may_call=True, may_message=True, may_leave_message=True, may_email=True, may_send_letters=True, may_print=True,
    safe_phones=frozenset({PHONE}),
)  # fmt: skip

plans = st.builds(
    Plan, may_call=st.booleans(), may_message=st.booleans(), may_leave_message=st.booleans(), may_email=st.booleans(),
    may_send_letters=st.booleans(), may_print=st.booleans(), safe_phones=st.just(frozenset({PHONE})),
)  # fmt: skip
moments = st.datetimes(min_value=dt.datetime(2026, 1, 1), max_value=dt.datetime(2027, 1, 1))  # noqa: DTZ001


@given(channel=st.sampled_from(OutgoingChannel), at=moments)
def test_without_a_plan_nothing_but_a_hand_reaches_a_protected_person(channel, at):
    verdict = may_contact(None, is_protected=True, channel=channel, at=at)
    assert verdict.allowed == (channel == OutgoingChannel.BY_HAND)
    assert verdict.allowed or (verdict.code == "plan_required" and verdict.article)


@given(plan=plans, channel=st.sampled_from(OutgoingChannel), at=moments)
def test_protection_never_opens_what_a_plan_closes(plan, channel, at):
    assert may_contact(plan, is_protected=True, channel=channel, at=at) == may_contact(
        plan, is_protected=False, channel=channel, at=at
    )


@given(at=moments)
def test_no_message_leaves_where_the_plan_forbids_messages(at):
    plan = Plan(may_message=False, safe_phones=frozenset({PHONE}))
    assert not may_contact(plan, is_protected=False, channel=OutgoingChannel.MESSAGE, at=at).allowed


@pytest.mark.parametrize("channel", [OutgoingChannel.CALL, OutgoingChannel.MESSAGE, OutgoingChannel.VOICEMAIL])
def test_a_plan_without_a_safe_number_lets_no_telephone_ring(channel):
    plan = Plan(may_call=True, may_message=True, may_leave_message=True)
    assert may_contact(plan, is_protected=False, channel=channel, at=MONDAY).code == "no_safe_number"


def test_leaving_a_message_needs_calls_to_be_allowed():
    plan = Plan(may_call=False, may_leave_message=True, safe_phones=frozenset({PHONE}))
    assert may_contact(plan, is_protected=False, channel=OutgoingChannel.VOICEMAIL, at=MONDAY).code == "plan_forbids"


def test_telephones_ring_in_the_agreed_hours_only():
    hours = (Hours((1,), dt.time(10), dt.time(11)),)
    plan = Plan(safe_phones=frozenset({PHONE}), hours=hours)

    def ring(at):
        return may_contact(plan, is_protected=False, channel=OutgoingChannel.CALL, at=at)

    assert ring(MONDAY).allowed
    assert not ring(MONDAY.replace(hour=11, minute=0)).allowed
    assert ring(MONDAY + dt.timedelta(days=1)).reason == "Aranabileceği saatler: Pzt 10:00-11:00."


def test_a_plan_without_hours_means_working_hours_and_none_means_daytime():
    assert not may_contact(EVERYTHING, is_protected=False, channel=OutgoingChannel.CALL, at=SUNDAY_NIGHT).allowed
    for at, expected in ((SUNDAY_NIGHT, False), (SUNDAY_NIGHT.replace(hour=15), True)):
        assert may_contact(None, is_protected=False, channel=OutgoingChannel.CALL, at=at).allowed is expected
    assert may_contact(None, is_protected=False, channel=OutgoingChannel.EMAIL, at=SUNDAY_NIGHT).allowed
    assert not may_contact(None, is_protected=False, channel=OutgoingChannel.VOICEMAIL, at=MONDAY).allowed


def test_default_texts_name_no_programme_and_no_service():
    for channel in OutgoingChannel:
        text = default_text(channel, municipality="Kayseri Büyükşehir Belediyesi").lower()
        for word in ("bedestem", "engelli", "program", "destek", "sosyal", "şiddet", "kadın", "istihdam", "kurs"):
            assert word not in text


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"days": [], "from": "09:00", "to": "10:00"},
        {"days": [0], "from": "09:00", "to": "10:00"},
        {"days": ["1"], "from": "09:00", "to": "10:00"},
        {"days": [1], "from": "10:00", "to": "10:00"},
        {"days": [1], "from": "ten", "to": "11:00"},
        {"days": 1, "from": "09:00", "to": "10:00"},
    ],
)
def test_unreadable_hours_are_named_by_their_place(item):
    good, problems = parse_hours([{"days": [2], "from": "09:00", "to": "10:00"}, item], field="hours")
    assert len(good) == 1
    assert [p.field for p in problems] == ["hours.1"]


def test_hours_come_back_as_they_were_stored():
    stored = stored_hours(DAYTIME)
    assert parse_hours(stored, field="hours") == (DAYTIME, [])
    assert describe_hours(DAYTIME).startswith("Pzt, Sal")
