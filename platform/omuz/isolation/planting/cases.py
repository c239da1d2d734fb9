"""Planting programmes and cases: a published version with words in it, a case with its form, draft, note and facts."""

from typing import Any

from apps.accounts.enums import Role
from apps.cases.operations.drafts import save_draft
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import write_note
from apps.cases.operations.opening import open_case
from apps.programmes.models import Programme, ProgrammeVersion, VersionCorrection
from omuz.isolation.planting.ground import Ground
from omuz.isolation.words import Words


def _document(words: Words, code: str) -> dict[str, Any]:
    said = {"tr": words.plain}
    question = {"key": "istek", "kind": "text", "label": said, "feeds": "istek"}
    special = {
        "key": "durum", "kind": "text", "label": said, "special": True, "feeds": "durum",
        "privacy": {"purpose": said, "legal_basis": "explicit_consent"},
    }  # fmt: skip
    return {
        "format": 1, "code": code, "name": said, "purpose": said, "target_groups": {"offered": ["disabled"]},
        "capabilities": {"held": [{"key": "case_management"}]}, "effective": {"starts_on": "2026-01-01"},
        "forms": [{"key": "form", "title": said, "sections": [
            {"key": "genel", "title": said, "items": [question, special]}]}],
        "stages": [{"key": "giris", "label": said, "kind": "start", "forms": [{"form": "form"}]},
                   {"key": "son", "label": said, "kind": "end"}],
        "transitions": [{"key": "bitir", "label": said, "sources": ["giris"], "target": "son"}],
        "retention": [{"key": "dosya", "label": said, "months": 60}],
    }  # fmt: skip


def plant_cases(ground: Ground) -> None:
    """A published version of the first programme, and a case of the first person under it."""
    words, now = ground.words, ground.now
    programme = Programme.objects.get(pk=ground.programme_ids[0])
    # The code of a planted programme is a free word, which no definition may have; the version is stored as it is.
    writer, manager = ground.actors[Role.TENANT_ADMIN], ground.manager
    version = ProgrammeVersion.objects.create(
        programme=programme, number=1, state="published", document=_document(words, "ekili-program"),
        upstream={words.plain: words.plain}, upstream_version=words.plain,
        effective_from=ground.today, drafted_by_id=writer.id, submitted_by_id=writer.id, submitted_at=now,
        published_by_id=manager.id, published_at=now,
    )  # fmt: skip
    VersionCorrection.objects.create(
        programme_version=version, sequence=1, path=["name", "tr"], before=words.plain, after=words.plain,
        reason=words.plain, corrected_by_id=manager.id, corrected_at=now,
    )  # fmt: skip
    case = open_case(ground.person_ids[0], programme.pk, actor=ground.clerk, now=now).case
    answers = {"istek": words.plain, "durum": words.special}
    submit_form(case.pk, "form", answers, actor=ground.clerk, now=now)
    save_draft(case.pk, "form", answers, actor=ground.clerk, version=None, now=now)
    write_note(case.pk, words.special, actor=ground.clerk, now=now)


STEPS = (plant_cases,)
