"""Planting a programme: a published version that can do everything, its words in every label."""

from typing import Any

from apps.accounts.enums import Role
from apps.programmes.definition.flow import LetterUse
from apps.programmes.models import Programme, ProgrammeVersion, VersionCorrection
from omuz.isolation.planting.ground import Ground
from omuz.isolation.words import Words

#: Keys of the planted definition, where the API's addresses and the other steps name them.
FORM = "form"
SERVICE = "gorusme"
ACTIVITY = "rehberlik"
DOCUMENT = "kimlik"
OUTCOME = "beceri"
GROUND = "risk"
GUARD = "listed_grounds"
#: A capability of each module whose addresses exist only where a programme holds it.
_CAPABILITIES = (
    "case_management", "information_referral", "employment_follow_up", "appointments", "public_booking",
    "job_coaching", "employer_advice",
)  # fmt: skip


def plant_programme(ground: Ground) -> None:
    """A published version of the first programme, and a correction of its wording."""
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


def _document(words: Words, code: str) -> dict[str, Any]:
    said, cited = {"tr": words.plain}, {"source": "karar", "article": "1"}
    return {
        "format": 1, "code": code, "name": said, "purpose": said, "target_groups": {"offered": ["disabled"]},
        "legal_basis": [{"key": "karar", "kind": "council_decision", "title": words.plain, "number": "1"}],
        "articles": [{"key": "gerekce", "basis": cited, "title": said, "text": said, "guards": [GUARD]}],
        "capabilities": {"held": [{"key": key} for key in _CAPABILITIES]}, "effective": {"starts_on": "2026-01-01"},
        "activities": [{"key": ACTIVITY, "letter": "a", "label": said, "text": said}],
        "documents": [{"key": DOCUMENT, "label": said}, {"key": "rapor", "label": said, "special": True}],
        "appointments": [{"key": SERVICE, "label": said, "description": said, "public": True,
                          "for_application": True}],
        "outcomes": [{"key": OUTCOME, "letter": "a", "label": said, "text": said}],
        "grounds": [{"key": GROUND, "letter": "a", "label": said, "text": said, "basis": cited}],
        "closures": [{"key": "ayrildi", "label": said}],
        "due_process": {"interim_stop_ground": GROUND, "termination_closure": "ayrildi"},
        "deadlines": [{"key": "inceleme", "label": said, "amount": 30, "unit": "working_days",
                       "starts": "stage_entered"}],
        "letters": [{"key": "yazi", "label": said, "subject": words.plain, "body": words.plain,
                     "use": LetterUse.MISSING_DOCUMENTS.value}],
        "retention": [{"key": "dosya", "label": said, "months": 60}],
        **_flow(said),
    }  # fmt: skip


def _flow(said: dict[str, str]) -> dict[str, Any]:
    question = {"key": "istek", "kind": "text", "label": said, "feeds": "istek"}
    special = {
        "key": "durum", "kind": "text", "label": said, "special": True, "feeds": "durum",
        "privacy": {"purpose": said, "legal_basis": "explicit_consent"},
    }  # fmt: skip
    asked = [{"form": FORM}]
    return {
        "forms": [{"key": FORM, "title": said, "sections": [
            {"key": "genel", "title": said, "items": [question, special]}]}],
        "stages": [
            {"key": "giris", "label": said, "kind": "start", "forms": asked, "deadline": "inceleme"},
            {"key": "calisma", "label": said, "forms": asked, "deadline": "inceleme"},
            {"key": "askida", "label": said, "forms": asked},
            {"key": "son", "label": said, "kind": "end"},
        ],
        "transitions": [
            {"key": "kaydet", "label": said, "sources": ["giris"], "target": "calisma", "act": "record_application"},
            {"key": "askiya_al", "label": said, "sources": ["giris", "calisma"], "target": "askida",
             "act": "suspend"},
            {"key": "sonlandir", "label": said, "sources": ["calisma", "askida"], "target": "son",
             "act": "terminate"},
            {"key": "surdur", "label": said, "sources": ["askida"], "target": "calisma", "act": "resume"},
            {"key": "bitir", "label": said, "sources": ["giris", "calisma"], "target": "son"},
        ],
    }  # fmt: skip


STEPS = (plant_programme,)
