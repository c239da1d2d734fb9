"""What a list of people can show, and what it asks for in return."""

from collections.abc import Sequence
from typing import Final

from apps.people.importing.fields import FACT_LISTS, PEOPLE_FIELDS, SENSITIVE_LISTS
from apps.people.importing.reports import REPORT_FIELDS
from omuz.kernel.errors import DomainError
from omuz.tabular.fields import Field
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


def check_columns(wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the columns in the order of the full list; none asked for means the usual ones.

    Raises:
        DomainError: a column that does not exist.
    """
    unknown = [key for key in wanted if key not in ALL_COLUMNS]
    if unknown:
        raise DomainError("unknown_column", "Böyle bir sütun yok.", field="columns", remedy="Listeden seçin.")
    chosen = set(wanted or DEFAULT_COLUMNS)
    return tuple(key for key in ALL_COLUMNS if key in chosen)


def out_columns(keys: Sequence[str]) -> list[OutColumn]:
    """Return the columns as they are written."""
    fields = {one.key: one for one in EXPORT_FIELDS}
    return [OutColumn(fields[key].label, 34 if key in _LONG else _WIDTHS.get(key, 16)) for key in keys]


def special_kinds(keys: Sequence[str]) -> list[str]:
    """Return the kinds of special-category data that the columns show, as the access log names them."""
    kinds = {SENSITIVE_LISTS[key][0] for key in keys if key in SENSITIVE_LISTS}
    if any(key in REPORT_FIELDS for key in keys):
        kinds.add("medical_report")
    return sorted(kinds)
