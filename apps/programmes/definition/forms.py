"""Forms as data: sections, fields, repeated groups; compiled to JSON Schema elsewhere (`apps.programmes.forms`)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from apps.programmes.definition.base import Key, Part, Text, Words

#: A condition of omuz.conditions in the query builder's JSON, over the form's own fields.
Condition = dict[str, Any]


class FieldKind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    EMAIL = "email"
    PHONE = "phone"


class Privacy(Part):
    """Why a field is asked and how long its answer is kept. A special-category field needs a legal basis."""

    purpose: Text
    #: apps.privacy.enums.LegalBasis; required where the field is special.
    legal_basis: Annotated[str, StringConstraints(max_length=24)] = ""
    statute: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    #: A class of `retention`; empty takes the programme's default class.
    retention: Key | None = None


class FormField(Part):
    """One question.

    `key` names the answer in submissions and never changes. `choices` is a code list: a key of `code_lists`, or
    "national:<key>". `feeds` names the fact that the answer becomes on the case ("needs_transport"), which rules read
    as `case.<name>` and indicators count. Times of dates: "past" and "future" include today.
    """

    type: Literal["field"] = "field"
    key: Key
    kind: FieldKind
    label: Words
    help: Text | None = None
    required: bool = False
    shown_when: Condition | None = None
    choices: Annotated[str, StringConstraints(pattern=r"^(national:)?[a-z][a-z0-9_]{0,47}$")] | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    max_length: Annotated[int, Field(ge=1, le=20_000)] | None = None
    bound: Literal["past", "future"] | None = None
    special: bool = False
    privacy: Privacy | None = None
    feeds: Key | None = None
    capability: Key | None = None


class FormGroup(Part):
    """Questions asked for each of several things (children, jobs held); conditions inside see the item's answers."""

    type: Literal["group"]
    key: Key
    label: Words
    item_label: Words
    help: Text | None = None
    shown_when: Condition | None = None
    min_items: Annotated[int, Field(ge=0, le=50)] = 0
    max_items: Annotated[int, Field(ge=1, le=50)] = 20
    fields: Annotated[tuple[FormField, ...], Field(min_length=1, max_length=40)]


def _item_kind(value: object) -> str:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return "group" if kind == "group" else "field"


Item = Annotated[Annotated[FormField, Tag("field")] | Annotated[FormGroup, Tag("group")], Discriminator(_item_kind)]


class FormSection(Part):
    """Questions under one heading."""

    key: Key
    title: Words
    help: Text | None = None
    shown_when: Condition | None = None
    items: Annotated[tuple[Item, ...], Field(max_length=60)] = ()


class Form(Part):
    """A form. Field keys are unique in the whole form, inside a group within the group."""

    key: Key
    title: Words
    description: Text | None = None
    sections: Annotated[tuple[FormSection, ...], Field(min_length=1, max_length=30)]
