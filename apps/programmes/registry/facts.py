"""Facts that rules may ask about: a typed catalogue and a loader that reads them for many at once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from apps.programmes.definition import Definition
from omuz.conditions import Catalogue, Fact, Folding
from omuz.kernel.once import notes
from omuz.kernel.text import tr_fold


class Subject(StrEnum):
    """What a rule is about; the keys that loaders take are those of persons or of cases."""

    PERSON = "person"
    CASE = "case"


#: Name of a fact -> its value; what is not known is left out.
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FactSource:
    """Facts of one kind.

    `facts(definition)` gives the catalogue: fixed facts, and those that a definition adds (answers of its forms).
    `load(ids, on=, names=, definition=)` returns the facts of each key as of a day, only those named, in a fixed number
    of statements however many keys. It logs nothing: whoever shows a special value to somebody logs the reading.
    Facts of a `capability` are unknown words in a definition that does not hold it, and unknown values while it is
    closed.
    """

    key: str
    subject: Subject
    facts: Callable[[Definition], Sequence[Fact]]
    load: Callable[..., Mapping[uuid.UUID, Facts]]
    capability: str = ""

    def belongs_to(self, definition: Definition) -> bool:
        """Return whether rules of this definition may ask about these facts at all."""
        return not self.capability or any(held.key == self.capability for held in definition.capabilities.held)


#: Facts of a page are noted, not those of a whole municipality.
_MOST_NOTED: Final = 50
_FOLDING: Final = Folding(python=tr_fold, sql="ext.tr_fold")
_sources: Final[dict[str, FactSource]] = {}


def register_facts(source: FactSource) -> None:
    """Offer facts; called once from an app's `ready`."""
    _sources[source.key] = source


def fact_sources(*subjects: Subject) -> tuple[FactSource, ...]:
    """Return the registered sources of these subjects, all without any."""
    return tuple(one for one in _sources.values() if not subjects or one.subject in subjects)


def catalogue_for(definition: Definition, *subjects: Subject) -> Catalogue:
    """Return every fact that a rule about these subjects may ask about under this definition."""
    sources = [one for one in fact_sources(*subjects) if one.belongs_to(definition)]
    facts = [fact for source in sources for fact in source.facts(definition)]
    return Catalogue(facts, folding=_FOLDING)


def load_facts(
    ids: Sequence[uuid.UUID],
    *,
    subject: Subject,
    on: dt.date,
    names: frozenset[str],
    definition: Definition,
    closed: Collection[str] = (),
) -> dict[uuid.UUID, dict[str, Any]]:
    """Return the named facts of each key as of a day, from every source of the subject.

    Facts of a capability in `closed` are left out: rules see them as not known. Within `reading_once` a source is
    asked only for what it has not been asked for before.
    """
    merged: dict[uuid.UUID, dict[str, Any]] = {key: {} for key in ids}
    for source in fact_sources(subject):
        if source.capability in closed or not source.belongs_to(definition):
            continue
        wanted = names & {fact.name for fact in source.facts(definition)}
        if not wanted:
            continue
        for key, facts in _loaded(source, ids, on=on, names=wanted, definition=definition).items():
            merged[key].update(facts)
    return merged


def _loaded(
    source: FactSource, ids: Sequence[uuid.UUID], *, on: dt.date, names: frozenset[str], definition: Definition
) -> Mapping[uuid.UUID, Facts]:
    held = notes("programmes.facts")
    if held is None or len(ids) > _MOST_NOTED:
        return source.load(ids, on=on, names=names, definition=definition)
    # The definition is kept beside its identity, which another one could take over otherwise.
    place = (source.key, on, id(definition), tuple(ids))
    _, asked, found = held.setdefault(place, (definition, set(), {}))
    if fresh := names - asked:
        for key, facts in source.load(ids, on=on, names=frozenset(fresh), definition=definition).items():
            found.setdefault(key, {}).update(facts)
        asked |= fresh
    return {key: {name: value for name, value in facts.items() if name in names} for key, facts in found.items()}
