"""The catalogue: which facts a condition may ask about, of which type, under which name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from typing import Final, Literal

Language = Literal["tr", "en"]

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", re.ASCII)
_FUNCTION: Final = re.compile(r"([a-z_][a-z0-9_]*\.)?[a-z_][a-z0-9_]*|", re.ASCII)
_PLACEHOLDER: Final = re.compile(r"%(.?)", re.DOTALL)


class CatalogueError(ValueError):
    """A catalogue that its programmer wrote wrongly; never caused by a condition."""


class FactType(StrEnum):
    """Types of facts; the Python value that a fact of the type has stands beside it."""

    TEXT = "text"  # str
    CODE = "code"  # str, compared exactly
    NUMBER = "number"  # int or Decimal, never float
    INTEGER = "integer"  # int
    BOOLEAN = "boolean"  # bool
    DATE = "date"  # date, never datetime
    CODES = "codes"  # list, tuple or set of str
    RECORDS = "records"  # list or tuple of mappings


class Marker(Enum):
    """Parameters whose value is known only when SQL is compiled."""

    DECISION_DAY = "decision_day"


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages."""

    tr: str
    en: str

    def in_language(self, lang: Language) -> str:
        """Return the wording of the language."""
        return self.tr if lang == "tr" else self.en


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a code list."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Folding:
    """How texts are made comparable, in Python and in SQL by the same rule.

    `sql` names an immutable function text -> text, or is empty for exact comparison. The two must agree on every
    text: the library cannot check that, the owner of the functions tests it.
    """

    python: Callable[[str], str]
    sql: str

    def __post_init__(self) -> None:
        if _FUNCTION.fullmatch(self.sql) is None:
            raise CatalogueError(f"{self.sql!r} is not the name of an SQL function")


def _same(text: str) -> str:
    return text


EXACT: Final = Folding(python=_same, sql="")
"""Compare texts character by character."""


def _check_sql(sql: str, params: tuple[object, ...]) -> None:
    found = _PLACEHOLDER.findall(sql)
    if set(found) - {"s", "%"}:
        raise CatalogueError(f"write a literal % as %% and a parameter as %s: {sql!r}")
    if found.count("s") != len(params):
        raise CatalogueError(f"{found.count('s')} placeholders but {len(params)} parameters: {sql!r}")


@dataclass(frozen=True, slots=True)
class Column:
    """An SQL expression that yields a fact; NULL means that the fact is missing.

    `sql` is written for psycopg: parameters as %s, a literal per cent sign as %%. `Marker.DECISION_DAY` among the
    parameters becomes the day of the decision. `stored` turns a code into what the column holds for it (a keyed
    token of a special-category value); such a column must be of type CODE or CODES.
    """

    sql: str
    params: tuple[object, ...] = ()
    stored: Callable[[str], str] | None = None

    def __post_init__(self) -> None:
        _check_sql(self.sql, self.params)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the records of a list come from in SQL: what follows FROM, with its WHERE.

    The fields' columns refer to the alias that `sql` introduces. `known` is an SQL boolean that says whether the
    list itself is known; where it is not TRUE the list is missing, else a list without rows is an empty one.
    """

    sql: str
    params: tuple[object, ...] = ()
    known: Column = Column("TRUE")

    def __post_init__(self) -> None:
        _check_sql(self.sql, self.params)


@dataclass(frozen=True)
class Fact:
    """One typed fact.

    `label` names it on screens, `phrase` inside a sentence ("yaşı"); without one the label is used. `origin` says
    where the value comes from (shown to those who write rules). `special` marks special-category data (KVKK Art. 6):
    a trace that saw such a fact is as sensitive as the fact.
    """

    name: str
    label: Text
    type: FactType
    choices: tuple[Choice, ...] = ()
    origin: str = ""
    special: bool = False
    column: Column | None = None
    source: Source | None = None
    fields: tuple[Fact, ...] = ()
    phrase: Text | None = None

    def __post_init__(self) -> None:
        if _NAME.fullmatch(self.name) is None:
            raise CatalogueError(f"{self.name!r} is not a dotted name in lower case")
        if self.choices and self.type not in {FactType.CODE, FactType.CODES}:
            raise CatalogueError(f"{self.name}: only codes have choices")
        if bool(self.fields) != (self.type is FactType.RECORDS):
            raise CatalogueError(f"{self.name}: a list of records, and nothing else, has fields of its own")
        if self.column is not None and self.type is FactType.RECORDS:
            raise CatalogueError(f"{self.name}: a list of records has a source, not a column")
        if self.source is not None and self.type is not FactType.RECORDS:
            raise CatalogueError(f"{self.name}: only a list of records has a source")
        if self.column is not None and self.column.stored and self.type not in {FactType.CODE, FactType.CODES}:
            raise CatalogueError(f"{self.name}: only codes can be stored in another form")
        if len(self.fields_by_name) != len(self.fields):
            raise CatalogueError(f"{self.name}: two fields have the same name")

    @cached_property
    def fields_by_name(self) -> dict[str, Fact]:
        """The fields of a list of records, by name."""
        return {fact.name: fact for fact in self.fields}

    @cached_property
    def labels_by_code(self) -> dict[str, Text]:
        """The labels of the choices, by code."""
        return {choice.code: choice.label for choice in self.choices}

    def holds_special(self) -> bool:
        """Return whether the fact or one of its fields is special-category data."""
        return self.special or any(fact.holds_special() for fact in self.fields)


class Catalogue:
    """The facts that conditions may ask about, by name, and how their texts are compared."""

    def __init__(self, facts: Iterable[Fact], *, folding: Folding = EXACT) -> None:
        """Raise CatalogueError when two facts have the same name."""
        self.folding = folding
        self.facts: dict[str, Fact] = {}
        for fact in facts:
            if fact.name in self.facts:
                raise CatalogueError(f"two facts are called {fact.name}")
            self.facts[fact.name] = fact

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    def __len__(self) -> int:
        return len(self.facts)

    def __contains__(self, name: object) -> bool:
        return name in self.facts

    def __getitem__(self, name: str) -> Fact:
        return self.facts[name]

    def joined_with(self, other: Catalogue) -> Catalogue:
        """Return one catalogue of both; raise CatalogueError when names collide or texts are compared differently."""
        if self.folding != other.folding:
            raise CatalogueError("the two catalogues compare texts differently")
        return Catalogue([*self, *other], folding=self.folding)
