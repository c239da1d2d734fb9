"""Merging a pack's new version into a programme that was changed locally: three ways, field by field.

Base is the pack as it was last taken over, mine the municipality's definition, theirs the pack's new one. What only one
side changed is taken from that side; what both changed differently is a conflict, which is named with both values and
decided by a choice. Until it is decided the local value stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from apps.programmes.definition.diffing import same
from apps.programmes.definition.findings import Finding, InvalidDefinitionError
from apps.programmes.definition.labels import label_of
from apps.programmes.definition.paths import ABSENT, ORDER, KeyedPath, dotted
from apps.programmes.definition.programme import Definition
from apps.programmes.definition.reading import read
from apps.programmes.definition.shapes import Entries, Names, Record, Shape, distinct, root


class Choice(StrEnum):
    """Which value of a conflict is taken."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed differently. None stands for nothing; of an order, the values are lists of keys.

    `chosen` is the choice that was made for it, None while it is open.
    """

    path: KeyedPath
    label: str
    base: Any
    mine: Any
    theirs: Any
    chosen: Choice | None

    @property
    def section(self) -> str:
        """The part of the definition in which it stands."""
        return self.path[0]

    @property
    def place(self) -> str:
        """The path in dotted form: the name under which a choice is given."""
        return dotted(self.path)


@dataclass(frozen=True, slots=True)
class Merge:
    """What came out: the definition, or None with what is wrong in `findings`, and every conflict on the way."""

    document: Mapping[str, Any]
    definition: Definition | None
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts for which no choice was made."""
        return tuple(one for one in self.conflicts if one.chosen is None)


def merge(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    choices: Mapping[str, str] | None = None,
) -> Merge:
    """Return the merge of canonical documents. The programme keeps its own code; choices of no conflict do nothing."""
    own = {name: mine[name] for name in ("format", "code") if name in mine}
    merger = _Merger(mine, theirs, choices or {})
    merged = merger.merged({**base, **own}, dict(mine), {**theirs, **own}, root(), ())
    conflicts = tuple(merger.conflicts)
    try:
        definition = read(merged)
    except InvalidDefinitionError as error:
        return Merge(merged, None, error.findings, conflicts)
    return Merge(definition.document(), definition, (), conflicts)


@dataclass(slots=True)
class _Merger:
    mine: Mapping[str, Any]
    theirs: Mapping[str, Any]
    choices: Mapping[str, str]
    conflicts: list[Conflict] = field(default_factory=list)

    def merged(self, base: Any, mine: Any, theirs: Any, shape: Shape, path: KeyedPath) -> Any:
        if same(mine, theirs) or same(base, theirs):
            return mine
        if same(base, mine):
            return theirs
        if isinstance(shape, Record) and _all_entered(base, mine, theirs, shape):
            return self._record(base, mine, theirs, shape, path)
        if isinstance(shape, Entries) and all(_told_apart(side, shape) for side in (base, mine, theirs)):
            return self._entries(base, mine, theirs, shape, path)
        if isinstance(shape, Names) and all(
            side is ABSENT or distinct(side) is not None for side in (base, mine, theirs)
        ):
            return self._names(_list(base), _list(mine), _list(theirs), path)
        return self._chosen(base, mine, theirs, path)

    def _record(self, base: Any, mine: Any, theirs: Any, shape: Record, path: KeyedPath) -> dict[str, Any]:
        sides = [side if isinstance(side, dict) else {} for side in (base, mine, theirs)]
        found: dict[str, Any] = {}
        for group in shape.together:
            parts = [{name: side[name] for name in group if name in side} for side in sides]
            found |= self._whole(parts, (*path, group[0]))
        apart = {name for group in shape.together for name in group}
        for name, inner in shape.fields.items():
            if name not in apart:
                old, own, other = (side.get(name, ABSENT) for side in sides)
                found[name] = self.merged(old, own, other, inner, (*path, name))
        return {name: found[name] for name in shape.fields if found.get(name, ABSENT) is not ABSENT}

    def _whole(self, sides: Sequence[Any], path: KeyedPath) -> Any:
        """Merge what has no parts to be compared."""
        base, mine, theirs = sides
        if same(mine, theirs) or same(base, theirs):
            return mine
        return theirs if same(base, mine) else self._chosen(base, mine, theirs, path)

    def _entries(self, base: Any, mine: Any, theirs: Any, shape: Entries, path: KeyedPath) -> list[Any]:
        olds, ours, others = (shape.by_identity(side) or {} for side in (base, mine, theirs))
        kept: dict[str, Any] = {}
        for key in dict.fromkeys([*ours, *others]):
            old, own, other = sides = [entries.get(key, ABSENT) for entries in (olds, ours, others)]
            inner: Shape = shape.of(next(side for side in sides if side is not ABSENT))
            # A question on one side and a group of questions on the other have no fields to compare.
            if all(shape.of(side) is inner for side in sides if side is not ABSENT):
                entry = self.merged(old, own, other, inner, (*path, key))
            else:
                entry = self._whole(sides, (*path, key))
            if entry is not ABSENT:
                kept[key] = entry
        return [kept[key] for key in self._order(list(olds), list(ours), list(others), kept, path)]

    def _names(self, base: list[str], mine: list[str], theirs: list[str], path: KeyedPath) -> list[str]:
        # A name that one side took away is gone; one that a side brought is there.
        kept = {name for name in [*mine, *theirs] if (name in mine and name in theirs) or name not in base}
        return self._order(base, mine, theirs, kept, path)

    def _order(
        self, base: list[str], mine: list[str], theirs: list[str], kept: Iterable[str], path: KeyedPath
    ) -> list[str]:
        wanted = set(kept)
        base, mine, theirs = ([name for name in side if name in wanted] for side in (base, mine, theirs))
        if not _reordered(base, theirs) or not _reordered(mine, theirs):
            return _woven(mine, theirs)
        if not _reordered(base, mine):
            return _woven(theirs, mine)
        lead = self._chosen(base, mine, theirs, (*path, ORDER))
        return _woven(mine, theirs) if lead is mine else _woven(theirs, mine)

    def _chosen(self, base: Any, mine: Any, theirs: Any, path: KeyedPath) -> Any:
        given = self.choices.get(dotted(path))
        chosen = Choice(given) if given in set(Choice) else None
        document = self.theirs if mine is ABSENT else self.mine
        old, own, other = (None if value in (ABSENT, {}) else value for value in (base, mine, theirs))
        self.conflicts.append(Conflict(path, label_of(document, path), old, own, other, chosen))
        return theirs if chosen is Choice.THEIRS else mine


def _all_entered(base: Any, mine: Any, theirs: Any, shape: Record) -> bool:
    if shape.optional and not (isinstance(mine, dict) and isinstance(theirs, dict)):
        return False
    return all(side is ABSENT or isinstance(side, dict) for side in (base, mine, theirs))


def _told_apart(side: Any, shape: Entries) -> bool:
    return side is ABSENT or shape.by_identity(side) is not None


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else []


def _reordered(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether what both hold stands in different orders."""
    common = set(one) & set(other)
    return [name for name in one if name in common] != [name for name in other if name in common]


def _woven(lead: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return the names of both: as the first orders them, each further one after the one it follows in the second."""
    woven = list(lead)
    at = 0
    for name in other:
        if name in lead:
            at = woven.index(name) + 1
        else:
            woven.insert(at, name)
            at += 1
    return woven
