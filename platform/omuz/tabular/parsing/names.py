"""Names as they were written; a column with the whole name is split at the surname."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from omuz.kernel.text import tidy_name
from omuz.tabular.errors import Problem
from omuz.tabular.fields import ParseContext, Parsed, Parser
from omuz.tabular.parsing.texts import BLANK, clean, failed, fault_problem, shortened
from omuz.tabular.rows import CellFault, CellValue, as_text

_ALLOWED: Final = re.compile(r"[^\W\d_][\w\s.,'’`´()/\-]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class FullName:
    """A name taken apart."""

    given_names: str
    surname: str


def name(*, max_length: int = 120) -> Parser:
    """Return a parser of names: letters with their own capitals kept, nothing that is no name."""

    def parse(value: CellValue, context: ParseContext) -> Parsed:
        if isinstance(value, CellFault):
            return Parsed(problem=fault_problem(value))
        shown = tidy_name(clean(value))
        if not shown or shown in ("-", "?"):
            return BLANK
        return _checked(shown, max_length)

    return parse


def _checked(shown: str, max_length: int) -> Parsed:
    if len(shown) > max_length:
        return failed("too_long", f"Ad en çok {max_length} karakter olabilir.", "Adı kısaltın.")
    if not _ALLOWED.fullmatch(shown) or any(unicodedata.category(letter) == "Nd" for letter in shown):
        return failed(
            "not_a_name", f"“{shortened(shown)}” bir ad değil.", "Yalnızca harf, boşluk, kesme ve tire kullanın."
        )
    return Parsed(shown)


def full_name() -> Parser:
    """Return a parser of whole names (FullName): "Ayşe Nur Yılmaz" and "Yılmaz, Ayşe Nur" are the same.

    The last word is taken as the surname; where two words could be it, a note says so.
    """

    def parse(value: CellValue, context: ParseContext) -> Parsed:
        if isinstance(value, CellFault):
            return Parsed(problem=fault_problem(value))
        shown = tidy_name(as_text(value))
        if not shown or shown in ("-", "?"):
            return BLANK
        checked = _checked(shown, 200)
        if checked.problem:
            return checked
        return _split(shown)

    return parse


def _split(shown: str) -> Parsed:
    if shown.count(",") == 1:
        surname, _, given = (part.strip() for part in shown.partition(","))
        return Parsed(FullName(given, surname))
    words = shown.split()
    if len(words) == 1:
        note = Problem("one_name", f"“{shortened(shown)}” tek sözcük; ad olarak alındı.", "Soyadını da yazın.")
        return Parsed(FullName(shown, ""), notes=(note,))
    notes: tuple[Problem, ...] = ()
    if len(words) > 3:
        notes = (
            Problem("name_split", f"Soyadı “{words[-1]}” olarak alındı.", "Adı ve soyadını iki ayrı sütuna yazın."),
        )
    return Parsed(FullName(" ".join(words[:-1]), words[-1]), notes=notes)
