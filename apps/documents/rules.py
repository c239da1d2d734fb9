"""Which files are taken in: recognised by what they hold, not by what they call themselves."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from omuz.kernel.errors import FieldProblem

MIB: Final = 1024 * 1024
MAX_BYTES: Final = 20 * MIB
MAX_NAME: Final = 160
_ZIP_ENTRIES: Final = 2000

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
TIFF: Final = "image/tiff"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT: Final = "application/vnd.oasis.opendocument.text"

#: What a file's name may end in, and what it then has to be. No HTML, no SVG, no macros, no archives.
ACCEPTED: Final[Mapping[str, str]] = {
    "pdf": PDF, "jpg": JPEG, "jpeg": JPEG, "png": PNG, "tif": TIFF, "tiff": TIFF, "docx": DOCX, "xlsx": XLSX,
    "odt": ODT,
}  # fmt: skip
_SHOWN: Final = "PDF, JPG, PNG, TIFF, DOCX, XLSX ya da ODT"


def recognise(content: bytes, *, name: str) -> str | FieldProblem:
    """Return the media type of a file that may be kept, or why it may not. The problem never repeats the name."""
    if not content:
        return FieldProblem("file", "empty_file", "Dosya boş.", "Dosyayı açıp denetleyin, yeniden seçin.")
    if len(content) > MAX_BYTES:
        return too_large()
    expected = ACCEPTED.get(name.rpartition(".")[2].lower())
    if expected is None:
        return FieldProblem("file", "file_type", "Bu dosya türü kabul edilmiyor.", f"{_SHOWN} olarak kaydedin.")
    found = next((media_type for media_type, holds in _SIGNATURES.items() if holds(content)), None)
    if found != expected:
        return FieldProblem(
            "file", "file_content", "Dosyanın içeriği adındaki türe uymuyor ya da bozuk.",
            f"Dosyayı açıp {_SHOWN} olarak yeniden kaydedin; makro içeren dosyalar alınmaz.",
        )  # fmt: skip
    return found


def too_large() -> FieldProblem:
    """Return the problem of a file over the limit."""
    return FieldProblem(
        "file", "file_too_large", f"Dosya çok büyük; en çok {MAX_BYTES // MIB} MB olabilir.",
        "Daha düşük çözünürlükle tarayın ya da sayfalara bölün.",
    )  # fmt: skip


def safe_name(name: str) -> str:
    """Return a file's name without folders and control characters, not longer than is kept; its ending stays."""
    plain = name.replace("\\", "/").rpartition("/")[2]
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in plain).split())
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: MAX_NAME - len(ending) - 1]}{dot}{ending}" if len(plain) > MAX_NAME else plain


def _entries(content: bytes) -> frozenset[str]:
    """Return the names in a ZIP file; none where it is none, or holds macros, or too many. Nothing is unpacked."""
    if not content.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()
    hostile = len(names) > _ZIP_ENTRIES or any(n.lower().endswith(("vbaproject.bin", ".exe", ".js")) for n in names)
    return frozenset() if hostile else names


_SIGNATURES: Final[Mapping[str, Callable[[bytes], bool]]] = {
    PDF: lambda content: content.startswith(b"%PDF-"),
    JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
    PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    TIFF: lambda content: content.startswith((b"II*\x00", b"MM\x00*")),
    DOCX: lambda content: {"[Content_Types].xml", "word/document.xml"} <= _entries(content),
    XLSX: lambda content: {"[Content_Types].xml", "xl/workbook.xml"} <= _entries(content),
    ODT: lambda content: {"mimetype", "content.xml"} <= _entries(content),
}
