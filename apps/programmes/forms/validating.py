"""Validation of answers: JSON Schema by jsonschema-rs, and what it cannot say; one problem a place, worded by us.

`frontend/src/ui/programme-form/validate.ts` does the same in a browser; `tests/programmes/forms/corpus` proves it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path as File
from typing import Any, Final

import jsonschema_rs

from apps.programmes.definition.findings import Path
from apps.programmes.definition.forms import FieldKind, FormField, FormGroup
from apps.programmes.forms import limits
from apps.programmes.forms.answers import shown
from apps.programmes.forms.compiling import CompiledForm
from apps.programmes.forms.facts import items_of
from omuz.conditions import Language

#: Where several things are wrong with one answer, the first of these is said.
_ORDER: Final = (
    "required", "too_deep", "too_big", "bad_text", "type", "number", "integer", "unknown", "choice", "duplicate",
    "date", "email", "phone", "too_long", "too_small", "too_large", "too_few", "too_many", "past", "future",
)  # fmt: skip
_RANK: Final = {code: rank for rank, code in enumerate(_ORDER)}
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
#: More problems than anybody mends at once.
MAX_PROBLEMS: Final = 100


@dataclasses.dataclass(frozen=True, slots=True)
class FormProblem:
    """One thing that is wrong with an answer; never holds the answer itself."""

    path: Path
    code: str
    message: str
    remedy: str

    @property
    def place(self) -> str:
        """The place in dotted form, as problem+json names fields ("children.0.birth_date")."""
        return ".".join(str(step) for step in self.path)


def validate(compiled: CompiledForm, answers: object, *, on: dt.date) -> list[FormProblem]:
    """Return what is wrong with a form's answers on a day, in the order of the form; empty when they are in order.

    Only questions that are shown count: what stands in the others is neither checked nor required. At most one problem
    a place, at most MAX_PROBLEMS altogether.
    """
    found = _unfit(answers)
    if not found and not compiled.validator.is_valid(answers):
        found = _schema_problems(compiled, answers)
    found += _out_of_bounds(compiled, answers, on, {path for path, _, _ in found})
    return _worded(compiled, found) if found else []


_Found = tuple[Path, str, Any]


# What no form takes, whatever it asks


def _unfit(answers: object) -> list[_Found]:
    """Return what makes answers unfit to be read at all: their size, depth, and texts that cannot be stored."""
    if type(answers) is not dict:
        return [((), "type", None)]
    characters, values = 0, len(answers)
    found: list[_Found] = []
    for key, value in answers.items():
        kind = type(value)
        if kind is str:
            characters += len(value)
            if not value.isascii() or "\x00" in value:
                found += _text_problems(value, (key,))
        elif kind is list or kind is dict:
            more, length = _deep(value, (key,), found)
            values, characters = values + more, characters + length
        elif kind is float and not math.isfinite(value):
            found.append(((key,), "type", None))
    if values > limits.MAX_VALUES or characters > limits.MAX_CHARACTERS:
        return [((), "too_big", None)]
    return found


def _text_problems(value: str, path: Path) -> list[_Found]:
    return [(path, "bad_text", None)] if _UNSTORABLE.search(value) else []


def _deep(value: Any, path: Path, found: list[_Found]) -> tuple[int, int]:
    """Walk one nested answer without recursion; return how many values and characters it holds."""
    values = characters = 0
    stack: list[tuple[Any, Path]] = [(value, path)]
    while stack and values <= limits.MAX_VALUES:
        one, place = stack.pop()
        if isinstance(one, str):
            characters += len(one)
            found += _text_problems(one, place)
        elif isinstance(one, float) and not math.isfinite(one):
            found.append((place, "type", None))
        elif isinstance(one, list | dict):
            if len(place) >= limits.MAX_DEPTH:
                found.append((path, "too_deep", None))
                return values, characters
            values += len(one)
            if len(one) <= limits.MAX_VALUES:
                pairs = one.items() if isinstance(one, dict) else enumerate(one)
                stack.extend((inner, (*place, key)) for key, inner in pairs)
    return values, characters


# What the schema says


def _schema_problems(compiled: CompiledForm, answers: Any) -> list[_Found]:
    fields = _fields(compiled)
    found: list[_Found] = []
    for error in compiled.validator.iter_errors(answers):
        found.append(_named(error, fields, answers))
        if len(found) > 10 * MAX_PROBLEMS:
            break
    return found


def _fields(compiled: CompiledForm) -> dict[tuple[str, ...], FormField | FormGroup]:
    fields: dict[tuple[str, ...], FormField | FormGroup] = {}
    for item in items_of(compiled.form):
        fields[(item.key,)] = item
        if isinstance(item, FormGroup):
            fields |= {(item.key, field.key): field for field in item.fields}
    return fields


def _named(
    error: jsonschema_rs.ValidationError, fields: Mapping[tuple[str, ...], FormField | FormGroup], answers: Any
) -> _Found:
    path: Path = tuple(error.instance_path)
    keyword, details = error.kind.name, error.kind.as_dict()
    if keyword == "required":
        return (*path, details["property"]), "required", None
    field = fields.get(tuple(step for step in path if isinstance(step, str)))
    if isinstance(field, FormField) and field.kind is FieldKind.CHOICES and isinstance(path[-1], int):
        path = path[:-1]
    code = _code(keyword, field, path)
    if code != "required" and keyword == "type" and _at(answers, path) is None:
        code = "required"
    return path, code, details.get("limit")


_CODES: Final = {
    "propertyNames": "unknown",
    "enum": "choice",
    "uniqueItems": "duplicate",
    "maxLength": "too_long",
    "minimum": "too_small",
    "maximum": "too_large",
}
_TYPED: Final = {
    FieldKind.DATE: "date",
    FieldKind.EMAIL: "email",
    FieldKind.PHONE: "phone",
    FieldKind.TEXT: "required",
    FieldKind.LONG_TEXT: "required",
}
_WRONG_TYPE: Final = {FieldKind.NUMBER: "number", FieldKind.INTEGER: "integer", FieldKind.DATE: "date"}


def _code(keyword: str, field: FormField | FormGroup | None, path: Path) -> str:
    if keyword in {"minItems", "maxItems"}:
        many = "too_few" if keyword == "minItems" else "too_many"
        return many if isinstance(field, FormGroup) else "required"
    if isinstance(field, FormField) and keyword in {"pattern", "format"}:
        return _TYPED.get(field.kind, "type")
    if isinstance(field, FormField) and keyword == "type":
        return _WRONG_TYPE.get(field.kind, "type")
    return _CODES.get(keyword, "type")


def _at(answers: Any, path: Path) -> Any:
    for step in path:
        answers = answers[step]
    return answers


# What depends on the day


def _out_of_bounds(compiled: CompiledForm, answers: Any, on: dt.date, wrong: set[Path]) -> list[_Found]:
    """Return the shown days that lie on the wrong side of `on`; what is shown is asked only where one lies there."""
    if () in wrong or not compiled.bounded:
        return []
    today = on.isoformat()
    beyond = [
        (path, bound)
        for key, inner, bound in compiled.bounded
        for path, day in _days(key, inner, answers)
        if (day > today if bound == "past" else day < today) and path not in wrong
    ]
    if not beyond:
        return []
    visible = shown(compiled.form, answers, closed=compiled.closed).answers
    return [(path, bound, None) for path, bound in beyond if _is_shown(path, visible)]


def _days(key: str, inner: str, answers: Any) -> Iterator[tuple[Path, str]]:
    """Yield the days given to a question; written YYYY-MM-DD they are ordered like texts."""
    answer = answers.get(key)
    if not inner:
        if isinstance(answer, str):
            yield (key,), answer
        return
    for index, entry in enumerate(answer if isinstance(answer, list) else ()):
        day = entry.get(inner) if isinstance(entry, dict) else None
        if isinstance(day, str):
            yield (key, index, inner), day


def _is_shown(path: Path, visible: Mapping[str, Any]) -> bool:
    key, *rest = path
    if not rest:
        return key in visible
    index, inner = rest
    return key in visible and inner in visible[str(key)][index]


# Words


@cache
def messages() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return the wording of every code: by language, message and remedy. A browser reads the same file."""
    read: Mapping[str, Mapping[str, tuple[str, str]]] = json.loads(
        File(__file__).with_name("messages.json").read_text(encoding="utf-8")
    )
    return read


def _worded(compiled: CompiledForm, found: list[_Found]) -> list[FormProblem]:
    first: dict[Path, _Found] = {}
    for one in found:
        known = first.get(one[0])
        if known is None or _RANK[one[1]] < _RANK[known[1]]:
            first[one[0]] = one
    places = {path: rank for rank, path in enumerate(_fields(compiled))}
    ordered = sorted(first.values(), key=lambda one: _position(one[0], places))
    return [_problem(one, compiled.language) for one in ordered[:MAX_PROBLEMS]]


def _position(path: Path, places: Mapping[tuple[str, ...], int]) -> tuple[int, int, int]:
    index = path[1] if len(path) > 1 and isinstance(path[1], int) else -1
    own = places.get(tuple(str(step) for step in path if not isinstance(step, int)), len(places))
    return places.get((str(path[0]),) if path else (), -1), index, own


def _problem(found: _Found, language: Language) -> FormProblem:
    path, code, limit = found
    message, remedy = messages()[code][language]
    return FormProblem(path, code, message.format(limit=_written(limit, language)), remedy)


def _written(limit: Any, language: Language) -> str:
    text = f"{limit:f}".rstrip("0").rstrip(".") if isinstance(limit, float) else str(limit)
    return text.replace(".", ",") if language == "tr" else text
