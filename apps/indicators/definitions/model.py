"""A definition as the rest of the app sees it: immutable, every name resolved, every condition parsed."""

import dataclasses

from apps.indicators.enums import EmptyRows, TotalMode, Unit
from omuz.conditions import Condition
from omuz.conditions import Text as Words

__all__ = ["Band", "Cohort", "Dimension", "Indicator", "ReportDefinition", "Words"]


@dataclasses.dataclass(frozen=True, slots=True)
class Cohort:
    """Who belongs: a condition over the facts of the unit that is counted. `phrase` stands inside a sentence."""

    key: str
    label: Words
    phrase: Words
    condition: Condition


@dataclasses.dataclass(frozen=True, slots=True)
class Band:
    """A range of whole numbers, its ends included; no upper end where `high` is None."""

    key: str
    low: int
    high: int | None
    label: Words


@dataclasses.dataclass(frozen=True, slots=True)
class Dimension:
    """What the rows are: the codes of a list, the bands of a number, or one row for all (`single`).

    `labels` gives the rows in their order. `outside` names the row of values beyond every band.
    """

    fact: str
    labels: dict[str, Words]
    bands: tuple[Band, ...] = ()
    empty: EmptyRows = EmptyRows.SHOW
    outside: Words | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Indicator:
    """One table. Without a `denominator` it has no shares; without a `total` no total row."""

    key: str
    title: Words
    unit: Unit
    cohort: Cohort
    denominator: Cohort | None
    dimension: Dimension
    total: TotalMode | None
    notes: tuple[Words, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ReportDefinition:
    """Tables that are printed together, in their order."""

    key: str
    title: Words
    description: Words
    tables: tuple[Indicator, ...]
