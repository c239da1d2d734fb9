"""A programme that nobody runs, and the people who work in it: four stages, two forms, three rule sets."""

import copy
from typing import Any

from apps.accounts.models import OrgUnit
from apps.cases.models import Case
from apps.cases.operations.opening import open_case
from apps.people.models import Person
from apps.programmes.models import ProgrammeVersion
from omuz.kernel.actors import Actor
from tests.people.support import register
from tests.programmes.support import made_up, published
from tests.support.staff import NOW, make_actor

__all__ = ["KITCHEN", "kitchen", "kitchen_document", "opened", "person_of"]


def _rule(field: str, operator: str, value: Any) -> dict[str, Any]:
    return {"combinator": "and", "rules": [{"field": field, "operator": operator, "value": value}]}


#: A kitchen that brings meals to neighbours: nothing like it stands in any regulation.
KITCHEN: dict[str, Any] = {
    "code": "komsu-mutfagi",
    "name": {"tr": "Komşu Mutfağı"},
    "code_lists": [
        {"key": "ogun", "label": {"tr": "Öğün"}, "codes": [
            {"key": "ogle", "label": {"tr": "Öğle"}}, {"key": "aksam", "label": {"tr": "Akşam"}}]},
        {"key": "alerji", "label": {"tr": "Alerji"}, "special": True, "codes": [
            {"key": "gluten", "label": {"tr": "Gluten"}}, {"key": "sut", "label": {"tr": "Süt"}}]},
    ],
    "documents": [
        {"key": "kimlik", "label": {"tr": "Kimlik"}},
        {"key": "hane_belgesi", "label": {"tr": "Hane belgesi"}, "substitutes": [{"tr": "Muhtar yazısı"}]},
    ],
    "forms": [
        {"key": "istek", "title": {"tr": "İstek formu"}, "sections": [
            {"key": "hane", "title": {"tr": "Hane"}, "items": [
                {"key": "kisi_sayisi", "kind": "integer", "label": {"tr": "Kaç kişisiniz?"}, "required": True,
                 "minimum": 1, "maximum": 20, "feeds": "household_size"},
                {"key": "eve_gelsin", "kind": "boolean", "label": {"tr": "Yemek eve gelsin mi?"}, "required": True,
                 "feeds": "delivered"},
                {"key": "adres_tarifi", "kind": "text", "label": {"tr": "Yol tarifi"}, "required": True,
                 "shown_when": _rule("eve_gelsin", "=", True)},
                {"key": "ogunler", "kind": "choices", "label": {"tr": "Hangi öğünler?"}, "choices": "ogun",
                 "feeds": "meals"},
                {"key": "alerjiler", "kind": "choices", "label": {"tr": "Alerjileriniz"}, "choices": "alerji",
                 "special": True, "feeds": "allergies",
                 "privacy": {"purpose": {"tr": "Yemeğin uygun olması"}, "legal_basis": "explicit_consent"}},
            ]},
            {"key": "cocuklar", "title": {"tr": "Çocuklar"}, "items": [
                {"type": "group", "key": "cocuk", "label": {"tr": "Çocuklar"}, "item_label": {"tr": "Çocuk"},
                 "fields": [
                    {"key": "yas", "kind": "integer", "label": {"tr": "Yaş"}, "required": True, "minimum": 0},
                    {"key": "okulda_yer", "kind": "boolean", "label": {"tr": "Okulda yemek yiyor mu?"},
                     "shown_when": _rule("yas", ">=", 6)}]},
            ]},
        ]},
        {"key": "ziyaret", "title": {"tr": "Ziyaret notu"}, "sections": [
            {"key": "genel", "title": {"tr": "Ziyaret"}, "items": [
                {"key": "gun", "kind": "date", "label": {"tr": "Ziyaret günü"}, "required": True, "bound": "past",
                 "feeds": "visited_on"},
                {"key": "gozlem", "kind": "long_text", "label": {"tr": "Gözlem"}},
            ]},
        ]},
    ],
    "rules": [
        {"key": "kimler", "point": "eligibility", "label": {"tr": "Kimler yararlanır"}, "clauses": [
            {"key": "yetiskin", "condition": _rule("age", ">=", 18), "effect": {"kind": "require"},
             "message": {"tr": "18 yaşını doldurmuş olmalı."}, "basis": {"source": "karar", "article": "3"}},
        ]},
        {"key": "servise_hazir", "point": "transition", "label": {"tr": "Servise hazır mı"}, "clauses": [
            {"key": "hane_kucuk", "condition": _rule("case.household_size", "<=", 8), "effect": {"kind": "require"},
             "message": {"tr": "Bir mutfak en çok 8 kişilik haneye yetişir."},
             "basis": {"source": "karar", "article": "5"}},
        ]},
        {"key": "belgeler", "point": "required_documents", "label": {"tr": "Belgeler"}, "clauses": [
            {"key": "herkesten", "condition": _rule("case.days_open", ">=", 0),
             "effect": {"kind": "add", "value": "kimlik"}, "message": {"tr": "Herkesten istenir."}},
            {"key": "kalabalik", "condition": _rule("case.household_size", ">", 4),
             "effect": {"kind": "add", "value": "hane_belgesi"}, "message": {"tr": "4 kişiden kalabalıksa istenir."}},
        ]},
    ],
    "deadlines": [
        {"key": "iki_hafta", "label": {"tr": "İki hafta"}, "amount": 14, "unit": "days", "starts": "stage_entered"},
    ],
    "stages": [
        {"key": "istek", "label": {"tr": "İstek alındı"}, "kind": "start", "deadline": "iki_hafta",
         "forms": [{"form": "istek", "required": True}], "responsible": "intake_clerk"},
        {"key": "tanisma", "label": {"tr": "Tanışma"}, "forms": [{"form": "ziyaret", "required": True}]},
        {"key": "servis", "label": {"tr": "Yemek geliyor"}, "forms": [{"form": "istek"}, {"form": "ziyaret"}]},
        {"key": "bitti", "label": {"tr": "Bitti"}, "kind": "end"},
    ],
    "transitions": [
        {"key": "tanis", "label": {"tr": "Tanışmaya git"}, "sources": ["istek"], "target": "tanisma"},
        {"key": "basla", "label": {"tr": "Servise başla"}, "sources": ["tanisma"], "target": "servis",
         "guards": ["servise_hazir"], "roles": ["intake_clerk", "unit_manager"]},
        {"key": "vazgec", "label": {"tr": "İstekten vazgeçildi"}, "sources": ["istek", "tanisma", "servis"],
         "target": "bitti", "needs_reason": True},
    ],
    "closures": [
        {"key": "istemedi", "letter": "a", "label": {"tr": "Kendisi istemedi"}, "needs_reason": False},
        {"key": "tasindi", "letter": "b", "label": {"tr": "Taşındı"}},
    ],
}  # fmt: skip


def kitchen_document(**parts: Any) -> dict[str, Any]:
    """Return the definition of the kitchen with some parts replaced."""
    return made_up(**(copy.deepcopy(KITCHEN) | parts))


def kitchen(unit: OrgUnit | None = None, **parts: Any) -> ProgrammeVersion:
    """Return the published version of the kitchen."""
    return published(kitchen_document(**parts), unit=unit)


def person_of(actor: Actor, **values: Any) -> Person:
    """Return a registered adult."""
    from datetime import date

    return register(actor, **({"birth_date": date(1980, 5, 1), "birth_precision": "day"} | values))


def opened(version: ProgrammeVersion, *, actor: Actor | None = None, **person: Any) -> Case:
    """Return a new case in the programme of that version, of a person who is registered for it."""
    clerk = actor or make_actor("intake_clerk")
    somebody = person_of(clerk, unit_id=version.programme.unit_id, **person)
    return open_case(somebody.pk, version.programme_id, actor=clerk, now=NOW).case
