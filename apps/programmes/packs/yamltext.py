"""Reading one file of a pack: YAML as far as a definition needs it, with the line of everything in it.

No anchors and aliases (a few lines of them can stand for gigabytes), no tags, no merging, one document, no key twice,
and no more depth or size than a definition has. Values are made here from the parser's events, by no constructor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from apps.programmes.definition.findings import Path
from apps.programmes.packs.scalars import resolve

MAX_BYTES: Final = 512 * 1024
MAX_DEPTH: Final = 40
MAX_VALUES: Final = 60_000

_PARSER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """A file that cannot be read: what is wrong in Turkish, what to do, and the line counted from 1."""

    def __init__(self, line: int, code: str, message: str, remedy: str = "") -> None:
        super().__init__(f"{line}: {code}")
        self.line, self.code, self.message, self.remedy = line, code, message, remedy


@dataclass(slots=True)
class Read:
    """What a file holds, and the line of each place in it."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)


def read_yaml(content: bytes) -> Read:
    """Return what a file holds.

    Raises:
        YamlError: too large, not UTF-8, no YAML, or YAML that packs do not use.
    """
    if len(content) > MAX_BYTES:
        raise YamlError(1, "too_large", f"Dosya çok büyük; en çok {MAX_BYTES // 1024} KB olabilir.", "Dosyayı bölün.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlError(line, "not_utf8", "Dosya UTF-8 ile yazılmamış.", "UTF-8 olarak kaydedin.") from None
    builder = _Builder(_events(text))
    return builder.document()


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_PARSER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise YamlError(line, "not_yaml", f"YAML okunamadı: {error.problem}.", _HINT) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError(line, "not_yaml", "Dosyada yazdırılamayan bir karakter var.", "Karakteri silin.") from None
    except (yaml.YAMLError, ValueError):
        raise YamlError(1, "not_yaml", "YAML okunamadı.", _HINT) from None


_HINT: Final = "Girintileri ve iki noktaları denetleyin; içinde “: ” geçen metni tırnak içine alın."


class _Builder:
    """Makes values out of events; a place is remembered with the line on which it begins."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._values = 0
        self._lines: dict[Path, int] = {}

    def document(self) -> Read:
        event = self._next(yaml.StreamStartEvent, yaml.DocumentStartEvent)
        if isinstance(event, yaml.StreamEndEvent):
            raise YamlError(1, "empty", "Dosya boş.", "İçeriği yazın ya da dosyayı silin.")
        value = self._value(event, ())
        end = self._next(yaml.DocumentEndEvent)
        if not isinstance(end, yaml.StreamEndEvent):
            line = end.start_mark.line + 1
            raise YamlError(line, "two_documents", "Bir dosyada tek belge olabilir.", "“---” satırını silin.")
        return Read(value, self._lines)

    def _next(self, *skipped: type) -> Any:
        event = next(self._events)
        while isinstance(event, skipped):
            event = next(self._events)
        return event

    def _value(self, event: Any, path: Path, line: int | None = None) -> Any:
        self._allow(event, path)
        # A mapping or text below its key is looked for at the key.
        self._lines[path] = event.start_mark.line + 1 if line is None else line
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._scalar(event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError(line, "bad_name", "Alan adı düz bir metin olmalı.", "“ad: değer” biçiminde yazın.")
            self._allow(event, path)
            name = event.value
            if name in found:
                first = self._lines[(*path, name)]
                message = f"“{name[:60]}” ikinci kez yazılmış; ilki {first}. satırda."
                raise YamlError(line, "twice", message, "Birini silin.")
            found[name] = self._value(next(self._events), (*path, name), line)
        return found

    def _list(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _scalar(self, event: Any) -> Any:
        # An event says twice whether a tag may be left out: for unquoted words, and for quoted ones.
        if not event.implicit[0]:
            return event.value
        if not event.value:
            line = event.start_mark.line + 1
            raise YamlError(line, "no_value", "Değer yazılmamış.", "Değeri yazın ya da alanı silin.")
        try:
            return resolve(event.value)
        except ValueError:
            message = "Sayı olduğu gibi okunamayacak kadar uzun."
            raise YamlError(event.start_mark.line + 1, "bad_number", message, "Tırnak içine alın.") from None

    def _allow(self, event: Any, path: Path) -> None:
        line = event.start_mark.line + 1
        self._values += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise YamlError(line, "alias", "Çapa ve takma ad (& ve *) kullanılamaz.", "Değeri yerine yeniden yazın.")
        if getattr(event, "tag", None) is not None:
            raise YamlError(line, "tag", "Etiket (!) kullanılamaz.", "Etiketi silin ya da değeri tırnak içine alın.")
        if len(path) > MAX_DEPTH:
            raise YamlError(line, "too_deep", f"İç içe en çok {MAX_DEPTH} düzey olabilir.", "Yapıyı sadeleştirin.")
        if self._values > MAX_VALUES:
            raise YamlError(line, "too_many", f"Dosyada en çok {MAX_VALUES} değer olabilir.", "Dosyayı bölün.")
