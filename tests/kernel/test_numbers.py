"""Numbers and dates as Turkish tables print them."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.kernel import numbers


def test_halves_go_away_from_zero():
    assert numbers.round_half_up(Decimal("0.05"), places=1) == Decimal("0.1")
    assert numbers.round_half_up(Decimal("2.5")) == Decimal(3)
    assert numbers.round_half_up(Decimal("-2.5")) == Decimal(-3)
    assert numbers.round_half_up(Fraction(-5, 2)) == Decimal(-3)


def test_percentages_are_exact_where_floats_are_not():
    # 1.005 as a float is 1.00499…, so a float would print 1,00.
    assert numbers.format_percentage(numbers.percentage(201, 20_000, places=3), places=2) == "1,01"
    assert numbers.format_percentage(numbers.percentage(526, 824)) == "63,8"
    assert numbers.format_percentage(numbers.percentage(0, 0)) == "–"
    assert numbers.format_percentage(Decimal("63.8"), sign=True) == "%63,8"


def test_numbers_are_written_with_dots_and_a_comma():
    assert numbers.format_number(1234567) == "1.234.567"
    assert numbers.format_number(Decimal("1234.5")) == "1.234,5"
    assert numbers.format_number(Decimal("-0.25"), places=1) == "-0,3"


@pytest.mark.parametrize("text", ["1,234.5", "12.5", "1.23,4", "", "on iki", "1.2345", "٣"])
def test_an_ambiguous_number_is_refused(text):
    with pytest.raises(ValueError, match="Turkish"):
        numbers.parse_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_what_is_written_can_be_read_again(value):
    assert numbers.parse_number(numbers.format_number(value)) == value


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 4))
def test_rounding_moves_no_further_than_half_a_step(value, places):
    assert abs(Fraction(numbers.round_half_up(value, places=places)) - value) <= Fraction(1, 2 * 10**places)


@given(st.dates())
def test_dates_are_read_as_they_are_written(day):
    assert numbers.parse_date(numbers.format_date(day)) == day
    assert numbers.parse_date(day.isoformat()) == day


@pytest.mark.parametrize("text", ["31.02.2026", "1.1.26", "2026/11/21", "21 Kasım 2026"])
def test_a_day_that_cannot_be_told_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        numbers.parse_date(text)


def test_moments_are_shown_on_the_clock_of_turkiye():
    assert numbers.format_moment(dt.datetime(2026, 11, 21, 22, 5, tzinfo=dt.UTC)) == "22.11.2026 01:05"
