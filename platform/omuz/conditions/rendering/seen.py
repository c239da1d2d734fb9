"""Saying a value that an evaluation saw or expected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from omuz.conditions.catalogue import EXACT, Fact, FactType, Language, Text
from omuz.conditions.evaluation.trace import TraceEntry
from omuz.conditions.nodes import Condition, Group
from omuz.conditions.rendering.sentence import render
from omuz.conditions.rendering.voice import day, grouped, listed

_MARKS: Final[Mapping[Language, tuple[str, str]]] = {"tr": (".", ","), "en": (",", ".")}
_YES, _NO = Text("evet", "yes"), Text("hayır", "no")
_OR, _NONE = Text("veya", "or"), Text("hiçbiri", "none")
_RECORDS = Text("{n} kayıt", "{n} records")
_SOMETHING: Final = Text("bilinmeyen", "unknown")


def render_value(fact: Fact, value: Any, lang: Language = "tr") -> str:
    """Return a value of a fact in words, empty for a missing one.

    Codes are shown by their labels, days as 22.11.2026, a list of records by its length.
    """
    if value is None:
        return ""
    if fact.type is FactType.RECORDS:
        count = value if isinstance(value, int) else len(value)
        return _RECORDS.in_language(lang).format(n=count)
    if isinstance(value, Collection) and not isinstance(value, str):
        # Sets have no order of their own: that of the code list, then that of the alphabet.
        ranks = {code: rank for rank, code in enumerate(fact.labels_by_code)}
        known = sorted((code for code in value if code is not None), key=lambda code: (ranks.get(code, 10**6), code))
        words = [_single(fact, code, lang) for code in known]
        if len(known) < len(value):
            words.append(_SOMETHING.in_language(lang))
        return ", ".join(words) if words else _NONE.in_language(lang)
    return _single(fact, value, lang)


def render_expected(entry: TraceEntry, lang: Language = "tr") -> str:
    """Return in words what the rule of an entry compared with: relative days as the day that they were."""
    expected, fact = entry.expected, entry.fact
    if expected is None or fact.type is FactType.RECORDS:
        return "" if expected is None else str(expected)
    if isinstance(expected, tuple):
        words = [_single(fact, value, lang) for value in expected]
        return (
            " – ".join(words) if entry.operator in {"between", "notBetween"} else listed(words, _OR.in_language(lang))
        )
    return render_value(fact, expected, lang)


def render_rule(entry: TraceEntry, lang: Language = "tr") -> str:
    """Return the rule of an entry as a sentence of its own."""
    # Folding is for comparing; a sentence shows what was written.
    return render(Condition(Group((entry.node,)), EXACT), lang)


def _single(fact: Fact, value: Any, lang: Language) -> str:
    if isinstance(value, bool):
        return (_YES if value else _NO).in_language(lang)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | Decimal):
        thousands, point = _MARKS[lang]
        return grouped(value, thousands=thousands, point=point)
    label = fact.labels_by_code.get(value)
    return label.in_language(lang) if label is not None else str(value)
