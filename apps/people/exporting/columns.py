"""What a list of people can show, and what it asks for in return."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from apps.people.importing.fields import FACT_LISTS, PEOPLE_FIELDS, SENSITIVE_LISTS
from apps.people.importing.reports import REPORT_FIELDS
from apps.programmes.queries.capabilities import ABSENT, open_programmes
from apps.programmes.registry.doors import Door
from omuz.kernel.errors import DomainError
from omuz.tabular.fields import Field
from omuz.tabular.rows import CellValue
from omuz.tabular.writing import OutColumn

#: Fields that only reading lists knows: exports write names apart.
_READ_ONLY: Final = frozenset({"full_name", "phone_2"})
EXPORT_FIELDS: Final[tuple[Field, ...]] = tuple(one for one in PEOPLE_FIELDS if one.key not in _READ_ONLY)
ALL_COLUMNS: Final = tuple(one.key for one in EXPORT_FIELDS)
SPECIAL_COLUMNS: Final = frozenset(one.key for one in EXPORT_FIELDS if one.special)
DEFAULT_COLUMNS: Final = (
    "file_number",
    "given_names",
    "surname",
    "birth_date",
    "sex",
    "phone",
    "district",
    "education",
    "employment",
    "registered_on",
    "channel",
)
_WIDTHS: Final = {"identity": 16, "phone": 22, "address": 40, "notes": 40, "file_number": 14, "sex": 9, "surname": 18}
_LONG: Final = frozenset({*FACT_LISTS, *SENSITIVE_LISTS, "missing"})


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """A column that a module adds; `cells` reads it for some hundred people at a time.

    It stands behind the module's capability as "people.<key>" (`apps.programmes.registry.doors`), is asked for by name
    and is no part of the whole list that travels between municipalities.
    """

    key: str
    label: str
    cells: Callable[[Sequence[uuid.UUID]], Mapping[uuid.UUID, CellValue]]


_added: Final[dict[str, AddedColumn]] = {}


def register_column(column: AddedColumn) -> None:
    """Add a column to lists of people. Raises ValueError for a name that is taken."""
    if column.key in ALL_COLUMNS or _added.setdefault(column.key, column) is not column:
        raise ValueError(f"lists of people have a column {column.key} already")


def added_columns(on: dt.date) -> dict[str, tuple[AddedColumn, frozenset[uuid.UUID] | None]]:
    """Return the added columns that can be read that day, each with the programmes of which (None: of all)."""
    within = {key: open_programmes(Door.EXPORT_COLUMN, f"people.{key}", on=on) for key in _added}
    return {key: (_added[key], programmes) for key, programmes in within.items() if programmes != ABSENT}


def check_columns(wanted: Sequence[str], *, on: dt.date) -> tuple[str, ...]:
    """Return the columns in the order of the full list; none asked for means the usual ones.

    Raises:
        DomainError: a column that does not exist, or is absent because no programme holds its capability.
    """
    added = tuple(added_columns(on)) if any(key in _added for key in wanted) else ()
    known = (*ALL_COLUMNS, *added)
    unknown = [key for key in wanted if key not in known]
    if unknown:
        raise DomainError("unknown_column", "Böyle bir sütun yok.", field="columns", remedy="Listeden seçin.")
    chosen = set(wanted or DEFAULT_COLUMNS)
    return tuple(key for key in known if key in chosen)


def out_columns(keys: Sequence[str]) -> list[OutColumn]:
    """Return the columns as they are written."""
    fields: dict[str, Field | AddedColumn] = {**{one.key: one for one in EXPORT_FIELDS}, **_added}
    return [OutColumn(fields[key].label, 34 if key in _LONG else _WIDTHS.get(key, 16)) for key in keys]


def special_kinds(keys: Sequence[str]) -> list[str]:
    """Return the kinds of special-category data that the columns show, as the access log names them."""
    kinds = {SENSITIVE_LISTS[key][0] for key in keys if key in SENSITIVE_LISTS}
    if any(key in REPORT_FIELDS for key in keys):
        kinds.add("medical_report")
    return sorted(kinds)
