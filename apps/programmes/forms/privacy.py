"""Why a form's questions are asked and how long their answers are kept, question by question."""

from __future__ import annotations

import dataclasses

from apps.programmes.definition.forms import Form, FormField
from apps.programmes.forms.answers import NOTHING_CLOSED
from apps.programmes.forms.facts import items_of
from omuz.conditions import Language


@dataclasses.dataclass(frozen=True, slots=True)
class PrivacyNote:
    """What is said beside a question that asks for personal data (KVKK Art. 4, 6, 10)."""

    purpose: str
    legal_basis: str
    statute: str
    retention: str | None


def privacy_notes(form: Form, language: Language, *, closed: frozenset[str] = NOTHING_CLOSED) -> dict[str, PrivacyNote]:
    """Return the notes by the place of the question: its key, or "group.key"."""
    notes: dict[str, PrivacyNote] = {}
    for item in items_of(form):
        fields = ((item.key, item),) if isinstance(item, FormField) else _inner(item.key, item.fields)
        for place, field in fields:
            if field.privacy is not None and field.capability not in closed:
                privacy = field.privacy
                purpose = privacy.purpose.in_language(language)
                notes[place] = PrivacyNote(purpose, privacy.legal_basis, privacy.statute, privacy.retention)
    return notes


def _inner(group: str, fields: tuple[FormField, ...]) -> tuple[tuple[str, FormField], ...]:
    return tuple((f"{group}.{field.key}", field) for field in fields)
