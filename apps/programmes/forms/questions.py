"""One question as JSON Schema: what an answer has to look like, and what a screen needs to ask it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from apps.programmes.definition.forms import FieldKind, FormField
from apps.programmes.definition.programme import Definition
from apps.programmes.forms import limits, patterns
from apps.programmes.forms.choices import Choice, choices_of
from omuz.conditions import Language

#: Our own annotation in schemas: the kind of the question and what JSON Schema cannot say.
ANNOTATION: Final = "x-omuz"


def question_schema(field: FormField, definition: Definition, language: Language) -> dict[str, Any]:
    """Return the schema of a shown question's answer; one that may be left out may be null as well."""
    schema = _SHAPES[field.kind](field, choices_of(field, definition))
    if field.required:
        _demand(field.kind, schema)
    else:
        _allow_null(schema)
    annotation: dict[str, Any] = {"kind": field.kind.value}
    if field.bound is not None:
        annotation["bound"] = field.bound
    head: dict[str, Any] = {"title": field.label.in_language(language)}
    if field.help is not None:
        head["description"] = field.help.in_language(language)
    return head | schema | {ANNOTATION: annotation}


def _demand(kind: FieldKind, schema: dict[str, Any]) -> None:
    if kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}:
        schema["pattern"] = patterns.NOT_BLANK
    elif kind is FieldKind.CHOICES:
        schema["minItems"] = 1


def _allow_null(schema: dict[str, Any]) -> None:
    schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]


def _text(length: int, pattern: str = "") -> Callable[[FormField, tuple[Choice, ...]], dict[str, Any]]:
    def shape(field: FormField, _: tuple[Choice, ...]) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "maxLength": field.max_length or length}
        return schema | {"pattern": pattern} if pattern else schema

    return shape


def _number(kind: str) -> Callable[[FormField, tuple[Choice, ...]], dict[str, Any]]:
    def shape(field: FormField, _: tuple[Choice, ...]) -> dict[str, Any]:
        low = -limits.MAX_NUMBER if field.minimum is None else field.minimum
        high = limits.MAX_NUMBER if field.maximum is None else field.maximum
        return {"type": kind, "minimum": low, "maximum": high}

    return shape


def _codes(choices: tuple[Choice, ...]) -> list[str]:
    # A retired code stays valid: an answer given while it was offered does not become wrong.
    return [choice.key for choice in choices]


_SHAPES: Final[Mapping[FieldKind, Callable[[FormField, tuple[Choice, ...]], dict[str, Any]]]] = {
    FieldKind.TEXT: _text(limits.TEXT_LENGTH),
    FieldKind.LONG_TEXT: _text(limits.LONG_TEXT_LENGTH),
    FieldKind.EMAIL: _text(limits.EMAIL_LENGTH, patterns.EMAIL),
    FieldKind.PHONE: _text(limits.PHONE_LENGTH, patterns.PHONE),
    FieldKind.INTEGER: _number("integer"),
    FieldKind.NUMBER: _number("number"),
    FieldKind.BOOLEAN: lambda _field, _choices: {"type": "boolean"},
    FieldKind.DATE: lambda _field, _choices: {"type": "string", "format": "date", "pattern": patterns.DAY},
    FieldKind.CHOICE: lambda _field, choices: {"type": "string", "enum": _codes(choices)},
    FieldKind.CHOICES: lambda _field, choices: {
        "type": "array",
        "uniqueItems": True,
        "items": {"enum": _codes(choices)},
    },
}


def question_ui(field: FormField, definition: Definition, language: Language) -> dict[str, Any]:
    """Return the ui schema of a question: its widget (named after the kind), choices, marks."""
    options: dict[str, Any] = {"kind": field.kind.value, "special": field.special}
    choices = choices_of(field, definition)
    if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        options["choices"] = [_offered(choice, language) for choice in choices]
    if field.bound is not None:
        options["bound"] = field.bound
    if field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}:
        default = limits.TEXT_LENGTH if field.kind is FieldKind.TEXT else limits.LONG_TEXT_LENGTH
        options["maxLength"] = field.max_length or default
    return {"ui:widget": field.kind.value, "ui:options": options}


def _offered(choice: Choice, language: Language) -> dict[str, Any]:
    offered: dict[str, Any] = {"value": choice.key, "label": choice.label.in_language(language)}
    if choice.hint is not None:
        offered["hint"] = choice.hint.in_language(language)
    return offered | {"retired": True} if choice.retired else offered
