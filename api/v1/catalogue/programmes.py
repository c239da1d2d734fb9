"""What the editors of a definition offer to choose from: modules, rights to give, placeholders of letters."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from apps.accounts.rights import RIGHT_LABELS, Right
from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.definition.checking.references import GIVEABLE_RIGHTS, PLACEHOLDERS
from apps.programmes.definition.flow import LetterUse
from apps.programmes.registry import guards

#: What a letter's placeholder is replaced by; Turkish and English.
_PLACEHOLDERS: Final[Mapping[str, tuple[str, str]]] = {
    "ad_soyad": ("Kişinin adı soyadı", "The person's name"),
    "dosya_no": ("Dosya numarası", "Number of the case"),
    "basvuru_no": ("Başvuru numarası", "Number of the application"),
    "tarih": ("Yazının tarihi", "Date of the letter"),
    "program": ("Programın adı", "Name of the programme"),
    "birim": ("Birimin adı", "Name of the unit"),
    "belediye": ("Belediyenin adı", "Name of the municipality"),
    "gerekce": ("Gerekçe", "Reason"),
    "madde": ("Dayanak madde", "Article it rests on"),
    "son_gun": ("Sürenin son günü", "Last day of the period"),
    "eksikler": ("Eksik belgeler", "Missing documents"),
    "alinanlar": ("Alınan belgeler", "Documents received"),
    "sonuc": ("Sonuç", "Outcome"),
    "yetkili": ("İmzalayan yetkili", "Who signs"),
    "basvuru_yolu": ("Başvuru yolu ve süresi", "Where to object, and until when"),
    "muhatap": ("Yazının muhatabı", "To whom the letter is addressed"),
    "yururluk": ("Kararın hüküm doğurduğu gün", "Day on which the decision takes effect"),
    "karar_no": ("Karar numarası", "Number of the decision"),
    "karar_tarihi": ("Karar tarihi", "Date of the decision"),
    "randevu": ("Randevunun günü ve saati", "Day and time of the appointment"),
    "yer": ("Yer", "Place"),
}

#: What letters are written for; Turkish and English.
_USES: Final[Mapping[LetterUse, tuple[str, str]]] = {
    LetterUse.RECEIPT: ("Alındı belgesi", "Receipt"),
    LetterUse.MISSING_DOCUMENTS: ("Eksik belge bildirimi", "Missing documents"),
    LetterUse.ASSESSMENT_RESULT: ("Değerlendirme sonucu", "Outcome of the assessment"),
    LetterUse.SUPPORT_PLAN: ("Bireysel destek planı", "Support plan"),
    LetterUse.UNDERTAKING: ("Taahhütname", "Undertaking"),
    LetterUse.STATEMENT_REQUEST: ("Açıklama isteme", "Request for a statement"),
    LetterUse.INTERIM_STOP: ("Tedbiren durdurma", "Interim stop"),
    LetterUse.INTERIM_STOP_LIFTED: ("Tedbirin kaldırılması", "Interim stop lifted"),
    LetterUse.SUSPENSION: ("Askıya alma kararı", "Suspension"),
    LetterUse.TERMINATION: ("Sonlandırma kararı", "Termination"),
    LetterUse.RESUMPTION: ("Hizmetin yeniden başlatılması", "Resumption"),
    LetterUse.PETITION_RECEIPT: ("Talep ya da şikâyetin alındığı", "Receipt of a petition"),
    LetterUse.PETITION_ANSWER: ("Talep ya da şikâyete cevap", "Answer to a petition"),
    LetterUse.APPOINTMENT: ("Randevu bildirimi", "Appointment"),
}


def programme_lists(*, is_english: bool) -> Iterator[dict[str, Any]]:
    """Yield the lists `capability`, `programme_right` and `letter_placeholder` as the catalogue gives its lists."""
    yield _list(
        "capability",
        [
            (one.key, one.label.en if is_english else one.label.tr,
             one.description.en if is_english else one.description.tr)
            for one in CAPABILITIES.values()
        ],
    )  # fmt: skip
    yield _list(
        "guard",
        [
            (one.key, one.label.en if is_english else one.label.tr,
             one.description.en if is_english else one.description.tr)
            for one in guards().values()
        ],
    )  # fmt: skip
    yield _list("letter_use", [(use.value, _USES[use][is_english], "") for use in LetterUse])
    yield _list("programme_right", [(one.value, RIGHT_LABELS[one], "") for one in Right if one in GIVEABLE_RIGHTS])
    words = {key: labels[is_english] for key, labels in _PLACEHOLDERS.items() if key in PLACEHOLDERS}
    yield _list("letter_placeholder", [(key, words.get(key, key), "") for key in sorted(PLACEHOLDERS)])


def _list(key: str, entries: list[tuple[str, str, str]]) -> dict[str, Any]:
    codes = [{"key": code, "label": label, "special": False, "hint": hint} for code, label, hint in entries]
    return {"key": key, "label": key, "special": False, "codes": codes}
