"""Columns and kinds of imports behind a capability: offered where a programme holds it, written for that programme.

A module adds its columns here when it is ready, and puts them behind its capability in `apps.programmes.registry.doors`
as "<kind>.<field>". An import writes, so a frozen capability is closed here.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from apps.people.importing.targets import ImportSettings, ImportTarget, ReadRow, TargetSession, target_kinds, target_of
from apps.programmes.queries.capabilities import ABSENT, open_programmes
from apps.programmes.registry.doors import Door
from omuz.kernel.errors import Conflict, DomainError
from omuz.tabular.fields import Field

#: Takes (key of the record, value of the cell) and the import's settings; runs in the batch's transaction.
Write = Callable[[Sequence[tuple[uuid.UUID, Any]], ImportSettings], None]


@dataclass(frozen=True, slots=True)
class GuardedColumn:
    """A column that a module adds to a kind of import."""

    kind: str
    field: Field
    write: Write


_columns: Final[dict[tuple[str, str], GuardedColumn]] = {}


def register_column(column: GuardedColumn) -> None:
    """Add a column to a kind of import. Raises ValueError where it has one of that name."""
    if _columns.setdefault((column.kind, column.field.key), column) is not column:
        raise ValueError(f"imports of {column.kind} have a column {column.field.key} already")


def kinds_on(day: dt.date) -> tuple[str, ...]:
    """Return the kinds on offer that day; those whose capability no programme has on are absent."""
    return tuple(
        kind for kind in target_kinds() if open_programmes(Door.IMPORT_KIND, kind, on=day, writing=True) != ABSENT
    )


def opened(kind: str, *, on: dt.date) -> "OpenedTarget":
    """Return a kind of import as it stands that day. Raises LookupError for one that is unknown or absent."""
    target = target_of(kind)
    if open_programmes(Door.IMPORT_KIND, kind, on=on, writing=True) == ABSENT:
        raise LookupError(kind)
    added = tuple(one.field for one in _open_columns(kind, on))
    return OpenedTarget(target, (*target.fields, *added))


def _open_columns(kind: str, on: dt.date) -> list[GuardedColumn]:
    own = [one for (of_kind, _), one in _columns.items() if of_kind == kind]
    return [one for one in own if _programmes(one, on) != ABSENT]


def _programmes(column: GuardedColumn, on: dt.date) -> frozenset[uuid.UUID] | None:
    return open_programmes(Door.IMPORT_COLUMN, f"{column.kind}.{column.field.key}", on=on, writing=True)


@dataclass(frozen=True, slots=True)
class OpenedTarget:
    """A kind of import with the columns that are open on a day."""

    target: ImportTarget
    fields: Sequence[Field]

    @property
    def kind(self) -> str:
        """Return the kind."""
        return self.target.kind

    @property
    def label(self) -> str:
        """Return what it is called."""
        return self.target.label

    @property
    def right(self) -> str:
        """Return the right that it needs."""
        return self.target.right

    def check_settings(self, settings: ImportSettings) -> None:
        """Refuse what the target refuses, and a guarded column for a programme that may not write it."""
        self.target.check_settings(settings)
        refuse_closed(self.kind, settings)

    def session(self, settings: ImportSettings) -> TargetSession:
        """Return a new pass."""
        return self.target.session(settings)


def refuse_closed(kind: str, settings: ImportSettings) -> None:
    """Stop an import whose guarded columns are not open in the programme that it is for.

    Raises:
        DomainError: no programme has been chosen, or it does not hold the capability today.
    """
    chosen = settings.options.get("programme_id")
    for column in _mapped(kind, settings):
        programmes = _programmes(column, settings.today)
        if programmes is None or (chosen and uuid.UUID(str(chosen)) in programmes):
            continue
        label = column.field.label
        if not chosen:
            raise DomainError("programme_required", f"“{label}” sütunu bir program için alınır; program seçilmemiş.",
                              field="programme_id", remedy="Ayarlardan programı seçin.")  # fmt: skip
        raise Conflict("capability_closed", f"“{label}” sütunu seçilen programda bugün kullanılamaz.",
                       field="columns", remedy="Sütunu “Alma” olarak işaretleyin.")  # fmt: skip


def write_guarded(kind: str, rows: Sequence[tuple[ReadRow, uuid.UUID]], settings: ImportSettings) -> None:
    """Hand the values of guarded columns to the modules that they belong to."""
    for column in _mapped(kind, settings):
        values = [(key, row.values[column.field.key]) for row, key in rows if column.field.key in row.values]
        if values:
            column.write(values, settings)


def _mapped(kind: str, settings: ImportSettings) -> list[GuardedColumn]:
    return [one for (of_kind, key), one in _columns.items() if of_kind == kind and key in settings.columns]
