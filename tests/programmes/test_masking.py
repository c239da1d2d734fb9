"""Masked figures against an attacker who knows every total that is shown and can solve equations."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.programmes.whatif.masking import THRESHOLD, mask_tables, masked_count, rounded

many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
counts = st.one_of(st.integers(0, 12), st.integers(0, 60), st.just(0))


@st.composite
def tables(draw):
    """One table without empty rows: categories in which there is nobody are left out of figures."""
    columns = draw(st.integers(2, 5))
    row = st.lists(counts, min_size=columns, max_size=columns).filter(any)
    return [draw(st.lists(row, min_size=1, max_size=6))]


def with_margins(table):
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(row[c] for row in rows) for c in range(len(rows[0]))]]


def solvable(table, shown):
    """Return the masked cells that follow from the shown ones and from what every reader knows: lines add up."""
    truth = with_margins(table)
    height, width = len(truth), len(truth[0])
    unknown = [(r, c) for r in range(height) for c in range(width) if shown[r][c] is None]
    index = {cell: i for i, cell in enumerate(unknown)}
    equations = []
    lines = [([(r, c) for c in range(width - 1)], (r, width - 1)) for r in range(height)]
    lines += [([(r, c) for r in range(height - 1)], (height - 1, c)) for c in range(width)]
    for parts, total in lines:
        row = [Fraction(0)] * len(unknown)
        for cell in parts:
            if cell in index:
                row[index[cell]] += 1
        if total in index:
            row[index[total]] -= 1
        if any(row):
            equations.append(row)
    reduced = _reduced(equations)
    return [unknown[_only(row)] for row in reduced if _only(row) is not None]


def _reduced(rows):
    rows, done = [row[:] for row in rows], []
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        done = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in done] + [pivot]
    return done


def _only(row):
    places = [i for i, value in enumerate(row) if value]
    return places[0] if len(places) == 1 else None


@many
@given(table=tables())
def test_no_masked_figure_follows_from_the_shown_ones(table):
    shown = mask_tables(table)[0]
    assert solvable(table[0], shown) == []


@many
@given(table=tables())
def test_small_figures_are_masked_and_the_others_rounded(table):
    truth, shown = with_margins(table[0]), mask_tables(table)[0]
    empty = {c for c in range(len(truth[0]) - 1) if truth[-1][c] == 0}
    for r, row in enumerate(truth):
        for c, count in enumerate(row):
            if shown[r][c] is not None:
                assert shown[r][c] == rounded(count)
                assert count >= THRESHOLD or c in empty or (r == len(truth) - 1 and count == 0)


@many
@given(table=tables())
def test_what_is_masked_in_a_line_with_a_total_is_no_small_group(table):
    truth, shown = with_margins(table[0]), mask_tables(table)[0]
    for line, seen in zip(truth, shown, strict=True):
        masked = [count for count, cell in zip(line[:-1], seen[:-1], strict=True) if cell is None]
        if seen[-1] is not None and masked:
            assert len(masked) > 1
            assert sum(masked) >= THRESHOLD


@many
@given(columns=st.integers(2, 4), rows=st.lists(st.integers(0, 3), min_size=30, max_size=60), data=st.data())
def test_tables_of_the_same_people_hide_the_same_totals(columns, rows, data):
    places = data.draw(st.lists(st.integers(0, columns - 1), min_size=len(rows), max_size=len(rows)))
    first, second = [[0] * columns for _ in range(4)], [[0] * columns for _ in range(2)]
    for row, place in zip(rows, places, strict=True):
        first[row][place] += 1
        second[row % 2][place] += 1
    shown = mask_tables([first, second])
    assert shown[0][-1] == shown[1][-1]


def test_a_single_small_group_takes_a_second_figure_with_it():
    shown = mask_tables([[[3, 100, 50], [40, 100, 50]]])[0]
    assert shown[0][0] is None
    assert [cell is None for cell in shown[0]].count(True) >= 2
    assert [shown[r][0] is None for r in range(3)].count(True) >= 2


def test_that_nobody_is_concerned_is_said():
    assert mask_tables([[[0, 300], [0, 200]]])[0] == [[0, 300, 300], [0, 200, 200], [0, 500, 500]]
    assert masked_count(0) == 0
    assert masked_count(0, zero_is_shown=False) is None
    assert (masked_count(9), masked_count(10), masked_count(12), masked_count(13)) == (None, 10, 10, 15)


def test_of_few_people_nothing_is_shown():
    assert mask_tables([[[2, 3], [1, 1]]])[0] == [[None] * 3] * 3
