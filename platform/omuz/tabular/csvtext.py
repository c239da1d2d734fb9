"""Rows of a text table: encoding and separator found out, quoted line breaks kept, hostile bytes refused."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

from omuz.tabular.errors import FileRefused
from omuz.tabular.limits import Limits
from omuz.tabular.rows import CellFault, CellValue, Row

_SAMPLE: Final = 256 * 1024
_CHUNK: Final = 256 * 1024
_DELIMITERS: Final = (";", "\t", ",", "|")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the text is written: shown to the sender, so that a wrong guess is seen at once."""

    encoding: str
    delimiter: str
    #: The file opens with Excel's own `sep=;` line, which Excel does not count as a row.
    says_separator: bool = False


def detect_dialect(stream: BinaryIO, *, limits: Limits) -> Dialect:
    """Return how a text table is written. The stream is left at its start.

    UTF-8 and UTF-16 are recognised by mark or by content, everything else is read as Windows-1254.
    Raises FileRefused when the content is no text or nothing in it looks like a table.
    """
    encoding = _encoding(stream)
    stream.seek(0)
    sample = _sample(stream, encoding)
    stream.seek(0)
    if _CONTROL.search(sample):
        raise FileRefused(
            "not_text", "Bu dosya bir metin tablosu değil.", "Listeyi Excel'den CSV ya da XLSX olarak kaydedin."
        )
    if not sample.strip():
        raise FileRefused("empty", "Dosya boş.", "Başlık satırı ve en az bir kayıt içeren bir dosya gönderin.")
    first, _, _ = sample.partition("\n")
    says = re.fullmatch(r'\ufeff?"?sep=(.)"?\r?', first, re.IGNORECASE)
    if says:
        return Dialect(encoding, "\t" if says[1] == "\t" else says[1], says_separator=True)
    return Dialect(encoding, _delimiter(sample if len(sample) < _SAMPLE // 4 else sample[: _SAMPLE // 4]))


def _encoding(stream: BinaryIO) -> str:
    stream.seek(0)
    head = stream.read(_SAMPLE)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if head:
        odd, even = head[1::2].count(0), head[0::2].count(0)
        if odd > len(head) // 5 and even == 0:
            return "utf-16-le"
        if even > len(head) // 5 and odd == 0:
            return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        chunk = head
        while chunk:
            decoder.decode(chunk)
            chunk = stream.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1254"
    return "utf-8"


def _sample(stream: BinaryIO, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(stream.read(_SAMPLE))
    except UnicodeDecodeError as error:
        raise _wrong_bytes() from error


def _wrong_bytes() -> FileRefused:
    return FileRefused(
        "encoding",
        "Dosyanın karakterleri çözülemedi.",
        "Excel'de “Farklı Kaydet > CSV UTF-8” seçeneğiyle ya da XLSX olarak kaydedin.",
    )


def _delimiter(sample: str) -> str:
    """Return the separator under which the first records agree best on a width above one, the heading among them."""

    def score(delimiter: str) -> tuple[float, bool, int]:
        widths: list[int] = []
        try:
            for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                if any(record):
                    widths.append(len(record))
                if len(widths) >= 30:
                    break
        except csv.Error:
            return (0.0, False, 0)
        if not widths or max(widths) < 2:
            return (0.0, False, 0)
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        if common < 2:
            return (0.0, False, 0)
        return (widths.count(common) / len(widths), widths[0] > 1, common)

    best = max(_DELIMITERS, key=score)
    return best if score(best)[0] else ";"


def read_rows(stream: BinaryIO, dialect: Dialect, *, limits: Limits, head_only: bool = False) -> Iterator[Row]:
    """Yield the records that show anything, numbered as Excel would number their rows.

    `head_only` ends after so many records, empty ones too, as a request may spend time on.

    A cell that seems to have swallowed its neighbours, because a quotation mark was never closed, is a CellFault.
    Raises FileRefused, while iterating, for bytes that are no text and beyond the limits.
    """
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=dialect.encoding, newline="")
    try:
        records = csv.reader(text, delimiter=dialect.delimiter)
        if dialect.says_separator:
            next(records, None)
        read = islice(records, limits.head_records) if head_only else records
        yield from _numbered(read, dialect, limits)
    except UnicodeDecodeError as error:
        raise _wrong_bytes() from error
    except csv.Error as error:
        raise FileRefused(
            "broken_file",
            "Açılan bir tırnak kapanmamış ya da bir hücre çok uzun.",
            "Dosyayı Excel'den XLSX olarak kaydedin.",
        ) from error
    finally:
        text.detach()


def _numbered(records: Iterator[list[str]], dialect: Dialect, limits: Limits) -> Iterator[Row]:
    rows = cells = 0
    width = 0
    for number, record in enumerate(records, start=1):
        if len(record) > limits.columns:
            record = _trimmed(record)  # noqa: PLW2901 - a spreadsheet's empty tail
            if len(record) > limits.columns:
                raise FileRefused(
                    "too_many_columns",
                    f"Tabloda {limits.columns} sütundan fazlası dolu (satır {number}).",
                    "Yalnızca gereken sütunları yeni bir dosyaya kopyalayın.",
                )
        values = tuple(_value(cell, width, dialect, limits) for cell in record)
        if not any(value is not None for value in values):
            continue
        width = max(width, len(record))
        rows += 1
        cells += len(record)
        if rows > limits.rows or cells > limits.cells:
            raise FileRefused(
                "too_many_rows",
                f"Tabloda en çok {limits.rows} dolu satır olabilir.",
                "Listeyi parçalara bölüp ayrı ayrı gönderin.",
            )
        yield Row(number, values)


def _trimmed(record: list[str]) -> list[str]:
    while record and not record[-1].strip():
        record.pop()
    return record


def _value(cell: str, width: int, dialect: Dialect, limits: Limits) -> CellValue:
    if not cell or cell.isspace():
        return None
    if len(cell) > limits.cell_chars:
        raise csv.Error("cell too long")
    if "\n" in cell and width > 2 and cell.count(dialect.delimiter) >= width - 1:
        return CellFault("swallowed_cells", cell[:60] + "…")
    if _CONTROL.search(cell):
        return CellFault("control_characters", _CONTROL.sub("\N{REPLACEMENT CHARACTER}", cell)[:60])
    return cell
