"""A made-up programme for tests, and the two people who publish it."""

import copy
from typing import Any

from apps.accounts.models import OrgUnit
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.versions import approve_version, start_from_document, submit_version
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from tests.support.staff import NOW, make_actor

MADE_UP: dict[str, Any] = {
    "format": 1,
    "code": "deneme-programi",
    "name": {"tr": "Deneme programı", "en": "Trial programme"},
    "purpose": {"tr": "Testlerde kullanılır."},
    "legal_basis": [
        {"key": "karar", "kind": "council_decision", "title": "Meclis kararı", "organ": "Meclis", "number": "1",
         "decided_on": "2026-01-02"},
    ],
    "effective": {"starts_on": "2026-02-01"},
    "target_groups": {
        "offered": ["poverty", "disabled", "working_children_family", "ex_offender"],
        "chosen": ["disabled", "poverty"],
        "selection": {"at_least": 1, "mandatory": ["disabled"], "basis": {"source": "karar", "article": "2"}},
    },
    "capabilities": {"held": [{"key": "case_management"}, {"key": "information_referral"}]},
    "forms": [
        {"key": "basvuru", "title": {"tr": "Başvuru"}, "sections": [
            {"key": "genel", "title": {"tr": "Genel"}, "items": [
                {"key": "istek", "kind": "long_text", "label": {"tr": "Ne istiyorsunuz?"}, "required": True,
                 "privacy": {"purpose": {"tr": "Talebin karşılanması"}}},
            ]},
        ]},
    ],
    "stages": [
        {"key": "giris", "label": {"tr": "Giriş"}, "kind": "start", "forms": [{"form": "basvuru", "required": True}]},
        {"key": "calisma", "label": {"tr": "Çalışma"}},
        {"key": "son", "label": {"tr": "Kapandı"}, "kind": "end"},
    ],
    "transitions": [
        {"key": "basla", "label": {"tr": "Başla"}, "sources": ["giris"], "target": "calisma"},
        {"key": "bitir", "label": {"tr": "Kapat"}, "sources": ["giris", "calisma"], "target": "son",
         "needs_reason": True},
    ],
    "retention": [{"key": "dosya", "label": {"tr": "Dosya"}, "months": 60}],
}  # fmt: skip


def made_up(**parts: Any) -> dict[str, Any]:
    """Return the document of the made-up programme with some parts replaced (None takes one away)."""
    document = copy.deepcopy(MADE_UP) | copy.deepcopy(parts)
    return {name: value for name, value in document.items() if value is not None}


def drafted(
    document: dict[str, Any] | None = None, *, unit: OrgUnit | None = None, by: Actor | None = None
) -> ProgrammeVersion:
    """Return draft 1 of a programme of that document in a (new) unit of the entered municipality."""
    unit = unit or OrgUnit.objects.create(name=f"Birim {new_id().hex[-6:]}")
    return start_from_document(document or made_up(), unit_id=unit.pk, actor=by or make_actor("tenant_admin"), now=NOW)


def published(document: dict[str, Any] | None = None, *, unit: OrgUnit | None = None) -> ProgrammeVersion:
    """Return a published version of a programme of that document, written by one person and approved by another."""
    writer = make_actor("tenant_admin")
    version = drafted(document, unit=unit, by=writer)
    return publish(version, writer=writer)


def publish(version: ProgrammeVersion, *, writer: Actor | None = None) -> ProgrammeVersion:
    """Submit a draft and approve it by a second person; return the published version."""
    submit_version(version.pk, note="", actor=writer or make_actor("tenant_admin"), now=NOW)
    return approve_version(version.pk, actor=make_actor("unit_manager"), now=NOW)
