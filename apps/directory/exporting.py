"""Exports of the directory: the columns that its import understands."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from apps.accounts.rights import Right
from apps.directory import queries
from apps.directory.importing import KINDS, PROVIDER_FIELDS, write_contacts, write_hours, write_services
from apps.directory.models import ServiceProvider, ServiceProviderQuerySet
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import DomainError
from omuz.tabular.rows import CellValue
from omuz.tabular.writing import OutColumn

COLUMNS: Final = tuple(one.key for one in PROVIDER_FIELDS)
_FILTERS: Final = frozenset({"text", "kind", "topic", "target_group", "district", "freshness", "include_closed"})


class ProviderExport:
    """Lists of service providers: no personal data of people served stand in them."""

    key = "providers"
    label = "Hizmet sağlayıcılar"
    right = Right.DIRECTORY_EXPORT

    def columns(self, wanted: Sequence[str], *, on: dt.date) -> tuple[str, ...]:
        """Return the columns in the order of the full list; none or "all" means every one.

        Raises:
            DomainError: a column that does not exist.
        """
        if not wanted or list(wanted) == ["all"]:
            return COLUMNS
        if set(wanted) - set(COLUMNS):
            raise DomainError("unknown_column", "Böyle bir sütun yok.", field="columns", remedy="Listeden seçin.")
        return tuple(key for key in COLUMNS if key in wanted)

    def special(self, columns: Sequence[str], filters: Mapping[str, Any]) -> bool:
        """An institution has no special-category data."""
        return False

    def people(self, filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime) -> int:
        """Nobody served stands in the directory."""
        return 0

    def rows(
        self, columns: Sequence[str], filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime
    ) -> tuple[list[OutColumn], Iterable[Sequence[CellValue]]]:
        """Return headings and one row a provider in Turkish order of their names."""
        if set(filters) - _FILTERS:
            raise DomainError("unknown_filter", "Bu süzgeç bilinmiyor.", field="filters")
        where = queries.ProviderFilter(**{name: value for name, value in filters.items() if value})
        found = queries.list_providers(actor, today=local_date(now), where=where)
        labels = {one.key: one.label for one in PROVIDER_FIELDS}
        headings = [OutColumn(labels[key], 40 if key in ("services", "contacts", "address") else 20) for key in columns]
        return headings, _rows(found, columns)


def _rows(found: ServiceProviderQuerySet, columns: Sequence[str]) -> Iterator[list[CellValue]]:
    ordered = found.order_by("sort_key", "id").prefetch_related("services", "contacts")
    for provider in ordered.iterator(chunk_size=500):
        yield [_cell(provider, key) for key in columns]


def _cell(provider: ServiceProvider, key: str) -> CellValue:
    if key == "services":
        return write_services(sorted(provider.services.all(), key=lambda one: one.created_at)) or None
    if key == "contacts":
        return write_contacts(sorted(provider.contacts.all(), key=lambda one: one.created_at)) or None
    if key == "opening_hours":
        return write_hours(provider.opening_hours) or None
    if key == "kind":
        return KINDS.labels.get(provider.kind)
    value: CellValue = getattr(provider, key)
    return value if value != "" else None
