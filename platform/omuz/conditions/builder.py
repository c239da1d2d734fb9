"""What the query builder on the screen needs to know of a catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from omuz.conditions.catalogue import Catalogue, Fact, FactType, Language, Text
from omuz.conditions.operators import MatchMode, Operator, operators_for

_LABELS: Final[dict[Operator, Text]] = {
    Operator.EQUAL: Text("eşittir", "is"),
    Operator.NOT_EQUAL: Text("eşit değildir", "is not"),
    Operator.LESS: Text("küçüktür", "is less than"),
    Operator.LESS_EQUAL: Text("küçük veya eşittir", "is at most"),
    Operator.GREATER: Text("büyüktür", "is greater than"),
    Operator.GREATER_EQUAL: Text("büyük veya eşittir", "is at least"),
    Operator.BETWEEN: Text("arasındadır", "is between"),
    Operator.NOT_BETWEEN: Text("arasında değildir", "is not between"),
    Operator.IN: Text("şunlardan biridir", "is one of"),
    Operator.NOT_IN: Text("şunlardan biri değildir", "is none of"),
    Operator.CONTAINS: Text("içerir", "contains"),
    Operator.NOT_CONTAINS: Text("içermez", "does not contain"),
    Operator.BEGINS: Text("ile başlar", "begins with"),
    Operator.NOT_BEGINS: Text("ile başlamaz", "does not begin with"),
    Operator.ENDS: Text("ile biter", "ends with"),
    Operator.NOT_ENDS: Text("ile bitmez", "does not end with"),
    Operator.NULL: Text("bilinmiyor", "is unknown"),
    Operator.NOT_NULL: Text("biliniyor", "is known"),
    Operator.EMPTY: Text("boştur", "is empty"),
    Operator.NOT_EMPTY: Text("boş değildir", "is not empty"),
}
_DATE_LABELS: Final[dict[Operator, Text]] = {
    Operator.LESS: Text("önce", "is before"),
    Operator.LESS_EQUAL: Text("o gün veya önce", "is on or before"),
    Operator.GREATER: Text("sonra", "is after"),
    Operator.GREATER_EQUAL: Text("o gün veya sonra", "is on or after"),
}
_MODES: Final[dict[MatchMode, Text]] = {
    MatchMode.ALL: Text("her kayıt", "every record"),
    MatchMode.SOME: Text("en az bir kayıt", "at least one record"),
    MatchMode.NONE: Text("hiçbir kayıt", "no record"),
    MatchMode.AT_LEAST: Text("en az", "at least"),
    MatchMode.AT_MOST: Text("en çok", "at most"),
    MatchMode.EXACTLY: Text("tam", "exactly"),
}


def builder_fields(facts: Catalogue | Iterable[Fact], *, lang: Language = "tr") -> list[dict[str, Any]]:
    """Return the builder's `fields` property as JSON: names, labels, types, operators, choices, match modes.

    `factType`, `special` and `origin` are ours, for value editors and hints; `fields` are a list's own fields, for
    the inner builder.
    """
    return [_field(fact, lang) for fact in facts]


def _field(fact: Fact, lang: Language) -> dict[str, Any]:
    labels = _LABELS | _DATE_LABELS if fact.type is FactType.DATE else _LABELS
    field: dict[str, Any] = {
        "name": fact.name,
        "label": fact.label.in_language(lang),
        "factType": fact.type.value,
        "special": fact.special,
        "origin": fact.origin,
        "operators": [
            {"name": operator.value, "label": labels[operator].in_language(lang)}
            for operator in operators_for(fact.type)
        ],
    }
    if fact.choices:
        field["values"] = [{"name": choice.code, "label": choice.label.in_language(lang)} for choice in fact.choices]
    if fact.type is FactType.RECORDS:
        field["matchModes"] = [{"name": mode.value, "label": _MODES[mode].in_language(lang)} for mode in MatchMode]
        field["fields"] = builder_fields(fact.fields, lang=lang)
    return field
