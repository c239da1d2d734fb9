"""Where a capability stands on a day: decided without a database."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.definition import read
from apps.programmes.rules.capabilities import (
    REASONS,
    GrantFacts,
    HeldText,
    Opening,
    Why,
    standing_of,
    standings_of,
    warnings_due,
)
from tests.programmes.capability_support import HOLDS_BROKERAGE, IZMIR_TEXT, document

UNIT, OTHER_UNIT = uuid.uuid4(), uuid.uuid4()
DAY = dt.date(2026, 11, 22)


def text(capabilities, **more):
    definition = read(document(capabilities=capabilities))
    return HeldText(definition.capabilities, {one.key: one.title for one in definition.legal_basis}, **more)


def grant(**values):
    usual = {
        "id": uuid.uuid4(), "unit_id": UNIT, "capability": "job_brokerage", "state": "approved",
        "valid_from": dt.date(2026, 11, 1), "valid_to": dt.date(2026, 11, 30), "decided_on": dt.date(2026, 10, 20),
    }  # fmt: skip
    return GrantFacts(**(usual | values))


def brokerage(held, *grants, on=DAY):
    return standing_of("job_brokerage", text=held, unit_id=UNIT, grants=grants, on=on)


HOLDS = text(HOLDS_BROKERAGE)


@pytest.mark.parametrize(
    ("grants", "on", "opening", "why"),
    [
        ([], DAY, Opening.OFF, Why.NEVER_GRANTED),
        ([grant(state="requested", decided_on=None)], DAY, Opening.WAITING, Why.AWAITS_DECISION),
        ([grant(state="refused")], DAY, Opening.OFF, Why.NEVER_GRANTED),
        ([grant()], dt.date(2026, 10, 31), Opening.WAITING, Why.STARTS_LATER),
        ([grant()], dt.date(2026, 11, 1), Opening.ON, Why.GRANTED),
        ([grant()], dt.date(2026, 11, 30), Opening.ON, Why.GRANTED),
        ([grant()], dt.date(2026, 12, 1), Opening.FROZEN, Why.EXPIRED),
        ([grant(decided_on=dt.date(2026, 11, 10))], dt.date(2026, 11, 9), Opening.WAITING, Why.STARTS_LATER),
        ([grant(decided_on=dt.date(2026, 12, 10))], dt.date(2026, 12, 10), Opening.OFF, Why.NEVER_GRANTED),
        ([grant(state="ended", ended_on=DAY)], DAY, Opening.FROZEN, Why.ENDED),
        ([grant(state="ended", ended_on=DAY)], dt.date(2026, 11, 21), Opening.ON, Why.GRANTED),
        ([grant(state="ended", ended_on=dt.date(2026, 12, 1))], dt.date(2026, 12, 2), Opening.FROZEN, Why.EXPIRED),
        ([grant(state="ended", ended_on=dt.date(2026, 10, 31))], DAY, Opening.OFF, Why.NEVER_GRANTED),
        ([grant(state="ended", ended_on=dt.date(2026, 11, 1))], dt.date(2026, 11, 1), Opening.FROZEN, Why.ENDED),
        ([grant(unit_id=OTHER_UNIT)], DAY, Opening.OFF, Why.NEVER_GRANTED),
        (
            [grant(), grant(valid_from=dt.date(2026, 12, 1), valid_to=dt.date(2027, 11, 30))],
            dt.date(2026, 12, 1),
            Opening.ON,
            Why.GRANTED,
        ),
    ],
)
def test_a_grant_opens_on_its_days_only_and_then_freezes(grants, on, opening, why):
    standing = brokerage(HOLDS, *grants, on=on)
    assert (standing.opening, standing.why) == (opening, why)


def test_art_6_no_grant_opens_what_the_text_refuses():
    standing = brokerage(text(IZMIR_TEXT), grant(state="requested", decided_on=None))
    assert (standing.opening, standing.why) == (Opening.OFF, Why.REFUSED_BY_TEXT)
    assert standing.article == "Uygulama Esasları m. 6"
    assert "aracılık" in standing.reason.tr


def test_art_6_a_text_that_comes_to_refuse_freezes_what_was_there():
    standing = brokerage(text(IZMIR_TEXT), grant())
    assert (standing.opening, standing.why) == (Opening.FROZEN, Why.REFUSED_BY_TEXT)


def test_what_needs_no_grant_is_on_where_the_version_holds_it():
    standings = standings_of(text=HOLDS, unit_id=UNIT, grants=[], on=DAY)
    assert list(standings) == list(CAPABILITIES)
    assert standings["individual_guidance"].opening == Opening.ON
    assert standings["courses"].opening == Opening.OFF


def test_what_an_earlier_version_held_stays_readable():
    standing = standing_of(
        "courses", text=text(HOLDS_BROKERAGE, held_before=frozenset({"courses"})), unit_id=UNIT, grants=[], on=DAY
    )
    assert (standing.opening, standing.is_open, standing.is_readable) == (Opening.FROZEN, False, True)


def test_an_unknown_capability_is_off():
    assert standing_of("teleport", text=HOLDS, unit_id=UNIT, grants=[], on=DAY).why == Why.UNKNOWN


def test_every_reason_is_worded_in_both_languages():
    assert set(REASONS) == set(Why)
    assert all(words.tr and words.en for words in REASONS.values())


@pytest.mark.parametrize(("left", "due"), [(91, ()), (90, (90,)), (31, (90,)), (30, (90, 30)), (0, (90, 30)), (-1, ())])
def test_the_unit_is_warned_90_and_30_days_before_the_end(left, due):
    assert warnings_due(DAY + dt.timedelta(days=left), DAY) == due


days = st.dates(min_value=dt.date(2026, 1, 1), max_value=dt.date(2026, 3, 1))
grants = st.builds(
    lambda start, end, decided, ended, state, unit_id: grant(
        valid_from=min(start, end), valid_to=max(start, end), decided_on=decided, state=state, unit_id=unit_id,
        ended_on=ended if state == "ended" else None,
    ),
    days, days, days, days, st.sampled_from(["requested", "approved", "refused", "ended"]),
    st.sampled_from([UNIT, OTHER_UNIT]),
)  # fmt: skip


@given(st.lists(grants, max_size=4), days, days)
def test_once_on_it_is_never_absent_again_and_a_refusal_is_never_open(some, first, second):
    earlier, later = sorted((first, second))
    if brokerage(HOLDS, *some, on=earlier).opening == Opening.ON:
        assert brokerage(HOLDS, *some, on=later).is_readable
    assert not brokerage(text(IZMIR_TEXT), *some, on=later).is_open
