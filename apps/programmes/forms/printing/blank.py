"""What a blank form holds on paper: questions with boxes and lines, conditions as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from apps.programmes.definition.forms import FieldKind, FormField, FormGroup
from apps.programmes.definition.programme import Definition
from apps.programmes.forms.choices import choices_of
from apps.programmes.forms.compiling import CompiledForm
from apps.programmes.forms.conditions import Conditions, read_conditions
from apps.programmes.forms.printing.words import WORDS
from omuz.conditions import Condition, render

_LINES: Final[Mapping[FieldKind, int]] = {FieldKind.LONG_TEXT: 5}
#: Entries of a group that stand on paper; whoever needs more copies the page.
_ENTRIES: Final = 3


def blank_sections(compiled: CompiledForm, definition: Definition) -> list[dict[str, Any]]:
    """Return the sections of a form as the template draws them, in the language of the compiled form."""
    return _Blank(compiled, definition).sections()


class _Blank:
    def __init__(self, compiled: CompiledForm, definition: Definition) -> None:
        self.compiled, self.definition = compiled, definition
        self.language, self.words = compiled.language, WORDS[compiled.language]
        # Read with the definition: the sentences then name choices by their labels.
        self.conditions: Conditions = read_conditions(compiled.form, definition)

    def sections(self) -> list[dict[str, Any]]:
        """Return the sections in order."""
        return [
            {
                "title": section.title.in_language(self.language),
                "help": section.help.in_language(self.language) if section.help else "",
                "note": self._note(self.conditions.sections.get(section.key), "section_only_if"),
                "items": [self._item(item) for item in section.items if self._is_open(item)],
            }
            for section in self.compiled.form.sections
        ]

    def _is_open(self, item: FormField | FormGroup) -> bool:
        return isinstance(item, FormGroup) or item.capability not in self.compiled.closed

    def _note(self, condition: Condition | None, wording: str) -> str:
        if condition is None:
            return ""
        return self.words[wording].format(sentence=render(condition, self.language))

    def _item(self, item: FormField | FormGroup) -> dict[str, Any]:
        note = self._note(self.conditions.items.get(item.key), "only_if")
        if isinstance(item, FormField):
            return self._question(item, note)
        return {
            "type": "group",
            "label": item.label.in_language(self.language),
            "item_label": item.item_label.in_language(self.language),
            "help": item.help.in_language(self.language) if item.help else "",
            "note": note,
            "required": item.min_items > 0,
            "entries": min(item.max_items, max(item.min_items, _ENTRIES)),
            "more": self.words["more"].format(count=item.max_items) if item.max_items > _ENTRIES else "",
            "fields": [
                self._question(field, self._note(self.conditions.inner.get((item.key, field.key)), "only_if"))
                for field in item.fields
                if self._is_open(field)
            ],
        }

    def _question(self, field: FormField, note: str) -> dict[str, Any]:
        return {
            "type": "field",
            "label": field.label.in_language(self.language),
            "help": self._help(field),
            "note": note,
            "required": field.required,
            "special": field.special,
            "purpose": self._purpose(field),
            "input": self._input(field),
        }

    def _help(self, field: FormField) -> str:
        parts = [field.help.in_language(self.language)] if field.help else []
        if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
            parts.append(self.words["one_choice" if field.kind is FieldKind.CHOICE else "many_choices"])
        return " ".join(parts)

    def _purpose(self, field: FormField) -> str:
        if field.privacy is None:
            return ""
        said = self.words["purpose"].format(purpose=field.privacy.purpose.in_language(self.language))
        basis = field.privacy.statute
        return f"{said} {self.words['basis'].format(statute=basis)}" if basis else said

    def _input(self, field: FormField) -> dict[str, Any]:
        if field.kind is FieldKind.BOOLEAN:
            return {"type": "boxes", "choices": [self.words["yes"], self.words["no"]]}
        if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
            offered = [one for one in choices_of(field, self.definition) if not one.retired]
            return {"type": "boxes", "choices": [one.label.in_language(self.language) for one in offered]}
        if field.kind is FieldKind.DATE:
            return {"type": "date"}
        return {"type": "lines", "lines": _LINES.get(field.kind, 1)}
