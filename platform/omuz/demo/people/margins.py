"""Kayseri's published counts, and 824 outlines of people that meet all of them at once.

Each attribute starts as a list with exactly the published counts. Values are then only ever swapped between two
people, so every margin holds at every moment, while the swaps make combinations plausible (no 16-year-old with a
degree, families of working children headed by adults).
"""

import json
import math
import random
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from omuz.demo.people.records import Outline, Sex

SEED: Final = 20161119
_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "kayseri-2016.json"
_SWAPS: Final = 40_000

#: One line an education, one column an age band: how likely, against the others of the same margins.
_EDUCATION_BY_AGE: Final[Mapping[str, tuple[float, ...]]] = {
    "illiterate": (0.2, 0.8, 2, 4, 8, 10),
    "primary": (0.3, 1.5, 4, 5, 4, 4),
    "primary_dropout": (0.3, 1, 2, 3, 4, 4),
    "lower_secondary": (5, 2, 1.5, 1, 0.5, 0.3),
    "upper_secondary": (3, 2.5, 1.2, 0.6, 0.3, 0.1),
    "vocational_secondary": (2, 2, 1, 0.5, 0.2, 0.01),
    "associate": (1.2, 2.5, 0.8, 0.3, 0.1, 0.01),
    "bachelor": (0.5, 3, 0.8, 0.3, 0.1, 0.05),
    "other": (1, 1, 1, 1, 1, 1),
}
_WOMEN_BY_EDUCATION: Final[Mapping[str, float]] = {"illiterate": 4, "primary": 1.4, "primary_dropout": 1.3, "other": 1}
_DEGREES: Final = frozenset({"associate", "bachelor"})

#: People in several disability groups: which groups together, and how many people.
_COMBINATIONS: Final = (
    (("hearing", "speech"), 4),
    (("intellectual", "speech"), 2),
    (("orthopaedic", "chronic"), 3),
    (("visual", "chronic"), 1),
    (("orthopaedic", "intellectual", "speech"), 1),
)


@cache
def published() -> dict[str, Any]:
    """Return Kayseri's published tables as data (counts, printed percentages, and why some differ)."""
    tables: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return tables


def counts(table: str) -> dict[str, int]:
    """Return the published count of each row of a table."""
    return {row["key"]: row["n"] for row in published()["tables"][table]["rows"]}


def kayseri_outlines() -> list[Outline]:
    """Return 824 outlines: 747 not employed ones that meet four tables, then 77 employed ones."""
    rng = random.Random(SEED)
    employed = counts("employed_by_gender")
    waiting = {sex: n - employed[sex] for sex, n in counts("gender").items()}
    sexes = _shuffled(_spread(waiting), rng)
    bands = _shuffled(_spread(counts("age")), rng)
    education = _shuffled(_spread(counts("education")), rng)
    groups = _shuffled(_spread(counts("target_group")), rng)
    _settle(sexes, bands, education, groups, rng)
    people = [
        Outline(sex=_sex(sex), age_band=band_of(band), education=level, target_group=group)
        for sex, band, level, group in zip(sexes, bands, education, groups, strict=True)
    ]
    return _with_disabilities(people, rng) + _employed_outlines(employed, rng)


def band_of(key: str) -> tuple[int, int]:
    """Return the ages of a band's key: "15-24" -> (15, 24), "65+" -> (65, 79)."""
    low, _, high = key.removesuffix("+").partition("-")
    return int(low), int(high or 79)


def _settle(sexes: list[str], bands: list[str], education: list[str], groups: list[str], rng: random.Random) -> None:
    order = list(counts("age"))

    def likelihood(i: int) -> float:
        return math.log(_likelihood(sexes[i], order.index(bands[i]), education[i], groups[i]))

    for _ in range(_SWAPS):
        values = rng.choice((sexes, education, groups))
        i, j = rng.randrange(len(values)), rng.randrange(len(values))
        before = likelihood(i) + likelihood(j)
        values[i], values[j] = values[j], values[i]
        gain = likelihood(i) + likelihood(j) - before
        if gain < 0 and rng.random() >= math.exp(gain):
            values[i], values[j] = values[j], values[i]


def _likelihood(sex: str, band: int, education: str, group: str) -> float:
    weight = _EDUCATION_BY_AGE[education][band]
    if sex == "female":
        weight *= _WOMEN_BY_EDUCATION.get(education, 0.8)
    if group == "working_children_family":
        return weight * (1e-9 if band not in (1, 2, 3) or education in _DEGREES else 1.0)
    if group == "disabled":
        weight *= (0.6 if sex == "female" else 1.3) * (0.5 if education in _DEGREES else 1.0)
    return weight


def _with_disabilities(people: list[Outline], rng: random.Random) -> list[Outline]:
    disabled = [i for i, person in enumerate(people) if person.target_group == "disabled"]
    poor = [i for i, person in enumerate(people) if person.target_group == "poverty"]
    left = counts("disability")
    combined: list[tuple[str, ...]] = [combination for combination, n in _COMBINATIONS for _ in range(n)]
    for combination in combined:
        for group in combination:
            left[group] -= 1
    single: list[tuple[str, ...]] = [(group,) for group in _shuffled(_spread(left), rng)]
    rng.shuffle(disabled)
    # Disabled people filed as poor are outside the 131 and inside the 155 (dossier C).
    others = rng.sample(poor, len(combined) + len(single) - len(disabled))
    result = list(people)
    for i, memberships in zip(disabled + others, combined + single, strict=True):
        secondary = ("disabled",) if people[i].target_group == "poverty" else _maybe(("poverty",), rng)
        result[i] = _replace(people[i], memberships, secondary)
    return result


def _employed_outlines(employed: Mapping[str, int], rng: random.Random) -> list[Outline]:
    levels = [level for level in _EDUCATION_BY_AGE if level not in {"illiterate", "other"}]
    bands = ((20, 24), (25, 34), (35, 44), (45, 54))
    people = []
    for sex in _shuffled(_spread(employed), rng):
        column = rng.choices(range(4), weights=(15, 35, 20, 7))[0]
        weights = [_EDUCATION_BY_AGE[level][column] for level in levels]
        level = rng.choices(levels, weights=weights)[0]
        # The page does not say whether its disability table counts employed people too. Nobody in this group has a
        # disability on that day, so that both readings give the printed 155.
        group = "working_children_family" if column > 0 and rng.random() < 0.04 else "poverty"
        people.append(
            Outline(sex=_sex(sex), age_band=bands[column], education=level, target_group=group, employed=True)
        )
    return people


def _replace(person: Outline, memberships: tuple[str, ...], secondary: tuple[str, ...]) -> Outline:
    return Outline(
        sex=person.sex,
        age_band=person.age_band,
        education=person.education,
        target_group=person.target_group,
        secondary_groups=secondary,
        disability_groups=memberships,
    )


def _spread(margin: Mapping[str, int]) -> list[str]:
    return [key for key, n in margin.items() for _ in range(n)]


def _shuffled(values: Iterable[str], rng: random.Random) -> list[str]:
    shuffled = list(values)
    rng.shuffle(shuffled)
    return shuffled


def _maybe(groups: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    return groups if rng.random() < 0.5 else ()


def _sex(value: str) -> Sex:
    return "female" if value == "female" else "male"
