"""From a definition to the files of its pack, always the same bytes for the same definition."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from apps.programmes.definition import Definition
from apps.programmes.packs import layout
from apps.programmes.packs.emitting import emit
from apps.programmes.packs.yamltext import MAX_BYTES

_SUFFIX: Final = ".yaml"
#: Fields that hold a condition. A database gives its names back in an order of its own; files have one.
CONDITIONS: Final = frozenset({"condition", "shown_when", "filter", "denominator"})
_CONDITION_NAMES: Final = ("combinator", "not", "field", "operator", "match", "mode", "threshold", "valueSource")
_LAST: Final = ("value", "rules")


class UnwritablePackError(ValueError):
    """A definition that no folder can hold: two forms of one key, or a part larger than a file may be."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place, self.message = place, message


def files_of(definition: Definition, version: str) -> dict[str, str]:
    """Return the text of each file by its path in the folder; parts that a programme does not have have no file.

    Raises:
        UnwritablePackError: two entries would have to stand in one file, or a file would be too large to be read.
    """
    document = _in_order(definition.document())
    files: dict[str, str] = {}
    for name, fields in layout.FILES.items():
        held = {field: document[field] for field in fields if field in document}
        if name == layout.PACK_FILE:
            held = _pack_file(document, held, version)
        if held:
            files[name] = emit(held)
    for folder, field in layout.FOLDERS.items():
        for entry in document.get(field, []):
            path = f"{folder}/{entry['key']}{_SUFFIX}"
            if path in files:
                raise UnwritablePackError(path, "Bu anahtar iki kez kullanılmış.")
            files[path] = emit({name: value for name, value in entry.items() if name != "key"})
    for path, text in files.items():
        if len(text.encode()) > MAX_BYTES:
            raise UnwritablePackError(path, f"Dosya {MAX_BYTES // 1024} KB sınırını aşıyor.")
    return files


def write_folder(folder: Path, definition: Definition, version: str) -> list[str]:
    """Write a pack's files into a folder and return their paths; files of parts that are gone are removed.

    A README and whatever is hidden stays as it is.

    Raises:
        UnwritablePackError: see `files_of`; nothing has been written.
        OSError: the folder cannot be written.
    """
    files = files_of(definition, version)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())
    for old in (*folder.glob(f"*{_SUFFIX}"), *(one for sub in layout.FOLDERS for one in folder.glob(f"{sub}/*.yaml"))):
        if old.relative_to(folder).as_posix() not in files:
            old.unlink()
    return list(files)


def _in_order(value: Any) -> Any:
    """Return a value in which the names of every condition stand in the order of files."""
    if isinstance(value, dict):
        return {name: _ordered(one) if name in CONDITIONS else _in_order(one) for name, one in value.items()}
    return [_in_order(one) for one in value] if isinstance(value, list) else value


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        others = sorted(value.keys() - {*_CONDITION_NAMES, *_LAST})
        return {name: _ordered(value[name]) for name in (*_CONDITION_NAMES, *others, *_LAST) if name in value}
    return [_ordered(one) for one in value] if isinstance(value, list) else value


def _pack_file(document: Mapping[str, Any], held: Mapping[str, Any], version: str) -> dict[str, Any]:
    """Return the content of pack.yaml: what it is and its version first, unusual orders last."""
    first = {name: held[name] for name in ("format", "code") if name in held}
    rest = {name: value for name, value in held.items() if name not in first}
    order = {}
    for folder, field in layout.FOLDERS.items():
        keys = [entry["key"] for entry in document.get(field, [])]
        if keys != sorted(keys):
            order[folder] = keys
    return first | {layout.VERSION: version} | rest | ({layout.ORDER: order} if order else {})
