"""Freshness and opening hours, without a database."""

import datetime as dt

import pytest

from apps.directory.rules import freshness, opening_hours_problems

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [(0, "fresh"), (181, "fresh"), (182, "due"), (364, "due"), (365, "stale"), (4000, "stale")],
)
def test_an_entry_ages_from_fresh_over_due_to_stale(days_ago, expected):
    assert freshness(TODAY - dt.timedelta(days=days_ago), today=TODAY) == expected


def test_an_entry_that_nobody_confirmed_says_so():
    assert freshness(None, today=TODAY) == "never"


def test_usual_office_hours_are_no_problem():
    assert opening_hours_problems({"mon": [["08:30", "12:00"], ["13:00", "17:30"]]}) == []


@pytest.mark.parametrize(
    "hours",
    [
        {"pazartesi": [["08:30", "12:00"]]},
        {"mon": [["12:00", "08:30"]]},
        {"mon": [["08:30", "13:00"], ["12:00", "17:00"]]},
        {"mon": [["8.30", "12.00"]]},
        {"mon": [["08:30"]]},
    ],
)
def test_faulty_hours_are_named_by_their_day(hours):
    problems = opening_hours_problems(hours)
    assert [day for day, _ in problems] == list(hours)
