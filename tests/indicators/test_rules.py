"""Rounding, totals and empty rows: pure decisions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.indicators import rules
from apps.indicators.enums import EmptyRows, TotalMode


def counts(rows, *, denominator=None, total=None):
    whole = sum(rows.values())
    return rules.Counts(rows, whole if total is None else total, denominator, undecided=0, others=0)


def figures(found, **changes):
    defaults = {"always": list(found.rows), "only_if_any": (), "empty": EmptyRows.SHOW, "printed": {}}
    return rules.figures(found, **(defaults | changes))


@pytest.mark.parametrize(
    ("n", "denominator", "shown"),
    [
        (526, 824, "63,8"),
        (30, 747, "4"),
        (1, 800, "0,1"),
        (1, 2000, "0,1"),
        (1, 2001, "0"),
        (824, 824, "100"),
        (0, 5, "0"),
    ],
)
def test_shares_are_rounded_half_up_with_a_comma_and_without_a_needless_zero(n, denominator, shown):
    (figure,) = figures(counts({"a": n}, denominator=denominator))
    assert figure.percent_text == shown


def test_without_a_denominator_there_are_no_shares():
    (figure,) = figures(counts({"a": 110}))
    assert figure.percent_text is None


def test_a_share_of_nobody_is_none_not_zero():
    (figure,) = figures(counts({"a": 0}, denominator=0))
    assert figure.percent_text is None


def test_total_modes_differ_as_kayseris_printed_table_does():
    found = counts({"female": 22, "male": 55}, denominator=824)
    rows = figures(found)
    recomputed = rules.total_figure(found, rows, mode=TotalMode.RECOMPUTE, printed=None)
    summed = rules.total_figure(found, rows, mode=TotalMode.SUM_OF_ROUNDED, printed=None)
    assert (recomputed.percent_text, summed.percent_text) == ("9,3", "9,4")


def test_empty_rows_are_shown_or_hidden_as_defined_and_special_rows_only_where_they_count():
    found = counts({"a": 3, "b": 0, "unknown": 2}, denominator=5)
    assert [f.key for f in figures(found, always=["a", "b"], only_if_any=["outside", "unknown"])] == [
        "a",
        "b",
        "unknown",
    ]
    hidden = figures(found, always=["a", "b"], only_if_any=["outside", "unknown"], empty=EmptyRows.HIDE)
    assert [f.key for f in hidden] == ["a", "unknown"]


def test_a_printed_figure_that_differs_is_said_to():
    printed = {"a": rules.Printed("28", "neden", "why"), "b": rules.Printed("11")}
    first, second = figures(counts({"a": 208, "b": 82}, denominator=747), printed=printed)
    assert (first.percent_text, first.differs) == ("27,8", True)
    assert (second.percent_text, second.differs) == ("11", False)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_rows_are_never_adjusted_to_add_up(numbers):
    rows = {str(i): n for i, n in enumerate(numbers)}
    found = counts(rows, denominator=sum(numbers))
    for figure in figures(found):
        if sum(numbers):
            exact = Decimal(figure.n) * 100 / Decimal(sum(numbers))
            assert abs(figure.percent - exact) <= Decimal("0.05")
