"""From what is kept to JSON."""

import dataclasses
from typing import Any, Final

from apps.cases.queries.retention import MOST_COUNTED, DueKind
from apps.programmes.definition.retaining import Kept
from apps.programmes.registry import get_retention

#: What the programme foresees; Omuz disposes of nothing by itself.
_METHODS: Final = {
    "erase": "Silme", "destroy": "Yok etme", "anonymise": "Anonim hâle getirme", "archive": "Arşivde tutma",
}  # fmt: skip


def kept_body(found: Kept | None) -> dict[str, Any] | None:
    """Return how long a record is kept, in words; None where the programme says nothing of it."""
    if found is None:
        return None
    period, source = found.period, get_retention(found.kind)
    return dataclasses.asdict(period) | {
        "starts_label": source.starts(period.starts) if source is not None else "",
        "started_on": found.started_on, "until": found.until, "method_label": _METHODS[period.method],
        "is_archive": period.months is None,
    }  # fmt: skip


def kind_body(one: DueKind) -> dict[str, Any]:
    """Return a kind of record with how many of it become due."""
    return {
        "key": one.source.key, "label": one.source.label, "count": min(one.count, MOST_COUNTED),
        "is_more": one.count > MOST_COUNTED,
    }  # fmt: skip
