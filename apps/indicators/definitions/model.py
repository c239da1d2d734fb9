"""A definition as the rest of the app sees it: immutable, every name resolved, every condition parsed."""

import dataclasses
from collections.abc import Mapping

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

    `labels` gives the rows in their order, those of `rare` only where they count. `outside` names the row of values
    beyond every band or of codes that are no row; `codes` the code of a row whose key is another word.
    With `lists` a unit has several codes and stands in a row for each of them.
    """

    fact: str
    labels: dict[str, Words]
    bands: tuple[Band, ...] = ()
    empty: EmptyRows = EmptyRows.SHOW
    outside: Words | None = None
    lists: bool = False
    rare: frozenset[str] = frozenset()
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)


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
    """Tables that are printed together, in their order; `programme` is the name of the one whose they are."""

    key: str
    title: Words
    description: Words
    tables: tuple[Indicator, ...]
    programme: str = ""
