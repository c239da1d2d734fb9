"""What a capability opens outside of programmes: lists, columns, reports and tables that modules register by name.

A door that nobody registered is no capability's and stands open as ever. Endpoints say their capability on the view,
form fields, clauses and activities say it in the definition itself, facts on their `FactSource`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Door(StrEnum):
    """The kinds of doors."""

    EXPORT_LIST = "export_list"  # "vacancies": a kind of list
    EXPORT_COLUMN = "export_column"  # "people.cv_sent": a column of a list
    IMPORT_KIND = "import_kind"
    IMPORT_COLUMN = "import_column"
    REPORT = "report"  # "placements": a whole report
    REPORT_TABLE = "report_table"  # "mdis.vacancies": a table of a report


_doors: Final[dict[tuple[Door, str], str]] = {}


def register_door(door: Door, name: str, *, capability: str) -> None:
    """Put a door behind a capability; called from a module's `ready`.

    Raises:
        ValueError: the door stands behind another capability already.
    """
    if _doors.setdefault((door, name), capability) != capability:
        raise ValueError(f"{door} {name} stands behind {_doors[door, name]} already")


def capability_of(door: Door, name: str) -> str | None:
    """Return the capability that a door stands behind, or None for an open one."""
    return _doors.get((door, name))


def doors_of(door: Door) -> dict[str, str]:
    """Return the registered doors of a kind: name -> capability."""
    return {name: capability for (kind, name), capability in _doors.items() if kind == door}
