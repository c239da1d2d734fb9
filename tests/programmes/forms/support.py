"""Made-up forms for tests."""

from __future__ import annotations

from typing import Any

from apps.programmes.definition import Definition, read
from apps.programmes.definition.forms import Form
from apps.programmes.forms import CompiledForm, compile_form

LISTS: list[dict[str, Any]] = [
    {
        "key": "need",
        "label": {"tr": "İhtiyaç"},
        "codes": [
            {"key": "transport", "label": {"tr": "Ulaşım", "en": "Transport"}, "score": 3},
            {"key": "device", "label": {"tr": "Yardımcı araç"}, "score": 5},
            {"key": "none", "label": {"tr": "Yok"}, "score": 0},
            {"key": "fax", "label": {"tr": "Faks"}, "retired": True, "score": 1},
        ],
    }
]


def definition(*forms: dict[str, Any], **parts: Any) -> Definition:
    """Return a definition that holds these forms."""
    document = {
        "code": "deneme",
        "name": {"tr": "Deneme"},
        "purpose": {"tr": "Testlerde kullanılır."},
        "target_groups": {"offered": ["disabled"]},
        "code_lists": LISTS,
        "forms": list(forms),
    }
    return read(document | parts)


def form(*sections: dict[str, Any], key: str = "basvuru") -> dict[str, Any]:
    """Return a form's document; a section that names no key is called s0, s1, ..."""
    numbered = [
        {"key": f"s{index}", "title": {"tr": f"Bölüm {index}"}} | section for index, section in enumerate(sections)
    ]
    return {"key": key, "title": {"tr": "Başvuru formu", "en": "Application"}, "sections": numbered}


def field(key: str, kind: str = "text", **parts: Any) -> dict[str, Any]:
    """Return a question's document."""
    return {"key": key, "kind": kind, "label": {"tr": key}} | parts


def group(key: str, *fields: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """Return a group's document."""
    base = {"type": "group", "key": key, "label": {"tr": key}, "item_label": {"tr": "Kayıt"}, "fields": list(fields)}
    return base | parts


def rule(name: str, operator: str, value: Any = None, **parts: Any) -> dict[str, Any]:
    """Return a rule of a condition."""
    return {"field": name, "operator": operator} | ({} if value is None else {"value": value}) | parts


def when(*rules: dict[str, Any], combinator: str = "and", **parts: Any) -> dict[str, Any]:
    """Return a condition."""
    return {"combinator": combinator, "rules": list(rules)} | parts


def only(document: dict[str, Any], **parts: Any) -> tuple[Form, Definition]:
    """Return the form of a document with the definition around it."""
    whole = definition(document, **parts)
    return whole.forms[0], whole


def compiled(document: dict[str, Any], **parts: Any) -> CompiledForm:
    """Return the compiled form of a document."""
    return compile_form(*only(document), **parts)
