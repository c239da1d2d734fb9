"""How much a file may ask of us. Everything is checked before or while reading, never after."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file.

    20,000 rows of 20 columns are about 2 MiB packed and 25 MiB unpacked; the defaults leave room for lists five
    times as long and keep the worst file that passes under the worker's 300 MiB.
    """

    file_bytes: int = 25 * MIB
    #: Members of the package. A plain workbook has about ten; pictures and notes add to it.
    entries: int = 500
    unpacked_bytes: int = 256 * MIB
    #: Unpacked : packed, for members above `ratio_from` bytes. Real sheets stay below 60.
    ratio: int = 150
    ratio_from: int = MIB
    rows: int = 100_000
    columns: int = 256
    cells: int = 3_000_000
    #: What a spreadsheet program itself allows in one cell.
    cell_chars: int = 32_767
    shared_strings: int = 500_000
    shared_chars: int = 32_000_000
    #: What may be read of a sheet, and of all sheets together, while only its top is looked at (in a request).
    head_bytes: int = 4 * MIB
    head_records: int = 5_000
    head_sheets: int = 10
    #: A part that describes the workbook (types, relations, styles); a real one has some kilobytes.
    part_bytes: int = 4 * MIB
    #: Depth of XML elements; a sheet needs six.
    xml_depth: int = 40
    #: One tag or attribute must fit in this many bytes.
    xml_token_bytes: int = MIB


DEFAULT_LIMITS: Final = Limits()
