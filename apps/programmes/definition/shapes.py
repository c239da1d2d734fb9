"""How a definition's document is put together, read off its models: what is told apart by name, by key, or not at all.

Differences, merges and places of a definition all need the same four answers; nothing here repeats a field's name.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BaseModel

from apps.programmes.definition.base import Citation
from apps.programmes.definition.flow import Deadline, Effect, FormUse, RoleRights
from apps.programmes.definition.programme import Definition

#: What an entry of a list is told apart by, where it is not `key`.
_IDENTITIES: Final[Mapping[type[BaseModel], str]] = {RoleRights: "role", FormUse: "form"}
#: Records whose fields mean something together only: an article of another text is no article.
_WHOLE: Final = frozenset({Effect, Citation})
#: Fields that are chosen together: ten days and two months do not make ten months.
_TOGETHER: Final[Mapping[type[BaseModel], tuple[tuple[str, ...], ...]]] = {Deadline: (("amount", "unit"),)}


@dataclass(frozen=True, slots=True)
class Value:
    """Something that is only ever taken whole: a word, a number, a condition, a list whose entries have no key."""


@dataclass(frozen=True, slots=True)
class Names:
    """A list of words, each at most once: an ordered set."""


@dataclass(frozen=True, slots=True)
class Record:
    """Fields by name. `optional`: that it is absent says something else than that all its fields are."""

    model: type[BaseModel]
    fields: Mapping[str, Shape]
    optional: bool = False
    together: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of records, told apart by the field `identity`; `variants` by their `type`, "" where there is one."""

    identity: str
    variants: Mapping[str, Record]

    def of(self, entry: Any) -> Record:
        """Return the shape of an entry."""
        kind = entry.get("type") if isinstance(entry, dict) else None
        return self.variants.get(kind or "", next(iter(self.variants.values())))

    def by_identity(self, entries: Any) -> dict[str, dict[str, Any]] | None:
        """Return the entries by what they are told apart by; None where they cannot be told apart."""
        found: dict[str, dict[str, Any]] = {}
        for entry in entries if isinstance(entries, list) else ():
            name = entry.get(self.identity) if isinstance(entry, dict) else None
            if not isinstance(name, str) or name in found:
                return None
            found[name] = entry
        return found


Shape = Value | Names | Record | Entries


def distinct(names: Any) -> list[str] | None:
    """Return a list of words as it is; None where it is no ordered set."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return names if len(set(names)) == len(names) else None


@functools.cache
def root() -> Record:
    """Return the shape of a whole definition."""
    return _record(Definition)


@functools.cache
def _record(model: type[BaseModel], *, optional: bool = False) -> Record:
    fields = {name: _shape(info.annotation) for name, info in model.model_fields.items()}
    needed = any(info.is_required() for info in model.model_fields.values())
    return Record(model, types.MappingProxyType(fields), optional or needed, _TOGETHER.get(model, ()))


def _shape(annotation: Any) -> Shape:
    alternatives = _alternatives(annotation)
    kinds = [one for one in alternatives if one is not type(None)]
    if len(kinds) != 1:
        return Value()
    kind, optional = kinds[0], len(alternatives) > 1
    if typing.get_origin(kind) is tuple:
        return _list(typing.get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in _WHOLE:
        return _record(kind, optional=optional)
    return Value()


def _list(entry: Any) -> Shape:
    kinds = _alternatives(entry)
    if kinds == [str]:
        return Names()
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    names = {_IDENTITIES.get(model, "key") for model in models}
    if len(models) != len(kinds) or not all(names <= model.model_fields.keys() for model in models):
        return Value()
    return Entries(names.pop(), types.MappingProxyType({_tag(model): _record(model) for model in models}))


def _tag(model: type[BaseModel]) -> str:
    """Return the `type` by which a variant is told, "" for the one that does not have to say it."""
    field = model.model_fields.get("type")
    return str(typing.get_args(field.annotation)[0]) if field is not None and field.is_required() else ""


def _alternatives(annotation: Any) -> list[Any]:
    """Return the kinds of value that an annotation takes, without their constraints."""
    if typing.get_origin(annotation) is Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        return [kind for part in typing.get_args(annotation) for kind in _alternatives(part)]
    return [annotation]
