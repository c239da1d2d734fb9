"""Places in a definition's document that stay the same when entries are moved: names of fields and keys of entries.

("forms", "basvuru", "sections", "ulasim", "title", "tr") instead of ("forms", 0, "sections", 2, "title", "tr"). Lists
whose entries have no key are values and end a path; a word of an ordered set is named by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Literal

from apps.programmes.definition.findings import Path
from apps.programmes.definition.shapes import Entries, Names, Record, Shape, Value, root

KeyedPath = tuple[str, ...]
#: Stands for the order of a list where a path names something of it ("forms", "@order").
ORDER: Final = "@order"


class Absent(Enum):
    """What is found where a document holds nothing."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


def dotted(path: Path) -> str:
    """Return a path as one word, as problems and choices name it."""
    return ".".join(str(step) for step in path)


def shape_at(document: Mapping[str, Any], path: KeyedPath) -> Shape | None:
    """Return what stands at a place, by the models; None where there can be nothing."""
    shape, _value = _walk(document, path)
    return shape


def value_at(document: Mapping[str, Any], path: KeyedPath) -> Any | Literal[Absent.ABSENT]:
    """Return what a document holds at a place, ABSENT where nothing stands there."""
    _shape, value = _walk(document, path)
    return value


def with_value(document: Mapping[str, Any], path: KeyedPath, value: Any) -> dict[str, Any]:
    """Return a document with another value at a place; ABSENT takes away what stands there. Nothing else changes.

    Raises:
        KeyError: the place lies in an entry that the document does not have, or no document has such a place.
    """
    if not path or shape_at(document, path) is None:
        raise KeyError(dotted(path))
    changed: dict[str, Any] = _replace(dict(document), path, value, root())
    return changed


def keyed(document: Mapping[str, Any], path: Path) -> KeyedPath:
    """Return a place by names and keys; it ends where a list has no keys, or an entry of it has none."""
    steps: list[str] = []
    shape: Shape | None = root()
    value: Any = document
    for step in path:
        if isinstance(step, int):
            if not isinstance(shape, Entries | Names) or not isinstance(value, list) or not 0 <= step < len(value):
                break
            value = value[step]
            name = value.get(shape.identity) if isinstance(shape, Entries) and isinstance(value, dict) else value
            if not isinstance(name, str):
                break
            steps.append(name)
            shape = shape.of(value) if isinstance(shape, Entries) else Value()
        else:
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
            shape = shape.fields.get(step) if isinstance(shape, Record) else None
            if shape is None:
                break
            steps.append(step)
    return tuple(steps)


def indexed(document: Mapping[str, Any], path: KeyedPath) -> Path:
    """Return a place by names and positions, as findings name it.

    Raises:
        KeyError: a key that the document does not have.
    """
    steps: list[str | int] = []
    shape: Shape | None = root()
    value: Any = document
    for step in path:
        steps.append(_position(value, step, shape) if isinstance(shape, Entries | Names) else step)
        shape, value = _down(shape, value, step)
    return tuple(steps)


def _walk(document: Mapping[str, Any], path: KeyedPath) -> tuple[Shape | None, Any]:
    shape: Shape | None = root()
    value: Any = document
    for step in path:
        shape, value = _down(shape, value, step)
    return shape, value


def _down(shape: Shape | None, value: Any, step: str) -> tuple[Shape | None, Any]:
    """Return what stands one step further: its shape, and the value or ABSENT."""
    if isinstance(shape, Record):
        return shape.fields.get(step), value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
    if isinstance(shape, Names):
        return Value(), step if isinstance(value, list) and step in value else ABSENT
    if isinstance(shape, Entries):
        named = (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()
        entry = next((one for one in named if one.get(shape.identity) == step), ABSENT)
        return shape.of(entry), entry
    return None, ABSENT


def _position(value: Any, step: str, shape: Entries | Names) -> int:
    for index, entry in enumerate(value if isinstance(value, list) else ()):
        name = entry.get(shape.identity) if isinstance(shape, Entries) and isinstance(entry, dict) else entry
        if name == step:
            return index
    raise KeyError(step)


def _replace(holder: Any, path: KeyedPath, value: Any, shape: Shape) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(shape, Record):
        changed = dict(holder) if isinstance(holder, dict) else {}
        held = changed.get(step, ABSENT)
        inner = _replace(_begun(held, shape.fields[step]), rest, value, shape.fields[step]) if rest else value
        if inner is ABSENT:
            changed.pop(step, None)
        else:
            changed[step] = inner
        return changed
    if not isinstance(shape, Entries | Names) or not isinstance(holder, list):
        raise KeyError(step)
    return _replace_in_list(holder, path, value, shape)


def _replace_in_list(holder: list[Any], path: KeyedPath, value: Any, shape: Entries | Names) -> list[Any]:
    step, rest = path[0], path[1:]
    try:
        at = _position(holder, step, shape)
    except KeyError:
        if rest or value is ABSENT:
            raise
        return [*holder, value]
    inner = _replace(holder[at], rest, value, shape.of(holder[at])) if rest and isinstance(shape, Entries) else value
    return [*holder[:at], *([] if inner is ABSENT else [inner]), *holder[at + 1 :]]


def _begun(held: Any, shape: Shape) -> Any:
    """Return what a path goes on in: where nothing stands yet, an empty record or list."""
    if held is not ABSENT:
        return held
    return {} if isinstance(shape, Record) else []
