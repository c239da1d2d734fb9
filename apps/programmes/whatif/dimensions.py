"""By what effects are counted: target group, sex, age band."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from apps.programmes.definition import Definition
from apps.programmes.registry import Subject, catalogue_for
from omuz.conditions import Language, Text

#: Facts that are loaded beside those that rules ask for.
FACTS: Final = frozenset({"primary_target_group", "sex", "age"})
_UNKNOWN: Final = Text("Kayıtlı değil", "Not recorded")
_BANDS: Final = ((14, "0-14"), (17, "15-17"), (24, "18-24"), (34, "25-34"), (44, "35-44"), (54, "45-54"),
                 (64, "55-64"), (10_000, "65+"))  # fmt: skip
_LABELS: Final = {
    "target_group": Text("Birincil hedef grup", "Primary target group"),
    "sex": Text("Cinsiyet", "Sex"),
    "age": Text("Yaş", "Age"),
}
_FACT_OF: Final = {"target_group": "primary_target_group", "sex": "sex"}
#: One key a dimension, empty for what is not recorded.
Place = tuple[str, str, str]
DIMENSIONS: Final = ("target_group", "sex", "age")


def place_of(facts: Mapping[str, Any]) -> Place:
    """Return where somebody is counted."""
    return facts.get("primary_target_group") or "", facts.get("sex") or "", band_of(facts.get("age"))


def band_of(age: int | None) -> str:
    """Return the age band of an age in years, empty for an unknown one."""
    return "" if age is None else next(band for most, band in _BANDS if age <= most)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension with its categories in the order in which they are shown, the unknown last."""

    key: str
    label: str
    categories: tuple[tuple[str, str], ...]


def dimensions(definition: Definition, language: Language) -> tuple[Dimension, ...]:
    """Return the dimensions with the labels of a definition's catalogue."""
    catalogue = catalogue_for(definition, Subject.PERSON)
    found = []
    for key in DIMENSIONS:
        fact = catalogue.facts.get(_FACT_OF.get(key, ""))
        if fact is not None:
            categories = tuple((choice.code, choice.label.in_language(language)) for choice in fact.choices)
        else:
            categories = tuple((band, band) for _, band in _BANDS) if key == "age" else ()
        found.append(
            Dimension(key, _LABELS[key].in_language(language), (*categories, ("", _UNKNOWN.in_language(language))))
        )
    return tuple(found)
