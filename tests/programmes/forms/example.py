"""A form with everything in it, as the screens' tests and the kit's page show it.

`python -m tests.programmes.forms.example` writes frontend/src/ui/programme-form/example.json anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from apps.programmes.forms import compile_form
from tests.programmes.forms.support import definition, group, rule, when

FILE = Path(__file__).resolve().parents[3] / "frontend/src/ui/programme-form/example.json"
PURPOSE = {"purpose": {"tr": "Uygun desteği planlamak için."}, "legal_basis": "social_services", "statute": "5378 m. 4"}
LISTS: list[dict[str, Any]] = [
    {
        "key": "transport",
        "label": {"tr": "Ulaşım"},
        "codes": [
            {"key": "bus", "label": {"tr": "Otobüs, metro, tramvay"}},
            {"key": "service", "label": {"tr": "Servis"}},
            {"key": "car", "label": {"tr": "Kendi aracı"}},
            {"key": "phaeton", "label": {"tr": "Fayton"}, "retired": True},
        ],
    }
]


def _field(key: str, kind: str, label: str, **parts: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": {"tr": label}} | parts


FORM: dict[str, Any] = {
    "key": "basvuru",
    "title": {"tr": "Destekli istihdam başvuru formu", "en": "Application for supported employment"},
    "description": {"tr": "Görüşmede birlikte doldurulur."},
    "sections": [
        {
            "key": "work",
            "title": {"tr": "Çalışma durumu"},
            "help": {"tr": "Son bir yılı düşünerek yanıtlayın."},
            "items": [
                _field("education", "choice", "Eğitim durumu", choices="national:education", required=True),
                _field("works", "boolean", "Şu anda çalışıyor mu?", required=True),
                _field("employer", "text", "İşyerinin adı", required=True, max_length=60,
                       shown_when=when({"field": "works", "operator": "=", "value": True})),
                _field("since", "date", "İşe başlama tarihi", bound="past", required=True,
                       shown_when=when({"field": "works", "operator": "=", "value": True})),
                _field("income", "number", "Aylık net gelir (TL)", minimum=0, maximum=1000000,
                       help={"tr": "Yaklaşık bir tutar yeterlidir."}),
                _field("transport", "choice", "İşe nasıl gider?", choices="transport"),
                _field("story", "long_text", "Çalışma geçmişi", max_length=500),
            ],
        },
        {
            "key": "needs",
            "title": {"tr": "Destek ihtiyacı"},
            "items": [
                _field("communication", "choices", "İletişim ihtiyacı", choices="national:communication_need",
                       special=True, privacy=PURPOSE),
                _field("companion", "text", "Refakatçinin adı", required=True,
                       shown_when=when(rule("communication", "contains", "companion"))),
                _field("email", "email", "E-posta"),
                _field("phone", "phone", "Telefon"),
            ],
        },
        {
            "key": "family",
            "title": {"tr": "Çocuklar"},
            "items": [
                group(
                    "children",
                    _field("name", "text", "Adı", required=True, max_length=60),
                    _field("birth_date", "date", "Doğum tarihi", bound="past", required=True),
                    _field("school", "boolean", "Okula gidiyor mu?", required=True,
                           shown_when=when(rule("birth_date", "<", "2021-01-01"))),
                    _field("grade", "integer", "Sınıfı", minimum=1, maximum=12, required=True,
                           shown_when=when({"field": "school", "operator": "=", "value": True})),
                    label={"tr": "Bakmakla yükümlü olduğu çocuklar"},
                    item_label={"tr": "Çocuk"},
                    max_items=5,
                    help={"tr": "18 yaşından küçük her çocuk için bir kayıt."},
                ),
                _field("care", "text", "Çocuklara gündüz kim bakıyor?", required=True,
                       shown_when=when({"field": "children", "operator": "=", "match": {"mode": "some"},
                                        "value": when(rule("birth_date", ">=", "2021-01-01"))})),
            ],
        },
    ],
}  # fmt: skip


def example() -> dict[str, Any]:
    """Return what the address of the form answers, without its version."""
    whole = definition(FORM, code_lists=LISTS)
    compiled = compile_form(whole.forms[0], whole)
    note = {"purpose": "Uygun desteği planlamak için.", "legal_basis": "social_services", "statute": "5378 m. 4"}
    return {
        "schema": compiled.schema,
        "ui_schema": compiled.ui_schema,
        "privacy": {"communication": note | {"retention": None}},
    }


def written() -> str:
    """Return the file's text."""
    return json.dumps(example(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
