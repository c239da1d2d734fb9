"""The demo municipalities: what they are, their units and their programmes."""

import dataclasses
import datetime as dt
from typing import Final

from tenants.enums import MunicipalityKind


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
    ),
)
