"""From counts to printed figures. Pure: no database, no clock.

Percentages are rounded half up to one decimal, written with a comma, a trailing ",0" dropped, as Kayseri printed them
(dossier C). Rows are never adjusted so that they add up to 100.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from apps.indicators.enums import TOTAL, EmptyRows, TotalMode
from omuz.kernel.numbers import format_number, percentage


@dataclasses.dataclass(frozen=True, slots=True)
class Printed:
    """A figure that was published before: its text, and in both languages why it differs from ours, if it does."""

    percent: str
    why_tr: str = ""
    why_en: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """One figure: a count, its share of the denominator, and the published one where there is one."""

    key: str
    n: int
    percent: Decimal | None
    printed: Printed | None = None

    @property
    def percent_text(self) -> str | None:
        """Return "63,8"; None where the table has no shares."""
        return percent_text(self.percent)

    @property
    def differs(self) -> bool:
        """Return whether the published figure is another one."""
        return self.printed is not None and self.printed.percent != self.percent_text


@dataclasses.dataclass(frozen=True, slots=True)
class Counts:
    """What the one statement of an indicator found.

    `rows` by key; `total` over all rows; `denominator` of the shares (None: no shares); `undecided` units for which it
    is not known whether they belong to the cohort; `others` in the population but outside of the cohort.
    """

    rows: Mapping[str, int]
    total: int
    denominator: int | None
    undecided: int
    others: int


def percent_text(value: Decimal | None) -> str | None:
    """Return "27,8" for 27.8 and "27" for 27.0; None stays None."""
    return None if value is None else format_number(value).removesuffix(",0")


def figures(
    counts: Counts,
    *,
    always: Sequence[str],
    only_if_any: Iterable[str],
    empty: EmptyRows,
    printed: Mapping[str, Printed],
) -> list[Figure]:
    """Return the rows in order: `always` (dropped when empty only if `empty` says so), then those of `only_if_any`."""
    keys = [key for key in always if counts.rows.get(key) or empty is EmptyRows.SHOW]
    keys += [key for key in only_if_any if counts.rows.get(key)]
    return [_figure(key, counts.rows.get(key, 0), counts.denominator, printed.get(key)) for key in keys]


def total_figure(counts: Counts, rows: Sequence[Figure], *, mode: TotalMode, printed: Printed | None) -> Figure:
    """Return the total row: its share found anew from the counts, or as the sum of the rounded rows.

    Kayseri printed 9,4 = 2,7 + 6,7 for 77 of 824 people; found anew it is 9,3.
    """
    if mode is TotalMode.RECOMPUTE or counts.denominator is None:
        return _figure(TOTAL, counts.total, counts.denominator, printed)
    shares = [row.percent for row in rows if row.percent is not None]
    return Figure(TOTAL, counts.total, sum(shares, Decimal(0)) if shares else None, printed)


def _figure(key: str, n: int, denominator: int | None, printed: Printed | None) -> Figure:
    share = None if denominator is None else percentage(n, denominator)
    return Figure(key, n, share, printed)
