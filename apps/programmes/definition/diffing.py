"""What is different between two definitions, place by place, in words that a manager reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from apps.programmes.definition.labels import label_of
from apps.programmes.definition.paths import ABSENT, KeyedPath, dotted
from apps.programmes.definition.programme import Definition
from apps.programmes.definition.shapes import Entries, Names, Record, Shape, distinct, root


class ChangeKind(StrEnum):
    """What happened at a place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `before` and `after` are what stood and stands there, None for nothing; of something moved, its place in its list,
    counted from 1. `path` names entries by their keys; `label` is the same place in Turkish.
    """

    section: str
    path: KeyedPath
    kind: ChangeKind
    before: Any
    after: Any
    label: str

    @property
    def place(self) -> str:
        """The path in dotted form."""
        return dotted(self.path)


@dataclass(frozen=True, slots=True)
class _Found:
    path: KeyedPath
    kind: ChangeKind
    before: Any
    after: Any


def diff(before: Definition | Mapping[str, Any], after: Definition | Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the differences of two definitions in the order of their fields; none exactly where they are equal."""
    old, new = _document(before), _document(after)
    return tuple(
        Change(
            section=found.path[0],
            path=found.path,
            kind=found.kind,
            before=found.before,
            after=found.after,
            label=label_of(old if found.kind is ChangeKind.REMOVED else new, found.path),
        )
        for found in _differences(old, new, root(), ())
    )


def moved_names(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return which names of both lists changed their place among those: the fewest that explain the new order."""
    places = {name: index for index, name in enumerate(before)}
    common = [name for name in after if name in places]
    stayed = _longest_rising([places[name] for name in common])
    return frozenset(name for index, name in enumerate(common) if index not in stayed)


def _document(definition: Definition | Mapping[str, Any]) -> Mapping[str, Any]:
    return definition.document() if isinstance(definition, Definition) else definition


def _differences(before: Any, after: Any, shape: Shape, path: KeyedPath) -> Iterator[_Found]:
    if before == after and type(before) is type(after) and not isinstance(before, dict | list):
        return
    if isinstance(shape, Record) and _may_be_entered(before, after, shape):
        yield from _in_record(before, after, shape, path)
    elif isinstance(shape, Entries) and _all_told_apart(before, after, shape):
        yield from _in_entries(before, after, shape, path)
    elif isinstance(shape, Names) and all(side is ABSENT or distinct(side) is not None for side in (before, after)):
        yield from _in_names(_list(before), _list(after), path)
    elif not same(before, after):
        yield _whole(before, after, path)


def same(one: Any, other: Any) -> bool:
    """Return whether two values of documents are the same; unlike Python, 1, 1.0 and true are not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _may_be_entered(before: Any, after: Any, shape: Record) -> bool:
    if shape.optional:
        return isinstance(before, dict) and isinstance(after, dict)
    return all(side is ABSENT or isinstance(side, dict) for side in (before, after))


def _all_told_apart(before: Any, after: Any, shape: Entries) -> bool:
    return all(side is ABSENT or shape.by_identity(side) is not None for side in (before, after))


def _in_record(before: Any, after: Any, shape: Record, path: KeyedPath) -> Iterator[_Found]:
    old, new = (side if isinstance(side, dict) else {} for side in (before, after))
    known = [*shape.fields, *sorted((old.keys() | new.keys()) - shape.fields.keys())]
    for name in dict.fromkeys(known):
        if name in old or name in new:
            inner = shape.fields.get(name)
            one, other = old.get(name, ABSENT), new.get(name, ABSENT)
            if inner is not None:
                yield from _differences(one, other, inner, (*path, name))
            elif not same(one, other):
                yield _whole(one, other, (*path, name))


def _in_entries(before: Any, after: Any, shape: Entries, path: KeyedPath) -> Iterator[_Found]:
    old, new = (shape.by_identity(side) or {} for side in (before, after))
    moved = moved_names(list(old), list(new))
    for key in [*new, *(key for key in old if key not in new)]:
        here = (*path, key)
        if key not in old or key not in new:
            yield _whole(old.get(key, ABSENT), new.get(key, ABSENT), here)
            continue
        if key in moved:
            yield _Found(here, ChangeKind.MOVED, _place(old, key), _place(new, key))
        if shape.of(old[key]) is shape.of(new[key]):
            yield from _differences(old[key], new[key], shape.of(new[key]), here)
        else:
            yield _whole(old[key], new[key], here)


def _in_names(before: list[str], after: list[str], path: KeyedPath) -> Iterator[_Found]:
    moved = moved_names(before, after)
    for name in [*after, *(name for name in before if name not in after)]:
        here = (*path, name)
        if name not in before:
            yield _Found(here, ChangeKind.ADDED, None, name)
        elif name not in after:
            yield _Found(here, ChangeKind.REMOVED, name, None)
        elif name in moved:
            yield _Found(here, ChangeKind.MOVED, _place(before, name), _place(after, name))


def _whole(before: Any, after: Any, path: KeyedPath) -> _Found:
    kind = ChangeKind.ADDED if before is ABSENT else ChangeKind.REMOVED if after is ABSENT else ChangeKind.CHANGED
    return _Found(path, kind, None if before is ABSENT else before, None if after is ABSENT else after)


def _place(names: Mapping[str, Any] | Sequence[str], name: str) -> int:
    return list(names).index(name) + 1


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else []


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the positions of a longest rising run of numbers, not necessarily side by side."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at.append(index)
        else:
            ends[length], at[length] = number, index
    kept: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return frozenset(kept)
