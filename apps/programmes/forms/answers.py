"""What is in a form's answers: what counts, what becomes a fact, what is special-category, what is scored."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from apps.programmes.definition.forms import FieldKind, Form, FormField, FormGroup
from apps.programmes.definition.programme import Definition
from apps.programmes.forms.choices import choices_of
from apps.programmes.forms.conditions import Conditions, conditions_of
from apps.programmes.forms.facts import answer_fact, field_fact, items_of
from omuz.conditions import Condition, Fact, Truth, decide

Answers = Mapping[str, Any]

#: Conditions of forms never look at the day of the decision.
_ANY_DAY: Final = dt.date(2000, 1, 1)
NOTHING_CLOSED: Final[frozenset[str]] = frozenset()


@dataclasses.dataclass(slots=True)
class Shown:
    """The questions that are shown under some answers, their answers as they are, and as facts.

    `keys` holds the keys of questions and groups; `inner` for each group the shown keys of each of its entries.
    """

    keys: set[str] = dataclasses.field(default_factory=set)
    inner: dict[str, list[set[str]]] = dataclasses.field(default_factory=dict)
    answers: dict[str, Any] = dataclasses.field(default_factory=dict)
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)


def shown(form: Form, answers: Answers, *, closed: frozenset[str] = NOTHING_CLOSED) -> Shown:
    """Return what is shown. A condition sees the answers of shown questions only, and only of earlier ones.

    `closed` are capabilities that are not open: their questions are not shown, whatever was answered.
    """
    conditions = conditions_of(form)
    found = Shown()
    for section in form.sections:
        if not _holds(conditions.sections.get(section.key), found.facts):
            continue
        for item in section.items:
            if isinstance(item, FormField) and item.capability in closed:
                continue
            if _holds(conditions.items.get(item.key), found.facts):
                found.keys.add(item.key)
                _take(item, answers.get(item.key), found, conditions, closed)
    return found


def _holds(condition: Condition | None, facts: Mapping[str, Any]) -> bool:
    return condition is None or decide(condition, facts, on=_ANY_DAY) is Truth.TRUE


def _take(
    item: FormField | FormGroup, answer: Any, found: Shown, conditions: Conditions, closed: frozenset[str]
) -> None:
    if isinstance(item, FormField):
        if answer is not None:
            found.answers[item.key] = answer
            fact = answer_fact(item, answer)
            if fact is not None:
                found.facts[item.key] = fact
        return
    found.inner[item.key] = []
    if answer is None:
        found.facts[item.key] = []
    elif isinstance(answer, list):
        entries = [_entry(item, entry, conditions, closed) for entry in answer]
        found.inner[item.key] = [entry.keys for entry in entries]
        found.answers[item.key] = [entry.answers for entry in entries]
        known = zip(entries, answer, strict=True)
        found.facts[item.key] = [one.facts if isinstance(raw, Mapping) else None for one, raw in known]


def _entry(group: FormGroup, answers: Any, conditions: Conditions, closed: frozenset[str]) -> Shown:
    found = Shown()
    if not isinstance(answers, Mapping):
        return found
    for field in group.fields:
        condition = conditions.inner.get((group.key, field.key))
        if field.capability not in closed and _holds(condition, found.facts):
            found.keys.add(field.key)
            _take(field, answers.get(field.key), found, conditions, closed)
    return found


def relevant(form: Form, answers: Answers, *, closed: frozenset[str] = NOTHING_CLOSED) -> dict[str, Any]:
    """Return the answers whose questions are shown, inside groups as well; nothing is changed in `answers`.

    What was typed into a question that is no longer shown stays in the draft and does not count.
    """
    return shown(form, answers, closed=closed).answers


def fed_facts(form: Form, answers: Answers, *, closed: frozenset[str] = NOTHING_CLOSED) -> dict[str, Any]:
    """Return the facts that the shown answers feed, by the name after `case.`, as typed values (dates, Decimals)."""
    facts = shown(form, answers, closed=closed).facts
    return {
        item.feeds: facts[item.key]
        for item in items_of(form)
        if isinstance(item, FormField) and item.feeds is not None and item.key in facts
    }


def fed_catalogue(definition: Definition, *, prefix: str = "case.") -> tuple[Fact, ...]:
    """Return the facts that the forms of a definition feed, with labels, types and choices."""
    facts = {
        item.feeds: field_fact(item, definition, name=f"{prefix}{item.feeds}")
        for form in definition.forms
        for item in items_of(form)
        if isinstance(item, FormField) and item.feeds is not None
    }
    return tuple(facts.values())


def split_special(form: Form, answers: Answers) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the answers without those of special-category questions, and those alone.

    A group keeps its entries in place on both sides, so that `join_special` puts them together again. An answer to no
    question of the form counts as special: nobody can say what it is.
    """
    plain: dict[str, Any] = {}
    special: dict[str, Any] = {}
    items = {item.key: item for item in items_of(form)}
    for key, answer in answers.items():
        item = items.get(key)
        if isinstance(item, FormGroup) and isinstance(answer, list):
            hidden = {field.key for field in item.fields if field.special}
            plain[key], special[key] = _split_entries(answer, {field.key for field in item.fields}, hidden)
            if all(isinstance(entry, Mapping) and not entry for entry in special[key]):
                del special[key]
        elif item is None or _is_special(item):
            special[key] = answer
        else:
            plain[key] = answer
    return plain, special


def _is_special(item: FormField | FormGroup) -> bool:
    if isinstance(item, FormField):
        return item.special
    return any(field.special for field in item.fields)


def _split_entries(entries: list[Any], known: set[str], hidden: set[str]) -> tuple[list[Any], list[Any]]:
    plain: list[Any] = []
    special: list[Any] = []
    for entry in entries:
        if not isinstance(entry, Mapping):
            plain.append({})
            special.append(entry)
            continue
        apart = {key for key in entry if key in hidden or key not in known}
        plain.append({key: value for key, value in entry.items() if key not in apart})
        special.append({key: value for key, value in entry.items() if key in apart})
    return plain, special


def join_special(plain: Answers, special: Answers) -> dict[str, Any]:
    """Return the answers that `split_special` took apart."""
    joined = dict(plain)
    for key, answer in special.items():
        if key in plain and isinstance(answer, list):
            pairs = zip(plain[key], answer, strict=True)
            joined[key] = [one | other if isinstance(other, Mapping) else other for one, other in pairs]
        else:
            joined[key] = answer
    return joined


@dataclasses.dataclass(frozen=True, slots=True)
class Scores:
    """What the chosen codes count: altogether, by section, by question. `possible` is the most that can be reached."""

    total: int
    possible: int
    sections: Mapping[str, int]
    questions: Mapping[str, int]


def scores(
    form: Form, definition: Definition, answers: Answers, *, closed: frozenset[str] = NOTHING_CLOSED
) -> Scores | None:
    """Return the scores of the shown answers, or None for a form without scored codes. Groups are not scored."""
    found = shown(form, answers, closed=closed)
    sections: dict[str, int] = {}
    questions: dict[str, int] = {}
    possible = 0
    for section_key, field, counts in _scored(form, definition):
        if field.key not in found.keys:
            continue
        possible += _best(field, counts)
        chosen = found.facts.get(field.key)
        points = sum(counts.get(code, 0) for code in ((chosen,) if isinstance(chosen, str) else set(chosen or ())))
        questions[field.key] = points
        sections[section_key] = sections.get(section_key, 0) + points
    if not questions and not any(_scored(form, definition)):
        return None
    return Scores(sum(questions.values()), possible, sections, questions)


def _scored(form: Form, definition: Definition) -> Iterator[tuple[str, FormField, dict[str, int]]]:
    for section in form.sections:
        for item in section.items:
            if isinstance(item, FormField) and item.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
                counts = {one.key: one.score for one in choices_of(item, definition) if one.score is not None}
                if counts:
                    yield section.key, item, counts


def _best(field: FormField, counts: Mapping[str, int]) -> int:
    if field.kind is FieldKind.CHOICES:
        return sum(count for count in counts.values() if count > 0)
    return max(counts.values())
