"""Decision points: the questions that a rule set answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from apps.programmes.definition.flow import EffectKind
from apps.programmes.registry.facts import Subject
from omuz.conditions import Text


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """A question. `refers_to` names the list of the definition whose keys effects carry as `value` ("documents")."""

    key: str
    label: Text
    hint: Text
    subjects: tuple[Subject, ...]
    effects: tuple[EffectKind, ...]
    refers_to: str = ""


_PERSON: Final = (Subject.PERSON,)
_CASE: Final = (Subject.PERSON, Subject.CASE)
_YES_NO: Final = (EffectKind.REQUIRE, EffectKind.EXCLUDE)
_LIST: Final = (EffectKind.ADD, EffectKind.REMOVE)

_points: Final[dict[str, DecisionPoint]] = {}


def register_point(point: DecisionPoint) -> None:
    """Offer a decision point; called once from an app's `ready`, or below for those of every programme."""
    _points[point.key] = point


def decision_points() -> tuple[DecisionPoint, ...]:
    """Return every decision point in the order in which they were registered."""
    return tuple(_points.values())


def get_point(key: str) -> DecisionPoint | None:
    """Return the decision point of a key, or None."""
    return _points.get(key)


for _point in (
    DecisionPoint("eligibility", Text("Uygunluk", "Eligibility"),
                  Text("Kişi bu programdan yararlanabilir mi?", "May the person take part?"), _PERSON, _YES_NO),
    DecisionPoint("required_documents", Text("İstenen belgeler", "Required documents"),
                  Text("Kişiden hangi belgeler istenir?", "Which documents are asked for?"), _CASE, _LIST, "documents"),
    DecisionPoint("transition", Text("Aşama geçişi", "Transition"),
                  Text("Dosya bu adımı atabilir mi?", "May the case take this step?"), _CASE, _YES_NO),
    DecisionPoint("allowed_outcomes", Text("Değerlendirme sonuçları", "Allowed outcomes"),
                  Text("Hangi sonuçlar seçilebilir?", "Which outcomes may be chosen?"), _CASE, _LIST, "outcomes"),
    DecisionPoint("suspension_grounds", Text("Askıya alma gerekçeleri", "Grounds of suspension"),
                  Text("Hangi gerekçeler önerilir? Karar yetkilinindir.", "Which grounds are proposed?"),
                  _CASE, (EffectKind.ADD,), "grounds"),
    DecisionPoint("priority", Text("Öncelik", "Priority"),
                  Text("Sıralamada kaç puan alır?", "How many points in the queue?"), _CASE, (EffectKind.POINTS,)),
    DecisionPoint("limits", Text("Sınırlar", "Limits"),
                  Text("Hangi sınır uygulanır?", "Which limit holds?"), _CASE, (EffectKind.LIMIT,)),
    DecisionPoint("deadlines", Text("Süreler", "Deadlines"),
                  Text("Hangi süreler işler?", "Which deadlines run?"), _CASE, _LIST, "deadlines"),
    DecisionPoint("retention", Text("Saklama", "Retention"),
                  Text("Hangi saklama sınıfı uygulanır?", "Which class of retention?"), _CASE, _LIST, "retention"),
    DecisionPoint("notice", Text("Yazılar", "Letters"),
                  Text("Hangi yazı hazırlanır?", "Which letter is prepared?"), _CASE, _LIST, "letters"),
):  # fmt: skip
    register_point(_point)
