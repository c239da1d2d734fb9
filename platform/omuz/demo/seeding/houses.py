"""The demo municipalities: what they are, their units and their programmes."""

import dataclasses
import datetime as dt
from typing import Final

from tenants.enums import MunicipalityKind


@dataclasses.dataclass(frozen=True, slots=True)
class RunPack:
    """A shipped pack that a municipality runs from a day on; `is_main` is the programme of its demo people.

    `chosen` are the target groups where the pack leaves the choice; `unit` is another unit than the house's.
    """

    pack: str
    since: dt.date
    is_main: bool = False
    chosen: tuple[str, ...] = ()
    unit: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class House:
    """One demo municipality. `directorate` stands above `unit`, where people are registered for `programme`."""

    slug: str
    name: str
    kind: MunicipalityKind
    province: str
    directorate: str
    unit: str
    unit_short: str
    programme_code: str
    programme_name: str
    programme_from: dt.date
    target_groups: tuple[str, ...]
    packs: tuple[RunPack, ...]
    programme_to: dt.date | None = None
    district: str = ""
    parent: str = ""


HOUSES: Final = (
    House(
        slug="kayseri",
        name="Kayseri Büyükşehir Belediyesi",
        kind=MunicipalityKind.METROPOLITAN,
        province="Kayseri",
        directorate="Engelliler Koordinasyon Şube Müdürlüğü",
        unit="Belediye Sosyal Destek ve Rehberlik Merkezi",
        unit_short="BEDESTEM",
        programme_code="iskep",
        programme_name="İSKEP / BEDESTEM sosyal destek ve rehberlik",
        programme_from=dt.date(2014, 8, 19),
        target_groups=("poverty", "disabled", "working_children_family"),
        packs=(
            RunPack(
                "iskep-2014-2016",
                since=dt.date(2014, 8, 19),
                is_main=True,
                chosen=("disabled", "poverty", "working_children_family"),
            ),
            RunPack("bedestem", since=dt.date(2016, 11, 20)),
        ),
    ),
    House(
        slug="izmir",
        name="İzmir Büyükşehir Belediyesi",
        kind=MunicipalityKind.METROPOLITAN,
        province="İzmir",
        directorate="Engelli Çalışmaları Şube Müdürlüğü",
        unit="Destekli İstihdam Ofisi",
        unit_short="DİO",
        programme_code="destekli-istihdam",
        programme_name="Destekli istihdam programı",
        programme_from=dt.date(2025, 1, 1),
        target_groups=("disabled", "poverty"),
        packs=(
            RunPack("izmir-destekli-istihdam", since=dt.date(2026, 5, 1), is_main=True),
            RunPack("meslek-fabrikasi", since=dt.date(2026, 1, 1), unit="Meslek Fabrikası"),
        ),
    ),
    House(
        slug="torbali",
        name="Torbalı Belediyesi",
        kind=MunicipalityKind.DISTRICT,
        province="İzmir",
        district="Torbalı",
        parent="izmir",
        directorate="Sosyal Destek Hizmetleri Müdürlüğü",
        unit="İş'te Torbalı Kariyer Merkezi",
        unit_short="Kariyer Merkezi",
        programme_code="kariyer-merkezi",
        programme_name="Kariyer merkezi",
        programme_from=dt.date(2025, 3, 1),
        target_groups=("disabled", "poverty"),
        packs=(RunPack("ilce-kariyer-merkezi", since=dt.date(2025, 3, 1), is_main=True),),
    ),
)
