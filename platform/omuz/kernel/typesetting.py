"""Setting pages: one call of typst for every print of the house.

A template is code and stands beside the module that uses it; what a municipality or a person wrote goes in as data and
is never read as markup. Fonts are those inside typst, so a page looks the same on every machine.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

__all__ = ["Format", "typeset"]

Format = Literal["pdf", "svg", "png"]
#: Dots an inch of a PNG: sharp on a screen twice as fine, a few hundred kilobytes.
_DOTS: Final = 150


def typeset(template: Path, values: Mapping[str, Any], *, printed_on: dt.date, format: Format = "pdf") -> bytes:
    """Return the page that a template makes of values, which it reads as JSON from `sys.inputs.values`.

    A PDF is PDF/UA-1: tagged, with language and title, which the template sets. An image is its first page. The same
    values printed on the same day are the same bytes.
    """
    more: dict[str, Any] = {"pdf_standards": ["ua-1"]} if format == "pdf" else {}
    if format == "png":
        more["ppi"] = _DOTS
    made = typst.compile(
        _read(template),
        font_paths=[],
        ignore_system_fonts=True,
        format=format,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False, default=str)},
        timestamp=int(dt.datetime.combine(printed_on, dt.time(), tzinfo=dt.UTC).timestamp()),
        **more,
    )
    return made if isinstance(made, bytes) else made[0]


@cache
def _read(template: Path) -> bytes:
    return template.read_bytes()
