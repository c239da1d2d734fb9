"""Provinces, districts and neighbourhoods, shipped with their source (data/SOURCE.txt) and read when first needed."""

import functools
import json
import lzma
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from omuz.kernel.text import tr_fold, tr_key

_DATA: Final = Path(__file__).parent / "data" / "geography.json.xz"


@functools.cache
def _provinces() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return province -> district -> neighbourhoods, each sorted as Turkish sorts."""
    with lzma.open(_DATA, "rt", encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    listed = sorted(content["provinces"], key=lambda entry: tr_key(entry["name"]))
    return {entry["name"]: entry["districts"] for entry in listed}


@functools.cache
def _folded_provinces() -> Mapping[str, str]:
    return {tr_fold(name): name for name in _provinces()}


def list_provinces() -> list[str]:
    """Return the 81 provinces in Turkish order."""
    return list(_provinces())


def list_districts(province: str) -> list[str]:
    """Return the districts of a province in Turkish order; empty where the province is unknown."""
    return sorted(_provinces().get(province, {}), key=tr_key)


def list_neighbourhoods(province: str, district: str) -> list[str]:
    """Return the neighbourhoods and villages of a district in Turkish order; empty where it is unknown."""
    return sorted(_provinces().get(province, {}).get(district, ()), key=tr_key)


def match_province(text: str) -> str | None:
    """Return the province as it is written here, for any case and with or without accents; None where unknown."""
    return _folded_provinces().get(tr_fold(text.strip()))


@functools.lru_cache(maxsize=8192)
def match_district(province: str, text: str) -> str | None:
    """Return the district of that province as it is written here, or None where unknown.

    A province's own name means its central district where there is one ("Kars" in Kars).
    """
    wanted = tr_fold(text.strip())
    districts = _provinces().get(province, {})
    found = next((name for name in districts if tr_fold(name) == wanted), None)
    if found is None and wanted in {tr_fold(province), "merkez"} and "Merkez" in districts:
        return "Merkez"
    return found


@functools.lru_cache(maxsize=8192)
def match_neighbourhood(province: str, district: str, text: str) -> str | None:
    """Return the neighbourhood as it is written here, without regard to "Mah." and its like; None where unknown."""
    wanted = _bare(text)
    return next((name for name in _provinces().get(province, {}).get(district, ()) if _bare(name) == wanted), None)


def _bare(text: str) -> str:
    folded = tr_fold(text.strip()).rstrip(".")
    for ending in (" mahallesi", " mah", " mh"):
        folded = folded.removesuffix(ending)
    return folded
