"""Dates as people and spreadsheets write them: day first, year only, month names, serial numbers."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from omuz.kernel.text import tr_fold
from omuz.tabular.errors import Problem
from omuz.tabular.fields import ParseContext, Parsed, Parser
from omuz.tabular.parsing.texts import clean, failed, lenient, shortened
from omuz.tabular.rows import CellValue
from omuz.tabular.xlsx import serial_to_date

_EARLIEST: Final = 1890
_MONTHS: Final = {
    name: place
    for place, names in enumerate(
        (
            "ocak january jan oca",
            "subat february feb sub",
            "mart march mar",
            "nisan april apr nis",
            "mayis may",
            "haziran june jun haz",
            "temmuz july jul tem",
            "agustos august aug agu",
            "eylul september sep eyl",
            "ekim october oct eki",
            "kasim november nov kas",
            "aralik december dec ara",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})\s?[./\-, ]\s?(\d{1,2})\s?[./\-, ]\s?(\d{4}|\d{2})(?:[ T]\d{1,2}[:.]\d{2}.*)?"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[./\-](\d{4})")
_NAMED: Final = re.compile(r"(?:(\d{1,2})[ .\-]*)?([a-z]+)[ .,\-]*(\d{4})(?: .*)?")
_YEAR: Final = re.compile(r"~?\s?((?:18|19|20)\d{2})\s?(?:\?|dogumlu|d\.?|yili)?")
_HOW: Final = "Gün.ay.yıl olarak yazın: 21.11.1980. Yalnızca yıl biliniyorsa yılı yazın: 1980."

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date and how much of it is known; the unknown part stands as 1 (1980 -> 01.01.1980, year)."""

    value: date
    precision: Precision = "day"

    def __str__(self) -> str:
        shown = {"day": "%d.%m.%Y", "month": "%m.%Y", "year": "%Y"}[self.precision]
        return self.value.strftime(shown)


def birth_date() -> Parser:
    """Return a parser of birth dates (PartialDate): day, month or year known, never in the future."""
    return _dates(past_only=True)


def any_date(*, past_only: bool = False) -> Parser:
    """Return a parser of whole dates (datetime.date)."""
    partial = _dates(past_only=past_only)

    def parse(value: CellValue, context: ParseContext) -> Parsed:
        parsed = partial(value, context)
        if not isinstance(parsed.value, PartialDate):
            return parsed
        if parsed.value.precision != "day":
            return failed(
                "incomplete_date", f"“{shortened(clean(value))}” tam bir tarih değil.", "Günü ve ayı da yazın."
            )
        return Parsed(parsed.value.value, notes=parsed.notes)

    return parse


def _dates(*, past_only: bool) -> Parser:
    def read(value: CellValue, context: ParseContext) -> Parsed:
        parsed = _read(value, context)
        if not isinstance(parsed.value, PartialDate):
            return parsed
        known = parsed.value.value
        if past_only and known > context.today:
            return failed("future_date", f"{parsed.value} gelecekte.", "Yılı denetleyin.")
        if not _EARLIEST <= known.year <= context.today.year + 50:
            return failed("unlikely_date", f"{parsed.value} olası bir tarih değil.", "Yılı denetleyin.")
        return parsed

    return lenient(read)


def _read(value: CellValue, context: ParseContext) -> Parsed:
    if isinstance(value, datetime):
        return Parsed(PartialDate(value.date()))
    if isinstance(value, date):
        return Parsed(PartialDate(value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _from_number(value)
    return _from_text(clean(value), context)


def _from_number(number: int) -> Parsed:
    if _EARLIEST <= number <= 2100:
        return Parsed(PartialDate(date(number, 1, 1), "year"))
    if 19_000_101 <= number <= 21_001_231:
        return _day(number // 10_000, number // 100 % 100, number % 100, str(number))
    if 1_011_890 <= number <= 31_129_999:
        return _day(number % 10_000, number // 10_000 % 100, number // 1_000_000, str(number))
    shown = serial_to_date(number) if 4_000 <= number <= 90_000 else None
    if isinstance(shown, date):
        note = Problem("serial_date", f"{number} sayısı {shown:%d.%m.%Y} olarak okundu.", "Yanlışsa tarihi yazın.")
        return Parsed(PartialDate(shown), notes=(note,))
    return _not_a_date(str(number))


def _from_text(shown: str, context: ParseContext) -> Parsed:  # noqa: PLR0911 - one line a way of writing
    found = _YEAR_FIRST.fullmatch(shown)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), shown)
    found = _DAY_FIRST.fullmatch(shown)
    if found:
        return _day_first(int(found[1]), int(found[2]), found[3], shown, context)
    found = _MONTH_YEAR.fullmatch(shown)
    if found:
        return _month(int(found[2]), int(found[1]), shown)
    folded = tr_fold(shown)
    found = _YEAR.fullmatch(folded)
    if found:
        return Parsed(PartialDate(date(int(found[1]), 1, 1), "year"))
    found = _NAMED.fullmatch(folded)
    if found and found[2] in _MONTHS:
        month = _MONTHS[found[2]]
        return _day(int(found[3]), month, int(found[1]), shown) if found[1] else _month(int(found[3]), month, shown)
    if shown.isascii() and shown.isdigit() and len(shown) <= 8:
        return _from_number(int(shown))
    return _not_a_date(shown)


def _day_first(day: int, month: int, year: str, shown: str, context: ParseContext) -> Parsed:
    if len(year) == 4:
        return _day(int(year), month, day, shown)
    in_this_century = 2000 + int(year)
    if in_this_century <= context.today.year:
        return failed(
            "two_digit_year",
            f"“{shown}”: yıl {1900 + int(year)} mi {in_this_century} mi belli değil.",
            "Yılı dört rakamla yazın.",
        )
    parsed = _day(in_this_century - 100, month, day, shown)
    if parsed.problem:
        return parsed
    note = Problem("century_guessed", f"“{shown}” {parsed.value} olarak okundu.", "Yanlışsa yılı dört rakamla yazın.")
    return Parsed(parsed.value, notes=(note,))


def _day(year: int, month: int, day: int, shown: str) -> Parsed:
    if day == 0:
        return _month(year, month, shown)
    if month > 12 >= day and day:
        return failed("month_first", f"“{shown}”: ay {month} olamaz; gün ile ay yer değiştirmiş olabilir.", _HOW)
    try:
        return Parsed(PartialDate(date(year, month, day)))
    except ValueError:
        return failed("no_such_day", f"“{shown}” takvimde olmayan bir gün.", _HOW)


def _month(year: int, month: int, shown: str) -> Parsed:
    if not 1 <= year <= 9999 or month > 12:
        return _not_a_date(shown)
    if month == 0:
        return Parsed(PartialDate(date(year, 1, 1), "year"))
    return Parsed(PartialDate(date(year, month, 1), "month"))


def _not_a_date(shown: str) -> Parsed:
    return failed("not_a_date", f"“{shortened(shown)}” bir tarih değil.", _HOW)
