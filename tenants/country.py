"""The 1,393 municipalities of the country, shipped as a file with its source: for measurements and for setting up.

30 metropolitan, 51 provincial and 922 district municipalities by their names; the 390 towns are marked placeholders
(data/municipalities.json says from where; tools/municipalities makes it).
"""

import dataclasses
import json
from functools import cache
from pathlib import Path
from typing import Final

from tenants.enums import MunicipalityKind

_DATA: Final = Path(__file__).parent / "data" / "municipalities.json"


@dataclasses.dataclass(frozen=True, slots=True)
class CountryMunicipality:
    """What creating a municipality is told; `parent` is the slug of a district's metropolitan municipality."""

    slug: str
    name: str
    kind: MunicipalityKind
    province: str
    district: str = ""
    parent: str = ""


@cache
def country_municipalities() -> tuple[CountryMunicipality, ...]:
    """Return all 1,393, each metropolitan municipality before its districts, the placeholders of towns last."""
    listed = json.loads(_DATA.read_text(encoding="utf-8"))["municipalities"]
    return tuple(CountryMunicipality(**{**each, "kind": MunicipalityKind(each["kind"])}) for each in listed)
