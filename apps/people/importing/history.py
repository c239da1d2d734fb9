"""Dated coded values in one cell: "İş arıyor (01.09.2014 - 15.03.2016); Çalışıyor (15.03.2016 - )".

A label alone holds since the day of registration. "?" as the first day means "since an unknown day". As in the
stored rows, the day after the dash is the first on which it no longer held. `{...}` names the programme for which a
special-category value was collected, where it is not the person's own.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from omuz.tabular.fields import CodeList, ParseContext, Parsed, Parser
from omuz.tabular.parsing.codes import code_lists, find_code
from omuz.tabular.parsing.dates import any_date
from omuz.tabular.parsing.texts import failed, lenient, shortened
from omuz.tabular.rows import CellValue, as_text

_ENTRY: Final = re.compile(
    r"(?P<label>.+?)\s*(?:\{(?P<programme>[^{}]*)\})?\s*(?:\((?P<start>\?|[\d./]+)?\s*[-–]\s*(?P<end>[\d./]+)?\s*\))?"
)


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A coded value and when it held; `at_registration` says that no first day was given."""

    code: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    programme: str = ""
    at_registration: bool = False

    def starts(self, registered_on: dt.date) -> dt.date | None:
        """Return the first day; None is an unknown one."""
        return registered_on if self.at_registration else self.valid_from


def dated_codes(codes: CodeList, *, several: bool = False) -> Parser:
    """Return a parser of coded values with their days (tuple of DatedCode).

    Without `several` a person has one value on any day: values that hold at the same time are a problem.
    """
    plain = code_lists(codes)
    day = any_date()

    def read(value: CellValue, context: ParseContext) -> Parsed:
        shown = as_text(value).strip()
        if "(" not in shown and "{" not in shown:
            parsed = plain(value, context)
            if parsed.problem or parsed.value is None:
                return parsed
            found = [DatedCode(code, at_registration=True) for code in parsed.value]
        else:
            found = []
            for part in filter(None, (part.strip() for part in re.split(r"[;\n]", shown))):
                entry = _entry(part, codes, day, context)
                if isinstance(entry, Parsed):
                    return entry
                found.append(entry)
        if not several and _overlap(found):
            return failed("several_values", "Aynı gün için birden çok değer yazılmış.", "Tek değer yazın.")
        return Parsed(tuple(found) or None)

    return lenient(read)


def _entry(part: str, codes: CodeList, day: Parser, context: ParseContext) -> DatedCode | Parsed:
    code = find_code(codes, part)
    if code is not None:
        return DatedCode(code, at_registration=True)
    found = _ENTRY.fullmatch(part)
    code = find_code(codes, found["label"]) if found else None
    if found is None or code is None:
        known = "; ".join(list(codes.labels.values())[:12])
        return failed(
            "unknown_code", f"“{shortened(part)}” {codes.name} listesinde yok.", f"Şunlardan birini yazın: {known}."
        )
    start = Parsed() if found["start"] in (None, "?") else day(found["start"], context)
    end = Parsed() if found["end"] is None else day(found["end"], context)
    problem = start.problem or end.problem
    if problem:
        return Parsed(problem=problem)
    if start.value and end.value and start.value >= end.value:
        return failed("ends_before_start", "Bitiş tarihi başlangıçtan sonra olmalı.", "Tarihleri düzeltin.")
    given = found["start"] is not None or found["end"] is not None
    return DatedCode(code, start.value, end.value, (found["programme"] or "").strip(), at_registration=not given)


def _overlap(entries: Sequence[DatedCode]) -> bool:
    spans = sorted((entry.valid_from or dt.date.min, entry.valid_to or dt.date.max) for entry in entries)
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def write_dated(entries: Sequence[DatedCode], codes: CodeList, *, registered_on: dt.date) -> str:
    """Return the cell from which `dated_codes` reads the same entries."""
    return "; ".join(_written(entry, codes, registered_on) for entry in entries)


def _written(entry: DatedCode, codes: CodeList, registered_on: dt.date) -> str:
    label = codes.labels.get(entry.code, entry.code)
    programme = f" {{{entry.programme}}}" if entry.programme else ""
    if entry.at_registration or (entry.valid_from == registered_on and entry.valid_to is None):
        return label + programme
    start = f"{entry.valid_from:%d.%m.%Y}" if entry.valid_from else "?"
    end = f"{entry.valid_to:%d.%m.%Y}" if entry.valid_to else ""
    return f"{label}{programme} ({start} - {end})"
