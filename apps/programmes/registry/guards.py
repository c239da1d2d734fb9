"""Guards: what Omuz holds a programme to, because an article of the programme's own text says so.

A guard is code: one pure function in the app that it belongs to, which answers with a verdict and knows no
municipality. Which programmes it binds is configuration: those whose `articles` name it, with the article they cite.
No article of one municipality fires in a programme that has not adopted it (readings 1).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from apps.programmes.definition import Definition
from apps.programmes.definition.frame import ArticleText
from omuz.conditions import Text


class Enforcement(StrEnum):
    """Where a guard stands; what stands in the database holds whatever the code above it does."""

    CONSTRAINT = "constraint"  # a constraint or trigger of the database
    OPERATION = "operation"  # the only operation that writes such rows asks it
    ABSENT = "absent"  # what it forbids does not exist: no address, no table, no screen
    RECORD = "record"  # nothing is refused; what was done is kept as evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a guard says. `message` and `remedy` are Turkish sentences for staff and carry no personal value."""

    allowed: bool
    code: str = ""
    message: str = ""
    remedy: str = ""


ALLOWED: Final = Verdict(allowed=True)


def refused(code: str, message: str, remedy: str = "") -> Verdict:
    """Return a verdict that says no."""
    return Verdict(allowed=False, code=code, message=message, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that an article is kept in a programme: a number with its words, and since when it is counted."""

    label: Text
    count: int
    latest: dt.datetime | None = None


#: Called with the programme's id; at most two statements.
Counted = Callable[[uuid.UUID], Iterable[Evidence]]


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard. `function` is the dotted path of the pure function that decides; several places ask the same one."""

    key: str
    label: Text
    #: What it holds, said to an administrator who decides whether the programme's text wants it.
    description: Text
    function: str
    enforced: tuple[Enforcement, ...]
    #: What the guard's own app counts for the page of articles; others add theirs with `register_evidence`.
    evidence: Counted | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A guard in a programme that has adopted it: by which article, in which words."""

    guard: Guard
    article: ArticleText
    #: "… Yönetmeliği m. 9".
    cited: str

    @property
    def text(self) -> str:
        """The article's own text as the programme holds it; empty where only its number is known."""
        return self.article.text.tr if self.article.text is not None else ""


_guards: Final[dict[str, Guard]] = {}
_evidence: Final[dict[str, list[Counted]]] = {}


def register_guard(guard: Guard) -> None:
    """Offer a guard; called once from an app's `ready`."""
    _guards[guard.key] = guard
    if guard.evidence is not None:
        register_evidence(guard.key, guard.evidence)


def guards() -> Mapping[str, Guard]:
    """Return every guard by key, in the order in which they were registered."""
    return dict(_guards)


def register_evidence(guard: str, counted: Counted) -> None:
    """Count something that shows how a guard is kept; apps above the guard's own add what they know."""
    _evidence.setdefault(guard, []).append(counted)


def evidence_for(guard: str, programme_id: uuid.UUID) -> list[Evidence]:
    """Return what can be counted of a guard in a programme."""
    return [one for counted in _evidence.get(guard, ()) for one in counted(programme_id)]


def bound(definition: Definition, key: str) -> Bound | None:
    """Return the guard as this programme has adopted it, or None: then it says nothing here.

    Raises:
        LookupError: no app offers such a guard (a mistake in the code that asks).
    """
    if key not in _guards:
        raise LookupError(f"no app offers the guard {key}")
    article = next((one for one in definition.articles if key in one.guards), None)
    if article is None:
        return None
    return Bound(_guards[key], article, definition.cited(article.basis))
