"""A form of a definition as JSON Schema 2020-12 with a ui schema of RJSF."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

import jsonschema_rs

from apps.programmes.definition.forms import Form, FormField, FormGroup, FormSection
from apps.programmes.definition.programme import Definition
from apps.programmes.forms.answers import NOTHING_CLOSED
from apps.programmes.forms.conditions import conditions_of
from apps.programmes.forms.engine import prepare
from apps.programmes.forms.facts import items_of
from apps.programmes.forms.logic import Schema, Scope, all_of, holds
from apps.programmes.forms.questions import ANNOTATION, question_schema, question_ui
from omuz.conditions import Condition, Language

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


@dataclasses.dataclass(frozen=True)
class CompiledForm:
    """A form ready to be shown and to be validated in one language.

    `schema` accepts the answers as they are stored: {question: answer, group: [{question: answer}]}. What stands in
    questions that are not shown may be anything. `closed` are the capabilities whose questions are left out.
    """

    form: Form
    language: Language
    closed: frozenset[str]
    schema: dict[str, Any]
    ui_schema: dict[str, Any]

    @cached_property
    def validator(self) -> jsonschema_rs.Draft202012Validator:
        """The schema made ready for validation."""
        return prepare(self.schema)

    @cached_property
    def bounded(self) -> tuple[tuple[str, str, str], ...]:
        """The questions for a day in the past or future: key, key inside a group or "", "past" or "future"."""
        found: list[tuple[str, str, str]] = []
        for item in items_of(self.form):
            if isinstance(item, FormField):
                found += [(item.key, "", item.bound)] if item.bound is not None else []
            else:
                found += [(item.key, field.key, field.bound) for field in item.fields if field.bound is not None]
        return tuple(found)


def compile_form(
    form: Form,
    definition: Definition,
    language: Language = "tr",
    *,
    closed: frozenset[str] = NOTHING_CLOSED,
) -> CompiledForm:
    """Return the schema and ui schema of a form.

    A condition that cannot be read shows its question always; `definition.checking.forms` names it, and a version with
    such a condition is never published. Questions whose capability is `closed` are absent, but old answers to them do
    no harm.
    """
    compiler = _Compiler(form, definition, language, closed)
    return CompiledForm(form, language, closed, compiler.schema(), compiler.ui_schema())


class _Compiler:
    def __init__(self, form: Form, definition: Definition, language: Language, closed: frozenset[str]) -> None:
        self.form, self.definition, self.language, self.closed = form, definition, language, closed
        self.conditions = conditions_of(form)
        self.scope = self._scope()
        self.defs: dict[str, Any] = {}

    def _open(self, fields: Sequence[FormField | FormGroup]) -> Iterator[FormField | FormGroup]:
        return (one for one in fields if not (isinstance(one, FormField) and one.capability in self.closed))

    def _closed_keys(self, fields: Sequence[FormField | FormGroup]) -> frozenset[str]:
        return frozenset(one.key for one in fields if isinstance(one, FormField) and one.capability in self.closed)

    def _scope(self) -> Scope:
        inner: dict[str, Scope] = {}
        conditional: set[str] = set()
        closed: frozenset[str] = frozenset()
        for section in self.form.sections:
            closed |= self._closed_keys(section.items)
            for item in section.items:
                if section.key in self.conditions.sections or item.key in self.conditions.items:
                    conditional.add(item.key)
                if isinstance(item, FormGroup):
                    own = frozenset(
                        field.key for field in item.fields if (item.key, field.key) in self.conditions.inner
                    )
                    inner[item.key] = Scope(own, self._closed_keys(item.fields), f"{item.key}.")
        return Scope(frozenset(conditional), closed, "", inner)

    # Schema

    def schema(self) -> dict[str, Any]:
        """Return the schema of the whole form."""
        always: dict[str, Any] = {}
        required: list[str] = []
        known: list[str] = []
        conditional: list[dict[str, Any]] = []
        for section in self.form.sections:
            known += [item.key for item in section.items]
            for item in self._open(section.items):
                question = self._question(item)
                demanded = self._is_required(item)
                if item.key in self.scope.conditional:
                    self._define(item, section)
                    conditional.append(_when(f"shown.{item.key}", {item.key: question}, demanded))
                else:
                    always[item.key] = question
                    required += [item.key] * demanded
        schema: dict[str, Any] = {
            "$schema": DIALECT,
            "title": self.form.title.in_language(self.language),
            "type": "object",
            "propertyNames": {"enum": known},
            "properties": always,
        }
        return schema | _parts(required, conditional, self.defs)

    def _define(self, item: FormField | FormGroup, section: FormSection) -> None:
        """Define when a question is shown; a section's condition is defined once and referred to."""
        parts: list[Schema] = []
        of_section = self.conditions.sections.get(section.key)
        if of_section is not None:
            name = f"section.{section.key}"
            self.defs[name] = self._condition(of_section, self.scope)
            parts.append({"$ref": f"#/$defs/{name}"})
        own = self.conditions.items.get(item.key)
        if own is not None:
            parts.append(self._condition(own, self.scope))
        self.defs[f"shown.{item.key}"] = all_of(parts)

    @staticmethod
    def _condition(condition: Condition, scope: Scope) -> Schema:
        return holds(condition.root, scope)

    def _question(self, item: FormField | FormGroup) -> dict[str, Any]:
        if isinstance(item, FormField):
            return question_schema(item, self.definition, self.language)
        return self._group(item)

    @staticmethod
    def _is_required(item: FormField | FormGroup) -> bool:
        return item.required if isinstance(item, FormField) else item.min_items > 0

    def _group(self, group: FormGroup) -> dict[str, Any]:
        scope = self.scope.inner[group.key]
        always: dict[str, Any] = {}
        required: list[str] = []
        conditional: list[dict[str, Any]] = []
        for field in group.fields:
            if field.key in scope.closed:
                continue
            question = question_schema(field, self.definition, self.language)
            condition = self.conditions.inner.get((group.key, field.key))
            if condition is None:
                always[field.key] = question
                required += [field.key] * field.required
            else:
                name = f"shown.{group.key}.{field.key}"
                self.defs[name] = self._condition(condition, scope)
                conditional.append(_when(name, {field.key: question}, field.required))
        entry: dict[str, Any] = {
            "title": group.item_label.in_language(self.language),
            "type": "object",
            "propertyNames": {"enum": [field.key for field in group.fields]},
            "properties": always,
        }
        head: dict[str, Any] = {"title": group.label.in_language(self.language)}
        if group.help is not None:
            head["description"] = group.help.in_language(self.language)
        return head | {
            "type": "array" if group.min_items else ["array", "null"],
            "minItems": group.min_items,
            "maxItems": group.max_items,
            "items": entry | _parts(required, conditional, {}),
            ANNOTATION: {"kind": "group"},
        }

    # Ui schema

    def ui_schema(self) -> dict[str, Any]:
        """Return the ui schema: order, sections with their questions, and each question's widget."""
        sections = [self._section_ui(section) for section in self.form.sections]
        order = [key for section in sections for key in section["fields"]]
        options: dict[str, Any] = {"sections": sections, "language": self.language}
        if self.form.description is not None:
            options["description"] = self.form.description.in_language(self.language)
        ui: dict[str, Any] = {"ui:order": [*order, "*"], "ui:options": options}
        for section in self.form.sections:
            for item in self._open(section.items):
                ui[item.key] = self._item_ui(item)
        return ui

    def _section_ui(self, section: FormSection) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "key": section.key,
            "title": section.title.in_language(self.language),
            "fields": [item.key for item in self._open(section.items)],
        }
        return shown | {"help": section.help.in_language(self.language)} if section.help is not None else shown

    def _item_ui(self, item: FormField | FormGroup) -> dict[str, Any]:
        if isinstance(item, FormField):
            return question_ui(item, self.definition, self.language)
        fields = [field for field in self._open(item.fields) if isinstance(field, FormField)]
        entry: dict[str, Any] = {"ui:order": [*(field.key for field in fields), "*"]}
        entry |= {field.key: question_ui(field, self.definition, self.language) for field in fields}
        return {
            "ui:options": {
                "kind": "group",
                "itemLabel": item.item_label.in_language(self.language),
                "minItems": item.min_items,
                "maxItems": item.max_items,
                "special": any(field.special for field in fields),
            },
            "items": entry,
        }


def _when(name: str, properties: dict[str, Any], demanded: bool) -> dict[str, Any]:
    then: dict[str, Any] = {"properties": properties}
    return {"if": {"$ref": f"#/$defs/{name}"}, "then": then | {"required": [*properties]} if demanded else then}


def _parts(required: list[str], conditional: list[dict[str, Any]], defs: dict[str, Any]) -> dict[str, Any]:
    parts = {"required": required, "allOf": conditional, "$defs": defs}
    return {name: part for name, part in parts.items() if part}
