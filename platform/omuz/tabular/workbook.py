"""What a workbook says about itself before its sheets are read: sheets, date formats, shared texts."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from omuz.tabular.errors import FileRefused
from omuz.tabular.limits import Limits
from omuz.tabular.package import check_content_type
from omuz.tabular.safe_xml import XmlFeed, refused_xml

_BUILT_IN_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: the name on its tab, where it lies in the package, whether people see it."""

    name: str
    path: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """The parts a reader of rows needs."""

    sheets: list[SheetPart] = field(default_factory=list)
    #: Cell formats (by style number) that show a number as a date or time.
    date_styles: frozenset[int] = frozenset()
    starts_in_1904: bool = False
    shared: "SharedStrings | None" = None


def unescape(text: str) -> str:
    """Return text with the format's own escapes (_x000D_) resolved."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def read_workbook(package: zipfile.ZipFile, *, limits: Limits) -> Workbook:
    """Return the workbook's description.

    Raises FileRefused when the package holds no workbook, hides macros or points outside itself.
    """
    names = {name.lower(): name for name in package.namelist()}
    _check_types(package, names, limits)
    main = _main_part(package, names, limits)
    relations = _relations(package, names, main, limits)
    book = Workbook()
    _read_main(package, main, relations, book, limits)
    for kind, target in relations.values():
        if kind == "styles" and target.lower() in names:
            book.date_styles = _date_styles(package, names[target.lower()], limits)
        if kind == "sharedStrings" and target.lower() in names:
            book.shared = SharedStrings(package, names[target.lower()], limits=limits)
    book.sheets = [sheet for sheet in book.sheets if sheet.path.lower() in names]
    if not book.sheets:
        raise FileRefused("no_sheet", "Dosyada tablo sayfası yok.", "Listeyi ilk sayfaya koyup yeniden gönderin.")
    return book


def _walk(package: zipfile.ZipFile, part: str, limits: Limits) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every element of a small part with its attributes."""
    if package.getinfo(part).file_size > limits.part_bytes:
        raise refused_xml("bir parçası olağandan çok büyük.")
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name, {key.rpartition(":")[2] or key: value for key, value in attributes.items()}))

    with package.open(part) as stream:
        for _ in XmlFeed(stream, start=start, end=lambda _: None, text=lambda _: None, limits=limits):
            yield from found
            found.clear()


def _check_types(package: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> None:
    for _, attributes in _walk(package, names["[content_types].xml"], limits):
        check_content_type(attributes.get("ContentType", ""))


def _relations(
    package: zipfile.ZipFile, names: dict[str, str], part: str, limits: Limits
) -> dict[str, tuple[str, str]]:
    """Return a part's relations: id -> (kind, path inside the package)."""
    folder, name = posixpath.split(part)
    file = names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    found: dict[str, tuple[str, str]] = {}
    if file is None:
        return found
    for element, attributes in _walk(package, file, limits):
        if element != "Relationship":
            continue
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode", "").lower() == "external":
            if kind != "hyperlink":
                raise FileRefused(
                    "external_links",
                    "Dosya başka dosyalara bağlı.",
                    "Excel'de “Veri > Bağlantıları Düzenle > Bağlantıyı Kes” deyip dosyayı yeniden kaydedin.",
                )
            continue
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[attributes.get("Id", "")] = (kind, path)
    return found


def _main_part(package: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> str:
    for kind, path in _relations(package, names, "", limits).values():
        if kind == "officeDocument" and path.lower() in names and path.lower().startswith("xl/"):
            return names[path.lower()]
    if "xl/workbook.xml" in names:
        return names["xl/workbook.xml"]
    raise FileRefused("unknown_kind", "Bu dosya bir Excel tablosu değil.", "XLSX ya da CSV dosyası gönderin.")


def _read_main(
    package: zipfile.ZipFile, part: str, relations: dict[str, tuple[str, str]], book: Workbook, limits: Limits
) -> None:
    for element, attributes in _walk(package, part, limits):
        if element == "workbookPr":
            book.starts_in_1904 = attributes.get("date1904", "0").lower() in ("1", "true", "on")
        elif element == "sheet":
            kind, path = relations.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                book.sheets.append(SheetPart(name=attributes.get("name", ""), path=path, hidden=hidden))


def _shows_date(code: str) -> bool:
    bare = _QUOTED.sub("", code.partition(";")[0]).lower()
    if "general" in bare:
        return False
    return any(letter in bare for letter in "dymhsg")


def _date_styles(package: zipfile.ZipFile, part: str, limits: Limits) -> frozenset[int]:
    custom: dict[str, bool] = {}
    formats: list[str] = []
    inside = False
    for element, attributes in _walk(package, part, limits):
        if element == "numFmt":
            custom[attributes.get("numFmtId", "")] = _shows_date(attributes.get("formatCode", ""))
        elif element in ("cellXfs", "cellStyles", "dxfs", "cellStyleXfs"):
            inside = element == "cellXfs"
        elif element == "xf" and inside:
            formats.append(attributes.get("numFmtId", "0"))

    def dated(number: str) -> bool:
        return custom.get(number, number.isdecimal() and len(number) < 9 and int(number) in _BUILT_IN_DATES)

    return frozenset(style for style, number in enumerate(formats) if dated(number))


class SharedStrings:
    """The workbook's table of texts, read only as far as the rows asked for need it."""

    def __init__(self, package: zipfile.ZipFile, part: str, *, limits: Limits) -> None:
        self._limits = limits
        self._strings: list[str] = []
        self._chars = 0
        self._parts: list[str] = []
        self._size = 0
        self._taking = False
        self._phonetic = 0
        feed = XmlFeed(package.open(part), start=self._start, end=self._end, text=self._text, limits=limits)
        self._feed = iter(feed)

    def get(self, index: int) -> str:
        """Return text number `index`. Raises FileRefused when the table has no such text or is too large."""
        while index >= len(self._strings):
            if next(self._feed, self) is self:
                raise refused_xml("bir hücrenin metni dosyada yok.")
        return self._strings[index]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
            self._size = 0
        elif name == "t":
            self._taking = not self._phonetic
        elif name == "rPh":
            self._phonetic += 1

    def _end(self, name: str) -> None:
        if name == "t":
            self._taking = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self._strings.append(unescape("".join(self._parts)))
            if len(self._strings) > self._limits.shared_strings or self._chars > self._limits.shared_chars:
                raise FileRefused(
                    "too_large", "Dosyada izin verilenden çok metin var.", "Listeyi parçalara bölüp ayrı ayrı gönderin."
                )

    def _text(self, text: str) -> None:
        if self._taking:
            self._size += len(text)
            self._chars += len(text)
            if self._size > self._limits.cell_chars:
                raise refused_xml("bir hücrenin metni bir tabloya sığmayacak kadar uzun.")
            self._parts.append(text)
