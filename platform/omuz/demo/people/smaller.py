"""Outlines of the smaller demo municipalities: no published figures to meet, other people than Kayseri's."""

import random
from typing import Final

from omuz.demo.people.margins import SEED
from omuz.demo.people.records import Outline, Sex

_EDUCATION: Final = {
    "primary": 12, "lower_secondary": 18, "upper_secondary": 30, "vocational_secondary": 12, "associate": 14,
    "bachelor": 14,
}  # fmt: skip
_DISABILITY: Final = {
    "intellectual": 40, "psychosocial": 18, "orthopaedic": 16, "hearing": 10, "visual": 8, "chronic": 5, "speech": 3,
}  # fmt: skip
_BANDS: Final = {(15, 24): 35, (25, 34): 40, (35, 44): 18, (45, 54): 7}


def izmir_outlines() -> list[Outline]:
    """Return 60 outlines: chiefly people with intellectual disabilities, as its supported-employment office serves."""
    return _outlines(60, random.Random(SEED + 1), disabled=0.8)


def torbali_outlines() -> list[Outline]:
    """Return 40 outlines of a district's career centre."""
    return _outlines(40, random.Random(SEED + 2), disabled=0.55)


def _outlines(n: int, rng: random.Random, *, disabled: float) -> list[Outline]:
    return [_outline(rng, disabled=rng.random() < disabled) for _ in range(n)]


def _outline(rng: random.Random, *, disabled: bool) -> Outline:
    sex: Sex = "female" if rng.random() < 0.5 else "male"
    education = rng.choices(list(_EDUCATION), weights=list(_EDUCATION.values()))[0]
    # A degree takes longer than the youngest band lasts for most.
    bands = {band: weight for band, weight in _BANDS.items() if education != "bachelor" or band[0] > 15}
    groups = (rng.choices(list(_DISABILITY), weights=list(_DISABILITY.values()))[0],) if disabled else ()
    return Outline(
        sex=sex,
        age_band=rng.choices(list(bands), weights=list(bands.values()))[0],
        education=education,
        target_group="disabled" if disabled else "poverty",
        secondary_groups=("poverty",) if disabled and rng.random() < 0.3 else (),
        disability_groups=groups,
        employed=rng.random() < 0.15,
    )
