"""Disability reports: what fits together and what falls due. No database."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.people.rules.medical import Birth, ReportDraft, birthday, check_report, effective_end, report_warnings

TODAY = dt.date(2026, 11, 21)
GROWN = Birth(dt.date(1980, 5, 1), "day")
CHILD = Birth(dt.date(2014, 5, 1), "day")
UNKNOWN = Birth(None, "unknown")
ADULT = ReportDraft(kind="adult", rate=60, groups=("visual",), issued_on=dt.date(2025, 1, 1))
COZGER = ReportDraft(kind="cozger", level="mild", groups=("visual",), issued_on=dt.date(2025, 1, 1))


def problems(draft, birth=GROWN, **changes):
    found = check_report(
        dataclasses.replace(draft, **changes), birth=birth, today=TODAY, groups={"visual", "mental"},
        levels={"mild"}, dependencies={"none", "partial", "full"},
    )  # fmt: skip
    return {p.field: p.code for p in found}


def warnings(birth=GROWN, kind="adult", permanence="temporary", expires_on=None):
    found = report_warnings(kind=kind, permanence=permanence, expires_on=expires_on, birth=birth, today=TODAY)
    return [w.code for w in found]


def test_an_adults_report_has_a_rate_and_a_childs_a_level():
    assert problems(ADULT) == {}
    assert problems(COZGER, CHILD) == {}
    assert problems(ADULT, rate=None) == {"rate": "required"}
    assert problems(ADULT, rate=101) == {"rate": "required"}
    assert problems(COZGER, CHILD, rate=40) == {"rate": "no_rate_in_cozger"}
    assert problems(COZGER, CHILD, level="") == {"level": "required"}
    assert problems(ADULT, level="mild") == {"level": "not_for_adults"}


def test_the_kind_fits_the_age_on_the_reports_day_where_the_day_of_birth_is_known():
    assert problems(ADULT, CHILD) == {"kind": "adult_report_of_a_child"}
    assert problems(COZGER, GROWN) == {"kind": "cozger_of_an_adult"}
    assert problems(ADULT, Birth(dt.date(2014, 1, 1), "year")) == {}
    assert problems(ADULT, UNKNOWN) == {}
    assert problems(ADULT, Birth(dt.date(2005, 1, 1), "day"), issued_on=dt.date(2018, 6, 1)) == {}


def test_dates_and_dependency_fit_together():
    assert problems(ADULT, issued_on=dt.date(2027, 1, 1)) == {"issued_on": "in_future"}
    assert problems(ADULT, expires_on=dt.date(2024, 1, 1)) == {"expires_on": "ends_before_start"}
    assert problems(ADULT, permanence="permanent", expires_on=dt.date(2030, 1, 1)) == {
        "expires_on": "permanent_never_ends"
    }
    assert problems(ADULT, rate=49, dependency="full") == {"dependency": "full_needs_rate"}
    assert problems(ADULT, rate=50, dependency="full") == {}
    assert problems(ADULT, groups=()) == {"groups": "unknown_code"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(91, []), (90, ["expires_90"]), (31, ["expires_90"]), (30, ["expires_30"]), (1, ["expires_30"]), (0, ["expired"])],
)
def test_staff_are_warned_ninety_and_thirty_days_before_a_report_ends(days, expected):
    assert warnings(expires_on=TODAY + dt.timedelta(days=days)) == expected


def test_a_permanent_report_warns_of_nothing_and_a_temporary_one_wants_its_end():
    assert warnings(permanence="permanent") == []
    assert warnings() == ["expiry_missing"]


def test_cozger_ends_at_eighteen_whatever_it_says():
    turning = Birth(dt.date(2008, 12, 1), "day")
    assert effective_end(kind="cozger", expires_on=dt.date(2030, 1, 1), birth=turning) == dt.date(2026, 12, 1)
    assert effective_end(kind="cozger", expires_on=dt.date(2025, 1, 1), birth=turning) == dt.date(2025, 1, 1)
    assert effective_end(kind="adult", expires_on=None, birth=turning) is None
    assert warnings(turning, "cozger", "permanent") == ["adult_report_due"]
    assert warnings(Birth(dt.date(2008, 1, 1), "day"), "cozger", "permanent") == ["adult_report_due"]
    assert warnings(CHILD, "cozger", "permanent") == []


def test_a_leap_days_child_comes_of_age_on_the_first_of_march():
    assert birthday(Birth(dt.date(2008, 2, 29), "day"), 18) == dt.date(2026, 3, 1)
    assert birthday(UNKNOWN, 18) is None


@given(expires=st.dates(min_value=TODAY, max_value=dt.date(2032, 1, 1)), born=st.dates(max_value=TODAY))
def test_the_effective_end_is_never_after_what_the_report_says(expires, born):
    end = effective_end(kind="cozger", expires_on=expires, birth=Birth(born, "day"))
    assert end is not None
    assert end <= expires
