"""Answers as facts: what conditions see of a form, and what a form gives to the case."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from apps.programmes.definition.forms import FieldKind, Form, FormField, FormGroup
from apps.programmes.definition.programme import Definition
from apps.programmes.forms import limits, patterns
from apps.programmes.forms.choices import choices_of
from omuz.conditions import Catalogue, Choice, Fact, FactType, Text

FACT_TYPES: Final[Mapping[FieldKind, FactType]] = {
    FieldKind.TEXT: FactType.TEXT,
    FieldKind.LONG_TEXT: FactType.TEXT,
    FieldKind.EMAIL: FactType.TEXT,
    FieldKind.PHONE: FactType.TEXT,
    FieldKind.INTEGER: FactType.INTEGER,
    FieldKind.NUMBER: FactType.NUMBER,
    FieldKind.BOOLEAN: FactType.BOOLEAN,
    FieldKind.DATE: FactType.DATE,
    FieldKind.CHOICE: FactType.CODE,
    FieldKind.CHOICES: FactType.CODES,
}
_DAY: Final = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}", re.ASCII)


def items_of(form: Form) -> tuple[FormField | FormGroup, ...]:
    """Return the questions and groups of a form in order."""
    return tuple(item for section in form.sections for item in section.items)


def form_catalogue(form: Form, definition: Definition | None) -> Catalogue:
    """Return the facts that a condition of the form may ask about: its questions, and its groups as lists of records.

    Texts are compared letter by letter, so that browser and server agree. Without a definition the facts have no
    choices. A key that is used twice counts once: `checking.forms` names it.
    """
    return Catalogue(_distinct(_fact(item, definition) for item in items_of(form)))


def group_catalogue(group: FormGroup, definition: Definition | None) -> Catalogue:
    """Return the facts that a condition inside a group may ask about: the questions of the same entry."""
    return Catalogue(_distinct(field_fact(field, definition) for field in group.fields))


def field_fact(field: FormField, definition: Definition | None, *, name: str = "") -> Fact:
    """Return the fact that a question is, under its own key or another name."""
    kind = FACT_TYPES[field.kind]
    coded = kind in {FactType.CODE, FactType.CODES} and definition is not None
    choices = choices_of(field, definition) if coded and definition is not None else ()
    label = Text(field.label.tr, field.label.in_language("en"))
    return Fact(
        name or field.key,
        label,
        kind,
        choices=tuple(Choice(choice.key, choice.label) for choice in choices),
        special=field.special,
    )


def _fact(item: FormField | FormGroup, definition: Definition | None) -> Fact:
    if isinstance(item, FormField):
        return field_fact(item, definition)
    label = Text(item.label.tr, item.label.in_language("en"))
    fields = _distinct(field_fact(field, definition) for field in item.fields)
    return Fact(item.key, label, FactType.RECORDS, fields=tuple(fields))


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    return list({fact.name: fact for fact in reversed(list(facts))}.values())[::-1]


def answer_fact(field: FormField, answer: Any) -> Any:
    """Return an answer as the typed value of a fact; None where it is blank or not of the question's type."""
    return _READERS[FACT_TYPES[field.kind]](answer)


def _text(answer: Any) -> str | None:
    return answer if isinstance(answer, str) and answer.strip(patterns.BLANKS) else None


def _integer(answer: Any) -> int | None:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return None
    if isinstance(answer, float):
        if not answer.is_integer():
            return None
        answer = int(answer)
    return answer if abs(answer) <= limits.MAX_NUMBER else None


def _number(answer: Any) -> int | Decimal | None:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return None
    if isinstance(answer, float) and not math.isfinite(answer):
        return None
    if abs(answer) > limits.MAX_NUMBER:
        return None
    return answer if isinstance(answer, int) else Decimal(repr(answer))


def _boolean(answer: Any) -> bool | None:
    return answer if isinstance(answer, bool) else None


def _date(answer: Any) -> dt.date | None:
    if not isinstance(answer, str) or _DAY.fullmatch(answer) is None:
        return None
    try:
        return dt.date.fromisoformat(answer)
    except ValueError:
        return None


def _codes(answer: Any) -> tuple[str, ...] | None:
    if not isinstance(answer, list) or not answer or not all(_text(code) for code in answer):
        return None
    return tuple(answer)


_READERS: Final[Mapping[FactType, Callable[[Any], Any]]] = {
    FactType.TEXT: _text,
    FactType.CODE: _text,
    FactType.INTEGER: _integer,
    FactType.NUMBER: _number,
    FactType.BOOLEAN: _boolean,
    FactType.DATE: _date,
    FactType.CODES: _codes,
}
