"""Made-up definitions for property tests: every field of every model, with texts that are hard to write down."""

import dataclasses
import functools
import json
import types
import typing
from enum import Enum
from typing import Annotated, Any

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from apps.programmes.definition import Definition, InvalidDefinitionError, read
from apps.programmes.definition.base import CODE_PATTERN, KEY_PATTERN

KEYS = ["a", "b", "basvuru", "c_1", "yes", "x9"]
_HARD = [
    "Başvuru formu", "İĞÜŞÖÇ ığüşöç", "no", "yes", "null", "true", "2014-01-01", "12:30", "007", "1_000", "1e3", "~",
    "- tire", "# diyez", "a: b", "a #b", "a:", "\"tırnak\"", "'tek'", "“eğik”", "{x}", "[y]", "& ve *", "!etiket", "%1",
    "@x", "`y`", "|", ">", "...", "---", "=", "<<", "birinci satır\nikinci satır", "bir\n\nüç", "bir\n\n\ndört",
    "satır \nboşlukla biter", "bir\n  girintili", "sekme\tvar", "ters \\ bölü", "iki  boşluk " * 12 + "son",
    "Uzun bir cümle: " * 20 + "son.", ("Uzun bir paragraf, " * 12 + "son.\n") * 3 + "bitti", "\u2028ayraç", "a\u0085b",
    "a\u200bb", "a\u202eb", "😀 gülen", "\u00a0bölünmez", "a\rb", "a\ufeffb", "s\u0307",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(_HARD), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
)
_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


@dataclasses.dataclass
class _Limits:
    pattern: str | None = None
    low: int | None = None
    high: int | None = None
    shortest: int = 0
    longest: int | None = None


def _limits(metadata: typing.Iterable[Any]) -> _Limits:
    limits = _Limits()
    for one in metadata:
        for part in (one.metadata if isinstance(one, FieldInfo) else [one]) or []:
            if isinstance(part, StringConstraints):
                limits.pattern = str(part.pattern) if part.pattern else limits.pattern
            limits.low = getattr(part, "ge", limits.low)
            limits.high = getattr(part, "le", limits.high)
            limits.shortest = getattr(part, "min_length", None) or limits.shortest
            limits.longest = getattr(part, "max_length", None) or limits.longest
    return limits


def _strategy(  # noqa: PLR0911 - a case for each kind of annotation
    annotation: Any, metadata: typing.Iterable[Any] = ()
) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _strategy(arguments[0], [*arguments[1:], *metadata])
    if origin in {types.UnionType, typing.Union}:
        return st.one_of([_strategy(one) for one in arguments])
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    limits = _limits(metadata)
    if origin is tuple:
        return _lists(arguments[0], limits)
    if origin is dict:
        return st.dictionaries(texts, _json, max_size=3)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return documents_of(annotation)
    return _plain(annotation, limits)


def _plain(annotation: type, limits: _Limits) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - the same
    if annotation is type(None):
        return st.none()
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(limits.low or 0, limits.high if limits.high is not None else 1000)
    if annotation is float:
        return st.floats(-1e6, 1e6)
    if annotation.__name__ == "date":
        return st.dates().map(str)
    if issubclass(annotation, Enum):
        return st.sampled_from([str(one.value) for one in annotation])
    if limits.pattern == CODE_PATTERN:
        return st.sampled_from(["bedestem", "iskep-2014-2016"])
    if limits.pattern is not None:
        keys = KEYS if limits.pattern == KEY_PATTERN else [*KEYS, "national:sex"]
        return st.sampled_from(keys)
    return texts.map(lambda text: text[: limits.longest]).filter(lambda text: len(text.strip()) >= limits.shortest)


def _lists(entry: Any, limits: _Limits) -> st.SearchStrategy[Any]:
    inner = _strategy(entry)
    return st.lists(inner, min_size=min(limits.shortest, 2), max_size=max(3, limits.shortest), unique_by=_identity)


def _identity(entry: Any) -> Any:
    if isinstance(entry, dict):
        return next((entry[name] for name in ("key", "role", "form") if name in entry), json.dumps(entry))
    return entry


@functools.cache
def _fields_of(model: type[BaseModel]) -> dict[str, st.SearchStrategy[Any]]:
    return {name: _strategy(info.annotation, info.metadata) for name, info in model.model_fields.items()}


@st.composite
def documents_of(draw: st.DrawFn, model: type[BaseModel]) -> dict[str, Any]:
    """Return documents of one model, possibly not in canonical form."""
    document = {}
    for name, strategy in _fields_of(model).items():
        if model.model_fields[name].is_required() or draw(st.booleans()):
            document[name] = draw(strategy)
    return document


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Return a definition that can be read, with a handful of its sections filled."""
    document = {
        "format": 1,
        "code": draw(st.sampled_from(["bedestem", "iskep-2014-2016"])),
        "name": {"tr": draw(texts)},
        "purpose": {"tr": draw(texts), "en": draw(texts)},
        "target_groups": draw(_strategy(Definition.model_fields["target_groups"].annotation)),
    }
    others = [name for name in Definition.model_fields if name not in document]
    for name in draw(st.lists(st.sampled_from(others), min_size=2, max_size=6, unique=True)):
        info = Definition.model_fields[name]
        document[name] = draw(_strategy(info.annotation, info.metadata))
    try:
        return read(document)
    except InvalidDefinitionError:
        reject()
