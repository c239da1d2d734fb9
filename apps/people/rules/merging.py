"""Which of two records wins, field by field."""

from collections.abc import Mapping
from typing import Final

from omuz.kernel.errors import FieldProblem

#: Header fields that are chosen side by side; the date of birth and its precision go together.
HEADER: Final = (
    "given_names", "surname", "other_names", "working_label", "birth_date", "sex", "email", "channel",
    "registered_on", "interviewer", "unit", "programme", "notes",
)  # fmt: skip
FACTS: Final = ("education", "employment", "marital", "household_situation", "income", "social_security")
#: What else is one at a time.
SINGLE: Final = ("address", "safe_contact")
CHOICES: Final = ("survivor", "absorbed")

FIELD_LABELS: Final[Mapping[str, str]] = {
    "given_names": "Adı", "surname": "Soyadı", "other_names": "Diğer adları", "working_label": "Geçici ad",
    "birth_date": "Doğum tarihi", "sex": "Cinsiyet", "email": "E-posta", "channel": "Kayıt kanalı",
    "registered_on": "Kayıt tarihi", "interviewer": "Görüşmeyi yapan", "unit": "Birim", "programme": "Program",
    "notes": "Notlar", "education": "Eğitim durumu", "employment": "Çalışma durumu", "marital": "Medeni durum",
    "household_situation": "Hane durumu", "income": "Gelir durumu", "social_security": "Sosyal güvence",
    "address": "Adres", "safe_contact": "Güvenli iletişim planı",
}  # fmt: skip


def check_choices(choices: Mapping[str, str]) -> list[FieldProblem]:
    """Return what is wrong with the choices of a merge."""
    known = {*HEADER, *FACTS, *SINGLE}
    return [
        FieldProblem(f"choices.{field}", "unknown_choice", "Bu seçim anlaşılamadı.", "Sayfayı yenileyip yeniden seçin.")
        for field, side in choices.items()
        if field not in known or side not in CHOICES
    ]


def takes_absorbed(field: str, choices: Mapping[str, str], *, survivor_is_empty: bool) -> bool:
    """Return whether the absorbed record's value is taken: chosen, or the surviving one has none."""
    return choices.get(field, "absorbed" if survivor_is_empty else "survivor") == "absorbed"
