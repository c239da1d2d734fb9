"""What may be done to a version, and why not: asked by the screen before the click and by the operation after it.

Draft -> review -> published -> retired. Two people: whoever wrote or submitted a version does not publish it; a unit
with one manager names a superior (readings 16). What was published is not changed, only corrected in its wording.
"""

import dataclasses
import datetime as dt
import difflib
import uuid
from collections.abc import Sequence
from typing import Final

from apps.programmes.definition import Finding, Path, Weight

#: A correction keeps at least this share of the text; more is a new version.
SAME_TEXT: Final = 0.6
LANGUAGES: Final = frozenset({"tr", "en"})
ACTIONS: Final = ("edit", "submit", "withdraw", "approve", "return", "retire", "correct", "discard")


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done: a stable code, a sentence, what to do, the text behind it."""

    code: str
    message: str
    remedy: str = ""
    article: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """What the decisions need to know of a version. `writers` are all who ever changed the draft."""

    state: str
    writers: frozenset[uuid.UUID]
    submitted_by: uuid.UUID | None
    named_approver: uuid.UUID | None
    effective_from: dt.date | None
    has_other_open: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ActorFacts:
    """What the decisions need to know of who asks, in the programme's unit."""

    id: uuid.UUID
    manages: bool
    approves: bool


_NOT_YOURS: Final = Refusal("not_allowed", "Bu işlem için yetkiniz yok.", "Sistem yöneticinize başvurun.")
_NOT_DRAFT: Final = Refusal(
    "not_a_draft", "Yalnızca taslak değiştirilebilir; bu sürüm artık taslak değil.", "Yeni bir taslak başlatın."
)
_NOT_REVIEWED: Final = Refusal("not_in_review", "Bu sürüm onay beklemiyor.", "Önce onaya sunulmalı.")
_NOT_PUBLISHED: Final = Refusal("not_published", "Bu sürüm yürürlükte değil.", "Yürürlükteki sürümü açın.")
_SAME_PERSON: Final = Refusal(
    "needs_second_person",
    "Taslağı hazırlayan ya da onaya sunan kişi onaylayamaz; ikinci bir kişi gerekir.",
    "Birim yöneticisinden isteyin. Birimde tek yönetici varsa onaya sunarken bir üst amir belirtin.",
    "İkinci kişi onayı",
)


def refusal(action: str, *, version: VersionFacts, actor: ActorFacts, today: dt.date) -> Refusal | None:
    """Return why the actor may not do it today, or None where they may.

    Raises:
        KeyError: an action that is none of ACTIONS.
    """
    decide = {
        "edit": _write, "submit": _write, "discard": _write,
        "withdraw": _withdraw, "approve": _approve, "return": _decide_review,
        "retire": _after_publication, "correct": _after_publication,
    }[action]  # fmt: skip
    return decide(version, actor, today)


def _write(version: VersionFacts, actor: ActorFacts, today: dt.date) -> Refusal | None:
    if not actor.manages:
        return _NOT_YOURS
    return None if version.state == "draft" else _NOT_DRAFT


def _withdraw(version: VersionFacts, actor: ActorFacts, today: dt.date) -> Refusal | None:
    if not actor.manages:
        return _NOT_YOURS
    return None if version.state == "review" else _NOT_REVIEWED


def _decide_review(version: VersionFacts, actor: ActorFacts, today: dt.date) -> Refusal | None:
    if version.state != "review":
        return _NOT_REVIEWED
    if actor.id in version.writers or actor.id == version.submitted_by:
        return _SAME_PERSON
    if version.named_approver is not None and not actor.approves:
        return None if actor.id == version.named_approver else _NOT_YOURS
    return None if actor.approves else _NOT_YOURS


def _approve(version: VersionFacts, actor: ActorFacts, today: dt.date) -> Refusal | None:
    refused = _decide_review(version, actor, today)
    if refused is not None:
        return refused
    if version.effective_from is None:
        return Refusal("no_effective_day", "Yürürlük tarihi girilmemiş.", "Taslağa geri gönderin ve tarihi girin.")
    if version.effective_from > today:
        return Refusal(
            "not_yet_effective",
            f"Bu sürüm {version.effective_from:%d.%m.%Y} günü yürürlüğe giriyor; o günden önce yayımlanamaz.",
            "O gün onaylayın; o güne kadar yürürlükteki sürüm geçerlidir.",
        )
    return None


def _after_publication(version: VersionFacts, actor: ActorFacts, today: dt.date) -> Refusal | None:
    if not actor.manages:
        return _NOT_YOURS
    return None if version.state == "published" else _NOT_PUBLISHED


def blocking(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what has to be mended before a draft goes to review."""
    return tuple(one for one in findings if one.weight is not Weight.ADVICE)


def correction_refusal(path: Path, before: object, after: str) -> str | None:
    """Return why a wording may not be corrected so, or None.

    Only texts that people read can be corrected, and only as long as they remain the same text; names of answers,
    conditions, numbers and dates need a new version.
    """
    if not path or path[-1] not in LANGUAGES or not isinstance(before, str) or "condition" in path:
        return "Yalnızca ekranda okunan metinler düzeltilebilir; bunun için yeni bir sürüm hazırlayın."
    if not after.strip():
        return "Metin boş bırakılamaz."
    if before == after:
        return "Metin aynı kalmış."
    if difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() < SAME_TEXT:
        return "Metnin çoğu değişiyor; bu bir yazım düzeltmesi değil. Yeni bir sürüm hazırlayın."
    return None
