"""What the places of a definition are called in Turkish: "Formlar › Başvuru formu › Ulaşım › Etiket"."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any, Final

from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.catalogue import CODE_LISTS
from apps.programmes.definition.paths import ABSENT, ORDER, KeyedPath, value_at
from apps.programmes.definition.shapes import Entries, Names, Record, Shape, Value, root

SEPARATOR: Final = " › "

SECTION_LABELS: Final[Mapping[str, str]] = {
    "name": "Ad",
    "purpose": "Amaç",
    "status": "Paketin durumu",
    "pending": "Beklenen parçalar",
    "sources": "Kaynaklar",
    "unit": "Birim",
    "naming": "Adlandırma",
    "legal_basis": "Yasal dayanak",
    "effective": "Yürürlük",
    "definitions": "Tanımlar",
    "articles": "Maddeler",
    "target_groups": "Hedef gruplar",
    "capabilities": "Modüller",
    "activities": "Faaliyetler",
    "code_lists": "Kod listeleri",
    "documents": "Belgeler",
    "appointments": "Randevu konuları",
    "forms": "Formlar",
    "rules": "Kurallar",
    "stages": "Aşamalar",
    "transitions": "Aşama geçişleri",
    "outcomes": "Değerlendirme sonuçları",
    "grounds": "Gerekçeler",
    "closures": "Kapatma nedenleri",
    "due_process": "Karar süreleri",
    "deadlines": "Süreler",
    "role_rights": "Rol yetkileri",
    "letters": "Yazılar",
    "indicators": "Göstergeler",
    "retention": "Saklama süreleri",
    "standards": "Hizmet standartları",
    "standards_note": "Başvuru mercileri",
}
#: Fields below a section; "Model.field" where a word means something else in one place.
_FIELDS: Final[Mapping[str, str]] = {
    "format": "Biçim",
    "code": "Kod",
    "key": "Anahtar",
    "tr": "Türkçe",
    "en": "İngilizce",
    "name": "Ad",
    "short": "Kısa ad",
    "person": "Hizmet alan",
    "case": "Dosya",
    "kind": "Tür",
    "title": "Başlık",
    "organ": "Organ",
    "number": "Sayı",
    "decided_on": "Karar tarihi",
    "published_on": "Yayım tarihi",
    "text": "Metin",
    "to_be_verified": "Aslıyla karşılaştırılacak",
    "starts_on": "Başlangıç",
    "ends_on": "Bitiş",
    "note": "Not",
    "term": "Terim",
    "meaning": "Anlam",
    "basis": "Dayanak",
    "offered": "Sunulan gruplar",
    "chosen": "Seçilen gruplar",
    "local": "Yerel gruplar",
    "selection": "Seçim kuralı",
    "exactly": "Tam sayı",
    "at_least": "En az",
    "at_most": "En çok",
    "mandatory": "Zorunlu gruplar",
    "others": "Diğer kişiler",
    "label": "Etiket",
    "special": "Özel nitelikli",
    "legal_basis": "Hukuki dayanak",
    "statute": "Kanun maddesi",
    "held": "Kullanılan modüller",
    "refused": "Kapalı tutulan modüller",
    "reason": "Gerekçe",
    "letter": "Bent",
    "capability": "Modül",
    "codes": "Kodlar",
    "retired": "Kullanımdan kalktı",
    "score": "Puan",
    "source": "Kaynak",
    "article": "Madde",
    "reference": "Künye",
    "value": "Değer",
    "points": "Puan",
    "substitutes": "Yerine geçen belgeler",
    "valid_months": "Geçerlilik (ay)",
    "description": "Açıklama",
    "sections": "Bölümler",
    "items": "Sorular",
    "fields": "Sorular",
    "type": "Yapı",
    "help": "Yardım metni",
    "required": "Zorunlu",
    "shown_when": "Gösterilme koşulu",
    "choices": "Seçenekler",
    "minimum": "En küçük değer",
    "maximum": "En büyük değer",
    "max_length": "En çok karakter",
    "bound": "Tarih sınırı",
    "privacy": "Kişisel veri",
    "purpose": "Amaç",
    "retention": "Saklama sınıfı",
    "feeds": "Beslediği bilgi",
    "item_label": "Öge etiketi",
    "min_items": "En az öge",
    "max_items": "En çok öge",
    "point": "Karar noktası",
    "clauses": "Hükümler",
    "condition": "Koşul",
    "effect": "Sonuç",
    "message": "Açıklama metni",
    "forms": "Formlar",
    "form": "Form",
    "deadline": "Süre",
    "responsible": "Sorumlu rol",
    "sources": "Çıkış aşamaları",
    "target": "Varış aşaması",
    "guards": "Koruyan kurallar",
    "needs_reason": "Gerekçe ister",
    "roles": "Roller",
    "amount": "Süre",
    "unit": "Birim",
    "starts": "Başladığı an",
    "ceiling": "Üst sınır",
    "role": "Rol",
    "rights": "Yetkiler",
    "subject": "Konu",
    "body": "Metin",
    "filter": "Süzgeç",
    "denominator": "Payda",
    "dimension": "Kırılım",
    "bands": "Aralıklar",
    "low": "Aralığın başı",
    "high": "Aralığın sonu",
    "total": "Toplam",
    "notes": "Notlar",
    "months": "Ay",
    "method": "İmha yöntemi",
    "statutory_periods_reserved": "Yasal süreler saklı",
    "service": "Hizmet",
    "documents": "Belgeler",
    "duration": "Tamamlanma süresi",
    "first": "İlk müracaat yeri",
    "second": "İkinci müracaat yeri",
    "first_place": "İlk müracaat yeri",
    "second_place": "İkinci müracaat yeri",
    "address": "Adres",
    "phone": "Telefon",
    "fax": "Faks",
    "email": "E-posta",
    "Transition.roles": "Yapabilen roller",
    "act": "Hukuki işlem",
    "petitions": "Başvuru türleri",
    "use": "Kullanıldığı yer",
    "applies_to": "Uygulandığı kayıtlar",
    "minutes": "Süre (dakika)",
    "places": "Görüşme yerleri",
    "public": "Vatandaş kendisi alabilir",
    "for_application": "Başvuru görüşmesi",
    "interim_stop_days": "Tedbiren durdurmanın en uzun süresi (gün)",
    "statement_days": "Açıklama süresi (gün)",
    "interim_stop_ground": "Tedbiren durdurmanın gerekçesi",
    "termination_closure": "Sonlandırmanın kapanış türü",
    "ArticleText.guards": "Güvenceler",
}
#: Lists that a reader takes for granted: the sections of a form, the questions of a section.
_UNSAID: Final = frozenset(
    {"Form.sections", "FormSection.items", "FormGroup.fields", "CodeList.codes", "RuleSet.clauses"}
)
#: Words of an ordered set that are keys of another list of the definition.
_REFER: Final = {"guards": "rules", "sources": "stages", "forms": "forms"}
_GROUPS: Final = frozenset({"offered", "chosen", "mandatory"})
#: What an entry is called by, first found.
_CALLED: Final = ("label", "title", "term", "service", "name", "message")
_LONGEST: Final = 80


def field_label(model: str, field: str) -> str:
    """Return what a field is called; its own name where nothing is known."""
    if model == "Definition" and field in SECTION_LABELS:
        return SECTION_LABELS[field]
    return _FIELDS.get(f"{model}.{field}", _FIELDS.get(field, field))


def label_of(document: Mapping[str, Any], path: KeyedPath) -> str:
    """Return the Turkish name of a place; entries are called as that document calls them."""
    said: list[str] = []
    shape: Shape | None = root()
    value: Any = document
    field = ""
    for step in path:
        if step == ORDER:
            said.append("Sıra")
        elif isinstance(shape, Record):
            if not _is_taken_for_granted(shape, step):
                said.append(field_label(shape.model.__name__, step))
            field = step
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
            shape = shape.fields.get(step)
        elif isinstance(shape, Entries):
            entries = shape.by_identity(value) or {}
            value = entries.get(step, ABSENT)
            said.append(_entry_label(document, step, value, shape))
            shape = shape.of(value)
        else:
            said.append(_word_label(document, field, step) if isinstance(shape, Names) else step)
            shape = Value()
    return SEPARATOR.join(said)


def _is_taken_for_granted(shape: Record, step: str) -> bool:
    model = shape.model.__name__
    return f"{model}.{step}" in _UNSAID or (step == "tr" and model in {"Words", "Text"})


def _entry_label(document: Mapping[str, Any], key: str, entry: Any, shape: Entries) -> str:
    for name in _CALLED if isinstance(entry, dict) else ():
        called = entry.get(name)
        called = called.get("tr") if isinstance(called, dict) else called
        if isinstance(called, str) and called.strip():
            return textwrap.shorten(called, _LONGEST, placeholder="…")
    if shape.identity == "form":
        return _called(document, "forms", key)
    known = CAPABILITIES.get(key) if shape.of(entry).model.__name__ in {"Held", "Refused"} else None
    return known.label.tr if known is not None else key


def _word_label(document: Mapping[str, Any], field: str, word: str) -> str:
    if field in _GROUPS:
        local = value_at(document, ("target_groups", "local", word, "label", "tr"))
        known = CODE_LISTS["target_group"].get(word)
        return local if isinstance(local, str) else known.tr if known is not None else word
    return _called(document, _REFER[field], word) if field in _REFER else word


def _called(document: Mapping[str, Any], section: str, key: str) -> str:
    for name in _CALLED:
        called = value_at(document, (section, key, name, "tr"))
        if isinstance(called, str):
            return called
    return key
