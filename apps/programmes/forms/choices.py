"""The choices of a question: from the definition's own code lists, or from the national catalogue."""

from __future__ import annotations

import dataclasses
from typing import Final

from apps.programmes.catalogue import CODE_LISTS
from apps.programmes.definition.forms import FormField
from apps.programmes.definition.programme import Definition
from omuz.conditions import Text

NATIONAL: Final = "national:"


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """One code. A retired one is still read in old answers and not offered anew."""

    key: str
    label: Text
    hint: Text | None = None
    retired: bool = False
    score: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ChoiceList:
    """The codes of a list in order; `special` where choosing from it says something of KVKK Art. 6."""

    choices: tuple[Choice, ...]
    special: bool


def choice_list(name: str | None, definition: Definition) -> ChoiceList | None:
    """Return the list that a question names, or None where there is none of that name."""
    if name is None:
        return None
    if name.startswith(NATIONAL):
        return _national(name.removeprefix(NATIONAL))
    own = definition.code_lists_by_key.get(name)
    if own is None:
        return None
    choices = (
        Choice(code.key, Text(code.label.tr, code.label.in_language("en")), None, code.retired, code.score)
        for code in own.codes
    )
    return ChoiceList(tuple(choices), own.special)


def choices_of(field: FormField, definition: Definition) -> tuple[Choice, ...]:
    """Return the choices of a question in order, none where its list is not there."""
    found = choice_list(field.choices, definition)
    return found.choices if found is not None else ()


def _national(key: str) -> ChoiceList | None:
    entry = CODE_LISTS.get(key)
    if entry is None:
        return None
    choices = (
        Choice(code.key, Text(code.tr, code.en), Text(code.hint_tr, code.hint_en) if code.hint_tr else None)
        for code in entry.codes
    )
    return ChoiceList(tuple(choices), entry.special or any(code.special for code in entry.codes))
