"""Walking the tree, the same way in every language."""

from __future__ import annotations

from typing import Final

from omuz.conditions.catalogue import Language
from omuz.conditions.nodes import Condition, Group, Node, Quantifier
from omuz.conditions.rendering.english import English
from omuz.conditions.rendering.turkish import Turkish
from omuz.conditions.rendering.voice import Clause, Voice

_VOICES: Final[dict[Language, Voice]] = {"tr": Turkish(), "en": English()}


def render(condition: Condition, lang: Language = "tr") -> str:
    """Return the condition as one sentence, Turkish ("tr") or English ("en").

    Codes are shown by their labels, texts in quotation marks; parentheses make the grouping plain.
    """
    voice = _VOICES[lang]
    return voice.capitalised(_group(condition.root, voice).text) + "."


def _group(group: Group, voice: Voice) -> Clause:
    if not group.members:
        return Clause(voice.always())
    clauses = [_node(member, voice) for member in group.members]
    if len(clauses) == 1:
        joined = clauses[0]
    else:
        shown = [f"({clause.text})" if clause.compound else clause.text for clause in clauses]
        joined = Clause(voice.joined(shown, conjunction=group.conjunction), compound=True)
    return Clause(voice.negated(f"({joined.text})")) if group.negated else joined


def _node(node: Node, voice: Voice) -> Clause:
    if isinstance(node, Group):
        return _group(node, voice)
    if isinstance(node, Quantifier):
        inner = _group(node.inner, voice).text if node.inner.members else None
        return Clause(voice.quantifier(node, inner))
    return voice.comparison(node)
