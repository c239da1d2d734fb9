"""One door for every file: its kind is decided by its content, never by its name."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, Literal, Protocol

from omuz.tabular import csvtext, workbook, xlsx
from omuz.tabular.errors import FileRefused
from omuz.tabular.limits import DEFAULT_LIMITS, Limits
from omuz.tabular.package import open_package
from omuz.tabular.rows import Row

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
#: Files whose first bytes say what they are, and that it is no table.
_OTHER_MAGIC: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ\x90",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"\x7fELF",
)
_MARKUP: Final = (b"<!doctype", b"<html", b"<?xml", b"<script", b"<svg", b"<table", b"{\\rtf")

_SAVE_AS: Final = "Dosyayı Excel'de açıp “Farklı Kaydet > Excel Çalışma Kitabı (.xlsx)” ile kaydedin."


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet that can be asked for."""

    name: str
    hidden: bool


class Source(Protocol):
    """A file that has passed every check that needs no reading."""

    @property
    def kind(self) -> Literal["xlsx", "csv"]: ...
    @property
    def sheets(self) -> tuple[SheetInfo, ...]: ...
    def rows(self, sheet: str | None = None, *, head_only: bool = False) -> Iterator[Row]:
        """Yield the rows of a sheet (default: the first visible one). Raises FileRefused while iterating.

        With `head_only` only the top of the sheet, for look-ups within a request.
        """
        ...


def open_source(content: bytes | BinaryIO, *, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return a file's rows, ready to be streamed as often as asked for.

    Raises FileRefused, with nothing unpacked, for files that are too large, encrypted, of another kind (old Excel,
    PDF, pictures, web pages), that carry macros, embedded documents or links, or are built to burst.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    size = stream.seek(0, io.SEEK_END)
    if size > limits.file_bytes:
        most = limits.file_bytes // (1024 * 1024)
        raise FileRefused(
            "file_too_large", f"Dosya çok büyük; en çok {most} MB olabilir.", "Listeyi parçalara bölüp gönderin."
        )
    stream.seek(0)
    head = stream.read(4096)
    if head.startswith(_ZIP):
        return XlsxSource(stream, limits=limits)
    _refuse_other_kinds(stream, head)
    return CsvSource(stream, limits=limits)


def _refuse_other_kinds(stream: BinaryIO, head: bytes) -> None:
    if not head:
        raise FileRefused("empty", "Dosya boş.", "Başlık satırı ve en az bir kayıt içeren bir dosya gönderin.")
    if head.startswith(_OLE):
        stream.seek(0)
        if _ENCRYPTED_STREAM in stream.read():
            raise FileRefused("encrypted", "Dosya parola ile korunuyor.", "Parolayı kaldırıp dosyayı yeniden kaydedin.")
        raise FileRefused("old_kind", "Eski Excel biçimi (.xls) okunamaz.", _SAVE_AS)
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_OTHER_MAGIC) or opening.startswith(_MARKUP):
        raise FileRefused("unknown_kind", "Bu dosya bir tablo değil.", "XLSX ya da CSV dosyası gönderin.")


class XlsxSource:
    """A workbook."""

    kind: Literal["xlsx"] = "xlsx"

    def __init__(self, stream: BinaryIO, *, limits: Limits) -> None:
        self._limits = limits
        self._package = open_package(stream, limits=limits)
        self._book = workbook.read_workbook(self._package, limits=limits)
        self.sheets = tuple(SheetInfo(sheet.name, sheet.hidden) for sheet in self._book.sheets)

    def rows(self, sheet: str | None = None, *, head_only: bool = False) -> Iterator[Row]:
        """Yield the rows of a sheet by its name; the first visible sheet when none is named."""
        visible = [one for one in self._book.sheets if not one.hidden] or self._book.sheets
        chosen = visible[0] if sheet is None else next((one for one in self._book.sheets if one.name == sheet), None)
        if chosen is None:
            names = ", ".join(one.name for one in visible)
            raise FileRefused("no_sheet", f"“{sheet}” adlı sayfa yok.", f"Şu sayfalardan birini seçin: {names}.")
        return xlsx.read_rows(self._package, self._book, chosen, limits=self._limits, head_only=head_only)


class CsvSource:
    """A text table."""

    kind: Literal["csv"] = "csv"

    def __init__(self, stream: BinaryIO, *, limits: Limits) -> None:
        self._limits = limits
        self._stream = stream
        self.dialect = csvtext.detect_dialect(stream, limits=limits)
        self.sheets = (SheetInfo("CSV", hidden=False),)

    def rows(self, sheet: str | None = None, *, head_only: bool = False) -> Iterator[Row]:
        """Yield the rows; a text table has one sheet, whatever it is called."""
        return csvtext.read_rows(self._stream, self.dialect, limits=self._limits, head_only=head_only)
