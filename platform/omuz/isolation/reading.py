"""What the bytes of an answer say: archives are opened, PDF is turned into text, the rest is read as it is."""

import io
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec

_DEEPEST = 3
_LARGEST = 64 * 1024 * 1024


def texts_of(content: bytes, *, depth: int = 0) -> Iterator[str]:
    """Yield everything that can be read in `content`, the members of archives (XLSX, DOCX) and PDF text included."""
    yield content.decode("utf-8", "replace")
    if content[:4] == b"PK\x03\x04" and depth < _DEEPEST:
        yield from _of_archive(content, depth)
    elif content[:5] == b"%PDF-":
        yield _of_pdf(content)


def _of_archive(content: bytes, depth: int) -> Iterator[str]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return
    with archive:
        for member in archive.infolist():
            yield member.filename
            if member.file_size <= _LARGEST:
                yield from texts_of(archive.read(member), depth=depth + 1)


def can_read_pdf() -> bool:
    """Return whether the library that reads PDF is installed (it belongs to the tests, not to the product)."""
    return find_spec("pypdf") is not None


def _of_pdf(content: bytes) -> str:
    if not can_read_pdf():
        return ""
    from pypdf import PdfReader  # noqa: PLC0415 - only where it is installed

    reader = PdfReader(io.BytesIO(content))
    parts = [page.extract_text() for page in reader.pages]
    return "\n".join([*parts, *(str(value) for value in (reader.metadata or {}).values())])
