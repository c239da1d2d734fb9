"""From a folder to a definition, with every mistake at its file and line."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from apps.programmes.definition import Definition, Finding, InvalidDefinitionError, Weight, read
from apps.programmes.definition import Path as Place
from apps.programmes.definition.checking import check
from apps.programmes.definition.shapes import distinct
from apps.programmes.packs import layout
from apps.programmes.packs.yamltext import Read, YamlError, read_yaml

MAX_FILES: Final = 200
_KNOWN: Final = frozenset(layout.FILES) | {layout.README}


@dataclasses.dataclass(frozen=True, slots=True)
class Pack:
    """A definition with the version of the pack that it stands in."""

    definition: Definition
    version: str

    @property
    def code(self) -> str:
        """The pack's name in addresses and folders."""
        return self.definition.code


@dataclasses.dataclass(frozen=True, slots=True)
class Located:
    """A finding at its file (as seen from the folder) and line."""

    file: str
    line: int
    finding: Finding

    def text(self, folder: str = "") -> str:
        """Return "packs/x/forms/basvuru.yaml:12: what is wrong (what to do)"."""
        where = f"{folder.rstrip('/')}/{self.file}" if folder else self.file
        remedy = f" ({self.finding.remedy})" if self.finding.remedy else ""
        return f"{where}:{self.line}: {self.finding.message}{remedy}"


@dataclasses.dataclass(frozen=True, slots=True)
class PackReading:
    """What was found in a folder: the pack, unless an error stands in the way, and everything to be said about it."""

    pack: Pack | None
    findings: tuple[Located, ...]

    @property
    def errors(self) -> tuple[Located, ...]:
        """The findings that keep the pack from being used."""
        return tuple(one for one in self.findings if one.finding.weight is Weight.ERROR)


class _Stopped(Exception):  # noqa: N818 - no error of ours: the reader has said what is wrong
    pass


def read_folder(folder: Path) -> PackReading:
    """Return the pack of a folder with all findings of its files, its shape and its content."""
    reader = _Reader(folder)
    try:
        pack = reader.pack()
    except _Stopped:
        pack = None
    return PackReading(pack, tuple(sorted(reader.findings, key=lambda one: (one.file, one.line))))


class _Reader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[Place, tuple[str, int]] = {(): (layout.PACK_FILE, 1)}
        self._head = Read({})
        self.findings: list[Located] = []

    def pack(self) -> Pack:
        document, version = self.document()
        return Pack(self._definition(document), version)

    def document(self) -> tuple[dict[str, Any], str]:
        """Return the document that the files make up, whatever it says, and the pack's version."""
        paths = list(self._paths())
        if layout.PACK_FILE not in paths:
            self._say(layout.PACK_FILE, 1, "no_pack", "Bu klasörde pack.yaml yok.", "Paketin klasörünü verin.")
        self._stop_on_errors()
        files = {path: self._read(path) for path in paths if path != layout.README}
        self._stop_on_errors()
        self._head = files[layout.PACK_FILE]
        version, order = self._version(), self._order()
        document: dict[str, Any] = {}
        for path in layout.FILES:
            if path in files:
                document |= self._fields(path, files[path])
        for sub, field in layout.FOLDERS.items():
            entries = self._entries(sub, field, files, order.get(sub, []))
            if entries:
                document[field] = entries
        self._stop_on_errors()
        return {name: document[name] for name in Definition.model_fields if name in document}, version

    def _definition(self, document: dict[str, Any]) -> Definition:
        try:
            definition = read(document)
        except InvalidDefinitionError as error:
            self._locate(error.findings)
            raise _Stopped from None
        self._locate(check(definition))
        self._stop_on_errors()
        return definition

    def _paths(self) -> Iterator[str]:
        """Yield the files of the pack, refusing what does not belong to it: a misspelt folder must not vanish."""
        if not self._folder.is_dir():
            self._say("", 1, "no_folder", "Böyle bir klasör yok.", "Yolu denetleyin.")
            return
        found = 0
        for path in sorted(itertools.islice(self._folder.rglob("*"), 10 * MAX_FILES)):
            name = path.relative_to(self._folder)
            if any(part.startswith(".") for part in name.parts):
                continue
            found += 1
            if found > MAX_FILES:
                self._say("", 1, "too_many_files", f"Pakette en çok {MAX_FILES} dosya olabilir.", "Dosya çıkarın.")
                return
            shown = name.as_posix()
            if path.is_symlink():
                self._say(shown, 1, "link", "Pakette sembolik bağ olamaz.", "Dosyanın kendisini koyun.")
            elif path.is_dir():
                if shown not in layout.FOLDERS:
                    known = ", ".join(layout.FOLDERS)
                    self._say(shown, 1, "unknown", "Pakette böyle bir klasör olmaz.", f"Klasörler: {known}.")
            elif shown in _KNOWN or (name.parent.as_posix() in layout.FOLDERS and name.suffix == ".yaml"):
                yield shown
            elif name.parent.as_posix() in {".", *layout.FOLDERS}:
                known = ", ".join([*sorted(_KNOWN), *(f"{sub}/<anahtar>.yaml" for sub in layout.FOLDERS)])
                self._say(shown, 1, "unknown", "Pakette böyle bir dosya olmaz.", f"Dosyalar: {known}.")

    def _read(self, path: str) -> Read:
        try:
            content = read_yaml((self._folder / path).read_bytes())
        except YamlError as error:
            self._say(path, error.line, error.code, error.message, error.remedy)
            return Read({})
        except OSError:
            self._say(path, 1, "unreadable", "Dosya okunamadı.", "Dosya izinlerini denetleyin.")
            return Read({})
        if not isinstance(content.value, dict):
            self._say(path, 1, "no_fields", "Dosyada adlı alanlar olmalı.", "“alan: değer” satırları yazın.")
            return Read({})
        return content

    def _version(self) -> str:
        version = self._head.value.get(layout.VERSION)
        if layout.is_version(version):
            return str(version)
        self._say_of_head(layout.VERSION, "Paketin sürümü üç sayı olmalı.", "Örnek: version: 1.0.0")
        return ""

    def _order(self) -> dict[str, list[str]]:
        order = self._head.value.get(layout.ORDER, {})
        named = isinstance(order, dict) and order.keys() <= layout.FOLDERS.keys()
        if named and all(distinct(keys) is not None for keys in order.values()):
            return dict(order)
        self._say_of_head(layout.ORDER, "Sıra okunamadı.", "Her klasör için anahtarları birer kez, sırasıyla yazın.")
        return {}

    def _fields(self, path: str, content: Read) -> dict[str, Any]:
        own = {layout.VERSION, layout.ORDER} if path == layout.PACK_FILE else set()
        for name in content.value.keys() - own - set(layout.FILES[path]):
            home = layout.FIELD_FILES.get(name)
            remedy = f"{home} dosyasına taşıyın." if home is not None else "Adını düzeltin ya da silin."
            if name in layout.FOLDERS.values():
                remedy = f"Her birini {name}/<anahtar>.yaml dosyasına yazın."
            self._say(path, content.lines[(name,)], "unknown_field", f"“{name[:60]}” bu dosyada olmaz.", remedy)
        for place, line in content.lines.items():
            if place and place[0] not in own:
                self._places[place] = (path, line)
        return {name: value for name, value in content.value.items() if name not in own}

    def _entries(self, sub: str, field: str, files: dict[str, Read], order: Sequence[str]) -> list[dict[str, Any]]:
        present = {Path(path).stem: path for path in files if path.startswith(f"{sub}/")}
        for key in order:
            if key not in present:
                message = f"Sırada “{key[:60]}” var, {sub}/{key[:60]}.yaml yok."
                self._say_of_head(layout.ORDER, message, "Dosyayı ekleyin ya da sıradan silin.")
        keys = [*(key for key in order if key in present), *sorted(present.keys() - set(order))]
        entries = []
        for index, key in enumerate(keys):
            path = present[key]
            content = files[path]
            self._places |= {(field, index, *place): (path, line) for place, line in content.lines.items()}
            self._places[(field, index)] = self._places[(field, index, "key")] = (path, 1)
            if content.value.get("key", key) != key:
                message = f"Anahtar dosyanın adıdır: “{key[:60]}”."
                self._say(path, content.lines[("key",)], "key", message, "“key” satırını silin.")
            entries.append({"key": key} | content.value)
        return entries

    def _say_of_head(self, field: str, message: str, remedy: str) -> None:
        self._say(layout.PACK_FILE, self._head.lines.get((field,), 1), field, message, remedy)

    def _locate(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            place = finding.path
            while place and place not in self._places:
                if len(place) == 1:
                    self._places[place] = (layout.FIELD_FILES.get(str(place[0]), layout.PACK_FILE), 1)
                    break
                place = place[:-1]
            file, line = self._places[place]
            self.findings.append(Located(file, line, finding))

    def _say(self, file: str, line: int, code: str, message: str, remedy: str) -> None:
        self.findings.append(Located(file or layout.PACK_FILE, line, Finding((), code, message, remedy)))

    def _stop_on_errors(self) -> None:
        if any(one.finding.weight is Weight.ERROR for one in self.findings):
            raise _Stopped
