"""What a list can hold: the fields that a column may be mapped to, described once for every use.

The same description guesses headings, draws the template, names the columns of an export and of the file with the
rows to mend, and tells the parser which values are known.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from omuz.kernel.text import tr_fold
from omuz.tabular.errors import Problem
from omuz.tabular.rows import CellValue

#: "T. C." is one word.
_INITIALS: Final = re.compile(r"\b(\w)\.\s?(?=\w\b)")


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What a cell is read against: the day of the import, and whether made-up numbers are allowed."""

    today: date
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell's value, or the problem with it; `notes` say what was guessed and do not stop the row."""

    value: Any = None
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()


Parser = Callable[[CellValue, ParseContext], Parsed]


@dataclass(frozen=True)
class CodeList:
    """Coded values with every label they are known by. Labels are compared folded."""

    name: str
    #: code -> its label in Turkish, as written into templates and exports
    labels: Mapping[str, str]
    #: code -> further names it goes by
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def known(self) -> dict[str, str]:
        """Folded name -> code: codes, labels and synonyms."""
        known: dict[str, str] = {}
        for code, label in self.labels.items():
            for name in (code, label, *self.synonyms.get(code, ())):
                known.setdefault(fold_words(name), code)
        return known


@dataclass(frozen=True)
class Field:
    """One thing a row can say."""

    key: str
    label: str
    label_en: str
    parse: Parser
    synonyms: Sequence[str] = ()
    #: Values by which a column gives itself away, whatever stands above it.
    looks_like: Callable[[CellValue], bool] | None = None
    required: bool = False
    #: KVKK Art. 6: asked for again before it leaves in an export, never shown in a preview.
    special: bool = False
    choices: CodeList | None = None
    multiple: bool = False
    example: str = ""
    help: str = ""

    @cached_property
    def names(self) -> dict[str, float]:
        """Folded heading -> how surely it means this field."""
        names = {fold_words(name): 0.97 for name in self.synonyms}
        names[fold_words(self.key.replace("_", " "))] = 0.98
        names[fold_words(self.label_en)] = 0.99
        names[fold_words(self.label)] = 1.0
        return names


def fold_words(text: str) -> str:
    """Return a heading or label as its folded words: "T.C.\\nKimlik  No:" -> "tc kimlik no"."""
    folded = _INITIALS.sub(r"\1", tr_fold(text))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded).split())
