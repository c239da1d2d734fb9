"""Counting effects: totals, for want of what, and by target group, sex and age."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from apps.programmes.deciding import Outcome, catalogue_of_point, missing_fact
from apps.programmes.whatif.cases import CASE_CHANGES, CaseEffect
from apps.programmes.whatif.dimensions import DIMENSIONS, Dimension, dimensions
from apps.programmes.whatif.masking import ROUNDED_TO, THRESHOLD, mask_tables, masked_count
from apps.programmes.whatif.people import PERSON_CHANGES, PersonEffect
from apps.programmes.whatif.running import MAX_SUBJECTS, WhatIf
from omuz.conditions import Language

_CASE_COLUMNS: Final = ("changed", "unchanged")
Counts = Mapping[str, Mapping[str, Sequence[int]]]


@dataclasses.dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a what-if as the API shows them; a masked figure is None."""

    body: Mapping[str, Any]


def figures(what_if: WhatIf, *, masked: bool, language: Language = "tr") -> Figures:
    """Return what a version would change for everybody concerned, small figures masked for some readers."""
    shape = dimensions(what_if.definition, language)
    against = what_if.against
    return Figures({
        "on": what_if.on,
        "against": {"id": against.pk, "number": against.number} if against is not None else None,
        "masked": masked,
        "threshold": THRESHOLD if masked else None,
        "rounded_to": ROUNDED_TO if masked else None,
        "persons": _persons(what_if, shape, masked=masked, language=language),
        "cases": _cases(what_if, shape, masked=masked, language=language),
    })  # fmt: skip


def _persons(what_if: WhatIf, shape: Sequence[Dimension], *, masked: bool, language: Language) -> dict[str, Any]:
    missing: Counter[str] = Counter()
    column = {change: place for place, change in enumerate(PERSON_CHANGES)}

    def place_of(effect: PersonEffect) -> int:
        missing.update(effect.missing)
        return column[effect.change]

    counts = _counted(what_if.people(), place_of, len(PERSON_CHANGES))
    catalogue = catalogue_of_point(what_if.definition, "eligibility")
    body = _tables(counts, shape, PERSON_CHANGES, masked=masked)
    wanted = [
        dataclasses.asdict(missing_fact(name, catalogue, language))
        | {"count": masked_count(count, zero_is_shown=False) if masked else count}
        for name, count in missing.most_common(20)
    ]
    return body | _coverage(len(what_if.person_ids), masked=masked) | {"missing": wanted}


def _cases(what_if: WhatIf, shape: Sequence[Dimension], *, masked: bool, language: Language) -> dict[str, Any]:
    kinds: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    documents: dict[str, Counter[str]] = defaultdict(Counter)
    steps: dict[str, Counter[str]] = defaultdict(Counter)

    def place_of(effect: CaseEffect) -> int:
        kinds.update(effect.changes)
        if not {"stage_removed", "stage_renamed"}.isdisjoint(effect.changes):
            stages[effect.stage] += 1
        documents["added"].update(effect.documents_added)
        documents["removed"].update(effect.documents_removed)
        for key, before, after in effect.transitions:
            steps[_step_change(before, after)][key] += 1
        return 0 if effect.changes else 1

    counts = _counted(what_if.cases(), place_of, len(_CASE_COLUMNS))
    seen: Callable[[int], int | None] = masked_count if masked else int

    def listed(columns: Mapping[str, Counter[str]], names: Mapping[str, str], kinds: Iterable[str]) -> list[Any]:
        keys = dict.fromkeys(key for counter in columns.values() for key in counter)
        return [
            {"key": key, "label": names.get(key, key)} | {kind: seen(columns[kind][key]) for kind in kinds}
            for key in keys
        ]

    labels = what_if.labels(language)
    body = _tables(counts, shape, _CASE_COLUMNS, masked=masked)
    return body | _coverage(len(what_if.case_ids), masked=masked) | {
        "changes": {change: seen(kinds[change]) for change in CASE_CHANGES},
        "stages": [
            {"key": key, "label": labels.earlier_stages.get(key, key), "after": labels.stages.get(key),
             "count": seen(count)}
            for key, count in stages.items()
        ],
        "documents": listed(documents, labels.documents, ("added", "removed")),
        "transitions": listed(steps, labels.transitions, ("opened", "closed", "unsettled")),
    }  # fmt: skip


def _step_change(before: Outcome | None, after: Outcome | None) -> str:
    if after is Outcome.YES:
        return "opened"
    return "unsettled" if after is Outcome.UNKNOWN else "closed"


def _counted(effects: Iterable[Any], place_of: Callable[[Any], int], width: int) -> Counts:
    """Return for each dimension how many of each category stand in which column."""
    counts: dict[str, dict[str, list[int]]] = {key: {} for key in DIMENSIONS}
    for effect in effects:
        column = place_of(effect)
        for dimension, category in zip(DIMENSIONS, effect.place, strict=True):
            row = counts[dimension].get(category)
            if row is None:
                row = counts[dimension][category] = [0] * width
            row[column] += 1
    return counts


def _tables(counts: Counts, shape: Sequence[Dimension], columns: Sequence[str], *, masked: bool) -> dict[str, Any]:
    """Return totals and tables. Categories in which there is nobody are left out."""
    present = [
        [(key, label) for key, label in _with_strangers(dimension, counts) if key in counts[dimension.key]]
        for dimension in shape
    ]
    plain = [[list(counts[one.key][key]) for key, _ in rows] for one, rows in zip(shape, present, strict=True)]
    grids = mask_tables(plain) if masked else [_with_margins(rows, len(columns)) for rows in plain]
    everybody = grids[0][-1] if plain[0] else [0] * (len(columns) + 1)
    return {
        "total": everybody[-1],
        "totals": dict(zip(columns, everybody, strict=False)),
        "columns": list(columns),
        "tables": [
            {
                "key": dimension.key,
                "label": dimension.label,
                "rows": [
                    {"key": key, "label": label, "cells": dict(zip(columns, cells, strict=False)), "total": cells[-1]}
                    for (key, label), cells in zip(rows, grid, strict=False)
                ],
            }
            for dimension, rows, grid in zip(shape, present, grids, strict=True)
        ],
    }


def _with_strangers(dimension: Dimension, counts: Counts) -> Iterable[tuple[str, str]]:
    """Yield the categories, and codes that the catalogue no longer has, so that nobody is left out of a total."""
    yield from dimension.categories
    known = {key for key, _ in dimension.categories}
    yield from ((key, key) for key in counts[dimension.key] if key not in known)


def _with_margins(rows: Sequence[Sequence[int]], width: int) -> list[list[int | None]]:
    totals: list[int | None] = [sum(row[c] for row in rows) for c in range(width)]
    grid: list[list[int | None]] = [[*row, sum(row)] for row in rows]
    return [*grid, [*totals, sum(map(sum, rows))]]


def _coverage(concerned: int, *, masked: bool) -> dict[str, Any]:
    examined = min(concerned, MAX_SUBJECTS)
    seen = masked_count if masked else int
    return {"concerned": seen(concerned), "examined": seen(examined), "complete": concerned <= MAX_SUBJECTS}
