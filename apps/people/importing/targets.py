"""What a kind of import offers: its fields, how rows are matched with what is stored, how they are written."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from apps.people.enums import ImportRowState
from omuz.kernel.actors import Actor
from omuz.tabular.errors import Problem
from omuz.tabular.fields import Field
from omuz.tabular.rows import Row


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row: `column` counts from 0, None where the row as a whole is meant."""

    column: int | None
    field: str
    problem: Problem


@dataclass(slots=True)
class ReadRow:
    """A row of the file as values: field key -> value, without the fields that hold none."""

    source: Row
    values: dict[str, Any]
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)
    #: field key -> code of the reason that the cell gives in words ("İbraz edilmedi")
    missing: dict[str, str] = field(default_factory=dict)
    #: Keyed hash of the values.
    token: str = ""

    @property
    def number(self) -> int:
        """The row's number as the spreadsheet shows it."""
        return self.source.number


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands against a row: nobody (VALID), someone (UNCHANGED, CHANGED), perhaps someone (HELD)."""

    state: ImportRowState
    subject_id: uuid.UUID | None = None
    matches: tuple[uuid.UUID, ...] = ()
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """Who imports, when, and what rows start from where the file says nothing."""

    actor: Actor
    now: dt.datetime
    today: dt.date
    is_demo: bool
    options: Mapping[str, Any]
    #: field key -> column, for messages
    columns: Mapping[str, int]

    def problem(self, field_key: str, code: str, message: str, remedy: str) -> RowProblem:
        """Return a problem at the column that holds a field."""
        return RowProblem(self.columns.get(field_key), field_key, Problem(code, message, remedy))


class TargetSession(Protocol):
    """One pass over a file: look-ups are read once, rows are handed over in batches."""

    def check(self, row: ReadRow) -> None:
        """Look at the row as a whole: add problems and notes, fill in what follows from other fields."""
        ...

    def keys(self, row: ReadRow) -> Sequence[tuple[str, str, bool]]:
        """Return (name of the kind, value, sure) by which two rows of a file are the same record.

        Two rows with a sure key in common cannot both be taken; with another key in common the later one is held.
        """
        ...

    def match(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        """Return what stands against each row."""
        ...

    def existing(self, subject_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Return those of the records that still stand."""
        ...

    def create(self, rows: Sequence[ReadRow]) -> list[uuid.UUID]:
        """Write new records in bulk, each with its audit row; return their keys in order."""
        ...

    def update(self, rows: Sequence[tuple[ReadRow, uuid.UUID]]) -> list[bool]:
        """Add to stored records what they lack; return for each whether anything changed."""
        ...

    def release(self) -> None:
        """Forget what was kept of the batch: memory stays flat."""
        ...


class ImportTarget(Protocol):
    """A kind of import."""

    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def fields(self) -> Sequence[Field]: ...

    def check_settings(self, settings: ImportSettings) -> None:
        """Refuse settings with which no row could be written. Raises DomainError."""
        ...

    def session(self, settings: ImportSettings) -> TargetSession:
        """Return a new pass."""
        ...


_targets: Final[dict[str, ImportTarget]] = {}


def register_target(target: ImportTarget) -> None:
    """Offer a kind of import. Apps call this when they are ready; the same kind twice is an error (ValueError)."""
    if _targets.setdefault(target.kind, target) is not target:
        raise ValueError(f"imports of {target.kind} have a target already")


def target_of(kind: str) -> ImportTarget:
    """Return the target of a kind. Raises LookupError."""
    return _targets[kind]


def target_kinds() -> tuple[str, ...]:
    """Return the kinds on offer."""
    return tuple(_targets)
