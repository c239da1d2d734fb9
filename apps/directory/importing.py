"""Imports of service providers: the directory's part of `apps.people.operations.imports`."""

import dataclasses
import datetime as dt
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from apps.accounts.rights import Right
from apps.directory.enums import ProviderKind, ServiceTopic
from apps.directory.models import ProviderContact, ProviderService, ServiceProvider
from apps.people.enums import ImportRowState
from apps.people.operations.imports import ImportSettings, ReadRow, TargetSession, Verdict
from apps.programmes.catalogue import TARGET_GROUPS
from omuz.kernel import audit
from omuz.kernel.text import tidy_name, tr_fold
from omuz.tabular import parsing
from omuz.tabular.fields import CodeList, Field, ParseContext, Parsed
from omuz.tabular.parsing.codes import find_code
from omuz.tabular.parsing.texts import failed, lenient, shortened
from omuz.tabular.rows import CellValue, as_text

_S = ImportRowState
KINDS: Final = CodeList(
    "kuruluş türü",
    {key: str(label) for key, label in ProviderKind.choices},
    {
        "public_body": ("Kamu", "Resmi kurum", "Devlet"),
        "ngo": ("STK", "Dernek", "Vakıf", "NGO"),
        "company": ("Özel", "Şirket", "Firma"),
    },
)
TOPICS: Final = CodeList("hizmet konusu", {key: str(label) for key, label in ServiceTopic.choices})
GROUPS: Final = CodeList("hedef grup", {code.key: code.tr for code in TARGET_GROUPS.codes})
DAYS: Final = {
    "mon": "Pazartesi",
    "tue": "Salı",
    "wed": "Çarşamba",
    "thu": "Perşembe",
    "fri": "Cuma",
    "sat": "Cumartesi",
    "sun": "Pazar",
}
_SPAN: Final = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


@dataclasses.dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service in a cell: name | topic | target groups | description | how to apply | free."""

    name: str
    topic: str = ServiceTopic.OTHER
    target_groups: tuple[str, ...] = ()
    description: str = ""
    how_to_apply: str = ""
    is_free: bool | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact in a cell: name | duty | telephone | e-mail."""

    full_name: str
    duty: str = ""
    phone: str = ""
    email: str = ""


def _parts(line: str, count: int) -> list[str]:
    parts = [" ".join(part.split()) for part in line.split("|")]
    return [*parts[:count], *[""] * (count - len(parts))]


def _lines(value: CellValue) -> list[str]:
    text = as_text(value)
    lines = text.splitlines() if "|" in text else re.split(r"[;\n]", text)
    return [line.strip() for line in lines if line.strip()]


def _services(value: CellValue, context: ParseContext) -> Parsed:
    found: dict[str, ServiceLine] = {}
    for line in _lines(value):
        name, topic, groups, description, how, free = _parts(line, 6)
        code = find_code(TOPICS, topic) if topic else ServiceTopic.OTHER.value
        if code is None:
            known = "; ".join(TOPICS.labels.values())
            return failed("unknown_code", f"“{shortened(topic)}” bir hizmet konusu değil.", f"Bilinenler: {known}.")
        keys = tuple(key for part in groups.split(",") if part.strip() and (key := find_code(GROUPS, part)))
        is_free = {"evet": True, "hayir": False}.get(tr_fold(free))
        found[tr_fold(name)] = ServiceLine(tidy_name(name)[:160], code, keys, description, how[:300], is_free)
    return Parsed(tuple(one for one in found.values() if one.name) or None)


def _contacts(value: CellValue, context: ParseContext) -> Parsed:
    found = []
    for line in _lines(value):
        name, duty, phone, mail = _parts(line, 4)
        found.append(ContactLine(tidy_name(name)[:120], duty[:120], phone[:20], mail))
    return Parsed(tuple(one for one in found if one.full_name) or None)


def _hours(value: CellValue, context: ParseContext) -> Parsed:
    hours: dict[str, list[list[str]]] = {}
    for line in _lines(value):
        spans = [[f"{int(a):02d}:{b}", f"{int(c):02d}:{d}"] for a, b, c, d in _SPAN.findall(line)]
        word = tr_fold(_SPAN.sub("", line)).strip(" :,.")
        weekdays = ("hafta ici", "her gun", "hafta sonu", "")
        days = [day for day, label in DAYS.items() if tr_fold(label) == word or (word and tr_fold(label)[:3] == word)]
        if word in weekdays:
            days = {"hafta sonu": ["sat", "sun"], "her gun": list(DAYS)}.get(word, list(DAYS)[:5])
        if not spans or not days:
            return failed(
                "not_hours",
                f"“{shortened(line)}” çalışma saati olarak okunamadı.",
                "Pazartesi: 08.30-12.00, 13.00-17.30",
            )
        hours |= dict.fromkeys(days, spans)
    return Parsed(tuple((day, tuple(map(tuple, hours[day]))) for day in DAYS if day in hours) or None)


def write_services(services: Sequence[ProviderService]) -> str:
    """Return the cell from which `_services` reads the same services."""
    return "\n".join(
        " | ".join(
            (
                _flat(one.name),
                TOPICS.labels.get(one.topic, ""),
                ", ".join(GROUPS.labels.get(key, key) for key in one.target_groups),
                _flat(one.description),
                _flat(one.how_to_apply),
                {True: "Evet", False: "Hayır"}.get(one.is_free, "") if one.is_free is not None else "",
            )
        )
        for one in services
    )


def write_contacts(contacts: Sequence[ProviderContact]) -> str:
    """Return the cell from which `_contacts` reads the same contacts."""
    return "\n".join(" | ".join(map(_flat, (one.full_name, one.duty, one.phone, one.email))) for one in contacts)


def write_hours(hours: Mapping[str, Any]) -> str:
    """Return the cell from which `_hours` reads the same hours."""
    lines = []
    for day, label in DAYS.items():
        if hours.get(day):
            spans = ", ".join(f"{a.replace(':', '.')}-{b.replace(':', '.')}" for a, b in hours[day])
            lines.append(f"{label}: {spans}")
    return "\n".join(lines)


def _flat(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


_T = parsing.text
PROVIDER_FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "name",
        "Kuruluş Adı",
        "Name",
        _T(max_length=200),
        ("Kurum Adı", "Kuruluş", "Kurum", "Adı", "Servis Sağlayıcı", "Hizmet Sağlayıcı", "Unvan"),
        required=True,
        example="Kayseri İŞKUR İl Müdürlüğü",
    ),
    Field("short_name", "Kısa Adı", "Short name", _T(max_length=60), ("Kısaltma",)),
    Field("kind", "Türü", "Kind", parsing.code_list(KINDS), ("Kuruluş Türü", "Kurum Türü", "Tür"), choices=KINDS),
    Field("phone", "Telefon", "Phone", _T(max_length=20), ("Tel", "Telefon No", "Santral")),
    Field("email", "E-posta", "E-mail", parsing.email(), ("Eposta", "Mail")),
    Field("website", "İnternet Adresi", "Website", _T(max_length=200), ("Web", "Web Sitesi", "Site")),
    Field("province", "İl", "Province", _T(max_length=40), ("İli", "Şehir")),
    Field("district", "İlçe", "District", _T(max_length=60), ("İlçesi",)),
    Field("neighbourhood", "Mahalle", "Neighbourhood", _T(max_length=80), ("Semt",)),
    Field("address", "Adres", "Address", _T(max_length=300), ("Adresi", "Açık Adres")),
    Field(
        "opening_hours",
        "Çalışma Saatleri",
        "Opening hours",
        lenient(_hours),
        ("Mesai Saatleri", "Açık Olduğu Saatler"),
        multiple=True,
        example="Hafta içi 08.30-17.30",
    ),
    Field("accessibility", "Erişilebilirlik", "Accessibility", _T(max_length=300), ("Engelli Erişimi",)),
    Field(
        "services",
        "Hizmetler",
        "Services",
        lenient(_services),
        ("Hizmet", "Sunduğu Hizmetler", "Verdiği Hizmetler", "Faaliyet Alanı"),
        multiple=True,
        help="Her satıra bir hizmet: ad | konu | hedef gruplar | açıklama | nasıl başvurulur | ücretsiz mi.",
    ),
    Field(
        "contacts",
        "Yetkililer",
        "Contacts",
        lenient(_contacts),
        ("Yetkili", "İlgili Kişi", "İrtibat Kişisi", "Yetkili Kişi"),
        multiple=True,
        help="Her satıra bir kişi: ad soyad | görev | telefon | e-posta.",
    ),
    Field("registered_on", "Kayıt Tarihi", "Registered on", parsing.any_date(past_only=True), ("Tarih",)),
    Field("last_confirmed_on", "Son Teyit", "Last confirmed", parsing.any_date(past_only=True), ("Teyit Tarihi",)),
    Field("closed_on", "Kapanış Tarihi", "Closed on", parsing.any_date(past_only=True), ("Kapandığı Tarih",)),
    Field("notes", "Notlar", "Notes", _T(max_length=4000, lines=True), ("Not", "Açıklama")),
)
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#@:]+\.[^\s/?#@:]+(?:[:/?#]\S*)?", re.IGNORECASE)
_COLUMNS: Final = tuple(
    one.key for one in PROVIDER_FIELDS if one.key not in ("services", "contacts", "opening_hours", "registered_on")
)


class ProviderTarget:
    """Imports of service providers."""

    kind = "providers"
    label = "Hizmet sağlayıcılar"
    right = Right.DIRECTORY_IMPORT
    fields = PROVIDER_FIELDS

    def check_settings(self, settings: ImportSettings) -> None:
        """Nothing can be wrong: providers belong to the municipality as a whole."""

    def session(self, settings: ImportSettings) -> TargetSession:
        """Return a pass over one file."""
        return ProviderSession(settings)


class ProviderSession:
    """One pass over a list of providers."""

    def __init__(self, settings: ImportSettings) -> None:
        self._settings = settings
        registered = settings.options.get("registered_on")
        self._registered_on = dt.date.fromisoformat(str(registered)) if registered else settings.today

    def check(self, row: ReadRow) -> None:
        """A provider has a name; everything else may follow."""
        if not tidy_name(row.values.get("name", "")):
            row.problems.append(
                self._settings.problem("name", "name_required", "Kuruluşun adı yazılmamış.", "Adını yazın.")
            )
        website = row.values.get("website", "")
        if website and "://" not in website:
            website = row.values["website"] = f"https://{website}"
        if website and not _WEB_ADDRESS.fullmatch(website):
            # Screens make a link of it: an address of another kind could run as a script there.
            row.problems.append(
                self._settings.problem("website", "not_a_website", "İnternet adresi değil.", "Örnek: https://ornek.org")
            )

    def keys(self, row: ReadRow) -> Sequence[tuple[str, str, bool]]:
        """Return name with district: the directory's own unique key."""
        return [("ad ve ilçe", "|".join(_key(row.values)), True)]

    def match(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        """Return which provider of the directory each row is."""
        known = self._known()
        verdicts = []
        for row in rows:
            provider = known.get(_key(row.values))
            if provider is None:
                verdicts.append(Verdict(_S.VALID))
            else:
                fill = self._settings.options.get("existing", "fill") == "fill"
                new = fill and bool(self._lacking(row, provider))
                verdicts.append(Verdict(_S.CHANGED if new else _S.UNCHANGED, provider.pk))
        return verdicts

    def _known(self) -> dict[tuple[str, str], ServiceProvider]:
        # A directory has hundreds of entries, not thousands.
        return {(tr_fold(one.name), tr_fold(one.district)): one for one in ServiceProvider.objects.all()}

    def _lacking(self, row: ReadRow, provider: ServiceProvider) -> dict[str, Any]:
        return {key: row.values[key] for key in _COLUMNS if key in row.values and not getattr(provider, key)}

    def existing(self, subject_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Return those that still stand."""
        return set(ServiceProvider.objects.filter(pk__in=subject_ids).values_list("pk", flat=True))

    def release(self) -> None:
        """Nothing is kept between batches."""

    def create(self, rows: Sequence[ReadRow]) -> list[uuid.UUID]:
        """Store the rows' providers with their services and contacts, one audit row each."""
        providers = [self._provider(row.values) for row in rows]
        ServiceProvider.objects.bulk_create(providers)
        services = [
            ProviderService(provider=provider, **_columns_of(line))
            for row, provider in zip(rows, providers, strict=True)
            for line in row.values.get("services", ())
        ]
        contacts = [
            ProviderContact(provider=provider, **_columns_of(line))
            for row, provider in zip(rows, providers, strict=True)
            for line in row.values.get("contacts", ())
        ]
        ProviderService.objects.bulk_create(services)
        ProviderContact.objects.bulk_create(contacts)
        entries = [
            audit.Entry(
                action="directory.provider_imported",
                subject=one,
                after={"name": one.name, "district": one.district, "kind": one.kind},
            )
            for one in providers
        ]
        audit.record_many(entries, actor=self._settings.actor, now=self._settings.now)
        return [one.pk for one in providers]

    def _provider(self, values: Mapping[str, Any]) -> ServiceProvider:
        columns = {key: values[key] for key in _COLUMNS if key in values}
        columns["name"] = tidy_name(columns["name"])
        columns.setdefault("kind", ProviderKind.OTHER)
        hours = {day: [list(span) for span in spans] for day, spans in values.get("opening_hours", ())}
        return ServiceProvider(
            **columns, opening_hours=hours, registered_on=values.get("registered_on", self._registered_on)
        )

    def update(self, rows: Sequence[tuple[ReadRow, uuid.UUID]]) -> list[bool]:
        """Fill what the entries lack."""
        providers = ServiceProvider.objects.select_for_update().in_bulk([subject for _, subject in rows])
        changed = []
        for row, subject in rows:
            provider = providers.get(subject)
            new = self._lacking(row, provider) if provider is not None else {}
            changed.append(bool(new))
            if provider is None or not new:
                continue
            for key, value in new.items():
                setattr(provider, key, value)
            provider.version += 1
            provider.save(update_fields=[*new, "version", "updated_at"])
            audit.record(
                actor=self._settings.actor,
                action="directory.provider_completed_by_import",
                subject=provider,
                after={key: str(value) for key, value in new.items()},
                now=self._settings.now,
            )
        return changed


def _key(values: Mapping[str, Any]) -> tuple[str, str]:
    return tr_fold(tidy_name(values.get("name", ""))), tr_fold(values.get("district", ""))


def _columns_of(line: ServiceLine | ContactLine) -> dict[str, Any]:
    columns = dataclasses.asdict(line)
    if "target_groups" in columns:
        columns["target_groups"] = list(columns["target_groups"])
    return columns
