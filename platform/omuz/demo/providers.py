"""Fictional service providers: 110 in Kayseri, as its directory held, fewer elsewhere. All are called "Örnek ..."."""

import dataclasses
import datetime as dt
import random
from typing import Any, Final

from omuz.demo import identity, places
from omuz.demo.people.names import MEN, SURNAMES, WOMEN

_WORKDAY: Final = [["08:30", "12:30"], ["13:30", "17:30"]]
OPEN_ON_WEEKDAYS: Final = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), _WORKDAY)

#: kind, name, topic of its service, the service, target groups (none: everyone)
_DISTRICT_BODIES: Final = (
    ("public_body", "Halk Eğitimi Merkezi", "vocational_training", "Meslek edindirme kursları", ()),
    ("public_body", "Sosyal Hizmet Merkezi", "psychosocial", "Aile danışmanlığı", ()),
    ("public_body", "Sosyal Yardımlaşma ve Dayanışma Vakfı", "social_assistance", "Nakdi ve ayni yardım", ("poverty",)),
    ("public_body", "Aile Sağlığı Merkezi", "health", "Birinci basamak sağlık hizmeti", ()),
    ("public_body", "Rehberlik ve Araştırma Merkezi", "education", "Eğitsel değerlendirme", ("disabled",)),
    ("public_body", "Toplum Sağlığı Merkezi", "health", "Evde sağlık hizmeti", ("disabled",)),
    ("ngo", "Ortopedik Engelliler Derneği", "assistive_device", "Tekerlekli sandalye bakımı", ("disabled",)),
    ("ngo", "Görme Engelliler Derneği", "education", "Bağımsız hareket eğitimi", ("disabled",)),
    ("ngo", "İşitme Engelliler Derneği", "education", "Türk İşaret Dili kursu", ("disabled",)),
    ("ngo", "Aile Dayanışma Derneği", "social_assistance", "Gıda desteği", ("poverty", "working_children_family")),
    ("ngo", "Kadın Emeği Kooperatifi", "employment", "Evde üretim ve satış desteği", ("poverty",)),
    ("ngo", "Çocuk ve Gençlik Derneği", "leisure", "Okul sonrası etkinlikler", ("working_children_family",)),
    ("municipal_unit", "Mahalle Evi", "leisure", "Kültür ve spor etkinlikleri", ()),
)  # fmt: skip
_PROVINCIAL_BODIES: Final = (
    ("public_body", "Çalışma ve İş Kurumu İl Müdürlüğü", "employment", "İş arayan kaydı ve meslek danışmanlığı", ()),
    ("public_body", "Aile ve Sosyal Hizmetler İl Müdürlüğü", "care", "Evde bakım yardımı", ("disabled",)),
    ("public_body", "Millî Eğitim Müdürlüğü", "education", "Özel eğitim", ("disabled",)),
    ("public_body", "Sosyal Güvenlik İl Müdürlüğü", "social_assistance", "Malullük ve yaşlılık aylığı", ()),
    ("public_body", "Şehir Hastanesi", "medical_report", "Engellilik sağlık kurulu raporu", ("disabled",)),
    ("public_body", "Devlet Hastanesi", "medical_report", "Engellilik sağlık kurulu raporu", ("disabled",)),
    ("university", "Üniversite Hastanesi", "rehabilitation", "Fizik tedavi ve rehabilitasyon", ("disabled",)),
    ("professional_body", "Baro Adli Yardım Bürosu", "legal", "Ücretsiz avukat", ("poverty",)),
    ("professional_body", "Ticaret Odası Meslek Edindirme Birimi", "vocational_training", "Girişimcilik eğitimi", ()),
    ("professional_body", "Esnaf ve Sanatkârlar Odası", "vocational_training", "Çıraklık ve ustalık", ()),
    ("municipal_unit", "Engelsiz Yaşam Merkezi", "rehabilitation", "Gündüz bakım ve terapi", ("disabled",)),
    ("municipal_unit", "Ulaşım Dairesi", "transport", "Serbest biniş kartı", ("disabled",)),
    ("ngo", "Zihinsel Engelliler Aileleri Derneği", "psychosocial", "Aile destek grubu", ("disabled",)),
    ("ngo", "Otizm Dostları Derneği", "psychosocial", "Aile eğitimi", ("disabled",)),
    ("ngo", "Çölyakla Yaşam Derneği", "health", "Beslenme danışmanlığı", ()),
    ("ngo", "İş Ortakları Vakfı", "employment", "İş görüşmesine hazırlık", ()),
    ("company", "Özel Eğitim ve Rehabilitasyon Merkezi", "rehabilitation", "Bireysel eğitim", ("disabled",)),
    ("ngo", "Yaşlılara Destek Derneği", "care", "Evde ziyaret", ()),
    ("ngo", "Gönüllü Hukukçular Derneği", "legal", "Hukuki bilgilendirme", ()),
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class DemoProvider:
    """One fictional institution with one service and one contact. `opening_hours` {} means unknown."""

    name: str
    kind: str
    province: str
    district: str
    neighbourhood: str
    phone: str
    email: str
    service: str
    topic: str
    target_groups: tuple[str, ...]
    contact: str
    registered_on: dt.date
    last_confirmed_on: dt.date | None
    opening_hours: dict[str, Any]


def demo_providers(slug: str) -> list[DemoProvider]:
    """Return the providers of a demo municipality; the same ones on every call.

    Raises:
        KeyError: there are none for that municipality.
    """
    place, province, wanted, since = {
        "kayseri": (places.KAYSERI, "Kayseri", 110, dt.date(2014, 9, 1)),
        "izmir": (places.IZMIR, "İzmir", 30, dt.date(2025, 1, 13)),
        "torbali": (places.TORBALI, "İzmir", 12, dt.date(2025, 3, 17)),
    }[slug]
    rng = random.Random(f"providers {slug}")
    entries = [("", *entry) for entry in _PROVINCIAL_BODIES]
    entries += [(district, *entry) for district in place for entry in _DISTRICT_BODIES]
    return [
        _provider(i, entry, place=place, province=province, since=since, rng=rng)
        for i, entry in enumerate(entries[:wanted])
    ]


def _provider(
    index: int,
    entry: tuple[str, str, str, str, str, tuple[str, ...]],
    *,
    place: places.Places,
    province: str,
    since: dt.date,
    rng: random.Random,
) -> DemoProvider:
    local, kind, title, topic, service, target_groups = entry
    district = local or next(iter(place))
    name = f"Örnek {local or province} {title}"
    # A fifth of the directory has gone stale, a few entries were never confirmed.
    draw = rng.random()
    confirmed = None if draw < 0.05 else dt.date(2026, 10, 1) - dt.timedelta(days=rng.randint(0, 90))
    if 0.05 <= draw < 0.25:
        confirmed = dt.date(2025, 9, 1) - dt.timedelta(days=rng.randint(0, 600))
    registered_on = since + dt.timedelta(days=rng.randint(0, 365))
    return DemoProvider(
        name=name,
        kind=kind,
        province=province,
        district=district,
        neighbourhood=rng.choice(place[district]),
        phone=identity.fictional_phone(900_000 + index),
        email=identity.fictional_email(title.split()[0], 900_000 + index),
        service=service,
        topic=topic,
        target_groups=target_groups,
        contact=f"{rng.choice((*WOMEN, *MEN))} {rng.choice(SURNAMES)}",
        registered_on=registered_on,
        last_confirmed_on=max(confirmed, registered_on) if confirmed else None,
        opening_hours=OPEN_ON_WEEKDAYS if rng.random() < 0.85 else {},
    )
