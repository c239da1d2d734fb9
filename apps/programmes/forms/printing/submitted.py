"""What a submitted form holds on paper: every question that was asked with its answer, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.programmes.definition.forms import FieldKind, FormField, FormGroup
from apps.programmes.definition.programme import Definition
from apps.programmes.forms.answers import Shown, shown
from apps.programmes.forms.choices import choices_of
from apps.programmes.forms.compiling import CompiledForm
from apps.programmes.forms.facts import items_of
from apps.programmes.forms.printing.words import WORDS


def submitted_sections(
    compiled: CompiledForm, definition: Definition, answers: Mapping[str, Any], withheld: frozenset[str]
) -> list[dict[str, Any]]:
    """Return the sections with their answers; what the form does not ask under these answers stands at the end.

    `withheld` are keys ("disability", "children.report") whose answers are not printed though they were given.
    """
    return _Submitted(compiled, definition, withheld).sections(answers)


class _Submitted:
    def __init__(self, compiled: CompiledForm, definition: Definition, withheld: frozenset[str]) -> None:
        self.compiled, self.definition, self.withheld = compiled, definition, withheld
        self.language, self.words = compiled.language, WORDS[compiled.language]

    def sections(self, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the sections in order."""
        found = shown(self.compiled.form, answers, closed=self.compiled.closed)
        drawn = [
            self._section(
                section.title.in_language(self.language),
                [self._item(item, answers.get(item.key), found) for item in section.items if item.key in found.keys],
            )
            for section in self.compiled.form.sections
        ]
        others = [self._other(key, answer) for key, answer in answers.items() if key not in found.keys and answer]
        drawn.append(self._section(self.words["other"], others))
        return [section for section in drawn if section["items"]]

    @staticmethod
    def _section(title: str, items: list[dict[str, Any]]) -> dict[str, Any]:
        return {"title": title, "help": "", "note": "", "items": items}

    def _item(self, item: FormField | FormGroup, answer: Any, found: Shown) -> dict[str, Any]:
        if isinstance(item, FormField):
            return self._drawn(item.label.in_language(self.language), self._answer(item, answer, item.key))
        entries = [
            [
                self._drawn(field.label.in_language(self.language), self._answer(field, entry.get(field.key), place))
                for field in item.fields
                if field.key in keys
                for place in (f"{item.key}.{field.key}",)
            ]
            for entry, keys in zip(answer or (), found.inner[item.key], strict=True)
            if isinstance(entry, Mapping)
        ]
        label = item.label.in_language(self.language)
        drawn = self._drawn(label, [] if entries else [self.words["no_entries"]], said=bool(entries))
        return drawn | {"entries": entries, "item_label": item.item_label.in_language(self.language)}

    def _other(self, key: str, answer: Any) -> dict[str, Any]:
        item = next((one for one in items_of(self.compiled.form) if one.key == key), None)
        label = item.label.in_language(self.language) if item is not None else key
        if isinstance(item, FormField):
            return self._drawn(label, self._answer(item, answer, key))
        return self._drawn(label, [self.words["withheld"]] if key in self.withheld else [_plain(answer)])

    @staticmethod
    def _drawn(label: str, answer: list[str], *, said: bool = True) -> dict[str, Any]:
        return {"label": label, "answer": answer, "said": said, "entries": [], "item_label": ""}

    def _answer(self, field: FormField, answer: Any, place: str) -> list[str]:
        if place in self.withheld:
            return [self.words["withheld"]]
        if answer is None or answer in ("", []):
            return [self.words["unanswered"]]
        if isinstance(answer, bool):
            return [self.words["yes" if answer else "no"]]
        if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
            labels = {one.key: one.label.in_language(self.language) for one in choices_of(field, self.definition)}
            codes = answer if isinstance(answer, list) else [answer]
            return [labels.get(code, str(code)) if isinstance(code, str) else _plain(code) for code in codes]
        if field.kind is FieldKind.DATE and isinstance(answer, str):
            return [".".join(reversed(answer.split("-")))]
        return [_plain(answer)]


def _plain(answer: Any) -> str:
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return str(answer).replace(".", ",")
    return str(answer)
